"""After how many epochs half of many starts are right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.level.level_parts import DrawnStarts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.level.tasks.batch_tasks import MIDDLE, first_right


class FirstRight(Reading, frozen=True, tag="first_right"):
    """The median epoch at which `starts` random starts have been right on every sample for the first time, of networks
    and settings as the one that is read off; infinite where half of them are not within the trial's epochs."""

    starts: Annotated[int, Meta(ge=1, le=1000)]
    seed: int = 0

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        drawn = msgspec.structs.replace(run.start, params=None)
        return first_right(drawn, DrawnStarts(networks=self.starts, seed=self.seed), run.budget)[MIDDLE]


READING = Entry("first_right", 9, FirstRight)
