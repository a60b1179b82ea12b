"""One turn of a sine, to be followed by a network of one input and one output."""

import numpy as np

from game.sim.datasets import Family
from game.sim.network import Array


def draw(generator: np.random.Generator, points: int, noise: float) -> tuple[Array, Array]:
    """y = sin(πx), with `noise` added, at inputs evenly from -1 to 1."""
    x = np.linspace(-1.0, 1.0, points)
    return x[:, None], np.sin(np.pi * x) + generator.normal(0.0, noise, points)


FAMILY = Family(name="sine", label="Sine", order=50, draw=draw, points=40, noise=0.0, regression=True)
