"""Forward and backward as pure functions over all samples at once; a Trace is one row of the result.

Formulas: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature 323 (1986);
in this notation Nielsen, Neural Networks and Deep Learning, chapter 2, BP1 to BP4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

import numpy as np

from game.sim.activations import activations, output_activations
from game.sim.losses import losses
from game.sim.network import Array, Edge, Params, frozen
from game.sim.settings import Settings
from game.sim.trace import Trace


@dataclass(frozen=True, eq=False)
class Passes:
    """What the passes of n samples come to: the fields of a Trace, for all samples at once; the samples are the rows of
    every array."""

    target: Array
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    slope: tuple[Array, ...]
    raw_error: Array
    backprop_terms: tuple[Array, ...]
    backprop_sum: tuple[Array, ...]
    delta: tuple[Array, ...]
    loss: Array


class Traces(Sequence[Trace]):
    """The Traces of all samples. Each is made when it is looked at: of a thousand samples, few are."""

    def __init__(self, passes: Passes, params: Params, after: Params) -> None:
        self._passes, self._params, self._after = passes, params, after
        self._made: dict[int, Trace] = {}

    def __len__(self) -> int:
        return len(self._passes.target)

    @overload
    def __getitem__(self, at: int) -> Trace: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Trace, ...]: ...

    def __getitem__(self, at: int | slice) -> Trace | tuple[Trace, ...]:
        if isinstance(at, slice):
            return tuple(self[k] for k in range(*at.indices(len(self))))
        k = at + len(self) if at < 0 else at
        if not 0 <= k < len(self):
            raise IndexError(f"there is no sample {at}")
        if k not in self._made:
            self._made[k] = self._trace(k)
        return self._made[k]

    def _trace(self, k: int) -> Trace:
        passes = self._passes
        return Trace(
            sample=k,
            target=passes.target[k],
            z=tuple(z[k] for z in passes.z),
            a=tuple(a[k] for a in passes.a),
            slope=tuple(slope[k] for slope in passes.slope),
            raw_error=passes.raw_error[k],
            backprop_terms=tuple(terms[k] for terms in passes.backprop_terms),
            backprop_sum=tuple(total[k] for total in passes.backprop_sum),
            delta=tuple(delta[k] for delta in passes.delta),
            loss=float(passes.loss[k]),
            params=self._params,
            after=self._after,
        )


@dataclass(frozen=True, eq=False)
class Batch:
    """The passes of all samples at one set of parameters: n Traces and what is averaged over them."""

    traces: Traces
    passes: Passes
    loss: float
    mean_slope: tuple[Array, ...]

    def mean_gradient(self, edge: Edge) -> float:
        """∂L/∂w averaged over the data set."""
        gradients: list[float] = self.gradients(edge).tolist()
        return sum(gradients) / len(gradients)

    def gradients(self, edge: Edge) -> Array:
        """∂L/∂w of one edge, or ∂L/∂b, on every sample."""
        delta = self.passes.delta[edge.layer][:, edge.target]
        with np.errstate(all="ignore"):
            return delta * 1.0 if edge.source is None else delta * self.passes.a[edge.layer][:, edge.source]

    @property
    def weight_gradients(self) -> tuple[Array, ...]:
        """∂L/∂w averaged over the samples, shaped as `Params.weights`."""
        pairs = zip(self.passes.delta, self.passes.a, strict=False)
        with np.errstate(all="ignore"):
            return self._mean(tuple(delta[:, :, None] * a[:, None, :] for delta, a in pairs))

    @property
    def bias_gradients(self) -> tuple[Array, ...]:
        """∂L/∂b averaged over the samples, shaped as `Params.biases`."""
        return self._mean(self.passes.delta)

    @cached_property
    def mean(self) -> Trace:
        """Every quantity averaged over the samples, as if it were one sample's (number 0). They do not follow from each
        other: a mean delta is not the mean error times the mean slope."""
        passes = self.passes
        return replace(
            self.traces[0],
            sample=0,
            target=self._mean((passes.target,))[0],
            raw_error=self._mean((passes.raw_error,))[0],
            z=self._mean(passes.z),
            a=self._mean(passes.a),
            slope=self._mean(passes.slope),
            backprop_terms=self._mean(passes.backprop_terms),
            backprop_sum=self._mean(passes.backprop_sum),
            delta=self._mean(passes.delta),
            loss=self.loss,
        )

    @staticmethod
    def _mean(layers: tuple[Array, ...]) -> tuple[Array, ...]:
        with np.errstate(all="ignore"):
            return tuple(frozen(np.mean(layer, axis=0)) for layer in layers)


@dataclass(frozen=True, eq=False)
class Forward:
    """The forward pass of n samples: `z` and `slope` by layer after the inputs, `a` with the inputs first; each n rows
    of one value for each unit."""

    z: list[Array]
    a: list[Array]
    slope: list[Array]


def corner_between(low: Forward, high: Forward, settings: Settings) -> bool:
    """Whether any hidden unit's z lies on both sides of a corner of its activation, or moves onto it, in `low` and
    `high`, passes of the same samples at two sets of parameters."""
    corner = activations()[settings.activation].corner
    if corner is None:
        return False
    hidden = zip(low.z[:-1], high.z[:-1], strict=True)
    return any(bool((((a <= corner) != (b <= corner)) | ((a < corner) != (b < corner))).any()) for a, b in hidden)


def run_batch(
    params: Params,
    inputs: Sequence[Sequence[float]],
    targets: Sequence[float],
    settings: Settings,
    after: Params | None = None,
) -> Batch:
    """Forward and backward of every sample at `params`; `after` is what the coming update makes of them.

    `inputs` is n rows of as many values as there are input units; `targets` holds a value for each output unit of each
    sample, sample by sample. Never raises: a wild parameter gives inf or nan.
    """
    with np.errstate(all="ignore"):
        x = np.array(inputs, dtype=np.float64)
        y = np.array(targets, dtype=np.float64).reshape(len(x), -1)
        passed = forward(params, x, settings)
        per_sample = output_losses(passed, y, settings).sum(axis=1)
        mean_loss = float(per_sample.mean())
        error = passed.a[-1] - y
        terms, sums, deltas = _backward(params, passed, y, settings)
    mean_slope = tuple(slope.mean(axis=0) for slope in passed.slope)
    arrays = [y, error, per_sample, *passed.z, *passed.a, *passed.slope, *terms, *sums, *deltas, *mean_slope]
    for array in arrays:
        array.setflags(write=False)
    passes = Passes(
        target=y,
        z=tuple(passed.z),
        a=tuple(passed.a),
        slope=tuple(passed.slope),
        raw_error=error,
        backprop_terms=tuple(terms),
        backprop_sum=tuple(sums),
        delta=tuple(deltas),
        loss=per_sample,
    )
    return Batch(Traces(passes, params, after or params), passes, mean_loss, mean_slope)


def forward_loss(
    params: Params, inputs: Sequence[Sequence[float]], targets: Sequence[float], settings: Settings
) -> tuple[float, Forward]:
    """The loss of `run_batch`, by a forward pass alone, which is returned as well."""
    with np.errstate(all="ignore"):
        x = np.array(inputs, dtype=np.float64)
        passed = forward(params, x, settings)
        each = output_losses(passed, np.array(targets, dtype=np.float64).reshape(len(x), -1), settings)
        return float(each.sum(axis=1).mean()), passed


def forward(params: Params, x: Array, settings: Settings) -> Forward:
    """The forward pass of the rows of `x`, n by inputs. Wild parameters give inf or nan. The arrays of `params` may be
    stacks of many networks' (one axis more, in front); then so is everything that comes of them."""
    hidden, output = activations()[settings.activation], output_activations()[settings.output]
    passed = Forward([], [x], [])
    last = len(params.weights) - 1
    for layer, (weight, bias) in enumerate(zip(params.weights, params.biases, strict=True)):
        activation = output if layer == last else hidden
        z = passed.a[-1] @ np.swapaxes(weight, -1, -2) + bias[..., None, :]
        a = activation.value(z, settings.leak)
        passed.z.append(z)
        passed.a.append(a)
        passed.slope.append(activation.slope(z, a, settings.leak))
    return passed


def output_losses(passed: Forward, y: Array, settings: Settings) -> Array:
    """The loss of every output on every sample, n by outputs; `y` are the targets, n by outputs."""
    loss = losses()[settings.loss]
    form = loss.softmax if loss.softmax and settings.output == "softmax" else loss
    return form.value(passed.z[-1], passed.a[-1], y)


def _backward(
    params: Params, passed: Forward, y: Array, settings: Settings
) -> tuple[list[Array], list[Array], list[Array]]:
    """Terms w·δ, their sums, and deltas, each a list over the layers after the inputs."""
    loss, a = losses()[settings.loss], passed.a[-1]
    form = loss.softmax if loss.softmax and settings.output == "softmax" else loss
    back = form.passed(a, y)
    deltas = [back if loss.cancels_slope else back * passed.slope[-1]]
    terms, sums = [back[:, :, None]], [back]
    for layer in range(len(params.weights) - 2, -1, -1):
        term = params.weights[layer + 1].T[None, :, :] * deltas[0][:, None, :]
        total = term.sum(axis=2)
        terms.insert(0, term)
        sums.insert(0, total)
        deltas.insert(0, total * passed.slope[layer])
    return terms, sums, deltas
