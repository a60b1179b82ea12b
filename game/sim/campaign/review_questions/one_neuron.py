"""One neuron, any weights: how many rows of a truth table can it get right?"""

from __future__ import annotations

from itertools import product

import numpy as np

from game.sim.campaign.review_questions import Asked, ReviewQuestion
from game.sim.campaign.review_questions.votes_and_bias import RELAYS
from game.sim.datasets import CORNERS
from game.sim.level.measured_run import outputs
from game.sim.settings import Settings

GRID = tuple(float(value) for value in range(-10, 11, 2))
DIAGONAL = "1001"
OTHERS = ("0001", "0010", "0100", "0111", "1000", "1011", "1101", "1110", "0011", "1100", "0101", "1010")


def _ask(generator: np.random.Generator) -> Asked:
    """The choices are 2, 3 and 4. Half the time the table is one that one line cannot part."""
    table = str(generator.choice([DIAGONAL] if generator.random() < 0.5 else OTHERS))
    params = np.array([(*RELAYS, *free) for free in product(GRID, repeat=3)])
    above = outputs(params, Settings(), np.array(CORNERS)) > 0.5
    best = int((above == np.array([digit == "1" for digit in table])).sum(axis=1).max())
    return Asked(dict(zip("pqrs", table, strict=True)), best - 2)


REVIEW_QUESTION = ReviewQuestion("one_neuron", 4, 3, _ask)
