"""OR of two inputs."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="or", label="OR", order=2, inputs=CORNERS, targets=(0.0, 1.0, 1.0, 1.0))
