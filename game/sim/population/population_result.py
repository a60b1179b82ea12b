"""How a population stands: what every one of its networks has reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sim.activations import activations, output_activations
from game.sim.dataset import Dataset
from game.sim.losses import losses
from game.sim.network import Array
from game.sim.population.rows import Flags
from game.sim.population.stats import NEVER, wilson_interval
from game.sim.settings import Settings

EpochCounts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PopulationResult:
    """After `epochs` epochs, for each of n networks: `first_solved`, the first epoch with every output on the right
    side of 0.5 (NEVER if there was none); whether all are there now (`solved`); how many hidden neurons are `locked`
    (average slope below the threshold) and how many `dead` (ReLU with average slope exactly 0); whether a parameter or
    the loss is no longer finite (`diverged`; such a network counts as nothing else now); its loss; which samples are
    `wrong` (n × samples), and which hidden neurons `deaf`, that is locked (n × neurons, layer by layer)."""

    epochs: int
    first_solved: EpochCounts
    solved: Flags
    locked: EpochCounts
    dead: EpochCounts
    diverged: Flags
    losses: Array
    wrong: Flags
    deaf: Flags

    @property
    def n(self) -> int:
        """How many starts were trained."""
        return len(self.solved)

    @property
    def share(self) -> float:
        """The share solved, 0..1."""
        return float(self.solved.mean())

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval."""
        return wilson_interval(int(self.solved.sum()), self.n)


@np.errstate(all="ignore")
def result_now(
    settings: Settings, dataset: Dataset, params: Array, waiting: Flags, waited: EpochCounts, epochs: int
) -> PopulationResult:
    """The networks `params` (parameters, n) after `epochs` epochs, of which they had `waited` some and are still
    `waiting` or not, by the states before this one."""
    z, outputs, slopes = _forward(settings, np.array(dataset.inputs), params)
    targets = np.array(dataset.targets).reshape(dataset.samples, 1, -1)
    loss = losses()[settings.loss]
    form = loss.softmax if loss.softmax and settings.output == "softmax" else loss
    loss_of_each = form.value(z, outputs, np.broadcast_to(targets, outputs.shape)).sum(axis=2).mean(axis=0)
    diverged = ~(np.isfinite(params).all(axis=0) & np.isfinite(loss_of_each))
    right_of_each = answered_right(outputs, targets, settings.output, axis=2)
    right = right_of_each.all(axis=0) & ~diverged
    deaf = (slopes < settings.lock_threshold) & ~diverged
    return PopulationResult(
        epochs,
        np.where(waiting & ~right, NEVER, waited),
        right,
        deaf.sum(axis=0),
        np.where(diverged, 0, _can_die(settings) * (slopes == 0.0).sum(axis=0)),
        diverged,
        loss_of_each,
        ~right_of_each.T,
        deaf.T,
    )


def _forward(settings: Settings, inputs: Array, params: Array) -> tuple[Array, Array, Array]:
    """z and activations of the outputs (samples, n, outputs), and the slopes of the hidden neurons averaged over the
    samples (neurons, n)."""
    n = params.shape[1]
    a = np.repeat(inputs[:, :, None], n, axis=2)
    z, at, slopes = a, 0, [np.empty((0, n))]
    last = len(settings.layers) - 1
    for layer in range(1, last + 1):
        sources, units = settings.layers[layer - 1], settings.layers[layer]
        bias = at + units * sources
        z = np.einsum("jin,sin->sjn", params[at:bias].reshape(units, sources, n), a) + params[bias : bias + units]
        at = bias + units
        activation = activations()[settings.activation] if layer < last else output_activations()[settings.output]
        if layer < last:
            a = activation.value(z, settings.leak)
            slopes.append(activation.slope(z, a, settings.leak).mean(axis=0))
    z = z.swapaxes(1, 2)
    return z, activation.value(z, settings.leak), np.concatenate(slopes)


def answered_right(outputs: Array, targets: Array, output: str, axis: int) -> Flags:
    """Whether every output, along `axis`, is on its target's side of 0.5; of softmax outputs, whether the largest is
    the one that is asked for. nan never is."""
    if output == "softmax":
        known = ~np.isnan(outputs).any(axis=axis)
        return np.asarray((outputs.argmax(axis=axis) == targets.argmax(axis=axis)) & known)
    return np.asarray((np.where(targets > 0.5, outputs > 0.5, outputs <= 0.5)).all(axis=axis))


def _can_die(settings: Settings) -> bool:
    """Whether the hidden activation is flat, exactly, below 0."""
    activation = activations()[settings.activation]
    below = np.array([-1.0])
    return bool(activation.slope(below, activation.value(below, settings.leak), settings.leak)[0] == 0.0)
