"""A complaint goes one neuron back along a chain: what arrives?"""

from __future__ import annotations

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion, plain_number
from game.sim.dataset import OWN, OwnData
from game.sim.level.measured_run import MeasuredRun
from game.sim.settings import Settings
from game.sim.start import Start

APART = 0.01


def _ask(generator: np.random.Generator) -> Asked:
    """Two neurons one behind the other, on one sample. The wrong choices forget the slope, forget the weight, and take
    the activation for the slope."""
    while True:
        weight = float(generator.choice([-3.0, -2.0, -1.5, 1.5, 2.0, 3.0]))
        first, bias, output_bias = (generator.integers(-3, 4, 3) / 2.0).tolist()
        x, y = float(generator.choice([1.0, 2.0])), float(generator.integers(0, 2))
        start = Start(
            scenario=OWN,
            data=OwnData(("x",), ("y",), ((x, y),), "one"),
            params=(first, bias, weight, output_bias),
            settings=Settings(layers=(1, 1, 1)),
        )
        trace = MeasuredRun(start, 0).batch(0).traces[0]
        delta, slope, activation = float(trace.delta[-1][0]), float(trace.slope[0][0]), float(trace.a[1][0])
        values = np.array([float(trace.delta[0][0]), delta * weight, delta * slope, delta * weight * activation])
        if np.diff(np.sort([delta, *values])).min() > APART:
            break
    order = generator.permutation(len(values)).tolist()
    choices = {name: plain_number(values[k]) for name, k in zip("pqrs", order, strict=True)}
    numbers = {
        "delta": plain_number(delta),
        "w": plain_number(weight),
        "slope": plain_number(slope),
        "a": plain_number(activation),
    }
    return Asked({**numbers, **choices}, order.index(0))


REVIEW_QUESTION = ReviewQuestion("carried_delta", 7, 4, _ask)
