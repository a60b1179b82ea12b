"""The first input without the second."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="x1_not_x2", label="x₁ AND NOT x₂", order=10, inputs=CORNERS, targets=(0.0, 0.0, 1.0, 0.0))
