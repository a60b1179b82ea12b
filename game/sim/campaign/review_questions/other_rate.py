"""A smooth run at one learning rate: how long does it take at another?"""

from __future__ import annotations

import math

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion, plain_number
from game.sim.level.measured_run import CHUNK, MeasuredRun
from game.sim.settings import Settings
from game.sim.start import Start

RATES = (0.5, 1.0, 2.0, 4.0)
BUDGET = 4000
ERROR = 0.3
SMOOTH = 0.05


def _ask(generator: np.random.Generator) -> Asked:
    """Both runs are trained, on AND from a random start; one is drawn for which epochs times rate agree within 5 %. The
    wrong choices stay, go the wrong way, and go too far."""
    while True:
        seed = int(generator.integers(0, 1_000_000))
        rate, other = (float(value) for value in generator.choice(RATES, 2, replace=False))
        epochs, found = _epochs(seed, rate), _epochs(seed, other)
        if epochs and found and abs(math.log(found * other / (epochs * rate))) < SMOOTH:
            break
    factor = rate / other
    choices = [_about(value) for value in (found, epochs, epochs / factor, epochs * factor * factor)]
    order = generator.permutation(len(choices)).tolist()
    shown = {name: choices[k] for name, k in zip("pqrs", order, strict=True)}
    return Asked({"eta": plain_number(rate), "other": plain_number(other), "n": f"{epochs:,}", **shown}, order.index(0))


def _epochs(seed: int, rate: float) -> int | None:
    run = MeasuredRun(Start(scenario="and", seed=seed, settings=Settings(learning_rate=rate)), BUDGET)
    while (found := run.first_below(ERROR)) is None and not run.complete:
        run.extend(run.reached + CHUNK)
    return found


def _about(epochs: float) -> str:
    """Two digits that count."""
    digits = 1 - math.floor(math.log10(epochs))
    return f"{round(epochs, digits):,.0f}"


REVIEW_QUESTION = ReviewQuestion("other_rate", 3, 4, _ask)
