"""A ReLU and four samples: on how many of them does it listen?"""

from __future__ import annotations

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion, signed
from game.sim.level.measured_run import MeasuredRun
from game.sim.settings import Settings
from game.sim.start import Start

WEIGHTS = (-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0)


def _ask(generator: np.random.Generator) -> Asked:
    """The choices run from 0 to 4. Halves, a bias off the grid so that no z is exactly 0."""
    one, other = (float(value) for value in generator.choice(WEIGHTS, 2))
    bias = float(generator.choice([-1.75, -0.75, -0.25, 0.25, 0.75]))
    params = (one, other, 1.0, 1.0, bias, 0.0, 1.0, 1.0, 0.0)
    traces = MeasuredRun(Start(params=params, settings=Settings(activation="relu")), 0).batch(0).traces
    listens = sum(bool(trace.slope[0][0] > 0.0) for trace in traces)
    return Asked({"v": signed(one), "w": signed(other), "b": signed(bias)}, listens)


REVIEW_QUESTION = ReviewQuestion("relu_listens", 5, 5, _ask)
