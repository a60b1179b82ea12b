"""How large the largest gradient is."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.network import bias_edges, edges


class LargestGradientReading(Reading, frozen=True, tag="largest_gradient"):
    """The largest |∂L/∂w| of all weights and biases, averaged over the samples."""

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        batch, layers = run.batch(run.reached), run.start.settings.layers
        return max(abs(batch.mean_gradient(edge)) for edge in (*edges(layers), *bias_edges(layers)))


READING = Entry("largest_gradient", 7, LargestGradientReading)
