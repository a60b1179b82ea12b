"""Who is blamed, and how much: which way a gradient sends a weight, which of several moves most, which neuron lets the
least through."""

from __future__ import annotations

from collections.abc import Sequence


def direction(gradient: float) -> str:
    """Where gradient descent takes a parameter with this gradient: "up", "down", or "stays" where it is exactly 0."""
    return "stays" if gradient == 0.0 else "down" if gradient > 0.0 else "up"


def biggest_mover(gradients: Sequence[float]) -> int:
    """The place of the largest of `gradients` in size: a step is the rate times the gradient."""
    return max(range(len(gradients)), key=lambda k: abs(gradients[k]))


def deafest(slopes: Sequence[float]) -> int:
    """The place of the smallest of `slopes`: through it the least of a complaint comes."""
    return min(range(len(slopes)), key=slopes.__getitem__)
