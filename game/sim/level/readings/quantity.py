"""What a neuron shows: its sum, activation, slope, error or delta."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import numpy as np
from msgspec import Meta

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import sample_problem
from game.sim.level.readings import Entry, Reading
from game.sim.network import find_neuron
from game.sim.start import Start


class NeuronReading(Reading, frozen=True, tag="quantity"):
    """`of` the `neuron` (the last one if none is named), on one `sample`, counted from 0, or averaged over all."""

    of: Literal["z", "a", "slope", "error", "delta"]
    neuron: str = ""
    sample: Annotated[int, Meta(ge=0)] | None = None

    def problem(self, start: Start) -> str | None:
        if self.of == "error" and self.neuron:
            return "neuron is given, but only the output has an error"
        if self.neuron:
            try:
                find_neuron(start.settings.layers, self.neuron)
            except ValueError as problem:
                return str(problem)
        return None if self.sample is None else sample_problem(self.sample, start)

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        layers = run.start.settings.layers
        layer, unit = find_neuron(layers, self.neuron) if self.neuron else (len(layers) - 1, 0)
        batch = run.batch(run.reached)
        traces = batch.traces if self.sample is None else (batch.traces[self.sample],)
        return float(np.mean([self._one(trace, layer, unit) for trace in traces]))

    def _one(self, trace: object, layer: int, unit: int) -> float:
        if self.of == "error":
            return float(trace.raw_error[unit])  # type: ignore[attr-defined]
        row = getattr(trace, self.of)
        return float(row[layer if self.of == "a" else layer - 1][unit])


READING = Entry("quantity", 0, NeuronReading)
