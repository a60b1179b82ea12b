"""A part of the output's delta: its error or its slope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from game.sim.arithmetic.interval import ONE, Interval
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.start import Start


class OutputPart(NumberQuestion, frozen=True, kw_only=True, tag="output_part"):
    """The error a − y or the slope a(1 − a) of a sigmoid output, on the first sample."""

    part: Literal["error", "slope"]

    def right(self, start: Start) -> float:
        trace = MeasuredRun(start, 0).batch(0).traces[0]
        return float(trace.raw_error[0] if self.part == "error" else trace.slope[-1][0])

    def allowed(self, net: ShownNet, right: float) -> Interval:
        a = net.activation(0, len(net.layers) - 1, 0)
        if self.part == "slope":
            return a * (ONE - a)
        return a - Interval.exactly(float(net.batch.traces[0].target[0]))

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        trace = MeasuredRun(start, 0).batch(0).traces[0]
        a, error, slope = float(trace.output[0]), float(trace.raw_error[0]), float(trace.slope[-1][0])
        if self.part == "error":
            return ((-error, "The error is a − y, not y − a."), (slope, "That is the slope."))
        return (
            (error, "That is the error; the slope is a(1 − a)."),
            (error * slope, "That is δ already: the slope alone is a(1 − a)."),
            (a, "That is a; the slope is a(1 − a)."),
            (1.0 - a, "Times a as well: the slope is a(1 − a)."),
            (a * a, "The slope is a(1 − a), not a × a."),
        )


QUESTION = Entry("output_part", 17, OutputPart)
