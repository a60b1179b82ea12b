"""The fast training step, the only place where parameters change: straight-line Python over local floats, generated and
compiled for one architecture, activation, loss, update rule, optimizer and set of inputs.

At two hidden neurons an epoch is some 150 multiplications; a numpy call costs as much as ten of them, a Python local
as good as nothing. Inputs are known when the code is written, so products with 0 and 1 are never computed; x·0 and x·1
are exact, so the bits stay those of the plain formula.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

from game.sim.dataset import Rows
from game.sim.engine.kernel_source import Plan, epoch_source
from game.sim.network import Flat
from game.sim.phases import group_size
from game.sim.sample_order import sample_order
from game.sim.settings import Settings


class LockChange(NamedTuple):
    """A neuron's lock closed (or opened) at `epoch`; `neuron` counts the units after the inputs, layer by layer.
    `slope` is its slope there, averaged over the samples: 0.0 for a dead ReLU."""

    epoch: int
    neuron: int
    locked: bool
    slope: float


@dataclass(frozen=True)
class Stretch:
    """What a number of epochs did: the state after them (`params`, with what the optimizer remembers), the average loss
    with the parameters after each, and the changes of locks. Fewer losses than asked for means the next epoch's state
    or loss is not finite."""

    params: Flat
    losses: list[float]
    changes: list[LockChange]
    locked: tuple[bool, ...]
    diverged: bool


@dataclass(frozen=True)
class Lesson:
    """What a kernel trains by, beside its plan: the numbers among the `settings`, the `targets` (all of sample 0 first)
    and the `seed` of the order of the samples."""

    settings: Settings
    targets: tuple[float, ...]
    seed: int = 0

    @property
    def hyper(self) -> tuple[float, ...]:
        """The numbers that the code of `kernel_source` takes."""
        settings = self.settings
        return (*settings.hyper, settings.leak, settings.weight_decay, settings.lock_threshold)

    def order(self, epoch: int, samples: int) -> list[int]:
        """The samples as that epoch takes them."""
        return sample_order(self.settings.order, self.seed, epoch, samples)


class Kernel:
    """Compiled training code for one plan. Stateless: every call is a pure function of its arguments. A state is told
    in `game.sim.optimizers`."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._fast = _compiled(plan, safe=False)

    def look(self, state: Flat, lesson: Lesson, epoch: int, locked: tuple[bool, ...]) -> Stretch:
        """The one loss at `state` and which locks change there; nothing is trained."""
        return self._stretch(state, lesson, epoch, 0, locked)

    def unlocked(self) -> tuple[bool, ...]:
        """No neuron locked: what to start from when locks are not the question."""
        return (False,) * self.plan.neurons

    def train(self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...]) -> Stretch:
        """`epochs` further epochs from `state`, which is that after `epoch` epochs with the neurons `locked`."""
        stretch = self._stretch(state, lesson, epoch, epochs, locked)
        if _finite(stretch.params) and _finite(stretch.losses):
            return _after_first(stretch)
        return self._until_not_finite(state, lesson, epoch, epochs, locked)

    def steps(self, state: Flat, lesson: Lesson, epoch: int, first: int, end: int) -> Flat:
        """The state after the updates of the epoch after `epoch` epochs, from that which begins at place `first` of its
        samples to before that at `end` (not under the update rule "epoch")."""
        return tuple(self._call("steps", state, lesson, self._order(lesson), epoch, first, end))

    def _order(self, lesson: Lesson) -> Callable[[int], list[int]]:
        return partial(_order_of, lesson, len(self.plan.inputs))

    def _call(self, function: str, state: Flat, lesson: Lesson, *given: Any) -> Any:
        """Call one of the compiled functions; where an exp overflows, its safe form."""
        try:
            return self._fast[function](state, lesson.targets, lesson.hyper, *given)
        except OverflowError:
            return _compiled(self.plan, safe=True)[function](state, lesson.targets, lesson.hyper, *given)

    def _stretch(self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...]) -> Stretch:
        """As `train`, but with the state at `epoch` itself as the first loss, and no look for what is not finite."""
        after, now, losses, changes = self._call("epochs", state, lesson, self._order(lesson), epoch, epochs, locked)
        named = [LockChange(epoch + k, neuron, shut, slope) for k, neuron, shut, slope in changes]
        return Stretch(after, losses, named, now, False)

    def _until_not_finite(
        self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...]
    ) -> Stretch:
        """Epoch by epoch up to the last one whose state and loss are finite."""
        losses: list[float] = []
        changes: list[LockChange] = []
        for done in range(epochs):
            one = self._stretch(state, lesson, epoch + done, 1, locked)
            if not (_finite(one.params) and _finite(one.losses)):
                return Stretch(state, losses, changes, locked, True)
            state, locked = one.params, one.locked
            losses.append(one.losses[-1])
            changes.extend(change for change in one.changes if change.epoch > epoch + done)
        return Stretch(state, losses, changes, locked, False)


def _order_of(lesson: Lesson, samples: int, epoch: int) -> list[int]:
    return lesson.order(epoch, samples)


def _after_first(stretch: Stretch) -> Stretch:
    return Stretch(stretch.params, stretch.losses[1:], stretch.changes, stretch.locked, False)


def _finite(values: Sequence[float]) -> bool:
    return all(map(math.isfinite, values))


@lru_cache(maxsize=64)
def _compiled(plan: Plan, *, safe: bool) -> dict[str, Callable[..., Any]]:
    """The functions of `epoch_source`."""
    names: dict[str, Any] = {name: getattr(math, name) for name in ("exp", "tanh", "log", "log1p", "sqrt")}
    exec(compile(epoch_source(plan, safe=safe), f"<kernel {plan.layers}>", "exec"), names)
    return {name: names[name] for name in ("epochs", "steps")}


@lru_cache(maxsize=64)
def _kernel(plan: Plan) -> Kernel:
    return Kernel(plan)


def kernel_for(settings: Settings, inputs: Rows) -> Kernel:
    """The kernel for `settings` on `inputs`; what is compiled for it once serves every number among the settings."""
    s = settings
    plan = Plan(
        layers=s.layers,
        activation=s.activation,
        loss=s.loss,
        update=s.update,
        inputs=inputs,
        output=s.output,
        biases=s.biases,
        group=group_size(s, len(inputs)),
        shuffled=s.order == "shuffled",
        optimizer=s.optimizer,
        decays=s.weight_decay > 0.0,
    )
    return _kernel(plan)
