"""Two heaps of points, about (-1, -1) and (1, 1)."""

import numpy as np

from game.sim.datasets import Family, by_turns
from game.sim.network import Array


def draw(generator: np.random.Generator, points: int, noise: float) -> tuple[Array, Array]:
    """Heap by turns; each is spread by 0.3 and by `noise` on top."""
    targets = by_turns(points)
    centres = np.where(targets[:, None] > 0.5, 1.0, -1.0)
    return centres + generator.normal(0.0, 0.3 + noise, (points, 2)), targets


FAMILY = Family(name="blobs", label="Blobs", order=40, draw=draw)
