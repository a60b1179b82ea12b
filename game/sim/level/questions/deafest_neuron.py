"""Which neuron lets the least of a complaint through."""

from __future__ import annotations

from typing import ClassVar

from game.sim.blame import deafest
from game.sim.level.actions import AnswerValue
from game.sim.level.filling import spelled_number
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, Question
from game.sim.network import Layers, find_neuron, neuron_label, neuron_name
from game.sim.start import Start


class DeafestNeuron(Question, frozen=True, kw_only=True, tag="deafest_neuron"):
    """Of all neurons but the inputs the one with the smallest slope, on the first sample."""

    form: ClassVar[str] = "word"
    slip_lines: ClassVar[int] = 2

    def options(self, start: Start) -> tuple[str, ...]:
        layers = start.settings.layers
        return tuple(neuron_name(layers, k, j) for k in range(1, len(layers)) for j in range(layers[k]))

    def option_text(self, option: str, start: Start) -> str:
        return neuron_label(start.settings.layers, *find_neuron(start.settings.layers, option))

    def option_neuron(self, option: str, layers: Layers) -> tuple[int, int] | None:
        return find_neuron(layers, option)

    def right(self, start: Start) -> str:
        slopes = self._slopes(start)
        return list(slopes)[deafest(list(slopes.values()))]

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        slopes = self._slopes(start)
        found, right = (spelled_number(slopes[str(each)], ".4f") for each in (value, self.right(start)))
        return f"Its slope a(1 − a) is {found}; the smallest is {right}."

    def _slopes(self, start: Start) -> dict[str, float]:
        trace = MeasuredRun(start, 0).batch(0).traces[0]
        return dict(zip(self.options(start), (float(each) for layer in trace.slope for each in layer), strict=True))


QUESTION = Entry("deafest_neuron", 20, DeafestNeuron)
