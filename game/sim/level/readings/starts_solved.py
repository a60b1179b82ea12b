"""From how many of many starts a task is solved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import share_solved
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.network import Layers
from game.sim.settings import checked


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
        start = run.start
        layers: Layers = self.layers or start.settings.layers
        drawn = msgspec.structs.replace(
            start, params=None, settings=msgspec.structs.replace(start.settings, layers=layers)
        )
        return 100.0 * share_solved(drawn, DrawnStarts(networks=self.starts, seed=self.seed), run.budget)


READING = Entry("starts_solved", 8, StartsSolved)
