"""The second input, whatever the first."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="x2", label="x₂", order=7, inputs=CORNERS, targets=(0.0, 1.0, 0.0, 1.0))
