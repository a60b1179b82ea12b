"""A delta in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, NumberQuestion, sample_problem
from game.sim.level.start_table import with_settings
from game.sim.network import Layers, find_neuron
from game.sim.settings import Settings
from game.sim.start import Start


class Delta(NumberQuestion, frozen=True, kw_only=True, tag="delta"):
    """δ of `neuron`, such as h1 or out, on one sample, counted from 0, with the settings `set`."""

    neuron: str
    sample: Annotated[int, Meta(ge=0)] = 0
    set: dict[str, Any] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        with_settings(Settings(), self.set)

    def problem(self, start: Start) -> str | None:
        try:
            find_neuron(start.settings.layers, self.neuron)
        except ValueError as problem:
            return str(problem)
        return sample_problem(self.sample, start)

    def neuron_asked(self, layers: Layers) -> tuple[int, int]:
        return find_neuron(layers, self.neuron)

    def asked_of(self, start: Start) -> Start:
        return msgspec.structs.replace(start, settings=with_settings(start.settings, self.set))

    def allowed(self, net: ShownNet, right: float) -> Interval:
        return net.delta(self.sample, *find_neuron(net.layers, self.neuron))

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        layer, unit = find_neuron(start.settings.layers, self.neuron)
        trace = MeasuredRun(self.asked_of(start), 0).batch(0).traces[self.sample]
        came, slope = float(trace.backprop_sum[layer - 1][unit]), float(trace.slope[layer - 1][unit])
        return (
            (came, "Its slope is missing."),
            (slope, "That is its slope: times what came back to it."),
            (-self.right(start), "The sign is that of what came back."),
        )

    def right(self, start: Start) -> float:
        changed = self.asked_of(start)
        layer, unit = find_neuron(start.settings.layers, self.neuron)
        return float(MeasuredRun(changed, 0).batch(0).traces[self.sample].delta[layer - 1][unit])


QUESTION = Entry("delta", 1, Delta)
