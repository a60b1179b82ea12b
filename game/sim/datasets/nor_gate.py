"""NOR of two inputs."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="nor", label="NOR", order=4, inputs=CORNERS, targets=(1.0, 0.0, 0.0, 0.0))
