"""What a cure does to what comes through to the first layer."""

from __future__ import annotations

import math
from typing import ClassVar, Literal

from game.sim.level.floors import first_to_last, floors, weight_of
from game.sim.level.questions import Entry, Question
from game.sim.start import Start

WORDS = {"same": "as it was", "four": "4 times", "one": "1", "quarter": "1/4"}
NEAR = 1e-6


class RatioAfter(Question, frozen=True, kw_only=True, tag="ratio_after"):
    """What the share of δ that reaches the first of seven floors becomes with another `activation`, `loss` or
    `weight`."""

    form: ClassVar[str] = "word"
    activation: Literal["sigmoid", "relu"] = "sigmoid"
    loss: Literal["mse", "cross_entropy"] = "mse"
    weight: float = 0.0

    def options(self, start: Start) -> tuple[str, ...]:
        return tuple(WORDS)

    def option_text(self, option: str, start: Start) -> str:
        return WORDS[option]

    def cured(self, start: Start) -> Start:
        """The chain with the cure."""
        return floors(start, self.weight or weight_of(start), activation=self.activation, loss=self.loss)

    def right(self, start: Start) -> str:
        before, after = first_to_last(start), first_to_last(self.cured(start))
        meant = {"same": before, "four": 4.0 * before, "one": 1.0, "quarter": 0.25}
        return next(word for word, value in meant.items() if math.isclose(after, value, rel_tol=NEAR))


QUESTION = Entry("ratio_after", 14, RatioAfter)
