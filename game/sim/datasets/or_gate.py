"""OR of two inputs."""

from game.sim.datasets import CORNERS, Dataset

DATASET = Dataset(name="or", label="OR", order=2, inputs=CORNERS, targets=(0.0, 1.0, 1.0, 1.0))
