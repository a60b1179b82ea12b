"""How a level, one of its nets or one of its patients starts, as its file spells it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from game.sim.compatibility import misfit
from game.sim.datasets import find_dataset
from game.sim.limits import LARGEST_SEED, layers_refusal, parameter_refusal
from game.sim.network import Layers, Params, find_edge, frozen
from game.sim.quoting import counted
from game.sim.settings import Settings, changed, checked
from game.sim.start import DEFAULT_SEED, Start

NOT_A_LEVELS = ("layers", "animation_speed")
"""Settings that no level's `settings` hold: a start says its `layers` by itself, the speed is the student's."""


def with_settings(settings: Settings, values: dict[str, float | str]) -> Settings:
    """`settings` with `values` set. Raises ValueError naming the setting and what is allowed."""
    for name, value in values.items():
        if name in NOT_A_LEVELS:
            raise ValueError(f"{name} is not a level's to set")
        settings = changed(settings, name, value)
    refused = misfit(settings)
    if refused:
        raise ValueError(refused)
    return settings


def edge_problem(field: str, name: str, layers: Layers) -> str | None:
    """Why the `name` that `field` of a file gives is no weight or bias of a network of `layers`."""
    try:
        find_edge(layers, name)
    except ValueError as problem:
        return f"{field}: {problem}"
    return None


def check_parameters(values: Any, field: str) -> None:
    """Raises ValueError naming the place in `field` of the first number, in nested lists or not, that cannot be a
    weight or a bias."""
    if isinstance(values, (int, float)):
        problem = parameter_refusal(values)
        if problem:
            raise ValueError(problem.replace("a parameter", field, 1))
        return
    for k, inner in enumerate(values):
        check_parameters(inner, f"{field}[{k}]")


class StartTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Explicit `weights` and `biases`, shaped as in `Params.as_lists`, or (without them) those drawn from `seed`.
    `layers` is the network, inputs first: that which the weights are shaped for, or else that of the level, or 2-2-1.
    `targets` replace the scenario's. `settings` differ from the defaults, or from those of the level."""

    scenario: str = "xor"
    seed: Annotated[int, Meta(ge=0, le=LARGEST_SEED)] = DEFAULT_SEED
    layers: tuple[int, ...] | None = None
    weights: tuple[tuple[tuple[float, ...], ...], ...] | None = None
    biases: tuple[tuple[float, ...], ...] | None = None
    targets: tuple[Annotated[float, Meta(ge=0.0, le=1.0)], ...] | None = None
    settings: dict[str, Any] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        dataset = find_dataset(self.scenario)
        if self.targets is not None and len(self.targets) != len(dataset.targets):
            raise ValueError(
                f"targets has {counted(len(self.targets), 'number')}, but {self.scenario} has "
                f"{counted(len(dataset.targets), 'target')}"
            )
        if (self.weights is None) != (self.biases is None):
            raise ValueError("weights and biases must be given together")
        check_parameters(self.weights or (), "weights")
        check_parameters(self.biases or (), "biases")
        if self.layers is not None:
            checked("layers", "-".join(map(str, self.layers)))
        if self.own_layers is not None:
            problem = layers_refusal(self.own_layers, len(dataset.inputs[0]), dataset.outputs)
            if problem:
                raise ValueError(problem)
        with_settings(Settings(layers=self.own_layers or Settings().layers), self.settings)

    @property
    def own_layers(self) -> Layers | None:
        """The network that the table itself asks for; None if it says nothing of it. Raises ValueError where weights
        and biases are shaped for no network, or for another one."""
        if self.weights is None or self.biases is None:
            return self.layers
        shaped = shaped_for(self.weights, self.biases)
        if self.layers not in (None, shaped):
            shown, given = ("-".join(map(str, layers)) for layers in (shaped, self.layers or ()))
            raise ValueError(f"layers is {given}, but weights and biases are shaped for {shown}")
        return shaped

    def start(self, base: Settings | None = None) -> Start:
        """The simulation's start; `base` are the settings that `settings` change, and whose layers it has unless it
        asks for others."""
        settings = base or Settings()
        settings = msgspec.structs.replace(settings, layers=self.own_layers or settings.layers)
        params = None
        if self.weights is not None and self.biases is not None:
            params = Params(tuple(map(frozen, self.weights)), tuple(map(frozen, self.biases))).flat()
        return Start(
            scenario=self.scenario,
            seed=self.seed,
            settings=with_settings(settings, self.settings),
            params=params,
            targets=self.targets,
        )


def shaped_for(weights: tuple[tuple[tuple[float, ...], ...], ...], biases: tuple[tuple[float, ...], ...]) -> Layers:
    """The layers that have such parameters. Raises ValueError if none have."""
    if len(weights) != len(biases) or not weights or not weights[0]:
        raise ValueError("weights and biases must both have a list for each layer after the inputs")
    layers = [len(weights[0][0])]
    for k, (rows, bias) in enumerate(zip(weights, biases, strict=True)):
        if len(rows) != len(bias) or any(len(row) != layers[-1] for row in rows):
            raise ValueError(
                f"weights[{k}] must have a row of {counted(layers[-1], 'number')} for each of the {len(bias)} "
                f"biases[{k}]"
            )
        layers.append(len(bias))
    checked("layers", "-".join(map(str, layers)))
    return tuple(layers)


class NamedStart(StartTable, frozen=True, kw_only=True):
    """One of several starts."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]


Blank = Literal["error", "slope", "sum", "delta", "source", "gradient", "update", "loss"]


class Net(NamedStart, frozen=True, kw_only=True):
    """A net that questions are asked about; `blanks` are the quantities of it that stay hidden until they are
    answered."""

    blanks: tuple[Blank, ...] = ()
