"""Claims about random starts, and the named statements about networks before and after training that they are made
of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from game.sim.activations import activations, output_activations
from game.sim.level.level_parts import MOST_EPOCHS, LevelTrial, Part, Text
from game.sim.level.measured_run import output_pass
from game.sim.level.start_table import edge_in
from game.sim.losses import losses
from game.sim.network import Array
from game.sim.start import Start

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ManyNets:
    """Networks before and after training: parameters (n, parameters) in the order of `Params.flat`."""

    start: Start
    before: Array
    after: Array

    @property
    def inputs(self) -> Array:
        return np.array(self.start.dataset.inputs)

    @property
    def targets(self) -> Array:
        return np.array(self.start.dataset.targets)

    def outputs(self, params: Array) -> Array:
        """(n, samples)."""
        return output_pass(params, self.start.settings, self.inputs)[1]

    def deltas(self) -> Array:
        """δ of the output before training, (n, samples)."""
        settings = self.start.settings
        z, a = output_pass(self.before, settings, self.inputs)
        slope = output_activations()[settings.output].slope(z, a, settings.leak)
        return losses()[settings.loss].delta(a, np.broadcast_to(self.targets, a.shape), slope)

    def loss(self, params: Array) -> Array:
        """Average loss of each network."""
        z, a = output_pass(params, self.start.settings, self.inputs)
        y = np.broadcast_to(self.targets, a.shape)
        return np.asarray(losses()[self.start.settings.loss].value(z, a, y).mean(axis=1))

    def hidden(self, params: Array) -> tuple[Array, Array]:
        """Activations and slopes of the hidden neurons, (n, samples, neurons)."""
        z = np.einsum("nji,si->nsj", params[:, :4].reshape(-1, 2, 2), self.inputs) + params[:, None, 4:6]
        activation, leak = activations()[self.start.settings.activation], self.start.settings.leak
        a = activation.value(z, leak)
        return a, activation.slope(z, a, leak)


def _right(crowd: ManyNets) -> Flags:
    return np.asarray(((crowd.outputs(crowd.after) > 0.5) == (crowd.targets > 0.5)).all(axis=1))


def _most_wrong_pushed_most(crowd: ManyNets) -> Flags:
    errors = np.abs(crowd.outputs(crowd.before) - crowd.targets)
    return np.asarray(errors.argmax(axis=1) == np.abs(crowd.deltas()).argmax(axis=1))


def _larger_weight_larger_gradient(crowd: ManyNets) -> Flags:
    activations_, _ = crowd.hidden(crowd.before)
    gradients = np.abs((crowd.deltas()[:, :, None] * activations_).mean(axis=1))
    return np.asarray(np.abs(crowd.before[:, 6:8]).argmax(axis=1) == gradients.argmax(axis=1))


def _opposite_weights_opposite_deltas(crowd: ManyNets) -> Flags:
    """On every sample; networks whose outgoing weights have the same sign want the same sign of the deltas."""
    _, slopes = crowd.hidden(crowd.before)
    deltas = crowd.deltas()[:, :, None] * crowd.before[:, None, 6:8] * slopes
    apart = crowd.before[:, 6] * crowd.before[:, 7] < 0.0
    return np.asarray(((deltas[:, :, 0] * deltas[:, :, 1] < 0.0) == apart[:, None]).all(axis=1))


def _loss_falls(crowd: ManyNets) -> Flags:
    return crowd.loss(crowd.after) < crowd.loss(crowd.before)


def _loss_near_the_start(crowd: ManyNets) -> Flags:
    """Less than a tenth of the loss is gone."""
    return crowd.loss(crowd.after) > 0.9 * crowd.loss(crowd.before)


def _twins_stay(crowd: ManyNets) -> Flags:
    weights = crowd.after[:, :4].reshape(-1, 2, 2)
    return np.asarray((weights[:, 0] == weights[:, 1]).all(axis=1))


def _all_locked(crowd: ManyNets) -> Flags:
    _, slopes = crowd.hidden(crowd.before)
    return np.asarray((slopes.mean(axis=1) < crowd.start.settings.lock_threshold).all(axis=1))


def _dead_stay_dead(crowd: ManyNets) -> Flags:
    """Every neuron that is off for all samples before training has not moved at all."""
    _, slopes = crowd.hidden(crowd.before)
    dead = (slopes == 0.0).all(axis=1)
    same = (crowd.before == crowd.after)[:, :4].reshape(-1, 2, 2).all(axis=2)
    return np.asarray((same | ~dead).all(axis=1))


HOLDS: dict[str, Callable[[ManyNets], Flags]] = {
    "right": _right,
    "most_wrong_pushed_most": _most_wrong_pushed_most,
    "larger_weight_larger_gradient": _larger_weight_larger_gradient,
    "opposite_weights_opposite_deltas": _opposite_weights_opposite_deltas,
    "loss_falls": _loss_falls,
    "loss_near_the_start": _loss_near_the_start,
    "twins_stay": _twins_stay,
    "all_locked": _all_locked,
    "dead_stay_dead": _dead_stay_dead,
}
"""What a claim may say of a network, by name."""


class Claim(Part, frozen=True, kw_only=True):
    """`text` is true of a network where `holds` says so after `epochs` epochs of the level's start, changed as in a
    Trial. Its weights are drawn within ± weight_init with the biases at bias_init, or only the parameters in `varies`,
    within ± `within`; `twins` then makes the second hidden neuron a copy of the first."""

    text: Text
    holds: str
    trial: LevelTrial = LevelTrial()
    epochs: Annotated[int, Meta(ge=0, le=MOST_EPOCHS)] = 0
    varies: tuple[str, ...] = ()
    within: Annotated[float, Meta(gt=0.0, le=1000.0)] = 1.0
    twins: bool = False

    def __post_init__(self) -> None:
        if self.holds not in HOLDS:
            raise ValueError(f"holds is '{self.holds}', but must be one of {', '.join(HOLDS)}")
        for edge in self.varies:
            edge_in("varies", edge)
