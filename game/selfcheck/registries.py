"""The registries hold their entries: walked packages come up empty in an app that was put together without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.selfcheck import Facts, Problem
from game.sim.activations import activations
from game.sim.campaign.review_questions import review_questions
from game.sim.datasets import datasets
from game.sim.gym.kinds import exercise_kinds
from game.sim.level.deals import drawers
from game.sim.level.metrics import metrics
from game.sim.level.play.kinds import kinds
from game.sim.level.predictions import computations
from game.sim.level.questions import questions
from game.sim.level.readings import readings
from game.sim.losses import losses
from game.sim.optimizers import optimizers
from game.ui.lenses import lenses
from game.ui.level.drawings import drawings
from game.ui.level.kinds import all_kind_panels
from game.ui.level.pictures import pictures

FOUND_BY: tuple[Callable[[], Mapping[str, Any]], ...] = (
    activations,
    datasets,
    review_questions,
    metrics,
    drawers,
    kinds,
    computations,
    questions,
    readings,
    losses,
    optimizers,
    exercise_kinds,
    all_kind_panels,
    drawings,
    pictures,
    lenses,
)
REGISTRIES = {walks.__module__.removeprefix("game."): walks for walks in FOUND_BY}
"""By the package that is walked."""


def check(problem: Problem) -> Facts:
    """Names of the entries of each, in their order."""
    facts: Facts = {}
    for name, registry in REGISTRIES.items():
        try:
            facts[name] = list(registry())
        except ImportError as missing:
            facts[name] = []
            problem(f"{name} cannot be read ({missing})")
        else:
            if not facts[name]:
                problem(f"{name} is empty")
    return facts
