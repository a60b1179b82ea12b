"""Two hidden neurons that a bias has locked, and whose weights say which bias would let them listen best."""

from __future__ import annotations

from functools import cache

import numpy as np

from game.sim.datasets import CORNERS
from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start
from game.sim.start import Start

SIZES = (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)
LOCKING = 8.0
CENTRED = 0.99
"""Share of the best mean slope that the centred bias must reach at least."""
ELSEWHERE = 0.98
"""Share of it that none of the easily guessed biases may reach."""
OutputPair = tuple[float, float]


def mean_slope(weights: OutputPair, bias: float) -> float:
    """Of a sigmoid with these `weights`, over the four corners."""
    z = np.array(CORNERS) @ np.array(weights) + bias
    a = 1.0 / (1.0 + np.exp(-z))
    return float((a * (1.0 - a)).mean())


@cache
def best_slope(weights: OutputPair) -> float:
    """The largest mean slope that a bias in quarters from −12 to 12 gives."""
    z = np.array(CORNERS) @ np.array(weights) + np.arange(-48, 49)[:, None] / 4
    a = 1.0 / (1.0 + np.exp(-z))
    return float((a * (1.0 - a)).mean(axis=1).max())


class LockedPair(Drawer, frozen=True, tag="locked_pair"):
    """The weights into h₁ and h₂ are drawn, ±1 to ±6, their biases are −8 or 8, so that both are locked; the output's
    are 1 and −1. `best` are the largest mean slopes that any bias gives them."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        pairs: list[OutputPair] = []
        while len(pairs) < 2:
            pair = tuple(float(size) for size in generator.choice(SIZES, 2))
            if _asks_for_thought((pair[0], pair[1])):
                pairs.append((pair[0], pair[1]))
        biases = [-LOCKING if sum(pair) < 0 else LOCKING for pair in pairs]
        net = drawn_start([pairs, [[1.0, -1.0]]], [biases, [0.0]], base=start)
        return Dealt(nets=(("", net),), facts={"best": tuple(map(best_slope, pairs)), "h1": pairs[0], "h2": pairs[1]})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Centred: minus half the sum of the weights."""
        pairs = (dealt.facts["h1"], dealt.facts["h2"])
        middles = [-sum(map(float, pair)) / 2 for pair in pairs if isinstance(pair, tuple)]
        return Turn("b:h1", middles[0]), Turn("b:h2", middles[1])


def _asks_for_thought(pair: OutputPair) -> bool:
    """Whether the centred bias is best, or nearly, and no easy guess comes near it."""
    total, best = sum(pair), best_slope(pair)
    guesses = (0.0, -pair[0], -pair[1], -total, total)
    centred = mean_slope(pair, -total / 2) >= CENTRED * best
    return abs(total) >= 2 and centred and max(mean_slope(pair, guess) for guess in guesses) < ELSEWHERE * best


DRAWER = Entry("locked_pair", 2, LockedPair)
