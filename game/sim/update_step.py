"""The coming update of one weight or bias with every number that goes into it, for whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.sim.network import Edge
from game.sim.optimizers import Line, optimizers
from game.sim.snapshot import Snapshot


@dataclass(frozen=True)
class UpdateStep:
    """`gradient` is the mean over the `samples` whose gradients the update collects, `decay` what weight decay adds to
    it, λw. `lines` are the optimizer's, and `numbers` what stands for the names in them; where the parameter is not
    trained it stays what it is, and there are no lines."""

    samples: tuple[int, ...]
    gradient: float
    decay: float
    lines: tuple[Line, ...]
    numbers: Mapping[str, float]


def update_step(snapshot: Snapshot, edge: Edge, sample: int | None = None) -> UpdateStep:
    """What the coming update does to `edge`; where updates are by sample and one is given, what that of `sample` would
    do instead."""
    settings = snapshot.settings
    group = snapshot.group if sample is None or settings.update != "sample" else (sample,)
    each: list[float] = snapshot.batch.gradients(edge).tolist()
    gradient = sum(each[sample] for sample in group) / len(group)
    decay = 0.0 if edge.is_bias else settings.weight_decay * snapshot.value(edge)
    numbers = {
        **settings.hyper._asdict(),
        **snapshot.memory.of(edge),
        "g": gradient + decay,
        "t": float((snapshot.memory.updates or 0) + 1),
        "w": snapshot.value(edge),
        "w_after": snapshot.value(edge),
    }
    if edge.is_bias and settings.biases != "trained":
        return UpdateStep(group, gradient, decay, (), numbers)
    optimizer = optimizers()[settings.optimizer]
    numbers |= _after(snapshot, edge, group, numbers)
    if optimizer.derived:
        numbers |= optimizer.derived(numbers)
    return UpdateStep(group, gradient, decay, optimizer.lines, numbers)


def _after(snapshot: Snapshot, edge: Edge, group: tuple[int, ...], numbers: Mapping[str, float]) -> dict[str, float]:
    """The weight and the memory after an update: those of the snapshot where it is the coming one."""
    letters = snapshot.memory.letters
    if group == snapshot.group:
        memory = snapshot.next_memory.of(edge)
        return {"w_after": snapshot.next_value(edge), **{f"{letter}_after": memory[letter] for letter in letters}}
    w, g, *slots = (np.array([numbers[name]]) for name in ("w", "g", *letters))
    optimizers()[snapshot.settings.optimizer].step(w, g, slots, numbers["t"], snapshot.settings.hyper)
    return {f"{name}_after": float(array[0]) for name, array in zip(("w", *letters), (w, *slots), strict=True)}
