"""How many multiplications the ways to the gradient take, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from game.sim.lenses.nudges import (
    backward_multiplications,
    forward_multiplications,
    nudging_multiplications,
    parameters_in,
)
from game.sim.network import Layers

GradientWay = Literal["forward", "central", "backward"]
CountName = Literal["forward", "central", "backward", "both", "parameters", "passes", "back_over_weights"]


def back_over_weights(layers: Layers) -> int:
    """Those of the backward pass that carry a δ over a weight: every weight but the first layer's."""
    return forward_multiplications(layers) - layers[0] * layers[1]


COUNTS: dict[CountName, Callable[[Layers], int]] = {
    "forward": forward_multiplications,
    "central": nudging_multiplications,
    "backward": backward_multiplications,
    "both": lambda layers: forward_multiplications(layers) + backward_multiplications(layers),
    "parameters": parameters_in,
    "passes": lambda layers: 2 * parameters_in(layers),
    "back_over_weights": back_over_weights,
}
"""Of one sample's forward pass, of nudging every parameter up and down, of the backward pass, of both passes; the
parameters, the passes that nudging them takes, and the multiplications that carry a δ back over a weight."""
