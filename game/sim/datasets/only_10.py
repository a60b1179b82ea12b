"""One sample alone, the input (1, 0): to follow it by hand."""

from game.sim.dataset import Dataset

DATASET = Dataset(name="only_10", label="(1, 0) only", order=22, inputs=((1.0, 0.0),), targets=(1.0,))
