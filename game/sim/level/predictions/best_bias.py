"""Which bias lets a neuron listen best."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from msgspec import Meta

from game.sim.activations import activations
from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import Bar, SeenCourse
from game.sim.network import Array
from game.sim.quoting import counted


class BestBias(Computation, frozen=True, tag="best_bias"):
    """The one of `biases` with which a neuron of these `weights`, one for each input of the level's data, has the
    largest slope, averaged over the samples."""

    weights: Annotated[tuple[float, ...], Meta(min_length=1)]
    biases: Annotated[tuple[float, ...], Meta(min_length=2)]

    def problem(self, level: LevelFacts) -> str | None:
        inputs = level.own_start.settings.layers[0]
        if len(self.weights) == inputs:
            return None
        return f"weights are {len(self.weights)}, but the data have {counted(inputs, 'input')}"

    def value(self, level: LevelFacts) -> float:
        return self.biases[int(self._slopes(level).argmax())]

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        return SeenCourse(
            "Mean slope of the neuron, by its bias",
            tuple(
                Bar(f"{bias:+g}", slope, (bias,))
                for bias, slope in zip(self.biases, self._slopes(level).tolist(), strict=True)
            ),
        )

    def _slopes(self, level: LevelFacts) -> Array:
        """The mean slope with each of the biases."""
        settings = level.own_start.settings
        activation, sums = activations()[settings.activation], np.array(level.own_start.dataset.inputs)
        z = (sums @ np.array(self.weights))[None, :] + np.array(self.biases)[:, None]
        return np.asarray(activation.slope(z, activation.value(z, settings.leak), settings.leak).mean(axis=1))


COMPUTATION = Entry("best_bias", 13, BestBias)
