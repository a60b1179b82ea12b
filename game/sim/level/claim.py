"""Claims about random starts, and the named statements about networks before and after training that they are made
of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

import numpy as np
from msgspec import Meta

from game.sim.activations import activations, output_activations
from game.sim.level.level_parts import MOST_LEVEL_EPOCHS, ContentPart, LevelTrial, Text
from game.sim.level.measured_run import LayerPass, forward_passes, outputs
from game.sim.level.start_table import edge_problem
from game.sim.level.trial import trial_start
from game.sim.level.why import Scene
from game.sim.losses import losses
from game.sim.network import Array
from game.sim.population.rows import Flags
from game.sim.start import Start


@dataclass(frozen=True, eq=False)
class ManyNets:
    """Networks before and after training: parameters (n, parameters) in the order of `Params.flat`."""

    start: Start
    before: Array
    after: Array

    @property
    def inputs(self) -> Array:
        """(samples, input units)."""
        return np.array(self.start.dataset.inputs)

    @property
    def targets(self) -> Array:
        """(samples,)."""
        return np.array(self.start.dataset.targets)

    def outputs(self, params: Array) -> Array:
        """(n, samples)."""
        return outputs(params, self.start.settings, self.inputs)

    def deltas(self) -> Array:
        """δ of the output before training, (n, samples)."""
        settings = self.start.settings
        last = self.last_layer()
        z, a = last.z[:, :, 0], last.a[:, :, 0]
        slope = output_activations()[settings.output].slope(z, a, settings.leak)
        return losses()[settings.loss].delta(a, np.broadcast_to(self.targets, a.shape), slope)

    def loss(self, params: Array) -> Array:
        """Average loss of each network."""
        last = forward_passes(params, self.start.settings, self.inputs)[-1]
        z, a = last.z[:, :, 0], last.a[:, :, 0]
        y = np.broadcast_to(self.targets, a.shape)
        return np.asarray(losses()[self.start.settings.loss].value(z, a, y).mean(axis=1))

    def hidden(self) -> list[tuple[LayerPass, Array]]:
        """Each hidden layer before training, with the slopes of its neurons (n, samples, neurons)."""
        settings = self.start.settings
        slope, passes = activations()[settings.activation].slope, forward_passes(self.before, settings, self.inputs)
        return [(each, slope(each.z, each.a, settings.leak)) for each in passes[:-1]]

    def last_layer(self) -> LayerPass:
        """The output before training, with what goes into it."""
        return forward_passes(self.before, self.start.settings, self.inputs)[-1]

    def weights_after(self) -> list[Array]:
        """The weights of each layer after training, (n, units, sources)."""
        return [each.weights for each in forward_passes(self.after, self.start.settings, self.inputs)]


def _right(nets: ManyNets) -> Flags:
    return np.asarray(((nets.outputs(nets.after) > 0.5) == (nets.targets > 0.5)).all(axis=1))


def _most_wrong_pushed_most(nets: ManyNets) -> Flags:
    errors = np.abs(nets.outputs(nets.before) - nets.targets)
    return np.asarray(errors.argmax(axis=1) == np.abs(nets.deltas()).argmax(axis=1))


def _larger_weight_larger_gradient(nets: ManyNets) -> Flags:
    """Of the weights of the output."""
    last = nets.last_layer()
    gradients = np.abs((nets.deltas()[:, :, None] * last.source).mean(axis=1))
    return np.asarray(np.abs(last.weights[:, 0]).argmax(axis=1) == gradients.argmax(axis=1))


def _opposite_weights_opposite_deltas(nets: ManyNets) -> Flags:
    """On every sample, for any two neurons of the last hidden layer; where their outgoing weights have the same sign,
    so must their deltas."""
    _, slopes = nets.hidden()[-1]
    weights = nets.last_layer().weights[:, 0]
    deltas = nets.deltas()[:, :, None] * weights[:, None, :] * slopes
    pairs = combinations(range(weights.shape[1]), 2)
    as_said = [
        (deltas[:, :, i] * deltas[:, :, j] < 0.0) == (weights[:, i] * weights[:, j] < 0.0)[:, None] for i, j in pairs
    ]
    return np.asarray(np.all(as_said, axis=(0, 2)))


def _loss_falls(nets: ManyNets) -> Flags:
    return nets.loss(nets.after) < nets.loss(nets.before)


def _loss_near_the_start(nets: ManyNets) -> Flags:
    """Less than a tenth of the loss is gone."""
    return nets.loss(nets.after) > 0.9 * nets.loss(nets.before)


def _twins_stay(nets: ManyNets) -> Flags:
    """The first two hidden neurons have the same incoming weights."""
    weights = nets.weights_after()[0]
    return np.asarray((weights[:, 0] == weights[:, 1]).all(axis=1))


def _all_locked(nets: ManyNets) -> Flags:
    threshold = nets.start.settings.lock_threshold
    return np.asarray(np.all([(slopes.mean(axis=1) < threshold).all(axis=1) for _, slopes in nets.hidden()], axis=0))


def _dead_stay_dead(nets: ManyNets) -> Flags:
    """The incoming weights of every neuron that is off for all samples before training have not moved at all."""
    stay = []
    for (before, slopes), after in zip(nets.hidden(), nets.weights_after()[:-1], strict=True):
        same = (before.weights == after).all(axis=2)
        stay.append((same | ~(slopes == 0.0).all(axis=1)).all(axis=1))
    return np.asarray(np.all(stay, axis=0))


def _hardly_heard(nets: ManyNets) -> Flags:
    """δ of the first hidden layer is less than a hundredth of the output's, both by size over samples and neurons."""
    last, deltas = nets.last_layer(), nets.deltas()[:, :, None]
    weights, arriving = last.weights, deltas
    for each, slopes in reversed(nets.hidden()):
        arriving = (arriving @ weights) * slopes
        weights = each.weights
    return np.asarray(np.abs(arriving).mean(axis=(1, 2)) < 0.01 * np.abs(deltas).mean(axis=(1, 2)))


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
    "hardly_heard": _hardly_heard,
}
"""What a claim may say of a network, by name."""

