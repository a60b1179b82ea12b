"""What a level's controls make possible: every setting, or an even sample of them, with what it comes to. For a
histogram of other solutions, and for the proof that nothing is won by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import prod
from typing import NamedTuple

import numpy as np

from game.sim.level.controls import Value
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.many_starts import share_solved
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.metrics.answered import Answered
from game.sim.level.metrics.declared import Declared
from game.sim.level.metrics.misses import Misses
from game.sim.level.metrics.tries import Tries
from game.sim.level.play.level_result import measures
from game.sim.level.trial import settle, start_with
from game.sim.start import Start

OF_THE_PLAYER = (Answered, Declared, Misses, Tries)
"""Metrics that say nothing about a setting."""

Values = dict[str, Value]


class Tried(NamedTuple):
    """A setting of the controls, what was measured, and the stars that the numbers alone are worth: tries, answers and
    the why-question left aside."""

    values: Values
    measures: dict[str, float | None]
    stars: int


def all_settings(level: Level) -> int:
    """How many settings the controls allow."""
    counts = [len(control.tried_out) for control in level.controls]
    return sum(counts) if level.at_once == 1 else prod(counts) if counts else 0


def settings(level: Level, most: int | None = None) -> Iterator[Values]:
    """Every setting of the controls, or `most` of them at equal distances; in an order in which those that came first
    stand for all, at any time."""
    count = all_settings(level)
    wanted = range(count) if most is None or count <= most else [k * count // most for k in range(most)]
    for at in np.random.default_rng(0).permutation(wanted).tolist():
        yield _one(level, at) if level.at_once == 1 else _all(level, at)


def sweep(level: Level, most: int | None = 200) -> Iterator[Tried]:
    """Try one setting after the other; a caller with a window takes a few a frame."""
    for values in settings(level, most):
        yield tried(level, start_with(level, values), values)


def tried(level: Level, start: Start, values: Values) -> Tried:
    """What `start` comes to in `level`."""
    found = measures(level.stars, replace(_evidence(level, start), facts=level.facts, values=values))
    return Tried(values, found, worth(level, found))


def worth(level: Level, found: Mapping[str, float | None]) -> int:
    """The stars that what was measured is worth by itself: tries, answers and the why-question left aside."""
    stars = 0
    for star in level.stars:
        needs = [condition for condition in star.needs if not isinstance(condition.measure, OF_THE_PLAYER)]
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


def _one(level: Level, at: int) -> Values:
    """Setting number `at` where only one control may leave its place."""
    for control in level.controls:
        if at < len(control.tried_out):
            return {control.name: control.tried_out[at]}
        at -= len(control.tried_out)
    return {}


def _all(level: Level, at: int) -> Values:
    values: Values = {}
    for control in reversed(level.controls):
        at, place = divmod(at, len(control.tried_out))
        values[control.name] = control.tried_out[place]
    return values
