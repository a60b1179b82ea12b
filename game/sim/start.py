"""How a session starts: scenario, seed, settings, and parameters or targets when they are given by hand."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from game.sim.datasets import Dataset, datasets
from game.sim.network import Flat, initial_params
from game.sim.settings import Settings

DEFAULT_SEED = 3


class Start(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that epoch 0 follows from. `params` in the order of `Params.flat`; None draws them from `seed`."""

    scenario: str = "xor"
    seed: int = DEFAULT_SEED
    settings: Settings = Settings()
    params: tuple[float, ...] | None = None
    targets: tuple[float, ...] | None = None


def params_of(start: Start) -> Flat:
    """The parameters at epoch 0: those given, or else those drawn."""
    return start.params or drawn_params(start.settings, start.seed)


def drawn_params(settings: Settings, seed: int) -> Flat:
    """The parameters that `seed` draws within what `settings` say."""
    return initial_params(settings.layers, seed, settings.weight_init, settings.bias_init).flat()


def dataset_of(start: Start) -> Dataset:
    """The data of `start`, with its own targets where it has some."""
    dataset = datasets()[start.scenario]
    return replace(dataset, targets=start.targets) if start.targets else dataset
