"""How many multiplications a way to the gradient takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.multiplications import COUNTS, GradientWay
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.level.actions import AnswerValue
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.start import Start


class Multiplications(NumberQuestion, frozen=True, kw_only=True, tag="multiplications"):
    """Of one sample in the network: in the `forward` pass, for nudging every parameter up and down (`central`), or in
    the `backward` pass, the slopes included. A whole number, exactly."""

    wanted: ClassVar[str] = "a whole number"
    way: GradientWay

    def right(self, start: Start) -> float:
        return float(COUNTS[self.way](start.settings.layers))

    def allowed(self, net: ShownNet, right: float) -> Interval:
        return Interval(right, right)

    def accepts(self, value: AnswerValue, start: Start) -> bool:
        found = self.taken(value)
        return isinstance(found, (int, float)) and abs(found - self.right(start)) < 0.01

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        layers = start.settings.layers
        weights, parameters, units = COUNTS["forward"](layers), COUNTS["parameters"](layers), sum(layers[1:])
        back = COUNTS["back_over_weights"](layers)
        known: dict[GradientWay, list[tuple[float, str]]] = {
            "forward": [
                (parameters, "A bias is added, not multiplied: count the weights alone."),
                (sum(layers), "Those are the neurons: each connection multiplies once."),
                (weights + units, "A bias is added, not multiplied: count the weights alone."),
            ],
            "central": [
                (parameters * weights, "Up and down: two passes for each parameter."),
                (2 * weights * weights, "Biases are nudged too."),
                (2 * parameters, "Those are the passes: each takes as many multiplications as one forward."),
                (2 * weights, "Those are two passes: every parameter needs two of its own."),
            ],
            "backward": [
                (2 * weights + 2 * units, "The inputs need no δ: not back over the first layer's weights."),
                (2 * weights + units, "The inputs need no δ, and each slope a(1 − a) takes one as well."),
                (weights + back + units, "Each slope a(1 − a) takes one multiplication as well."),
                (weights + back, "The slopes are missing: one each to find, one each to use."),
                (weights, "Going forward takes so many; back there is more to do."),
                (back + 2 * units, "Each weight's gradient is δ × a: one more each."),
            ],
        }
        return [(value, words) for value, words in known[self.way] if value != self.right(start)]


QUESTION = Entry("multiplications", 12, Multiplications)
