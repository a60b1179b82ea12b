"""After how many epochs half of many starts are right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.background_job import Rest, at_once
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.level.seen_course import CourseLine, SeenCourse, first_right_course
from game.sim.level.tasks.batch_tasks import MIDDLE, first_right
from game.sim.start import Start


class FirstRight(Reading, frozen=True, tag="first_right"):
    """The median epoch at which `starts` random starts have been right on every sample for the first time, of networks
    and settings as the one that is read off; infinite where half of them are not within the trial's epochs."""

    starts: Annotated[int, Meta(ge=1, le=1000)]
    seed: int = 0

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        drawn = msgspec.structs.replace(run.start, params=None)
        return first_right(drawn, self._starts, run.budget)[MIDDLE]

    def course(self, start: Start, epochs: int, rest: Rest = at_once) -> SeenCourse:
        drawn, samples = msgspec.structs.replace(start, params=None), start.dataset.samples
        a_step = {"epoch": samples, "sample": 1}.get(start.settings.update, start.settings.batch_size)
        steps = -(-samples // a_step)
        line = CourseLine(f"{a_step} a step", first_right_course(drawn, self._starts, epochs, steps, rest))
        heading = f"Share of {self.starts:,} starts that are right, step by step"
        return SeenCourse(heading, lines=(line,), across="steps", said="across", percent=True)

    @property
    def _starts(self) -> DrawnStarts:
        return DrawnStarts(networks=self.starts, seed=self.seed)


READING = Entry("first_right", 9, FirstRight)
