"""How loud the output's delta is under one loss, or how many times as loud under another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from game.sim.level.actions import AnswerValue
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.level.start_table import with_settings
from game.sim.start import Start

LossName = Literal["mse", "cross_entropy"]


class LoudDelta(NumberQuestion, frozen=True, kw_only=True, tag="loud_delta"):
    """δ of the output on the first sample under `loss`; or |δ| under `loss` as a multiple of that under `than`. Right
    within `relative`: more than the digits of a saturated output would forgive by themselves."""

    loss: LossName
    than: LossName | None = None

    def right(self, start: Start) -> float:
        delta = delta_under(start, self.loss)
        return delta if self.than is None else abs(delta / delta_under(start, self.than))

    def accepts(self, value: AnswerValue, start: Start) -> bool:
        right, found = self.right(start), self.taken(value)
        return isinstance(found, (int, float)) and abs(found - right) <= self.relative * abs(right)

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        trace = MeasuredRun(start, 0).batch(0).traces[0]
        a, error, slope = float(trace.output[0]), float(trace.raw_error[0]), float(trace.slope[-1][0])
        right = self.right(start)
        if self.than is not None:
            return (
                (1.0 / right, "The other way round: how many times louder is the louder one?"),
                (slope, "That is the slope; divide by it."),
                (abs(error) - abs(error * slope), "That is the difference; how many times is a quotient."),
            )
        sign = (-right, "The sign: the error is a − y.")
        if self.loss == "cross_entropy":
            return (sign, (error * slope, "The slope cancels: the error is all there is."))
        return (
            sign,
            (error, "The slope is missing: times a(1 − a)."),
            (slope, "That is the slope: times the error, with its sign."),
            (0.5 * error * error, "That is the loss itself."),
            (error * a, "The slope is a(1 − a), not a."),
        )


def delta_under(start: Start, loss: str) -> float:
    """The output's δ on the first sample under `loss`."""
    changed = msgspec.structs.replace(start, settings=with_settings(start.settings, {"loss": loss}))
    return float(MeasuredRun(changed, 0).batch(0).traces[0].delta[-1][0])


QUESTION = Entry("loud_delta", 16, LoudDelta)
