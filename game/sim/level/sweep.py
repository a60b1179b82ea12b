"""What a level makes possible: every setting of its controls, or a sample of them, with what it comes to; or where one
walks and places lines, tries by chance. For a histogram of other solutions, and for the proof that nothing is won by
chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import prod
from typing import NamedTuple

import numpy as np

from game.sim.level.controls import Control, Value
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.many_starts import share_solved
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds import kinds
from game.sim.level.play.level_result import measures
from game.sim.level.play.visit import Stage
from game.sim.level.trial import settle, start_with
from game.sim.start import Start

BY_CHANCE = ("lines", "strides")
"""Kinds of level without controls in which tries can be made by chance."""

Values = dict[str, Value]


class Tried(NamedTuple):
    """A setting of the controls, what was measured, and the stars that the numbers alone are worth: tries, answers and
    the why-question left aside."""

    values: Values
    measures: dict[str, float | None]
    stars: int


def all_settings(level: Level) -> int:
    """How many settings the controls allow; those that no measure of a setting looks at are left as they are."""
    counts = [len(control.tried_out) for control in _swept(level)]
    return sum(counts) if level.at_once == 1 else prod(counts) if counts else 0


def _swept(level: Level) -> list[Control]:
    """The controls that make a difference."""
    asked = [need.measure for star in level.stars for need in star.needs]
    read = {name for metric in asked if not metric.of_the_player for name in metric.reads}
    return [control for control in level.controls if not control.loose or control.name in read]


def settings(level: Level, most: int | None = None) -> Iterator[Values]:
    """Every setting of the controls, or `most` of them drawn by chance; in an order in which those that came first
    stand for all, at any time."""
    count = all_settings(level)
    wanted = count if most is None else min(most, count)
    for at in np.random.default_rng(0).choice(count, wanted, replace=False).tolist():
        yield _one(_swept(level), at) if level.at_once == 1 else _all(_swept(level), at)


def sweep(level: Level, most: int | None = 200) -> Iterator[Tried]:
    """Try one setting after the other; a caller with a window takes a few a frame."""
    for values in settings(level, most):
        yield tried(level, start_with(level, values), values)


def by_chance(level: Level, most: int) -> Iterator[Tried]:
    """`most` tries of a level of one of the kinds `BY_CHANCE`, everything in them set by chance."""
    dice = np.random.default_rng(0)
    for _ in range(most):
        kind = kinds()[level.kind].play(level, lambda: Stage.READY, lambda _command: None)
        for move in kind.space():
            kind.carry_out(move.act(move.values[int(dice.integers(len(move.values)))]))
        kind.begin()
        found = measures(level.stars, kind.evidence())
        yield Tried({}, found, worth(level, found))


def tried(level: Level, start: Start, values: Values) -> Tried:
    """What `start` comes to in `level`."""
    found = measures(level.stars, replace(_evidence(level, start), facts=level.facts, values=values))
    return Tried(values, found, worth(level, found))


def worth(level: Level, found: Mapping[str, float | None]) -> int:
    """The stars that what was measured is worth by itself: tries, answers and the why-question left aside."""
    stars = 0
    for star in level.stars:
        needs = [condition for condition in star.needs if not condition.measure.of_the_player]
        if not needs or not all(condition.met(found[condition.measure.key]) for condition in needs):
            break
        stars += 1
    return stars


def _evidence(level: Level, start: Start) -> Evidence:
    own_start = level.own_start
    if level.population:
        return Evidence(level_start=own_start, share=share_solved(start, level.population, level.epochs))
    run = MeasuredRun(start, level.epochs)
    return Evidence(level_start=own_start, run=run, epoch=settle(level, run, own_start))


def _one(controls: list[Control], at: int) -> Values:
    """Setting number `at` where only one control may leave its place."""
    for control in controls:
        if at < len(control.tried_out):
            return {control.name: control.tried_out[at]}
        at -= len(control.tried_out)
    return {}


def _all(controls: list[Control], at: int) -> Values:
    values: Values = {}
    for control in reversed(controls):
        at, place = divmod(at, len(control.tried_out))
        values[control.name] = control.tried_out[place]
    return values
