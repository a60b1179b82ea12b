"""Two spirals wound into each other, after Lang and Witbrock, "Learning to tell two spirals apart" (1988)."""

import numpy as np

from game.sim.datasets import Family, by_turns
from game.sim.network import Array

TURNS = 1.5


def draw(generator: np.random.Generator, points: int, noise: float) -> tuple[Array, Array]:
    """A point of either arm by turns, evenly along arms that end at radius 1; `noise` is as wide as 0.3 of itself."""
    targets = by_turns(points)
    along = (np.arange(points) // 2 + 1.0) / ((points + 1) // 2)
    angle = 2.0 * np.pi * TURNS * along + np.pi * targets
    places = np.stack([along * np.sin(angle), along * np.cos(angle)], axis=1)
    return places + generator.normal(0.0, 0.3 * noise, (points, 2)), targets


FAMILY = Family(name="spiral", label="Spiral", order=43, draw=draw)
