"""The opposite of the first input."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="not_x1", label="NOT x₁", order=8, inputs=CORNERS, targets=(1.0, 1.0, 0.0, 0.0))
