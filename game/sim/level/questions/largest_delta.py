"""Which sample pushes hardest."""

from __future__ import annotations

from typing import ClassVar

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, SampleQuestion, sample_names
from game.sim.start import Start


class LargestDelta(SampleQuestion, frozen=True, kw_only=True, tag="largest_delta"):
    """The sample with the largest |δ| of the output."""

    form: ClassVar[str] = "word"

    def right(self, start: Start) -> str:
        traces = MeasuredRun(start, 0).batch(0).traces
        largest = max(range(len(traces)), key=lambda k: abs(traces[k].delta[-1][0]))
        return sample_names(start)[largest]


QUESTION = Entry("largest_delta", 8, LargestDelta)
