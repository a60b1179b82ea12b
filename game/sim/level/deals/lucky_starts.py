"""A task, a loss, a rate and a budget, for which the range of the first weights is to be found; and another range,
whose share is to be named before it is counted."""

from __future__ import annotations

import math
from bisect import bisect
from dataclasses import dataclass
from functools import cache

import msgspec
import numpy as np

from game.sim.datasets import find_dataset
from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, Fact
from game.sim.level.pools.lucky_starts import RANGES, SOLVED_OF_1000, CountedRecipe
from game.sim.start import Start

CHOICES = (0.1, 0.2, 0.4, 0.6, 1.0, 2.0, 4.0, 8.0)
"""Ranges that can be counted; those asked for lie between them."""
ASKED = tuple(each for each in RANGES if each not in CHOICES)
WORTH_WHILE = 0.55
"""The best share of a recipe that is dealt."""
APART = 0.05
"""How far the share of a range that is asked for lies from those of both neighbours, so that neither can be copied."""
NEAR = 0.04
"""How near it lies to what is between them on a line, so that it can be estimated."""


def share(recipe: CountedRecipe, at: float) -> float:
    """Of 1,000 starts from within ± `at`, one of `RANGES`, those that `recipe` solves the task from, 0..1."""
    return SOLVED_OF_1000[recipe][RANGES.index(at)] / 1000


def between(recipe: CountedRecipe, at: float) -> float:
    """What a line between the neighbours among `CHOICES` says of the share at a range, by its logarithm."""
    place = bisect(CHOICES, at)
    low, high = CHOICES[place - 1], CHOICES[place]
    part = math.log(at / low) / math.log(high / low)
    return (1.0 - part) * share(recipe, low) + part * share(recipe, high)


def can_be_estimated(recipe: CountedRecipe, at: float) -> bool:
    """Whether the share at a range between two choices can be told from theirs, and is neither of them."""
    place = bisect(CHOICES, at)
    true = share(recipe, at)
    apart = min(abs(true - share(recipe, each)) for each in CHOICES[place - 1 : place + 1])
    return apart > APART and abs(true - between(recipe, at)) < NEAR


def askable(recipe: CountedRecipe) -> tuple[float, ...]:
    """The ranges whose share may be asked for."""
    return tuple(each for each in ASKED if can_be_estimated(recipe, each))


def best_range(recipe: CountedRecipe) -> float:
    """The one of `CHOICES` from which most starts arrive."""
    return max(CHOICES, key=lambda each: share(recipe, each))


@cache
def recipes() -> tuple[CountedRecipe, ...]:
    """Those that are dealt: worth while, and with a range to ask for at each of three tries."""
    return tuple(
        recipe
        for recipe in SOLVED_OF_1000
        if share(recipe, best_range(recipe)) >= WORTH_WHILE and len(askable(recipe)) >= 3
    )


@dataclass(frozen=True, kw_only=True)
class StartsDeal(Dealt):
    """`asked`: the ranges asked for in the visit so far, this one last."""

    recipe: CountedRecipe
    asked: tuple[float, ...]


class LuckyStarts(Drawer, frozen=True, tag="lucky_starts"):
    """One of the recipes that are stored, which stays for the visit; each try asks for another range, `second`. `best`
    is the largest share among the choices, 0..1; `task`, `loss`, `rate` and `budget` tell the recipe."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        pool = recipes()
        return _deal(start, generator, pool[int(generator.integers(len(pool)))], ())

    def draw_next(self, start: Start, generator: np.random.Generator, before: Dealt) -> Dealt:
        assert isinstance(before, StartsDeal)
        return _deal(start, generator, before.recipe, before.asked)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The range that is best, and the share of the other as it is."""
        assert isinstance(dealt, StartsDeal)
        named = round(100.0 * share(dealt.recipe, dealt.asked[-1]), 1)
        return Turn("weight_init", best_range(dealt.recipe)), Turn("named", named)


def _deal(start: Start, generator: np.random.Generator, recipe: CountedRecipe, before: tuple[float, ...]) -> StartsDeal:
    open_ = [each for each in askable(recipe) if each not in before]
    second = open_[int(generator.integers(len(open_)))]
    settings = msgspec.structs.replace(start.settings, loss=recipe.loss, learning_rate=recipe.rate)
    net = msgspec.structs.replace(start, scenario=recipe.task, settings=settings, params=None)
    facts: dict[str, Fact] = {
        "task": find_dataset(recipe.task).label,
        "loss": "MSE" if recipe.loss == "mse" else "cross-entropy",
        "rate": recipe.rate,
        "budget": float(recipe.epochs),
        "second": second,
        "best": share(recipe, best_range(recipe)),
    }
    return StartsDeal(nets=(("", net),), facts=facts, epochs=recipe.epochs, recipe=recipe, asked=(*before, second))


DRAWER = Entry("lucky_starts", 22, LuckyStarts)
