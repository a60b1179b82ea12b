"""A chain of single neurons, a floor each, through which δ comes down: all held in the middle of their curve."""

from __future__ import annotations

import msgspec

from game.sim.level.deals import drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.start import Start

FLOORS = 7
INPUT, TARGET = (1.0, 1.0), 0.0


def floors(base: Start, w: float, *, activation: str = "sigmoid", loss: str = "mse") -> Start:
    """2-1-1-1-1-1-1-1, every weight `w`: biases of −w/2 hold a sigmoid floor at 0.5, the first takes the difference of
    its inputs; ReLU floors have no biases, and the first takes one input alone."""
    sigmoid = activation == "sigmoid"
    weights = [[[w, -w if sigmoid else 0.0]], *[[[w]]] * (FLOORS - 1)]
    biases = [[0.0], *[[-w / 2 if sigmoid else 0.0]] * (FLOORS - 1)]
    plain = msgspec.structs.replace(base, settings=msgspec.structs.replace(base.settings, activation=activation))
    return drawn_start(weights, biases, samples([INPUT], [TARGET], "One sample"), base=plain, loss=loss)


def weight_of(start: Start) -> float:
    """The weight that all floors share."""
    return float(MeasuredRun(start, 0).params(0).weights[1][0, 0])


def floor_deltas(start: Start) -> tuple[float, ...]:
    """|δ| of each floor, the first floor first."""
    trace = MeasuredRun(start, 0).batch(0).traces[0]
    return tuple(abs(float(delta[0])) for delta in trace.delta)


def first_to_last(start: Start) -> float:
    """|δ| of the first floor as a share of the last one's."""
    deltas = floor_deltas(start)
    return deltas[0] / deltas[-1]
