"""What a training kernel is made for: all that its code depends on."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.network import Layers, parameter_count

UNROLL_UP_TO = 600
"""Samples × parameters up to which every sample gets its own code; beyond it the samples are looped over."""


@dataclass(frozen=True)
class Plan:
    """What the code is written for. `inputs` is n rows of as many values as there are input units; under the rules
    other than "epoch" parameters change after every `group` of samples, in an order that may be `shuffled`. `decays`
    says that there is weight decay. Looped over or not, samples give the same bits."""

    layers: Layers
    activation: str
    loss: str
    update: str
    inputs: tuple[tuple[float, ...], ...]
    unroll_up_to: int = UNROLL_UP_TO
    output: str = "sigmoid"
    biases: str = "trained"
    group: int = 1
    shuffled: bool = False
    optimizer: str = "sgd"
    decays: bool = False

    @property
    def parameters(self) -> int:
        """How many weights and biases there are."""
        return parameter_count(self.layers)

    @property
    def neurons(self) -> int:
        """How many units there are after the inputs."""
        return sum(self.layers[1:])

    @property
    def unrolled(self) -> bool:
        """Whether every sample gets code of its own, rather than being looped over."""
        in_order = not self.shuffled or self.update == "epoch"
        return in_order and len(self.inputs) * self.parameters <= self.unroll_up_to
