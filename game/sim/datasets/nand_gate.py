"""NAND of two inputs."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="nand", label="NAND", order=3, inputs=CORNERS, targets=(1.0, 1.0, 1.0, 0.0))
