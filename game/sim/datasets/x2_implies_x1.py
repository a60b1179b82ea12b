"""The first input follows from the second."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="x2_implies_x1", label="x₂ IMPLIES x₁", order=13, inputs=CORNERS, targets=(1.0, 0.0, 1.0, 1.0))
