"""The opposite of the second input."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="not_x2", label="NOT x₂", order=9, inputs=CORNERS, targets=(1.0, 0.0, 1.0, 0.0))
