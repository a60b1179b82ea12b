"""The fast training step, the only place where parameters change: straight-line Python over local floats, generated and
compiled for one architecture, activation, loss, update rule and set of inputs.

At two hidden neurons an epoch is some 150 multiplications; a numpy call costs as much as ten of them, a Python local
as good as nothing. Inputs are known when the code is written, so products with 0 and 1 are never computed; x·0 and x·1
are exact, so the bits stay those of the plain formula.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from game.sim.engine.kernel_source import Plan, epoch_source
from game.sim.network import Flat
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
    """What a number of epochs did: the parameters after them, the average loss with the parameters after each, and the
    changes of locks. Fewer losses than asked for means the next epoch's parameters or loss are not finite."""

    params: Flat
    losses: list[float]
    changes: list[LockChange]
    locked: tuple[bool, ...]
    diverged: bool


class Kernel:
    """Compiled training code for one plan. Stateless: every call is a pure function of its arguments."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._fast = _compiled(replace(plan, leak=0.0), safe=False)

    def look(
        self, params: Flat, targets: Sequence[float], threshold: float, epoch: int, locked: tuple[bool, ...]
    ) -> Stretch:
        """The one loss at `params` and which locks change there; nothing is trained."""
        return self._stretch(params, targets, 0.0, threshold, epoch, 0, locked)

    def unlocked(self) -> tuple[bool, ...]:
        """No neuron locked: what to start from when locks are not the question."""
        return (False,) * self.plan.neurons

    def train(
        self,
        params: Flat,
        targets: Sequence[float],
        rate: float,
        threshold: float,
        epoch: int,
        epochs: int,
        locked: tuple[bool, ...],
    ) -> Stretch:
        """`epochs` further epochs from `params`, which are those after `epoch` epochs with the neurons `locked`."""
        stretch = self._stretch(params, targets, rate, threshold, epoch, epochs, locked)
        if _finite(stretch.params) and _finite(stretch.losses):
            return _after_first(stretch)
        return self._until_not_finite(params, targets, rate, threshold, epoch, epochs, locked)

    def sample_step(self, params: Flat, targets: Sequence[float], rate: float, sample: int) -> Flat:
        """The parameters after the update of one sample alone (only for the update rule "sample")."""
        return tuple(self._call("sample_step", params, targets, rate, self.plan.leak, sample))

    def _call(self, function: str, *given: Any) -> Any:
        """Call one of the compiled functions; where an exp overflows, its safe form."""
        try:
            return self._fast[function](*given)
        except OverflowError:
            return _compiled(replace(self.plan, leak=0.0), safe=True)[function](*given)

    def _stretch(
        self,
        params: Flat,
        targets: Sequence[float],
        rate: float,
        threshold: float,
        epoch: int,
        epochs: int,
        locked: tuple[bool, ...],
    ) -> Stretch:
        """As `train`, but with the state at `epoch` itself as the first loss, and no look for what is not finite."""
        after, now, losses, changes = self._call(
            "epochs", params, targets, rate, self.plan.leak, threshold, epochs, locked
        )
        named = [LockChange(epoch + k, neuron, shut, slope) for k, neuron, shut, slope in changes]
        return Stretch(after, losses, named, now, False)

    def _until_not_finite(
        self,
        params: Flat,
        targets: Sequence[float],
        rate: float,
        threshold: float,
        epoch: int,
        epochs: int,
        locked: tuple[bool, ...],
    ) -> Stretch:
        """Epoch by epoch up to the last one whose parameters and loss are finite."""
        losses: list[float] = []
        changes: list[LockChange] = []
        for done in range(epochs):
            one = self._stretch(params, targets, rate, threshold, epoch + done, 1, locked)
            if not (_finite(one.params) and _finite(one.losses)):
                return Stretch(params, losses, changes, locked, True)
            params, locked = one.params, one.locked
            losses.append(one.losses[-1])
            changes.extend(change for change in one.changes if change.epoch > epoch + done)
        return Stretch(params, losses, changes, locked, False)


def _after_first(stretch: Stretch) -> Stretch:
    return Stretch(stretch.params, stretch.losses[1:], stretch.changes, stretch.locked, False)


def _finite(values: Sequence[float]) -> bool:
    return all(map(math.isfinite, values))


@lru_cache(maxsize=64)
def _compiled(plan: Plan, *, safe: bool) -> dict[str, Callable[..., Any]]:
    """The functions of `epoch_source`; the leak is one of their arguments, so `plan.leak` does not matter."""
    names: dict[str, Any] = {"exp": math.exp, "tanh": math.tanh, "log": math.log, "log1p": math.log1p}
    exec(compile(epoch_source(plan, safe=safe), f"<kernel {plan.layers}>", "exec"), names)
    return {name: names[name] for name in ("epochs", "sample_step")}


@lru_cache(maxsize=64)
def _kernel(plan: Plan) -> Kernel:
    return Kernel(plan)


def kernel_for(settings: Settings, inputs: tuple[tuple[float, ...], ...]) -> Kernel:
    """The kernel for `settings` on `inputs`; what is compiled for it once serves every leak."""
    s = settings
    return _kernel(Plan(s.layers, s.activation, s.leak, s.loss, s.update, inputs, output=s.output))
