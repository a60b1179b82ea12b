"""Which of many steps is the longest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

import numpy as np
from msgspec import Meta

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, Question
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start

WORDS = {"first": "the first", "between": "in between", "last": "the last"}
AMONG_THE_LAST = 5
"""As many steps at the end count as the last: there one is like the other."""


class LongestStep(Question, frozen=True, kw_only=True, tag="longest_step"):
    """Which of the first `steps` steps of the weight or bias `edge` is the longest: the first, one in between, or the
    last."""

    form: ClassVar[str] = "word"
    edge: str
    steps: Annotated[int, Meta(ge=3, le=1000)]

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    def options(self, start: Start) -> tuple[str, ...]:
        return tuple(WORDS)

    def option_text(self, option: str, start: Start) -> str:
        return WORDS[option]

    def right(self, start: Start) -> str:
        run = MeasuredRun(start, self.steps)
        run.extend(self.steps)
        return longest_of(run.course(find_edge(start.settings.layers, self.edge), run.reached))


def longest_of(course: Sequence[float]) -> str:
    """Which step of `course` is the longest."""
    lengths = np.abs(np.diff(course))
    longest = int(lengths.argmax())
    if longest == 0:
        return "first"
    return "last" if longest >= len(lengths) - AMONG_THE_LAST else "between"


QUESTION = Entry("longest_step", 9, LongestStep)
