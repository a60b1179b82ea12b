"""Review questions: something from an earlier chapter, with new numbers drawn from a seed and an answer that the
simulation computes. One a file; each file's REVIEW_QUESTION is found by the registry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from game.sim.registry import entries


@dataclass(frozen=True)
class Asked:
    """What goes into the text's {braces}, and which of its choices, counted from 0, is right."""

    values: Mapping[str, str]
    right: int


@dataclass(frozen=True)
class ReviewQuestion:
    """`ask` draws the numbers and computes the answer, one of so many `choices`."""

    name: str
    order: int
    choices: int
    ask: Callable[[np.random.Generator], Asked]


@cache
def review_questions() -> dict[str, ReviewQuestion]:
    """Every review question by name."""
    return entries(sys.modules[__name__], "REVIEW_QUESTION")


def signed(value: float) -> str:
    """A number as a text spells it: "−1.5", "+2"."""
    return f"{value:+g}".replace("-", "−")


def plain_number(value: float, digits: int = 3) -> str:
    """A number with at most so many decimals: "−0.029"."""
    return f"{round(value, digits):g}".replace("-", "−")
