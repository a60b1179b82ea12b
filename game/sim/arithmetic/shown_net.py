"""What can be worked out of a network whose activations are shown with so many decimals: for each of its quantities the
interval in which an answer is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.sim.activations import Activation, activations, output_activations
from game.sim.arithmetic.interval import DECIMALS, ONE, ZERO, Interval
from game.sim.backprop import Batch
from game.sim.losses import losses
from game.sim.network import Edge, Layers, bias_edges, edges
from game.sim.settings import Settings
from game.sim.trace import Trace

COARSER = (3, 2)
"""Decimals to which a student may round the activations that are shown before reckoning with them."""


@dataclass(frozen=True)
class ShownNet:
    """`batch` under `settings`, its activations shown with four decimals; a student who has `taken` fewer of them goes
    on with just those. Weights, biases, inputs, targets and the learning rate are exactly what is shown. Each step is
    written down with four decimals, as the answer is."""

    batch: Batch
    settings: Settings
    taken: int = DECIMALS

    @property
    def layers(self) -> Layers:
        """Units in each layer, the inputs first."""
        return self.settings.layers

    @property
    def steps_plainly(self) -> bool:
        """Whether a step is η times the mean gradient and nothing else."""
        settings = self.settings
        return settings.update == "epoch" and settings.optimizer == "sgd" and settings.weight_decay == 0.0

    def activation(self, sample: int, layer: int, unit: int) -> Interval:
        """What a unit sends; layer 0 are the inputs."""
        a = float(self.batch.traces[sample].a[layer][unit])
        if layer == 0:
            return Interval.exactly(a)
        return Interval.shown(a) if self.taken >= DECIMALS else Interval.exactly(round(a, self.taken))

    def delta(self, sample: int, layer: int, unit: int) -> Interval:
        """δ of a unit; the layers count from the inputs, which have none."""
        total = self._passed_back(sample, layer, unit)
        if layer == len(self.layers) - 1 and losses()[self.settings.loss].cancels_slope:
            return total
        return total.written() * self._slope(sample, layer, unit).written()

    def gradient(self, edge: Edge) -> Interval:
        """∂L/∂w of one edge, averaged over the samples."""
        n = len(self.batch.traces)
        total = ZERO
        for sample in range(n):
            delta = self.delta(sample, edge.layer + 1, edge.target)
            if edge.source is not None:
                delta = delta.written() * self.activation(sample, edge.layer, edge.source)
            total = total + (delta.written() if n > 1 else delta)
        return total * Interval.exactly(1.0 / n)

    def new_value(self, edge: Edge) -> Interval:
        """A weight or a bias after one step of plain gradient descent with the mean gradient."""
        step = Interval.exactly(self.settings.learning_rate) * self.gradient(edge).written()
        params = self._trace(0).params
        if edge.source is None:
            now = float(params.biases[edge.layer][edge.target])
        else:
            now = float(params.weights[edge.layer][edge.target, edge.source])
        return Interval.exactly(now) - step.written()

    def new_loss(self, after: float) -> Interval:
        """The loss after that step: the true one, which is `after`, what η times all squared gradients take off the
        loss that is shown, or between them."""
        fall = ZERO
        for edge in self._edges():
            gradient = self.gradient(edge).written()
            fall = fall + (gradient * gradient).written()
        estimate = self._loss() - (Interval.exactly(self.settings.learning_rate) * fall).written()
        return Interval.around((after, estimate.low, estimate.high))

    # -- steps -------------------------------------------------------------------------------------------------------

    def _trace(self, sample: int) -> Trace:
        return self.batch.traces[sample]

    def _kind(self, layer: int) -> Activation:
        if layer == len(self.layers) - 1:
            return output_activations()[self.settings.output]
        return activations()[self.settings.activation]

    def _slope(self, sample: int, layer: int, unit: int) -> Interval:
        a, name = self.activation(sample, layer, unit), self._kind(layer).name
        if name == "sigmoid":
            return a * (ONE - a)
        if name == "tanh":
            return ONE - a * a
        return Interval.exactly(float(self._trace(sample).slope[layer - 1][unit]))

    def _passed_back(self, sample: int, layer: int, unit: int) -> Interval:
        """At the output what the loss passes back, in a hidden layer Σ w δ over the units it leads to."""
        trace = self._trace(sample)
        if layer == len(self.layers) - 1:
            return self._error(trace, sample, unit)
        total = ZERO
        for k in range(self.layers[layer + 1]):
            weight = Interval.exactly(float(trace.params.weights[layer][k, unit]))
            total = total + (self.delta(sample, layer + 1, k).written() * weight).written()
        return total

    def _error(self, trace: Trace, sample: int, unit: int) -> Interval:
        exact, error = float(trace.backprop_sum[-1][unit]), float(trace.raw_error[unit])
        times = next((times for times in (1.0, 2.0) if exact == times * error), None)
        if times is None:
            return Interval.exactly(exact)  # a loss that is no matter of a − y
        gap = self.activation(sample, len(self.layers) - 1, unit) - Interval.exactly(float(trace.target[unit]))
        return Interval.exactly(times) * gap

    def _loss(self) -> Interval:
        if self.settings.loss != "mse":
            return Interval.shown(self.batch.loss)
        last, n = len(self.layers) - 1, len(self.batch.traces)
        total = ZERO
        for sample in range(n):
            for unit in range(self.layers[last]):
                error = self._error(self._trace(sample), sample, unit).written()
                total = total + (error * error).written() * Interval.exactly(0.5)
        return total * Interval.exactly(1.0 / n)

    def _edges(self) -> Iterator[Edge]:
        yield from edges(self.layers)
        if self.settings.biases == "trained":
            yield from bias_edges(self.layers)


def shown_nets(batch: Batch, settings: Settings) -> Iterator[ShownNet]:
    """As it is shown, and as a student takes it who rounds the activations first: whoever goes on with 0.43 for
    0.4253 comes to another number, and has understood as much."""
    yield ShownNet(batch, settings)
    yield from (ShownNet(batch, settings, taken) for taken in COARSER)
