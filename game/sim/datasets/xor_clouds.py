"""XOR as four clouds of points: 1 where the two inputs have different signs."""

import numpy as np

from game.sim.datasets import Family
from game.sim.network import Array


def draw(generator: np.random.Generator, points: int, noise: float) -> tuple[Array, Array]:
    """Uniform in the square from -1 to 1 with a gap of 0.1 about the axes; `noise` moves points, not what they are."""
    places = generator.uniform(0.1, 1.0, (points, 2))
    corners = np.arange(points) % 4
    signs = np.stack([np.where(corners // 2 > 0, 1.0, -1.0), np.where(corners % 2 > 0, 1.0, -1.0)], axis=1)
    targets = (signs[:, 0] != signs[:, 1]).astype(np.float64)
    return places * signs + generator.normal(0.0, noise, (points, 2)), targets


FAMILY = Family(name="xor_clouds", label="XOR clouds", order=44, draw=draw, noise=0.0)
