"""One sample alone, the input (1, 1): to follow it by hand."""

from game.sim.dataset import Dataset

DATASET = Dataset(name="only_11", label="(1, 1) only", order=23, inputs=((1.0, 1.0),), targets=(1.0,))
