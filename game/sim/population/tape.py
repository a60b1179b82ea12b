"""Writes the training of a block of networks as a tape: a straight line of numpy calls, each bound to its rows.

Every call works on whole rows in place, and products with the inputs 0 and 1 are never computed. For 2-2-1 on XOR an
epoch begins like this, with w[i] the two weights that leave input i and b the two biases, which a sigmoid layer keeps
negated: b − Σ is then −z, just what its exp wants.

    positive(b, out=a[0])               sample (0, 0)
    subtract(b, w[1], out=a[1])         sample (0, 1)
    subtract(b, w[0], out=a[2])         sample (1, 0)
    add(w[0], w[1], out=total)          sample (1, 1)
    subtract(b, total, out=a[3])
    exp(a, out=a)                       both units on all samples in one call
    add(a, 1, out=a)
    divide(1, a, out=a)                 now a is 1 / (1 + e^−z)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from game.sim.losses import losses
from game.sim.population.recipes import Call, NetworkRow, bound, output_delta
from game.sim.population.rows import NetworkRows

Tape = list[Call]
WeightedRows = Iterable[tuple[NetworkRow, NetworkRow | float]]


def write_tape(rows: NetworkRows, *, watch: bool) -> Tape:
    """One epoch. With `watch`, first look which networks have every output on the right side of 0.5."""
    writer = _Writer(rows)
    count, rate = len(rows.dataset.inputs), rows.settings.learning_rate
    by_epoch = rows.settings.update == "epoch"
    if watch or by_epoch:
        writer.forward(0, count)
    if watch:
        writer.judge()
    if by_epoch:
        writer.learn(0, count, rate / count)
        return writer.tape
    for sample in range(count):
        writer.forward(sample, sample + 1)
        writer.learn(sample, sample + 1, rate)
    return writer.tape


class _Writer:
    def __init__(self, rows: NetworkRows) -> None:
        self.tape: Tape = []
        self.rows = rows
        self.loss = losses()[rows.settings.loss]
        self.last = len(rows.settings.layers) - 1

    def _call(self, ufunc: np.ufunc, *operands: NetworkRow | float, out: NetworkRow) -> NetworkRow:
        self.tape.append(bound(ufunc, *operands, out=out))
        return out

    def _dot(self, terms: WeightedRows, out: NetworkRow, spare: NetworkRow) -> NetworkRow | None:
        """Where Σ array · factor is found: in `out`, or in the one array itself; None if every factor is 0."""
        total: NetworkRow | None = None
        for array, factor in terms:
            known = not isinstance(factor, np.ndarray)
            if known and factor == 0.0:
                continue
            place = out if total is None else spare
            term = array if known and factor == 1.0 else self._call(np.multiply, array, factor, out=place)
            total = term if total is None else self._call(np.add, total, term, out=out)
        return total

    def _fold(self, ufunc: np.ufunc, arrays: Sequence[NetworkRow], out: NetworkRow) -> NetworkRow:
        """`ufunc` over all `arrays`, in `out` or in the one array itself."""
        total = arrays[0]
        for array in arrays[1:]:
            total = self._call(ufunc, total, array, out=out)
        return total

    def forward(self, start: int, stop: int) -> None:
        """Activations of all layers on the samples from `start` to before `stop`."""
        for layer in range(1, self.last + 1):
            a = self.rows.activations[layer][start:stop]
            if layer == 1:
                for row, inputs in zip(a, self.rows.dataset.inputs[start:stop], strict=True):
                    self._weigh(layer, zip(self.rows.weights[0], inputs, strict=True), row)
            else:
                sources = self.rows.activations[layer - 1][start:stop]
                terms = ((w, sources[:, i : i + 1]) for i, w in enumerate(self.rows.weights[layer - 1]))
                self._weigh(layer, terms, a)
            self.tape += self.rows.recipes[layer].value(a, self.rows.slopes[layer][start:stop])

    def _weigh(self, layer: int, terms: WeightedRows, out: NetworkRow) -> None:
        """z, or −z where the recipe wants that, into `out`."""
        bias = self.rows.biases[layer - 1]
        total = self._dot(terms, self.rows.scratch(0, out.shape), self.rows.scratch(1, out.shape))
        if total is None:
            self._call(np.positive, bias, out=out)
        else:
            self._call(np.subtract if self.rows.recipes[layer].negated else np.add, bias, total, out=out)

    def judge(self) -> None:
        """A network stops waiting once every output is on the right side of 0.5 (which a NaN never is)."""
        rows = self.rows
        outputs, above = rows.activations[-1][:, 0], rows.targets[:, 0, 0] > 0.5
        flags: list[NetworkRow] = []
        for side, extreme, holds in ((False, np.maximum, np.less_equal), (True, np.minimum, np.greater)):
            if (above == side).any():
                same = [outputs[sample] for sample in np.flatnonzero(above == side)]
                worst = self._fold(extreme, same, rows.scratch(0, (rows.size,)))
                flags.append(self._call(holds, worst, 0.5, out=rows.flags[len(flags)]))
        right = self._fold(np.logical_and, flags, rows.flags[0])
        self._call(np.greater, rows.waiting, right, out=rows.waiting)
        self._call(np.add, rows.waited, rows.waiting.view(np.uint8), out=rows.waited)

    def learn(self, start: int, stop: int, step: float) -> None:
        """From the activations on these samples to the new parameters: p −= step · Σ gradient, in just this order of
        operations. It is the Lab's, and where a run is chaotic the last bit decides where it goes."""
        self._deltas(start, stop)
        for layer in range(self.last):
            self._move(layer, start, stop, step)

    def _deltas(self, start: int, stop: int) -> None:
        """Deltas of all layers."""
        rows = self.rows
        self._output_delta(start, stop)
        for layer in range(self.last - 1, 0, -1):
            a, slope, delta = (of[layer][start:stop] for of in (rows.activations, rows.slopes, rows.deltas))
            later = rows.deltas[layer + 1][start:stop]
            self.tape += rows.recipes[layer].slope(a, slope)
            terms = ((rows.weights[layer][:, j], later[:, j : j + 1]) for j in range(later.shape[1]))
            self._dot(terms, delta, rows.scratch(0, delta.shape))
            self._call(np.multiply, delta, slope, out=delta)

    def _output_delta(self, start: int, stop: int) -> None:
        arrays = (self.rows.activations[-1], self.rows.slopes[-1], self.rows.deltas[-1], self.rows.targets)
        a, slope, delta, target = (array[start:stop] for array in arrays)
        if not self.loss.cancels_slope:
            self.tape += self.rows.recipes[-1].slope(a, slope)
        self.tape += output_delta(self.loss, a, target, slope, delta)

    def _move(self, layer: int, start: int, stop: int, step: float) -> None:
        """Weights and biases into layer + 1 move by `step` times their gradients, summed over the samples."""
        rows = self.rows
        deltas = rows.deltas[layer + 1][start:stop]
        if layer:
            sources = rows.activations[layer][start:stop]
            self._gain(np.subtract, rows.weights[layer], zip(sources[:, :, None], deltas[:, None], strict=True), step)
        else:
            for weight, inputs in zip(rows.weights[0], zip(*rows.dataset.inputs[start:stop], strict=True), strict=True):
                self._gain(np.subtract, weight, zip(deltas, inputs, strict=True), step)
        sign = np.add if rows.recipes[layer + 1].negated else np.subtract
        self._gain(sign, rows.biases[layer], ((delta, 1.0) for delta in deltas), step)

    def _gain(self, ufunc: np.ufunc, parameter: NetworkRow, terms: WeightedRows, step: float) -> None:
        place = self.rows.scratch(0, parameter.shape)
        total = self._dot(terms, place, self.rows.scratch(1, parameter.shape))
        if total is not None:
            self._call(ufunc, parameter, self._call(np.multiply, total, step, out=place), out=parameter)
