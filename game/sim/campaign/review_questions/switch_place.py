"""A neuron with one input: where does its output pass 0.5?"""

from __future__ import annotations

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion, plain_number
from game.sim.level.measured_run import outputs
from game.sim.settings import Settings

WEIGHTS = (-8.0, -5.0, -4.0, -2.0, 2.0, 4.0, 5.0, 8.0)
APART = 0.2


def _ask(generator: np.random.Generator) -> Asked:
    """The wrong choices forget the sign, forget the weight, and divide the other way round."""
    while True:
        weight = float(generator.choice(WEIGHTS))
        bias = -weight * int(generator.integers(3, 16)) / 2.0
        places = np.array([-bias / weight, bias / weight, -bias, -weight / bias])
        if np.diff(np.sort(places)).min() > APART:
            break
    order = generator.permutation(len(places))
    shown = places[order]
    found = outputs(np.array([[weight, bias]]), Settings(layers=(1, 1)), shown[:, None])[0]
    numbers = {"w": plain_number(weight), "b": plain_number(bias)}
    choices = {name: plain_number(place, 2) for name, place in zip("pqrs", shown, strict=True)}
    return Asked({**numbers, **choices}, int(np.abs(found - 0.5).argmin()))


REVIEW_QUESTION = ReviewQuestion("switch_place", 6, 4, _ask)
