"""Data sets (scenarios): each file's DATASET is one of its own, each file's FAMILY draws them by number, noise and
seed. `find_dataset` knows them all by name."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from game.sim.dataset import Dataset
from game.sim.limits import LARGEST_SEED, MOST_SAMPLES
from game.sim.network import Array
from game.sim.quoting import quoted
from game.sim.registry import entries

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
"""The four inputs of a two-input truth table, in the order every table and file uses."""

FEWEST_POINTS = 4
"""Samples of a drawn data set, at least."""
MOST_NOISE = 1.0
"""Noise of a drawn data set, at most."""
ROUNDED_TO = 3
"""Drawn numbers are rounded to so many, so that a table shows them whole."""


@dataclass(frozen=True)
class Family:
    """Data sets that are drawn. `draw(generator, points, noise)` gives as many inputs (a row each) and targets, in the
    order the table shows them; equal arguments give equal data. `points` and `noise` are what is drawn if nothing else
    is asked for."""

    name: str
    label: str
    order: int
    draw: Callable[[np.random.Generator, int, float], tuple[Array, Array]]
    points: int = 100
    noise: float = 0.1
    regression: bool = False

    def dataset(self, points: int, noise: float, seed: int) -> Dataset:
        """The one drawn from `seed`: `points` samples (4 to 1,000), `noise` 0 to 1."""
        inputs, targets = self.draw(np.random.default_rng(seed), points, noise)
        return Dataset(
            name=self.scenario(points, noise, seed),
            label=self.label,
            order=self.order,
            inputs=tuple(tuple(row) for row in (np.round(inputs, ROUNDED_TO) + 0.0).tolist()),
            targets=tuple((np.round(targets, ROUNDED_TO) + 0.0).tolist()),
            regression=self.regression,
        )

    def scenario(self, points: int, noise: float, seed: int) -> str:
        """How files spell it: "moons", or "moons:points=200,noise=0.3,seed=7" with what differs from the defaults."""
        given = {"points": points, "noise": noise, "seed": seed}
        usual = {"points": self.points, "noise": self.noise, "seed": 0}
        parts = [
            f"{name}={value:g}" if name == "noise" else f"{name}={value}"
            for name, value in given.items()
            if value != usual[name]
        ]
        return ":".join([self.name, ",".join(parts)]) if parts else self.name


@cache
def families() -> dict[str, Family]:
    """Every family of drawn data sets by name."""
    return entries(sys.modules[__name__], "FAMILY")


@cache
def datasets() -> dict[str, Dataset]:
    """Every data set by name, in the order of a menu; of a family, the one that is drawn if nothing else is asked
    for."""
    drawn = [family.dataset(family.points, family.noise, 0) for family in families().values()]
    found = [*entries(sys.modules[__name__], "DATASET").values(), *drawn]
    return {dataset.name: dataset for dataset in sorted(found, key=lambda dataset: (dataset.order, dataset.name))}


@lru_cache(maxsize=64)
def find_dataset(scenario: str) -> Dataset:
    """The data set that `scenario` names, such as "xor", "moons" or "moons:points=200,noise=0.3,seed=7". Raises
    ValueError with what is allowed."""
    if scenario in datasets():
        return datasets()[scenario]
    name, colon, rest = scenario.partition(":")
    if not colon or name not in families():
        raise ValueError(f"scenario is {quoted(scenario)}, but must be one of {', '.join(datasets())}")
    family = families()[name]
    return family.dataset(*_drawn_by(family, rest))


def scenario_refusal(scenario: str) -> str | None:
    """Why there is no data set called `scenario`."""
    try:
        find_dataset(scenario)
    except ValueError as problem:
        return str(problem)
    return None


def by_turns(points: int) -> Array:
    """0, 1, 0, 1, ... for as many points: samples of two kinds by turns."""
    return (np.arange(points) % 2).astype(np.float64)


def _drawn_by(family: Family, rest: str) -> tuple[int, float, int]:
    """Points, noise and seed from "points=200,noise=0.3,seed=7", any of which may be left out."""
    points, noise, seed = family.points, family.noise, 0
    for part in rest.split(","):
        name, _, text = part.partition("=")
        if name == "points" and _whole(text, FEWEST_POINTS, MOST_SAMPLES):
            points = int(text)
        elif name == "seed" and _whole(text, 0, LARGEST_SEED):
            seed = int(text)
        elif name == "noise" and re.fullmatch(r"\d{1,3}(\.\d{1,9})?|\.\d{1,9}", text) and float(text) <= MOST_NOISE:
            noise = float(text)
        else:
            raise ValueError(
                f"scenario has {quoted(part)} after {family.name}, but may have points={FEWEST_POINTS} to "
                f"{MOST_SAMPLES:,}, noise=0 to {MOST_NOISE:g} and seed=0 to {LARGEST_SEED}, with commas between them"
            )
    return points, noise, seed


def _whole(text: str, lowest: int, highest: int) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,10}", text)) and lowest <= int(text) <= highest
