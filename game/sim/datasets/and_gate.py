"""AND of two inputs."""

from game.sim.datasets import CORNERS, Dataset

DATASET = Dataset(name="and", label="AND", order=0, inputs=CORNERS, targets=(0.0, 0.0, 0.0, 1.0))
