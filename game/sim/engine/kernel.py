"""The fast training step, the only place where parameters change: straight-line Python over local floats, generated and
compiled for one architecture, activation, loss, update rule, optimizer and set of inputs.

At two hidden neurons an epoch is some 150 multiplications; a numpy call costs as much as ten of them, a Python local
as good as nothing. Inputs are known when the code is written, so products with 0 and 1 are never computed; x·0 and x·1
are exact, so the bits stay those of the plain formula.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from game.sim.dataset import Rows
from game.sim.engine.array_kernel import ArrayKernel
from game.sim.engine.kernel_plan import Plan
from game.sim.engine.kernel_source import epochs_source, steps_source, walk_source
from game.sim.engine.training import Lesson, LockChange, Stretch, Training
from game.sim.network import Flat
from game.sim.phases import group_size
from game.sim.settings import Settings

CALLS = 60
"""What numpy's calls in an update are worth whatever the network, in samples times parameters of generated code."""
CALLS_OF_A_LAYER = 190
"""The same of the calls for each layer of weights."""
CALLS_OF_AN_OPTIMIZER = 75
"""The same of the calls of an optimizer that is not plain gradient descent."""
UPDATE = {"plain": 1, "optimized": 3}
"""How many samples more an update costs in generated code."""


class Kernel(Training):
    """Compiled training code for one plan."""

    def __init__(self, plan: Plan) -> None:
        self._fast: dict[str, Callable[..., Any]] = {}
        self._looker = ArrayKernel(plan) if looks_by_arrays(plan) else None
        super().__init__(plan, by_arrays=self._looker is not None)

    def steps(self, state: Flat, lesson: Lesson, epoch: int, first: int, end: int) -> Flat:
        return tuple(self._call("steps", state, lesson, self._order(lesson), epoch, first, end))

    def walk(self, state: Flat, lesson: Lesson, epoch: int, epochs: int) -> list[Flat]:
        states: list[Flat] = self._call("walk", state, lesson, self._order(lesson), epoch, epochs)
        return states

    def _order(self, lesson: Lesson) -> Callable[[int], list[int]]:
        return partial(_order_of, lesson, len(self.plan.inputs))

    def _call(self, function: str, state: Flat, lesson: Lesson, *given: Any) -> Any:
        """Call one of the compiled functions; where an exp overflows, its safe form."""
        fast = self._fast.get(function)
        if fast is None:
            fast = self._fast[function] = _compiled(self.plan, function, safe=False)
        try:
            return fast(state, lesson.targets, lesson.hyper, *given)
        except OverflowError:
            return _compiled(self.plan, function, safe=True)(state, lesson.targets, lesson.hyper, *given)

    def _stretch(
        self, state: Flat, lesson: Lesson, epoch: int, epochs: int, locked: tuple[bool, ...], watch: bool
    ) -> Stretch:
        if self._looker:
            return self._looked_at(self._looker, state, lesson, epoch, epochs, locked, watch)
        after, now, losses, changes, first = self._call(
            "epochs", state, lesson, self._order(lesson), epoch, epochs, locked, watch
        )
        named = [LockChange(epoch + k, neuron, shut, slope) for k, neuron, shut, slope in changes]
        return Stretch(after, losses, named, now, False, None if first < 0 else epoch + first)

    def _looked_at(
        self,
        looker: Training,
        state: Flat,
        lesson: Lesson,
        epoch: int,
        epochs: int,
        locked: tuple[bool, ...],
        watch: bool,
    ) -> Stretch:
        """As `_stretch`: trained by generated code, update by update, and looked at by `looker` after each epoch."""
        losses: list[float] = []
        changes: list[LockChange] = []
        solved: int | None = None
        for now in range(epoch, epoch + epochs + 1):
            seen = looker.look(state, lesson, now, locked, watch=watch and solved is None)
            losses += seen.losses
            changes += seen.changes
            locked, solved = seen.locked, seen.solved if solved is None else solved
            if now < epoch + epochs:
                state = self.steps(state, lesson, now, 0, len(self.plan.inputs))
        return Stretch(state, losses, changes, locked, False, solved)


def _order_of(lesson: Lesson, samples: int, epoch: int) -> list[int]:
    return lesson.order(epoch, samples)


@lru_cache(maxsize=128)
def _compiled(plan: Plan, function: str, *, safe: bool) -> Callable[..., Any]:
    """The `function` "epochs", "steps" or "walk", compiled when it is first called: many networks never need the
    others."""
    source = {"epochs": epochs_source, "steps": steps_source, "walk": walk_source}[function](plan, safe=safe)
    names: dict[str, Any] = {name: getattr(math, name) for name in ("exp", "tanh", "log", "log1p", "sqrt")}
    exec(compile(source, f"<kernel {plan.layers}>", "exec"), names)
    compiled: Callable[..., Any] = names[function]
    return compiled


def prefers_arrays(plan: Plan) -> bool:
    """Whether numpy is faster than generated code for what an update takes: a rule of sizes, never a measurement, so
    that a session comes out the same everywhere. Generated code costs by samples times parameters, and an update as
    much as `UPDATE` more samples; numpy costs by the calls it takes, whose worth is told in these. Small groups of
    samples fit numpy less badly than small data: what is set up for an epoch is set up once."""
    at_once = len(plan.inputs) if plan.update == "epoch" else 1.5 * plan.group
    plain = plan.optimizer == "sgd" and not plan.decays
    worth = CALLS + CALLS_OF_A_LAYER * (len(plan.layers) - 1) + (0 if plain else CALLS_OF_AN_OPTIMIZER)
    more = UPDATE["plain" if plain else "optimized"]
    return (at_once + more) * plan.parameters > worth


def looks_by_arrays(plan: Plan) -> bool:
    """Whether numpy is faster at looking at all samples after an epoch of several updates, whatever makes these: by
    sizes, as in `prefers_arrays`. It must be worth setting numpy up for each epoch, and leaving generated code."""
    worth = 5 * (CALLS + CALLS_OF_A_LAYER * (len(plan.layers) - 1))
    return plan.update != "epoch" and len(plan.inputs) * plan.parameters > worth


@lru_cache(maxsize=64)
def _kernel(plan: Plan) -> Training:
    return ArrayKernel(plan) if prefers_arrays(plan) else Kernel(plan)


def kernel_for(settings: Settings, inputs: Rows) -> Training:
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
