"""1, whatever the inputs."""

from game.sim.dataset import Dataset
from game.sim.datasets import CORNERS

DATASET = Dataset(name="always_1", label="Always 1", order=15, inputs=CORNERS, targets=(1.0, 1.0, 1.0, 1.0))
