"""How a level, one of its nets or one of its patients starts, as its file spells it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from game.sim.compatibility import misfit
from game.sim.datasets import find_dataset
from game.sim.limits import LARGEST_SEED, parameter_refusal
from game.sim.network import Edge, Params, find_edge, frozen
from game.sim.settings import Settings, changed
from game.sim.start import DEFAULT_SEED, Start

LAYERS = (2, 2, 1)
"""Levels are played in the glass box."""

NOT_A_LEVELS = ("layers", "animation_speed")


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


def edge_in(field: str, name: str) -> Edge:
    """The edge that `field` of a file names. Raises ValueError naming the field and what is allowed."""
    try:
        return find_edge(LAYERS, name)
    except ValueError as problem:
        raise ValueError(f"{field}: {problem}") from None


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
    `targets` replace the scenario's. `settings` differ from the defaults, or from those of the level."""

    scenario: str = "xor"
    seed: Annotated[int, Meta(ge=0, le=LARGEST_SEED)] = DEFAULT_SEED
    weights: tuple[tuple[tuple[float, ...], ...], ...] | None = None
    biases: tuple[tuple[float, ...], ...] | None = None
    targets: tuple[Annotated[float, Meta(ge=0.0, le=1.0)], ...] | None = None
    settings: dict[str, Any] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        samples = len(find_dataset(self.scenario).targets)
        if self.targets is not None and len(self.targets) != samples:
            raise ValueError(f"targets has {len(self.targets)} numbers, but {self.scenario} has {samples} samples")
        with_settings(Settings(), self.settings)
        self._check_params()

    def _check_params(self) -> None:
        if (self.weights is None) != (self.biases is None):
            raise ValueError("weights and biases must be given together")
        if self.weights is None or self.biases is None:
            return
        shape = [[len(row) for row in layer] for layer in self.weights], [len(layer) for layer in self.biases]
        if shape != ([[2, 2], [2]], [2, 1]):
            raise ValueError("weights must be shaped [[[., .], [., .]], [[., .]]] and biases [[., .], [.]]")
        check_parameters(self.weights, "weights")
        check_parameters(self.biases, "biases")

    @staticmethod
    def _params(weights: tuple[Any, ...], biases: tuple[Any, ...]) -> Params:
        return Params(tuple(map(frozen, weights)), tuple(map(frozen, biases)))

    def start(self, base: Settings | None = None) -> Start:
        """The simulation's start; `base` are the settings that `settings` change."""
        given = self.weights is not None and self.biases is not None
        return Start(
            scenario=self.scenario,
            seed=self.seed,
            settings=with_settings(base or Settings(), self.settings),
            params=self._params(self.weights, self.biases).flat() if given else None,  # type: ignore[arg-type]
            targets=self.targets,
        )


class NamedStart(StartTable, frozen=True, kw_only=True):
    """One of several starts."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]


Blank = Literal["error", "slope", "sum", "delta", "source", "gradient", "update", "loss"]


class Net(NamedStart, frozen=True, kw_only=True):
    """A net that questions are asked about; `blanks` are the quantities of it that stay hidden until they are
    answered."""

    blanks: tuple[Blank, ...] = ()
