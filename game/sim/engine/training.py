"""What a kernel is asked and what it answers, and how training stops at the last state that is finite."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from game.sim.engine.kernel_plan import Plan
from game.sim.network import Flat
from game.sim.sample_order import sample_order
from game.sim.settings import Settings


class LockChange(NamedTuple):
    """A neuron's lock closed (or opened) at `epoch`; `neuron` counts the units after the inputs, layer by layer.
    `slope` is its slope there, averaged over the samples: 0.0 for a dead ReLU."""

    epoch: int
    neuron: int
    locked: bool
    slope: float


class Stretch(NamedTuple):
    """What a number of epochs did: the state after them (`params`, with what the optimizer remembers), the average loss
    with the parameters after each, the changes of locks, and (`solved`) the first epoch with every sample right, if
    that was watched for. Fewer losses than asked for means the next epoch's state or loss is not finite."""

    params: Flat
    losses: list[float]
    changes: list[LockChange]
    locked: tuple[bool, ...]
    diverged: bool
    solved: int | None = None


@dataclass(frozen=True)
class Lesson:
    """What a kernel trains by, beside its plan: the numbers among the `settings`, the `targets` (all of sample 0 first)
    and the `seed` of the order of the samples."""

    settings: Settings
    targets: tuple[float, ...]
    seed: int = 0

    @cached_property
    def hyper(self) -> tuple[float, ...]:
        """The numbers that the code of `kernel_source` takes."""
        settings = self.settings
        return (*settings.hyper, settings.leak, settings.weight_decay, settings.lock_threshold)

    def order(self, epoch: int, samples: int) -> list[int]:
        """The samples as that epoch takes them."""
        return sample_order(self.settings.order, self.seed, epoch, samples)


class Training(ABC):
    """A way to train what `plan` says. Stateless: every call is a pure function of its arguments. A state is told in
    `game.sim.optimizers`."""

    def __init__(self, plan: Plan, *, by_arrays: bool) -> None:
        self.plan = plan
        self.by_arrays = by_arrays
        """Whether numpy has a part in it."""

    def look(
        self, state: Flat, lesson: Lesson, epoch: int, locked: tuple[bool, ...], *, watch: bool = False
    ) -> Stretch:
        """The one loss at `state` and which locks change there; nothing is trained."""
        return self._stretch(state, lesson, epoch, 0, locked, watch)

    def unlocked(self) -> tuple[bool, ...]:
        """No neuron locked: what to start from when locks are not the question."""
        return (False,) * self.plan.neurons

    def train(
        self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...], *, watch: bool = False
    ) -> Stretch:
        """`epochs` further epochs from `state`, which is that after `epoch` epochs with the neurons `locked`; `watch`
        for the first epoch with every sample right."""
        stretch = self._stretch(state, lesson, epoch, epochs, locked, watch)
        if _finite(stretch.params) and _finite(stretch.losses):
            return stretch._replace(losses=stretch.losses[1:])
        return self._until_not_finite(state, lesson, epoch, epochs, locked, watch)

    def walk(self, state: Flat, lesson: Lesson, epoch: int, epochs: int) -> list[Flat]:
        """The states after each of `epochs` further epochs, all of which are known to be finite: nothing but them is
        looked at."""
        found: list[Flat] = []
        for done in range(epochs):
            state = self.train(state, lesson, epoch + done, 1, self.unlocked()).params
            found.append(state)
        return found

    @abstractmethod
    def steps(self, state: Flat, lesson: Lesson, epoch: int, first: int, end: int) -> Flat:
        """The state after the updates of the epoch after `epoch` epochs, from that which begins at place `first` of its
        samples to before that at `end` (not under the update rule "epoch")."""

    @abstractmethod
    def _stretch(
        self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...], watch: bool
    ) -> Stretch:
        """As `train`, but with the state at `epoch` itself as the first loss, and no look for what is not finite."""

    def _until_not_finite(
        self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...], watch: bool
    ) -> Stretch:
        """Epoch by epoch up to the last one whose state and loss are finite."""
        losses: list[float] = []
        changes: list[LockChange] = []
        solved: int | None = None
        for done in range(epochs):
            one = self._stretch(state, lesson, epoch + done, 1, locked, watch and solved is None)
            if not (_finite(one.params) and _finite(one.losses)):
                return Stretch(state, losses, changes, locked, True, solved)
            state, locked, solved = one.params, one.locked, one.solved if solved is None else solved
            losses.append(one.losses[-1])
            changes.extend(change for change in one.changes if change.epoch > epoch + done)
        return Stretch(state, losses, changes, locked, False, solved)


def _finite(values: Sequence[float]) -> bool:
    return all(map(math.isfinite, values))
