"""Two half moons that reach into each other, as scikit-learn's `make_moons` has them."""

import numpy as np

from game.sim.datasets import Family, by_turns
from game.sim.network import Array


def draw(generator: np.random.Generator, points: int, noise: float) -> tuple[Array, Array]:
    """A point of the upper moon (0) and one of the lower moon (1) by turns, each half a circle of radius 1."""
    targets = by_turns(points)
    angle = generator.uniform(0.0, np.pi, points)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1.0 - np.cos(angle), 0.5 - np.sin(angle)], axis=1)
    return np.where(targets[:, None] > 0.5, lower, upper) + generator.normal(0.0, noise, (points, 2)), targets


FAMILY = Family(name="moons", label="Moons", order=42, draw=draw)
