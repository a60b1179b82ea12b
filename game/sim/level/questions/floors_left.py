"""How far down a delta is still heard."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from game.sim.level.floors import FLOORS, floor_deltas, floors
from game.sim.level.questions import Entry, Question
from game.sim.start import Start


class FloorsLeft(Question, frozen=True, kw_only=True, tag="floors_left"):
    """Through how many floors of the `weight` δ passes with at least the `share` of it left, counted from the last."""

    form: ClassVar[str] = "word"
    weight: float
    share: Annotated[float, Meta(gt=0.0, lt=1.0)]

    def options(self, start: Start) -> tuple[str, ...]:
        return tuple(str(count) for count in range(1, FLOORS))

    def right(self, start: Start) -> str:
        deltas = floor_deltas(floors(start, self.weight))
        return str(sum(delta / deltas[-1] >= self.share for delta in deltas[:-1]))


QUESTION = Entry("floors_left", 15, FloorsLeft)
