"""How a session starts: scenario, seed, settings, and parameters or targets when they are given by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from game.sim.dataset import Dataset, OwnData
from game.sim.datasets import find_dataset
from game.sim.losses import losses
from game.sim.network import Flat, initial_params
from game.sim.settings import Settings, settings_by_name

DEFAULT_SEED = 3


class Start(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that epoch 0 follows from. `params` in the order of `Params.flat`; None draws them from `seed`.
    `targets` replace those of the data set, all of sample 0 first. `data` are the samples if they are the student's
    own, and `scenario` is "own" then."""

    scenario: str = "xor"
    seed: int = DEFAULT_SEED
    settings: Settings = Settings()
    params: tuple[float, ...] | None = None
    targets: tuple[float, ...] | None = None
    data: OwnData | msgspec.UnsetType = msgspec.UNSET

    @property
    def dataset(self) -> Dataset:
        """The samples, with `targets` where there are some."""
        data = self.data.dataset if isinstance(self.data, OwnData) else find_dataset(self.scenario)
        return replace(data, targets=self.targets) if self.targets else data


def judged(start: Start) -> bool:
    """Whether answers are right or wrong, as `Snapshot.judged` has it: neither where values are to be hit, nor where
    there is no loss."""
    data = start.dataset
    sides = not data.regression and all(0.0 <= target <= 1.0 for target in data.targets)
    return sides and losses()[start.settings.loss].heeds_target


def told_start(start: Start) -> dict[str, Any]:
    """`start` as files and hashes tell it."""
    plain: dict[str, Any] = msgspec.to_builtins(start)
    return {**plain, "settings": settings_by_name(start.settings)}


def params_of(start: Start) -> Flat:
    """The parameters at epoch 0: those given, or else those drawn."""
    return start.params or drawn_params(start.settings, start.seed)


def drawn_params(settings: Settings, seed: int) -> Flat:
    """The parameters that `seed` draws within what `settings` say. Biases that there are none of are 0."""
    s = settings
    bias, around = (0.0, 0.0) if s.biases == "none" else (s.bias_init, s.bias_range)
    return initial_params(s.layers, seed, s.weight_init, bias, s.init, around).flat()
