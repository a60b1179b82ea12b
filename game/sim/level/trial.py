"""Runs that nobody plays, for predictions and proofs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from game.sim.background_job import Rest, at_once
from game.sim.level.controls import Value, settings_turned, turned
from game.sim.level.evidence import Evidence
from game.sim.level.level_facts import LevelFacts
from game.sim.level.level_parts import LevelTrial
from game.sim.level.many_starts import share_solved
from game.sim.level.measured_run import CHUNK, MeasuredRun
from game.sim.level.seen_course import CoursePoint, share_course
from game.sim.level.start_table import with_settings
from game.sim.network import Flat, Params, find_edge, flat_index, frozen, params_from_flat
from game.sim.start import Start, params_of


def trial_start(start: Start, trial: LevelTrial) -> Start:
    """`start` as `trial` changes it."""
    changed = msgspec.structs.replace(
        start,
        scenario=trial.scenario or start.scenario,
        targets=start.targets if trial.scenario in (None, start.scenario) else None,
        settings=with_settings(start.settings, trial.set),
    )
    if not trial.parameters:
        return changed
    params, layers = list(params_of(changed)), changed.settings.layers
    for name, value in trial.parameters.items():
        params[flat_index(layers, find_edge(layers, name))] = value
    return msgspec.structs.replace(changed, params=tuple(params))


def trial_evidence(level: LevelFacts, trial: LevelTrial) -> Evidence:
    """What `trial` of `level` comes to, a population's share included where the level is about one."""
    start = trial_start(level.own_start, trial)
    epochs = level.epochs if trial.epochs is None else trial.epochs
    if level.population:
        share = share_solved(start, level.population, epochs)
        return Evidence(level_start=level.own_start, share=share, facts=level.facts)
    return replace(run_to_end(start, epochs, level.own_start), facts=level.facts)


def trial_share(level: LevelFacts, trial: LevelTrial, rest: Rest = at_once) -> tuple[CoursePoint, ...]:
    """The share of a population that solves it, over the epochs of `trial`."""
    assert level.population, "only a level about many starts has a share"
    epochs = level.epochs if trial.epochs is None else trial.epochs
    return share_course(trial_start(level.own_start, trial), level.population, epochs, rest)


def start_with(level: LevelFacts, values: Mapping[str, Value]) -> Start:
    """The level's start with its controls put to `values`. Drawn parameters stay drawn, within what the settings then
    say, unless some are set by hand."""
    own = level.own_start
    start = msgspec.structs.replace(own, settings=settings_turned(own.settings, level.controls, values))
    if own.params is None and all(each.is_setting or each.loose for each in level.controls if each.name in values):
        return start
    params = turned(params_of(start), start.settings.layers, level.controls, values)
    if any(control.held for control in level.controls if control.name in values):
        params = held(own, params)
    return msgspec.structs.replace(start, params=params)


def held(start: Start, params: Flat) -> Flat:
    """`params` with biases at which every sum on the first sample is what it is for `start`."""
    layers, trace = start.settings.layers, MeasuredRun(start, 0).batch(0).traces[0]
    weights = params_from_flat(layers, params).weights
    biases = tuple(frozen(z - w @ a) for z, w, a in zip(trace.z, weights, trace.a, strict=False))
    return Params(weights, biases).flat()


def settled_epoch(level: LevelFacts, run: MeasuredRun, own_start: Start) -> int | None:
    """The epoch at which all that the level measures of a run was settled; None as long as something may change."""
    evidence = Evidence(level_start=own_start, run=run, epoch=run.reached, facts=level.facts)
    ends = [condition.measure.final_at(evidence) for star in level.stars for condition in star.needs]
    if any(end is None for end in ends):
        return run.reached if run.complete else None
    return max(end for end in ends if end is not None)


def settle(level: LevelFacts, run: MeasuredRun, own_start: Start) -> int:
    """Train `run` on until all that the level measures is settled, and say at which epoch that was."""
    while (end := settled_epoch(level, run, own_start)) is None:
        run.extend(run.reached + CHUNK)
    return end


def run_to_end(start: Start, epochs: int, level_start: Start) -> Evidence:
    """Evidence of a run to its end."""
    run = MeasuredRun(start, epochs)
    run.extend(epochs)
    return Evidence(level_start=level_start, run=run, epoch=run.reached)
