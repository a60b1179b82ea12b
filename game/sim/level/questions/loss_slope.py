"""The slope of the loss, as one measures it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from game.sim.level.actions import AnswerValue
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge, flat_index
from game.sim.start import Start, params_of

NUDGES = (1.0, 0.1, 0.01, 0.001)
"""Sizes of the nudges by which one goes wrong in known ways."""


class LossSlope(NumberQuestion, frozen=True, kw_only=True, tag="loss_slope"):
    """∂L/∂w of the weight or bias `edge`, found by nudging it: right is what lies within `relative` of it, whatever
    the digits on screen would allow, for a nudge too small for them is one of the things to learn."""

    edge: str

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    def right(self, start: Start) -> float:
        return MeasuredRun(start, 0).batch(0).mean_gradient(find_edge(start.settings.layers, self.edge))

    def accepts(self, value: AnswerValue, start: Start) -> bool:
        right, found = self.right(start), self.taken(value)
        return isinstance(found, (int, float)) and abs(found - right) <= self.relative * abs(right)

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        right = self.right(start)
        known: list[tuple[float, str]] = [
            (-right, "The sign: if the loss falls as w goes up, the slope is negative."),
            (MeasuredRun(start, 0).losses[0], "That is the loss itself."),
        ]
        for nudge in NUDGES:
            up, down = (self.shown_loss(start, step) for step in (nudge, -nudge))
            here = self.shown_loss(start, 0.0)
            changes = ((up - here, nudge), (here - down, nudge), (up - down, 2.0 * nudge))
            known += [
                (change, "That is the change of the loss: divide it by how far w moved.") for change, _ in changes
            ]
            known += [(change * moved, "That multiplies by the nudge; divide by it.") for change, moved in changes]
            halves = ((up - here) / (2.0 * nudge), (here - down) / (2.0 * nudge))
            known += [(share, "You went one nudge, and divided by two.") for share in halves]
            known.append(((up - down) / nudge, "From down to up are two nudges: divide by both."))
            why = "too long: the loss bends" if nudge > 0.01 else "too short for the digits shown"
            shares = ((up - here) / nudge, (here - down) / nudge, (up - down) / (2.0 * nudge))
            known += [(share, f"A nudge of {nudge:g} is {why}.") for share in shares]
        return known

    def shown_loss(self, start: Start, by: float) -> float:
        """With the weight nudged `by` so much, to the six decimals that are shown."""
        params = list(params_of(start))
        params[flat_index(start.settings.layers, find_edge(start.settings.layers, self.edge))] += by
        return round(MeasuredRun(msgspec.structs.replace(start, params=tuple(params)), 0).losses[0], 6)


QUESTION = Entry("loss_slope", 11, LossSlope)
