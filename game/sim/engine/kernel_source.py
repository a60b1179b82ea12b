"""Writes the Python source that `kernel` compiles: one epoch unrolled into arithmetic on local variables. What one
sample takes is written by `sample_source`; here are the order of the samples, the updates and the record.

In the source, `p0, p1, ...` are the parameters in the order of `Params.flat`, `v0, ...` or `m0, ...` what the optimizer
remembers of each and `turn` how many updates it has counted; `z1_0` and `a1_0` belong to unit 0 of layer 1, `d1_0` is
its delta, `e0` what is passed back to output 0, `g0, ...` collect the gradients over the samples and `s0, ...` the
slopes.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.sim.engine.kernel_plan import Plan
from game.sim.engine.sample_source import SampleSource
from game.sim.network import bias_places
from game.sim.optimizers import Hyper, optimizers

HYPER = ", ".join([*Hyper._fields, "leak", "decay", "threshold"])
"""The numbers that can be changed without other code, in the order of the `hyper` that the code takes."""


def epochs_source(plan: Plan, *, safe: bool) -> str:
    """Source of `epochs(state, targets, hyper, order, epoch, n, locked, watch)`, which trains the n epochs after
    `epoch` and returns (state, locked, losses, changes, solved): n + 1 average losses (of the start and after each
    epoch), every change of a lock, and, as long as it is to `watch` for it, the first epoch with every sample right, or
    −1. `order(epoch)` are the samples as an epoch takes them; a `state` is described in `game.sim.optimizers`.

    With `safe`, no exp can overflow; where the other form does not either, both give the same bits.
    """
    return "\n".join(_Writer(plan, safe).epochs())


def steps_source(plan: Plan, *, safe: bool) -> str:
    """Source of `steps(state, targets, hyper, order, epoch, first, end)`, which returns the state after the updates
    from the one that begins at place `first` of an epoch to before the one at `end`, under the rules other than
    "epoch"."""
    return "\n".join(_Writer(plan, safe).steps())


def walk_source(plan: Plan, *, safe: bool) -> str:
    """Source of `walk(state, targets, hyper, order, epoch, n)`, which returns the states after each of the n epochs
    after `epoch`, and looks at nothing else."""
    return "\n".join(_Writer(plan, safe).walk())


def _before(samples: list[int | None], k: int | None) -> list[int | None]:
    return samples[: samples.index(k)]


def _indent(lines: Iterator[str] | list[str], by: int = 1) -> list[str]:
    return ["    " * by + line for line in lines]


class _Writer:
    def __init__(self, plan: Plan, safe: bool) -> None:
        self.plan = plan
        self.sample = SampleSource(plan, safe)
        self.names = [f"p{k}" for k in range(plan.parameters)]
        self.optimizer = optimizers()[plan.optimizer]
        self.plain = plan.optimizer == "sgd" and not plan.decays
        self.state = [*self.names, *(f"{slot}{k}" for slot in self.optimizer.slots for k in range(plan.parameters))]
        self.state += ["turn"] if self.optimizer.counts else []
        self.trained = [p for p in range(plan.parameters) if p not in self.sample.held]
        self.decaying = set() if not plan.decays else set(range(plan.parameters)) - set(bias_places(plan.layers))

    def epochs(self) -> list[str]:
        """The `epochs` function."""
        count = len(self.plan.inputs)
        return [
            "def epochs(state, targets, hyper, order, epoch, n, locked, watch):",
            *_indent(self._unpack()),
            f"    step = learning_rate / {count}.0",
            f"    limit = threshold * {count}.0",
            "    losses, changes, solved = [], [], -1",
            "    append = losses.append",
            *_indent([f"k{neuron} = locked[{neuron}]" for neuron in range(self.plan.neurons)]),
            *_indent(self._looked_at_and_trained()),
            f"    return ({', '.join(self.state)},), ({''.join(f'k{n}, ' for n in range(self.plan.neurons))}), "
            "losses, changes, solved",
        ]

    def _looked_at_and_trained(self) -> list[str]:
        """The loop over the epochs. Written once, it looks at the last state too, where gradients that it may collect
        by the way are for nothing: compiling code of its own for that took as long as hundreds of epochs."""
        look = [*self._all_samples(look=True, learn=self.plan.update == "epoch"), *self._record()]
        return ["for i in range(n + 1):", *_indent([*look, "if i == n:", "    break", *self._updates()])]

    def steps(self) -> list[str]:
        """The `steps` function."""
        head = ["def steps(state, targets, hyper, order, epoch, first, end):", *_indent(self._unpack())]
        return [*head, *_indent(self._all_groups("epoch", "first", "end")), f"    return ({', '.join(self.state)},)"]

    def walk(self) -> list[str]:
        """The `walk` function."""
        learn = self._all_samples(look=False, learn=True) if self.plan.update == "epoch" else []
        return [
            "def walk(state, targets, hyper, order, epoch, n):",
            *_indent(self._unpack()),
            f"    step = learning_rate / {len(self.plan.inputs)}.0",
            "    states = []",
            "    for i in range(n):",
            *_indent([*learn, *self._updates()], 2),
            f"        states.append(({', '.join(self.state)},))",
            "    return states",
        ]

    def _updates(self) -> list[str]:
        """Those of the epoch after `epoch` + i; under the rule "epoch" the gradients are collected by then."""
        whole = self.plan.update == "epoch"
        return self._collected_update(self._samples()) if whole else self._all_groups("epoch + i")

    def _samples(self) -> list[int | None]:
        """Every sample that has code of its own; None stands for all where they are looped over."""
        return list(range(len(self.plan.inputs))) if self.plan.unrolled else [None]

    def _all_groups(self, epoch: str, first: str | None = None, end: str | None = None) -> list[str]:
        """The updates of an epoch, or those from place `first` to before place `end`."""
        count, size = len(self.plan.inputs), self.plan.group
        if not self.plan.unrolled:
            rows = f"[rows[k] for k in order({epoch})]" if self.plan.shuffled else "rows"
            places = f"range({first or 0}, {end or count}, {size})"
            if size == 1:
                taken = f"{rows}[{first}:{end}]" if first else rows
                return [f"for {self._row()} in {taken}:", *_indent(self._group([None]))]
            part = [f"part = taken[at : at + {size}]", *self._looped_group()]
            return [f"taken = {rows}", f"for at in {places}:", *_indent(part)]
        groups = [range(at, min(at + size, count)) for at in range(0, count, size)]
        if not first:
            return [line for group in groups for line in self._group(list(group))]
        lines = [f"for at in range({first}, {end}, {size}):"]
        for group in groups:
            lines += [f"    if at == {group[0]}:", *_indent(self._group(list(group)), 2)]
        return lines

    def _looped_group(self) -> list[str]:
        sums = [f"g{p} = 0.0" for p in self.trained]
        body = self._sample(None, look=False, learn=True)
        update = self._collected_update([None], count="len(part)")
        share = ["share = learning_rate / len(part)"] if self.plain else []
        return [*sums, f"for {self._row()} in part:", *_indent(body), *share, *update]

    def _group(self, samples: list[int | None]) -> list[str]:
        """The update by one group of samples that have code of their own, or by one sample alone."""
        if len(samples) == 1:
            return self._sample(samples[0], look=False, learn=False, step=True)
        lines = [line for k in samples for line in self._sample(k, look=False, learn=True, earlier=_before(samples, k))]
        share = [f"share = learning_rate / {len(samples)}.0"] if self.plain else []
        return [*lines, *share, *self._collected_update(samples, count=f"{len(samples)}.0")]

    def _unpack(self) -> list[str]:
        lines, width = [f"{', '.join(self.state)}, = state", f"{HYPER} = hyper"], len(self.sample.outputs)
        if self.plan.unrolled:
            names = [self.sample.target(k, unit) for k in range(len(self.plan.inputs)) for unit in self.sample.outputs]
            return [*lines, f"{', '.join(names)}, = targets"]
        asked = f"zip({', '.join(f'targets[{unit}::{width}]' for unit in self.sample.outputs)})"
        return [*lines, f"rows = [(*x, *y) for x, y in zip({self.plan.inputs!r}, {asked})]"]

    def _row(self) -> str:
        return ", ".join(
            [*(f"x{i}" for i in range(self.plan.layers[0])), *(f"y{unit}" for unit in self.sample.outputs)]
        )

    def _all_samples(self, *, look: bool, learn: bool) -> list[str]:
        if self.plan.unrolled:
            samples = self._samples()
            return [
                line for k in samples for line in self._sample(k, look=look, learn=learn, earlier=_before(samples, k))
            ]
        sums = (["ok = watch", "total = 0.0"] + [f"s{n} = 0.0" for n in range(self.plan.neurons)]) if look else []
        sums += [f"g{p} = 0.0" for p in self.trained] if learn else []
        return [*sums, f"for {self._row()} in rows:", *_indent(self._sample(None, look=look, learn=learn))]

    def _sample(
        self, k: int | None, *, look: bool, learn: bool, step: bool = False, earlier: list[int | None] | None = None
    ) -> list[str]:
        """One sample's pass: `look` adds up loss and slopes, `learn` the gradients to those of `earlier` ones, `step`
        updates at once."""
        lines = self.sample.both_passes(k, look=look, back=learn or step)
        if learn:
            return [*lines, *self._gradients(k, earlier or [])]
        return [*lines, *(self._step(k) if step else [])]

    def _gradients(self, k: int | None, earlier: list[int | None]) -> list[str]:
        begun = {p for other in earlier for p, _ in self.sample.pulls(other)}
        return [f"g{p} {'=' if k is not None and p not in begun else '+='} {pull}" for p, pull in self.sample.pulls(k)]

    def _step(self, k: int | None) -> list[str]:
        """The update by one sample alone."""
        if self.plain:
            return [f"p{p} -= learning_rate * ({gradient})" for p, gradient in self.sample.pulls(k)]
        return self._optimized(dict(self.sample.pulls(k)))

    def _collected_update(self, samples: list[int | None], count: str | None = None) -> list[str]:
        """The update by the gradients collected over `samples`, which are `count`, or by default all."""
        moved = sorted({p for k in samples for p, _ in self.sample.pulls(k)})
        if self.plain:
            return [f"p{p} -= {'share' if count else 'step'} * g{p}" for p in moved]
        return self._optimized({p: f"g{p} / {count or f'{len(self.plan.inputs)}.0'}" for p in moved})

    def _optimized(self, gradients: dict[int, str]) -> list[str]:
        """The update of every trained parameter by the optimizer: a gradient that is not told is 0."""
        lines = [*(["turn += 1.0"] if self.optimizer.counts else []), *self.optimizer.source_before]
        for p in self.trained:
            pull = [part for part in (gradients.get(p), f"decay * p{p}" if p in self.decaying else None) if part]
            lines.append(f"pull = {' + '.join(pull) or '0.0'}")
            names = {slot: f"{slot}{p}" for slot in self.optimizer.slots}
            lines += [line.format(w=f"p{p}", g="pull", **names) for line in self.optimizer.source]
        return lines

    def _record(self) -> list[str]:
        count = len(self.plan.inputs)
        lines = [f"append(total / {count}.0)", "if ok:", "    solved, watch = i, False"]
        for n, _ in self.sample.lockable():
            lines += [
                f"if (s{n} < limit) is not k{n}:",
                f"    k{n} = not k{n}",
                f"    changes.append((i, {n}, k{n}, s{n} / {count}.0))",
            ]
        return lines
