"""Points inside a circle, and a ring of others around it."""

import numpy as np

from game.sim.datasets import Family, by_turns
from game.sim.network import Array


def draw(generator: np.random.Generator, points: int, noise: float) -> tuple[Array, Array]:
    """1 within the radius 0.6, 0 on the ring from 0.9 to 1.2, by turns; `noise` spreads both."""
    targets = by_turns(points)
    angle = generator.uniform(0.0, 2.0 * np.pi, points)
    inner, outer = 0.6 * np.sqrt(generator.uniform(0.0, 1.0, points)), generator.uniform(0.9, 1.2, points)
    radius = np.where(targets > 0.5, inner, outer)
    places = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return places + generator.normal(0.0, noise, (points, 2)), targets


FAMILY = Family(name="circle", label="Circle", order=41, draw=draw, noise=0.05)
