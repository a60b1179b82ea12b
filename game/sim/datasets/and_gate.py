"""AND of two inputs."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="and", label="AND", order=0, inputs=CORNERS, targets=(0.0, 0.0, 0.0, 1.0))
