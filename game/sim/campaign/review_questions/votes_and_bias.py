"""Two equal votes and a bias: for which inputs is the output above 0.5?"""

from __future__ import annotations

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion, signed
from game.sim.level.measured_run import MeasuredRun
from game.sim.start import Start

RELAYS = (8.0, 0.0, 0.0, 8.0, -4.0, -4.0)
"""Hidden neurons that pass the inputs on."""


def _ask(generator: np.random.Generator) -> Asked:
    """The choices run from no input to all four."""
    weight = float(generator.choice([2.0, 4.0, 8.0, 10.0]))
    bias = weight * float(generator.choice([0.5, -0.5, -1.5, -2.5]))
    run = MeasuredRun(Start(scenario="and", params=(*RELAYS, weight, weight, bias)), 0)
    above = sum(bool(trace.output[0] > 0.5) for trace in run.batch(0).traces)
    return Asked({"w": signed(weight), "b": signed(bias)}, {0: 0, 1: 1, 3: 2, 4: 3}[above])


REVIEW_QUESTION = ReviewQuestion("votes_and_bias", 0, 4, _ask)
