"""What the lenses show: calculations over a network's parameters and data that a training run has no need of."""
