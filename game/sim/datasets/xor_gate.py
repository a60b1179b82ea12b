"""XOR of two inputs."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="xor", label="XOR", order=1, inputs=CORNERS, targets=(0.0, 1.0, 1.0, 0.0))
