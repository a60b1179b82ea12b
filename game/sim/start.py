"""How a session starts: scenario, seed, settings, and parameters or targets when they are given by hand."""

from __future__ import annotations

import msgspec

from game.sim.commands import SetParameter, SetTarget
from game.sim.datasets import datasets
from game.sim.engine.kernel import Flat
from game.sim.engine.segment import Segment
from game.sim.network import Edge, Layers, edge_symbol, flat_index, initial_params
from game.sim.settings import Settings

DEFAULT_SEED = 3


class Start(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that epoch 0 follows from. `params` in the order of `Params.flat`; None draws them from `seed`."""

    scenario: str = "xor"
    seed: int = DEFAULT_SEED
    settings: Settings = Settings()
    params: tuple[float, ...] | None = None
    targets: tuple[float, ...] | None = None


def first_segment(start: Start) -> Segment:
    """The segment that begins at epoch 0."""
    params = start.params or _drawn(start.settings, start.seed)
    dataset = datasets()[start.scenario]
    return Segment(0, 0, params, start.settings, start.scenario, start.targets or dataset.targets, start.seed)


def is_drawn(first: Segment) -> bool:
    """Whether a run that begins with `first` has the parameters that its seed draws with its settings; otherwise they
    were given, or drawn within another range."""
    return first.params == _drawn(first.settings, first.seed)


def _drawn(settings: Settings, seed: int) -> Flat:
    return initial_params(settings.layers, seed, settings.weight_init, settings.bias_init).flat()


def edited(params: Flat, layers: Layers, command: SetParameter) -> tuple[Flat, str]:
    """`params` with one weight or bias set, and what was done in short, such as "w₅ = 2"."""
    edge = Edge(command.layer, command.target, command.source)
    values = list(params)
    values[flat_index(layers, edge)] = float(command.value)
    return tuple(values), f"{edge_symbol(layers, edge)} = {command.value:.3g}"


def retargeted(targets: tuple[float, ...], command: SetTarget) -> tuple[float, ...]:
    """`targets` with one of them set."""
    values = list(targets)
    values[command.sample] = float(command.value)
    return tuple(values)
