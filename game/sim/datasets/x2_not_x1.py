"""The second input without the first."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="x2_not_x1", label="x₂ AND NOT x₁", order=11, inputs=CORNERS, targets=(0.0, 1.0, 0.0, 0.0))
