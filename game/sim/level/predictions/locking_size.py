"""How large weights must be to lock a neuron."""

from __future__ import annotations

from itertools import product
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions import Computation, Entry
from game.sim.network import Edge, flat_index
from game.sim.start import Start, params_of

LARGEST = 1000.0


class LockingSize(Computation, frozen=True, tag="locking_size"):
    """The first of `sizes` at which some input weights ± size, the same for every neuron of the first hidden layer,
    with its biases 0, lock a hidden neuron at epoch 0; "never" if none does, nor ± 1000."""

    sizes: Annotated[tuple[Annotated[float, Meta(gt=0.0, lt=LARGEST)], ...], Meta(min_length=1)]

    def problem(self, level: LevelFacts) -> str | None:
        return None if len(level.own_start.settings.layers) > 2 else "locking_size needs a hidden layer"

    def value(self, level: LevelFacts) -> float | str:
        start = level.own_start
        for size in (*self.sizes, LARGEST):
            for signs in product((1.0, -1.0), repeat=start.settings.layers[0]):
                if _locks(start, [size * sign for sign in signs]):
                    return size
        return "never"


def _locks(start: Start, weights: list[float]) -> bool:
    """Whether a hidden neuron is locked when every neuron of the first layer has these `weights`."""
    layers, params = start.settings.layers, list(params_of(start))
    for unit in range(layers[1]):
        params[flat_index(layers, Edge(0, unit, None))] = 0.0
        for source, weight in enumerate(weights):
            params[flat_index(layers, Edge(0, unit, source))] = weight
    batch = MeasuredRun(msgspec.structs.replace(start, params=tuple(params)), 0).batch(0)
    return any(bool((slope < start.settings.lock_threshold).any()) for slope in batch.mean_slope[:-1])


COMPUTATION = Entry("locking_size", 10, LockingSize)
