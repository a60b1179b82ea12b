"""What comes through to the first layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from game.sim.level.actions import AnswerValue
from game.sim.level.floors import FLOORS, first_to_last, weight_of
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.start import Start

SLOPE = 0.25


class DeltaRatio(NumberQuestion, frozen=True, kw_only=True, tag="delta_ratio"):
    """δ of the first layer's neuron as a share of the last one's, in a chain of single neurons; right within
    `relative`, so that four decimals may be too few."""

    wanted: ClassVar[str] = "a number to three digits"

    def right(self, start: Start) -> float:
        return first_to_last(start)

    def accepts(self, value: AnswerValue, start: Start) -> bool:
        right, found = self.right(start), self.taken(value)
        return isinstance(found, (int, float)) and abs(found - right) <= self.relative * right

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        w, gates = weight_of(start), FLOORS - 1
        return (
            (w * SLOPE, "That is one floor; from 7 down to 1 it is six times that factor."),
            ((w * SLOPE) ** FLOORS, "Seven floors, but from 7 down to 1 δ passes six."),
            (SLOPE**gates, "The weights were left out: each floor multiplies by w × slope."),
            (w**gates, "The slopes were left out: each floor multiplies by w × slope."),
            (gates * w * SLOPE, "Floors multiply, they do not add."),
            (1.0 / FLOORS, "Floors multiply; δ is not shared out."),
            ((w * SLOPE) ** (-gates), "That is the last as a multiple of the first: the other way round."),
        )


QUESTION = Entry("delta_ratio", 13, DeltaRatio)
