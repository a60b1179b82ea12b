"""XNOR of two inputs."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="xnor", label="XNOR", order=5, inputs=CORNERS, targets=(1.0, 0.0, 0.0, 1.0))
