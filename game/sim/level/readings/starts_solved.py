"""From how many of many starts a task is solved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.background_job import Rest, at_once
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import share_solved
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.level.seen_course import SHARE, CourseLine, SeenCourse, share_course
from game.sim.network import Layers
from game.sim.settings import checked
from game.sim.start import Start

PERCENT = 100.0


class StartsSolved(Reading, frozen=True, tag="starts_solved"):
    """The share, in percent, of `starts` random starts with every output on the right side of 0.5 after as many epochs
    as the trial has; of networks of `layers`, or shaped as the one that is read off."""

    starts: Annotated[int, Meta(ge=1, le=1000)]
    seed: int = 0
    layers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.layers:
            checked("layers", "-".join(map(str, self.layers)))

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        return PERCENT * share_solved(*self._drawn(run.start), run.budget)

    def course(self, start: Start, epochs: int, rest: Rest = at_once) -> SeenCourse:
        points = share_course(*self._drawn(start), epochs, rest)
        lines = (CourseLine("", points),)
        return SeenCourse(SHARE, lines=lines, across="epochs", said="up", unit=1 / PERCENT, percent=True)

    def _drawn(self, start: Start) -> tuple[Start, DrawnStarts]:
        """What every one of them has, and how they are drawn."""
        layers: Layers = self.layers or start.settings.layers
        settings = msgspec.structs.replace(start.settings, layers=layers)
        drawn = msgspec.structs.replace(start, params=None, settings=settings)
        return drawn, DrawnStarts(networks=self.starts, seed=self.seed)


READING = Entry("starts_solved", 8, StartsSolved)
