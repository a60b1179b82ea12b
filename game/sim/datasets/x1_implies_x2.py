"""The second input follows from the first."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="x1_implies_x2", label="x₁ IMPLIES x₂", order=12, inputs=CORNERS, targets=(1.0, 1.0, 0.0, 1.0))
