"""Scales of the network picture (pure): how full a vessel, how closed a ring, how thick an edge, how long a pull."""

from __future__ import annotations

import math

from game.sim.activations import Activation, activations, output_activations
from game.sim.settings import Settings

THINNEST = 1.5
"""Design pixels of an edge of weight 0."""
THICKEST = 14.0
"""Design pixels of an edge of endless weight."""
HALF_AT = 3.0
"""The |w| at which an edge is half-way between."""
_HALF_PULL = 0.02


def activation_of(settings: Settings, layer: int) -> Activation:
    """The activation of the units of `layer` (1: the first after the inputs)."""
    last = len(settings.layers) - 1
    return output_activations()[settings.output] if layer == last else activations()[settings.activation]


def fill_level(activation: Activation | None, a: float) -> float:
    """How full (0..1) a vessel with activation `a` is: sigmoid and inputs (None) show a itself, tanh −1..1 as empty to
    full, ReLU and leaky ReLU half full at 1, full at infinity, empty at 0 and below."""
    if math.isnan(a):
        return 0.0
    if activation is None or activation.name in ("sigmoid", "softmax"):
        level = a
    elif activation.name == "tanh":
        level = (a + 1.0) / 2.0
    else:
        level = 1.0 if math.isinf(a) and a > 0 else max(a, 0.0) / (1.0 + max(a, 0.0))
    return min(max(level, 0.0), 1.0)


def scale_sentence(activation: Activation | None) -> str:
    """What a full vessel stands for."""
    if activation is None or activation.name in ("sigmoid", "softmax"):
        return "full = 1"
    return "empty = −1, full = +1" if activation.name == "tanh" else "half full = 1"


def ring_share(activation: Activation, slope: float) -> float:
    """How much (0..1) of the slope ring is drawn: all of it at the activation's largest slope."""
    return 0.0 if math.isnan(slope) else min(max(slope / activation.max_slope, 0.0), 1.0)


def thickness(weight: float) -> float:
    """Design pixels of an edge: grows with |weight|, ever more slowly."""
    size = abs(weight)
    share = 1.0 if not math.isfinite(size) else size / (size + HALF_AT)
    return THINNEST + (THICKEST - THINNEST) * share


def pull_share(gradient: float) -> float:
    """Length (−1..1) of the bar that shows a collected pull: against the gradient, half as long as it gets at 0.02."""
    if not math.isfinite(gradient):
        return 0.0
    return -gradient / (abs(gradient) + _HALF_PULL)
