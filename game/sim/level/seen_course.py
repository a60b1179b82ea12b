"""What there is to be seen of a prediction: how it really comes out, to be drawn against what was predicted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from game.sim.background_job import Rest, at_once
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import many_starts
from game.sim.population.population_result import PopulationResult
from game.sim.population.rows import Flags
from game.sim.start import Start

CoursePoint = tuple[float, float]
SHARE = "Share of starts that solve it"
LOOKS = 60
"""So often many starts are looked at while they are trained."""
NEARLY_ALL = 0.95


class Bar(NamedTuple):
    """One of several things that are compared, and its `value`. `answers` are the answers that point at it."""

    name: str
    value: float
    answers: tuple[float | str, ...] = ()


class CourseLine(NamedTuple):
    """A value as it goes along, from left to right."""

    name: str
    points: tuple[CoursePoint, ...]


class MovedPoint(NamedTuple):
    """A point that goes from one place to another; a `full` one is of the kind whose target is 1."""

    start: CoursePoint
    end: CoursePoint
    full: bool


class SeenCourse(NamedTuple):
    """`bars`, or `lines`, or points that have `moved`: the `heading` says what is drawn, `across` what a line goes
    along. Where a number was predicted, it stands at `said` of the axes, `unit` times as large; `power` draws bars by
    their powers of ten, `percent` writes heights as parts of a hundred."""

    heading: str
    bars: tuple[Bar, ...] = ()
    lines: tuple[CourseLine, ...] = ()
    moved: tuple[MovedPoint, ...] = ()
    across: str = ""
    said: Literal["", "across", "up"] = ""
    unit: float = 1.0
    power: bool = False
    percent: bool = False


def along(values: list[float], most: int = 400) -> tuple[CoursePoint, ...]:
    """A value after 0, 1, 2 … as points, at most about so many of them, the last one among them."""
    step = max(1, -(-len(values) // most))
    kept = sorted({*range(0, len(values), step), len(values) - 1})
    return tuple((float(k), float(values[k])) for k in kept)


def share_course(start: Start, drawn: DrawnStarts, epochs: int, rest: Rest = at_once) -> tuple[CoursePoint, ...]:
    """The share of those starts with every output on the right side of 0.5 (0..1), over epochs up to the last."""
    return _looked_at(start, drawn, epochs, lambda found: found.solved, rest)


def first_right_course(
    start: Start, drawn: DrawnStarts, epochs: int, per_epoch: int, rest: Rest = at_once
) -> tuple[CoursePoint, ...]:
    """The share of those starts that have been right on every sample (0..1), over steps, `per_epoch` an epoch, until
    nearly all have been."""
    points = _looked_at(start, drawn, epochs, lambda found: found.first_solved >= 0, rest, NEARLY_ALL)
    return tuple((epoch * per_epoch, share) for epoch, share in points)


def _looked_at(
    start: Start,
    drawn: DrawnStarts,
    epochs: int,
    flags: Callable[[PopulationResult], Flags],
    rest: Rest,
    enough: float = 2.0,
) -> tuple[CoursePoint, ...]:
    """The share of `flags` that are up, until it is `enough`; `rest()` is called after each small piece of training."""

    def rested(_progress: float) -> None:
        rest()

    population = many_starts(start, drawn)
    points = [(0.0, float(flags(population.result()).mean()))]
    for look in range(1, LOOKS + 1):
        population.run(epochs * look // LOOKS - population.epochs, rested, lambda: False)
        points.append((float(population.epochs), float(flags(population.result()).mean())))
        if points[-1][1] >= enough:
            break
    return tuple(points)
