"""A run measured from its start: losses, outputs and parameters at every epoch, by the simulation's own kernel.

It grows on demand, so that a level can watch a run as the screen reveals it, and costs next to nothing where nothing is
to be seen: single epochs are looked at only where the loss allows what is asked for.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from game.sim.activations import activations, output_activations
from game.sim.backprop import Batch, run_batch
from game.sim.engine.segment import first_segment
from game.sim.losses import losses
from game.sim.network import Array, Edge, Flat, Layers, Params, flat_index, params_from_flat
from game.sim.settings import Settings
from game.sim.start import Start

CHUNK = 64
"""Epochs between two sets of parameters that are kept."""

RISE = 1e-9
"""A loss that grows by more than this has risen."""


class MeasuredRun:
    """Up to `budget` epochs from `start`. `reached` of them have been trained; `diverged` says that the next would
    leave the range of numbers."""

    def __init__(self, start: Start, budget: int) -> None:
        self.start = start
        self.budget = budget
        self.diverged = False
        self._segment = first_segment(start)
        self._now: Flat = self._segment.params
        self._kept: list[Flat] = [self._now]
        unlocked = self._segment.kernel.unlocked()
        self.losses: list[float] = list(self._segment.look(self._now, 0, unlocked).losses)
        self._searches: dict[float, tuple[int, int | None]] = {}

    @property
    def reached(self) -> int:
        """How many epochs have been trained."""
        return len(self.losses) - 1

    @property
    def complete(self) -> bool:
        """Whether there is nothing more to train."""
        return self.diverged or self.reached >= self.budget

    def extend(self, epoch: int) -> None:
        """Train on until `epoch` epochs are done, or the budget."""
        target = min(epoch, self.budget)
        while self.reached < target and not self.diverged:
            count = min(target - self.reached, CHUNK - self.reached % CHUNK)
            stretch = self._segment.train(self._now, self.reached, count)
            self.losses.extend(stretch.losses)
            self._now, self.diverged = stretch.params, stretch.diverged
            if self.reached % CHUNK == 0 and stretch.losses:
                self._kept.append(self._now)

    # -- looking -----------------------------------------------------------------------------------------------------

    def params(self, epoch: int) -> Params:
        """The parameters after `epoch` epochs, which must have been reached."""
        return params_from_flat(self.start.settings.layers, self._flat(epoch))

    def batch(self, epoch: int) -> Batch:
        """All samples laid open after `epoch` epochs."""
        segment = self._segment
        return run_batch(self.params(epoch), segment.inputs, segment.targets, segment.settings)

    def errors(self, epoch: int) -> Array:
        """|a − y| of every sample after `epoch` epochs."""
        return self._errors([self._flat(epoch)]).ravel()

    def course(self, edge: Edge, epoch: int) -> tuple[float, ...]:
        """The weight or bias `edge` after 0, 1, ... `epoch` epochs, which must have been reached."""
        at = flat_index(self.start.settings.layers, edge)
        return tuple(flat[at] for flat in self._stretch(0, epoch + 1))

    def largest_errors(self, epoch: int) -> list[float]:
        """The largest |a − y| after 0, 1, ... `epoch` epochs, which must have been reached."""
        return [float(error) for error in self._errors(self._stretch(0, epoch + 1)).max(axis=1)]

    def first_below(self, error: float) -> int | None:
        """The first epoch, of those reached, after which every |a − y| is below `error`."""
        begin, found = self._searches.get(error, (0, None))
        ceiling = _largest_loss(self.start.settings.loss, error)
        while found is None and begin <= self.reached:
            end = min(self.reached + 1, begin - begin % CHUNK + CHUNK)
            if min(self.losses[begin:end]) < ceiling:
                below = np.flatnonzero(self._errors(self._stretch(begin, end)).max(axis=1) < error)
                found = begin + int(below[0]) if len(below) else None
            begin = end
        self._searches[error] = (begin, found)
        return found

    def rises(self, epoch: int) -> list[int]:
        """The epochs up to `epoch` whose loss is higher than the one before."""
        return (np.flatnonzero(np.diff(self.losses[: epoch + 1]) > RISE) + 1).tolist()

    def steepest(self, epoch: int) -> int:
        """The epoch, up to `epoch`, in which the loss fell most; 0 if it never fell."""
        falls = -np.diff(self.losses[: epoch + 1])
        return int(falls.argmax()) + 1 if len(falls) and falls.max() > 0.0 else 0

    def walk(self) -> list[Flat]:
        """The parameters at the start and after each epoch that has been reached."""
        return self._stretch(0, self.reached + 1)

    def _flat(self, epoch: int) -> Flat:
        if epoch == self.reached:
            return self._now
        kept = min(epoch // CHUNK, len(self._kept) - 1)
        if epoch == kept * CHUNK:
            return self._kept[kept]
        return self._segment.train(self._kept[kept], kept * CHUNK, epoch - kept * CHUNK).params

    def _stretch(self, begin: int, end: int) -> list[Flat]:
        """Parameters after `begin`, `begin` + 1, ... `end` − 1 epochs."""
        first = self._flat(begin)
        return [first, *self._segment.walk(first, begin, end - 1 - begin)]

    def _errors(self, flats: list[Flat]) -> Array:
        inputs, targets = np.array(self._segment.inputs), np.array(self._segment.targets)
        return np.asarray(np.abs(outputs(np.array(flats), self.start.settings, inputs) - targets))


class LayerPass(NamedTuple):
    """One layer of many networks in their forward pass: its `weights` (networks, units, sources), its inputs `source`
    (networks, samples, sources), and its sums `z` and activations `a` (networks, samples, units)."""

    weights: Array
    source: Array
    z: Array
    a: Array


@np.errstate(all="ignore")
def forward_passes(params: Array, settings: Settings, inputs: Array) -> list[LayerPass]:
    """Every layer after the inputs of networks with parameters `params` (networks, parameters), each in the order of
    `Params.flat`, on `inputs` (samples, input units)."""
    layers: Layers = settings.layers
    passes: list[LayerPass] = []
    a, at, last = np.broadcast_to(inputs, (len(params), *inputs.shape)), 0, len(layers) - 1
    for layer, (sources, units) in enumerate(pairwise(layers), start=1):
        bias = at + units * sources
        weights = params[:, at:bias].reshape(-1, units, sources)
        z = np.einsum("nsi,nji->nsj", a, weights) + params[:, None, bias : bias + units]
        used = activations()[settings.activation] if layer < last else output_activations()[settings.output]
        source, a = a, used.value(z, settings.leak)
        passes.append(LayerPass(weights, source, z, a))
        at = bias + units
    return passes


def outputs(params: Array, settings: Settings, inputs: Array) -> Array:
    """What comes out at the first output unit, (networks, samples); the arguments are those of `forward_passes`."""
    return np.asarray(forward_passes(params, settings, inputs)[-1].a[:, :, 0])


@lru_cache(maxsize=64)
def _largest_loss(loss: str, error: float) -> float:
    """What the average loss is below when every error is below `error` (with a margin for rounding)."""
    if not 0.0 < error < 1.0 or loss == "output_gradient":
        return math.inf
    z, a, y = np.array([math.log(error / (1.0 - error))]), np.array([error]), np.array([0.0])
    return float(losses()[loss].value(z, a, y)[0]) + RISE
