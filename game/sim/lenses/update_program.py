"""The coming update as lines of a program: the mean of gradients, and the statements of the optimizer, which are those
that training itself runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from game.sim.lenses.program import NUMPY, CodeLine, UpdateProgram
from game.sim.network import Array, Params, frozen
from game.sim.optimizers import optimizers
from game.sim.phases import Kind
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot


class _Parameter(NamedTuple):
    """The weights or the biases of a layer: their variable's `name`, and which they are in `Params`."""

    name: str
    layer: int
    biases: bool

    def of(self, params: Params) -> Array:
        return (params.biases if self.biases else params.weights)[self.layer]


def update_program(snapshot: Snapshot, sample: int, dialect: str = NUMPY) -> UpdateProgram:
    """What the coming update of `snapshot` does; where updates are by sample, what that of `sample` would do. Variables
    are called GW1, Gb1, ... for the gradient that it uses; what an optimizer remembers has its letter in front: vW1."""
    settings = snapshot.settings
    group = snapshot.group if settings.update != "sample" else (sample,)
    library, letters = ("np", "torch")[dialect != NUMPY], snapshot.memory.letters
    lines: list[CodeLine] = []
    for parameter in _parameters(settings):
        used = _gradient(snapshot, parameter, group)
        after = _after(snapshot, parameter, group, used)
        text = f"G{parameter.name} = {_mean(parameter, group)}{_decay(settings, parameter)}"
        lines.append(CodeLine(text, Kind.UPDATE, 0, frozen(used)))
        lines += [
            CodeLine(statement, Kind.UPDATE, 0, frozen(after[statement.split()[0]]))
            for statement in _statements(snapshot, parameter, library)
        ]
    return UpdateProgram(
        group=group,
        lines=tuple(lines),
        memory={
            f"{letter}{parameter.name}": parameter.of(slot)
            for parameter in _parameters(settings)
            for letter, slot in zip(letters, snapshot.memory.slots, strict=True)
        },
        changed=tuple(f"{letter}{parameter.name}" for parameter in _parameters(settings) for letter in ("", *letters)),
    )


def _parameters(settings: Settings) -> Iterator[_Parameter]:
    """All that are trained."""
    for layer in range(len(settings.layers) - 1):
        yield _Parameter(f"W{layer + 1}", layer, biases=False)
        if settings.biases == "trained":
            yield _Parameter(f"b{layer + 1}", layer, biases=True)


def _mean(parameter: _Parameter, group: Sequence[int]) -> str:
    gradients = f"g{parameter.name}s"
    return f"{gradients}[{group[0]}]" if len(group) == 1 else f"sum({gradients}[k] for k in group) / {len(group)}"


def _decay(settings: Settings, parameter: _Parameter) -> str:
    decays = settings.weight_decay != 0.0 and not parameter.biases
    return f" + {settings.weight_decay!r} * {parameter.name}" if decays else ""


def _gradient(snapshot: Snapshot, parameter: _Parameter, group: Sequence[int]) -> Array:
    """The gradient that the update uses, weight decay in it."""
    passes, rows = snapshot.batch.passes, list(group)
    delta = passes.delta[parameter.layer][rows]
    with np.errstate(all="ignore"):
        if parameter.biases:
            return np.asarray(delta.mean(axis=0))
        mean = delta.T @ passes.a[parameter.layer][rows] / len(rows)
        return np.asarray(mean + snapshot.settings.weight_decay * parameter.of(snapshot.params))


def _after(snapshot: Snapshot, parameter: _Parameter, group: Sequence[int], used: Array) -> Mapping[str, Array]:
    """The parameter and what is remembered of it after the update, by the names of their variables."""
    memory, names = snapshot.memory, (parameter.name, *(f"{at}{parameter.name}" for at in snapshot.memory.letters))
    if tuple(group) == snapshot.group:
        states = (snapshot.next_params, *snapshot.next_memory.slots)
        return dict(zip(names, map(parameter.of, states), strict=True))
    w, *slots = (parameter.of(state).copy() for state in (snapshot.params, *memory.slots))
    optimizer, turn = optimizers()[snapshot.settings.optimizer], float((memory.updates or 0) + 1)
    with np.errstate(all="ignore"):
        optimizer.step(w, used, slots, turn, snapshot.settings.hyper)
    return dict(zip(names, (w, *slots), strict=True))


def _statements(snapshot: Snapshot, parameter: _Parameter, library: str) -> Iterator[str]:
    """Those of the optimizer for `parameter`, with numbers in place of its settings."""
    optimizer = optimizers()[snapshot.settings.optimizer]
    numbers = {name: repr(value) for name, value in snapshot.settings.hyper._asdict().items()}
    numbers |= {"turn": str((snapshot.memory.updates or 0) + 1), "sqrt": f"{library}.sqrt"}
    for before in optimizer.source_before:
        name, _, value = before.partition(" = ")
        numbers[name] = f"({_with(numbers, value)})"
    variables = {letter: f"{letter}{parameter.name}" for letter in optimizer.slots}
    for source in optimizer.source:
        yield _with(numbers, source).format(w=parameter.name, g=f"G{parameter.name}", **variables)


def _with(numbers: Mapping[str, str], source: str) -> str:
    """`source` with a number in place of each name that has one."""
    return re.sub(r"(?<!\{)\b[a-z_0-9]+\b(?!\})", lambda found: numbers.get(found[0], found[0]), source)