OF_HIDDEN_NEURONS = ("opposite_weights_opposite_deltas", "twins_stay", "all_locked", "dead_stay_dead", "hardly_heard")
"""Those that say something only of a network with a hidden layer."""
OF_TWO_NEURONS = ("opposite_weights_opposite_deltas", "twins_stay")
"""Those of them that compare hidden neurons of one layer."""


class Claim(ContentPart, frozen=True, kw_only=True):
    """`text` is true of a network where `holds` says so after `epochs` epochs of the level's start, or of a
    `network` of its own, changed as in a Trial. Weights are drawn within ± weight_init with the biases at bias_init,
    or only the parameters in `varies`, within ± `within`; `twins` then makes the second hidden neuron a copy of the
    first."""

    text: Text
    holds: str
    network: Scene | None = None
    trial: LevelTrial = LevelTrial()
    epochs: Annotated[int, Meta(ge=0, le=MOST_LEVEL_EPOCHS)] = 0
    varies: tuple[str, ...] = ()
    within: Annotated[float, Meta(gt=0.0, le=1000.0)] = 1.0
    twins: bool = False

    def __post_init__(self) -> None:
        if self.holds not in HOLDS:
            raise ValueError(f"holds is '{self.holds}', but must be one of {', '.join(HOLDS)}")

    def start(self, own: Start) -> Start:
        """What its networks begin with, but for what is drawn; `own` is the level's start."""
        return trial_start(self.network.start() if self.network else own, self.trial)

    def problem(self, own: Start) -> str | None:
        """What in it does not fit a level that begins with `own`."""
        start = self.network.start() if self.network else own
        layers = start.settings.layers
        hidden = layers[1:-1]
        if self.holds in OF_HIDDEN_NEURONS and not hidden:
            return f"holds is '{self.holds}', but the network has no hidden layer"
        compared = hidden[-1:] if self.holds == "opposite_weights_opposite_deltas" else hidden[:1]
        if (self.twins or self.holds in OF_TWO_NEURONS) and (not compared or compared[0] < 2):
            return "it compares two hidden neurons of one layer, but the network has none"
        problems = (edge_problem("varies", edge, layers) for edge in self.varies)
        return next(filter(None, problems), None) or self.trial.problem(start)
