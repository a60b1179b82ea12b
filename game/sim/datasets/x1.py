"""The first input, whatever the second."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="x1", label="x₁", order=6, inputs=CORNERS, targets=(0.0, 0.0, 1.0, 1.0))
