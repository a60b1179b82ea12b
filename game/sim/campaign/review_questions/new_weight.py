"""Delta, activation and learning rate: where does the weight go?"""

from __future__ import annotations

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion, plain_number
from game.sim.level.measured_run import MeasuredRun
from game.sim.network import Edge, flat_index
from game.sim.settings import Settings
from game.sim.start import Start

EDGE = Edge(1, 0, 0)
"""From the first hidden neuron to the output."""
APART = 0.01


def _ask(generator: np.random.Generator) -> Asked:
    """A network drawn on a grid of halves trains on one sample for one epoch. The wrong choices go the wrong way,
    forget the activation, and go the wrong way without it."""
    while True:
        params = tuple((generator.integers(-5, 6, 9) / 2.0).tolist())
        rate = float(generator.choice([0.5, 1.0, 2.0]))
        start = Start(scenario="only_11", params=params, settings=Settings(learning_rate=rate))
        run = MeasuredRun(start, 1)
        run.extend(1)
        at = flat_index(start.settings.layers, EDGE)
        before, after = params[at], run.params(1).flat()[at]
        trace = run.batch(0).traces[0]
        delta, activation = float(trace.delta[-1][0]), float(trace.a[1][0])
        step = rate * delta
        values = np.array([after, before + rate * delta * activation, before - step, before + step])
        if np.diff(np.sort([before, *values])).min() > APART:
            break
    choices = [plain_number(value) for value in values]
    order = generator.permutation(len(choices)).tolist()
    shown = {name: choices[k] for name, k in zip("pqrs", order, strict=True)}
    numbers = {
        "w": plain_number(before),
        "delta": plain_number(delta),
        "h": plain_number(activation),
        "eta": plain_number(rate),
    }
    return Asked({**numbers, **shown}, order.index(0))


REVIEW_QUESTION = ReviewQuestion("new_weight", 2, 4, _ask)
