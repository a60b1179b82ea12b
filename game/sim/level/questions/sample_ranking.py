"""Which sample is most wrong."""

from __future__ import annotations

from typing import ClassVar

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, SampleQuestion, sample_names
from game.sim.start import Start


class SampleRanking(SampleQuestion, frozen=True, kw_only=True, tag="sample_ranking"):
    """The samples by |a − y|, the largest first."""

    form: ClassVar[str] = "order"

    def right(self, start: Start) -> tuple[str, ...]:
        errors = dict(zip(sample_names(start), MeasuredRun(start, 0).errors(0), strict=True))
        return tuple(sorted(errors, key=lambda name: -errors[name]))


QUESTION = Entry("sample_ranking", 7, SampleRanking)
