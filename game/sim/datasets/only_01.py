"""One sample alone, the input (0, 1): to follow it by hand."""

from game.sim.dataset import Dataset

DATASET = Dataset(name="only_01", label="(0, 1) only", order=21, inputs=((0.0, 1.0),), targets=(1.0,))
