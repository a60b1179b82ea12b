"""How large weights must be to lock a neuron."""

from __future__ import annotations

from itertools import product
from typing import Annotated

from msgspec import Meta

from game.sim.level.evidence import Evidence
from game.sim.level.level_facts import LevelFacts
from game.sim.level.level_parts import LevelTrial
from game.sim.level.metrics.locked_at_0 import LockedAt0
from game.sim.level.predictions import Computation, Entry
from game.sim.level.trial import trial_start, whole_run

LARGEST = 1000.0


class LockingSize(Computation, frozen=True, tag="locking_size"):
    """The first of `sizes` at which some input weights ± size, with hidden biases 0, lock a hidden neuron at epoch 0;
    "never" if none does, nor ± 1000."""

    sizes: Annotated[tuple[Annotated[float, Meta(gt=0.0, lt=LARGEST)], ...], Meta(min_length=1)]

    def value(self, level: LevelFacts) -> float | str:
        for size in (*self.sizes, LARGEST):
            if any(self._locked(level, size * one, size * other) for one, other in product((1, -1), repeat=2)):
                return size
        return "never"

    @staticmethod
    def _locked(level: LevelFacts, one: float, other: float) -> bool:
        parameters = {"x1->h1": one, "x2->h1": other, "b:h1": 0.0, "x1->h2": one, "x2->h2": other, "b:h2": 0.0}
        evidence: Evidence = whole_run(
            trial_start(level.own_start, LevelTrial(parameters=parameters)), 0, level.own_start
        )
        return bool(LockedAt0().measure(evidence))


COMPUTATION = Entry("locking_size", 10, LockingSize)
