"""The parts of a level's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from game.sim.datasets import find_dataset
from game.sim.level.actions import Act
from game.sim.level.controls import ROUNDING
from game.sim.level.metrics import Metric, any_metric
from game.sim.level.start_table import StartTable, check_parameters, edge_problem, with_settings
from game.sim.limits import layers_refusal
from game.sim.settings import Settings
from game.sim.start import Start

if TYPE_CHECKING:
    AnyMetric = Metric
else:
    AnyMetric = any_metric()

Text = Annotated[str, Meta(min_length=1, max_length=400)]
Fraction = Annotated[float, Meta(ge=0.0, le=1.0)]
MOST_LEVEL_EPOCHS = 10_000
"""Epochs that a level trains at the most."""


class ContentPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all parts."""


class Condition(ContentPart, frozen=True):
    """What a star needs: a measured value with exactly one bound. Bounds that may be reached forgive 1e-9, what
    rounding does."""

    measure: AnyMetric
    below: float | None = None
    at_most: float | None = None
    at_least: float | None = None
    exactly: float | None = None

    def __post_init__(self) -> None:
        if sum(bound is not None for bound in self._bounds) != 1:
            raise ValueError("a condition has exactly one of below, at_most, at_least and exactly")

    @property
    def _bounds(self) -> tuple[float | None, ...]:
        return self.below, self.at_most, self.at_least, self.exactly

    @property
    def bound(self) -> float:
        """The number that it compares with."""
        return next(bound for bound in self._bounds if bound is not None)

    def text(self, noun: str) -> str:
        """In short: "largest error below 0.45"; a try is called a `noun`."""
        words = ("below", "at most", "at least", "exactly")
        word = next(w for w, bound in zip(words, self._bounds, strict=True) if bound is not None)
        bound = f"{100 * self.bound:g}%" if self.measure.share else f"{self.bound:,g}"
        return self.measure.says(f"{word} {bound}", noun)

    def lost(self, least: float | None) -> bool:
        """Whether it cannot be met any more by a value that will come to `least` or more."""
        return least is not None and self.at_least is None and least >= self.bound and not self.met(least)

    def met(self, value: float | None) -> bool:
        """Whether a measured `value` does."""
        if value is None:
            return False
        if self.below is not None:
            return value < self.below
        if self.at_most is not None:
            return value <= self.at_most + ROUNDING
        if self.at_least is not None:
            return value >= self.at_least - ROUNDING
        return abs(value - self.bound) <= ROUNDING


class Star(ContentPart, frozen=True):
    """A star is earned when all its `needs` are met, and those of the stars before it."""

    needs: Annotated[tuple[Condition, ...], Meta(min_length=1)]


class LevelTrial(ContentPart, frozen=True):
    """A run that nobody plays: the level's start, but for `scenario`, `targets`, settings `set` and parameters put to
    other values."""

    scenario: str | None = None
    set: dict[str, Any] = msgspec.field(default_factory=dict)
    parameters: dict[str, float] = msgspec.field(default_factory=dict)
    epochs: Annotated[int, Meta(ge=0, le=MOST_LEVEL_EPOCHS)] | None = None

    def __post_init__(self) -> None:
        with_settings(Settings(), self.set)
        if self.scenario is not None:
            StartTable(scenario=self.scenario)
        for name, value in self.parameters.items():
            check_parameters(value, f"parameters.{name}")

    def problem(self, start: Start) -> str | None:
        """What in it does not fit a level that begins with `start`."""
        layers = start.settings.layers
        if self.scenario is not None:
            dataset = find_dataset(self.scenario)
            refused = layers_refusal(layers, len(dataset.inputs[0]), dataset.outputs)
            if refused:
                return f"scenario is {self.scenario}: {refused}"
        problems = (edge_problem("parameters", name, layers) for name in self.parameters)
        return next(filter(None, problems), None)


class DrawnStarts(ContentPart, frozen=True):
    """`networks` starts drawn from one stream of random numbers begun with `seed`."""

    networks: Annotated[int, Meta(ge=1, le=10_000)] = 1000
    seed: Annotated[int, Meta(ge=0, le=2**32 - 1)] = 2024


class Verdict(ContentPart, frozen=True):
    """A button with which the player declares something; it works after so many tries and stars."""

    label: Text
    after_tries: Annotated[int, Meta(ge=0, le=100)] = 0
    after_stars: Annotated[int, Meta(ge=0, le=3)] = 0


class Medicine(ContentPart, frozen=True):
    """What a medicine changes in a patient: settings `set`, the learning rate by `rate_factor`, or all parameters."""

    name: Text
    set: dict[str, Any] = msgspec.field(default_factory=dict)
    rate_factor: Annotated[float, Meta(gt=0.0, le=1000.0)] = 1.0
    redraw: StartTable | None = None

    def __post_init__(self) -> None:
        with_settings(Settings(), self.set)
        if self.redraw and self.redraw.weights is None:
            raise ValueError("redraw needs weights and biases")


class Solution(ContentPart, frozen=True):
    """A script of the player's that earns exactly `stars`, and what is measured on the way."""

    stars: Annotated[int, Meta(ge=0, le=3)]
    script: Annotated[tuple[Act, ...], Meta(min_length=1)]
    measured: dict[str, float] = msgspec.field(default_factory=dict)


class Proof(ContentPart, frozen=True):
    """Measured facts that tests hold the level to: stars `at_maximum` with every control at its last value, and of all
    settings together the shares that earn at least one, two and three stars (`None`: too many to try)."""

    at_maximum: Annotated[int, Meta(ge=0, le=3)] = 0
    shares: tuple[Fraction, Fraction, Fraction] | None = None
