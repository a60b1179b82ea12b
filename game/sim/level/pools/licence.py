"""The best of the recipes in play in the level "Trainer's licence", by what is to be trained: so many of 1,000 starts,
those of the stream that begins with 2024, learn the task."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class TrainingTask(NamedTuple):
    """A task, an activation, and the epochs there are."""

    task: str
    activation: str
    epochs: int


class BestRecipe(NamedTuple):
    """A loss, a learning rate, the range ± of the weights, the first biases; and how many starts it works for."""

    loss: str
    rate: float
    range: float
    bias: float
    solved: int


BEST: Mapping[TrainingTask, BestRecipe] = MappingProxyType(
    {
        TrainingTask("xnor", "leaky_relu", 300): BestRecipe("cross_entropy", 1.0, 4.0, 2.0, 668),
        TrainingTask("xnor", "leaky_relu", 1000): BestRecipe("cross_entropy", 1.0, 4.0, 2.0, 685),
        TrainingTask("xnor", "sigmoid", 200): BestRecipe("cross_entropy", 5.0, 1.0, 2.0, 877),
        TrainingTask("xnor", "sigmoid", 500): BestRecipe("cross_entropy", 5.0, 0.1, 2.0, 1000),
        TrainingTask("xnor", "tanh", 150): BestRecipe("mse", 10.0, 0.1, -1.0, 974),
        TrainingTask("xnor", "tanh", 300): BestRecipe("mse", 10.0, 0.1, -1.0, 985),
        TrainingTask("xor", "leaky_relu", 300): BestRecipe("cross_entropy", 1.0, 4.0, 2.0, 669),
        TrainingTask("xor", "leaky_relu", 1000): BestRecipe("cross_entropy", 1.0, 4.0, 2.0, 674),
        TrainingTask("xor", "sigmoid", 200): BestRecipe("cross_entropy", 5.0, 0.5, 1.0, 925),
        TrainingTask("xor", "sigmoid", 500): BestRecipe("cross_entropy", 5.0, 0.1, -1.0, 992),
        TrainingTask("xor", "tanh", 150): BestRecipe("mse", 10.0, 0.1, 1.0, 976),
        TrainingTask("xor", "tanh", 300): BestRecipe("mse", 10.0, 0.1, 1.0, 989),
    }
)
