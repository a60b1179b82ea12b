"""Three outputs that should be 0: which is pushed hardest?"""

from __future__ import annotations

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion, plain_number
from game.sim.losses import losses

OUTPUTS = (0.1, 0.2, 0.4, 0.5, 0.6, 0.8, 0.9, 0.95, 0.98)
CLEARLY = 1.1


def _ask(generator: np.random.Generator) -> Asked:
    """The choices are the outputs, the smallest first."""
    while True:
        a = np.sort(generator.choice(OUTPUTS, 3, replace=False))
        push = np.abs(losses()["mse"].delta(a, np.zeros(3), a * (1.0 - a)))
        second, first = np.sort(push)[1:]
        if first > CLEARLY * second:
            return Asked({name: plain_number(value) for name, value in zip("pqr", a, strict=True)}, int(push.argmax()))


REVIEW_QUESTION = ReviewQuestion("biggest_push", 1, 3, _ask)
