"""Whether one step takes the loss down."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from game.sim.level.actions import AnswerValue
from game.sim.level.filling import spelled_number
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, Question
from game.sim.start import Start

WORDS = {"falls": "it falls", "rises": "it rises"}


class LossFalls(Question, frozen=True, kw_only=True, tag="loss_falls"):
    """Whether the loss falls or rises in the first epoch at `rate`, a number, which a deal may give."""

    form: ClassVar[str] = "word"
    slip_lines: ClassVar[int] = 1
    rate: str

    def problem(self, start: Start) -> str | None:
        try:
            return None if float(self.rate) > 0.0 else f"rate is {self.rate}, but must be above 0"
        except ValueError:
            return f"rate is '{self.rate}', but must be a number"

    def options(self, start: Start) -> tuple[str, ...]:
        return tuple(WORDS)

    def option_text(self, option: str, start: Start) -> str:
        return WORDS[option]

    def right(self, start: Start) -> str:
        before, after = losses_at(start, float(self.rate))
        return "falls" if after < before else "rises"

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        before, after = losses_at(start, float(self.rate))
        return f"The loss went from {_spelt(before)} to {_spelt(after)}."


def _spelt(loss: float) -> str:
    """To four decimals; to two digits where these would say 0."""
    return spelled_number(loss, ".4f") if loss >= 0.0001 else spelled_number(loss, ".1e").replace("e−0", "e−")


def losses_at(start: Start, rate: float) -> tuple[float, float]:
    """The loss before and after one epoch at `rate`."""
    settings = msgspec.structs.replace(start.settings, learning_rate=rate)
    run = MeasuredRun(msgspec.structs.replace(start, settings=settings), 1)
    run.extend(1)
    return run.losses[0], run.losses[-1]


QUESTION = Entry("loss_falls", 21, LossFalls)
