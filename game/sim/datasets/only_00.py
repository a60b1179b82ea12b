"""One sample alone, the input (0, 0): to follow it by hand."""

from game.sim.dataset import Dataset

DATASET = Dataset(name="only_00", label="(0, 0) only", order=20, inputs=((0.0, 0.0),), targets=(1.0,))
