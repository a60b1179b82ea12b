"""Nudges beside the chain rule; and multiplications, counted by really doing them."""

from __future__ import annotations

import itertools

import pytest

from game.sim.backprop import run_batch
from game.sim.lenses.nudges import (
    backward_multiplications,
    forward_multiplications,
    nudged_gradient,
    nudging_multiplications,
    parameters_in,
)
from game.sim.losses import losses
from game.sim.network import Layers, bias_edges, edges, flat_index, initial_params
from game.sim.settings import Settings


class Counted:
    """A number that counts how often such numbers are multiplied."""

    count = 0

    def __mul__(self, _other: Counted) -> Counted:
        Counted.count += 1
        return self

    def __add__(self, _other: object) -> Counted:
        return self

    __radd__ = __add__


def passes(layers: Layers) -> tuple[int, int]:
    """Multiplications of a forward and a backward pass written out over single numbers."""
    one = Counted()
    Counted.count = 0
    for sources, units in itertools.pairwise(layers):
        for _ in range(units):
            sum((one * one for _ in range(sources)), start=0)
    forward, Counted.count = Counted.count, 0
    for _ in range(sum(layers[1:])):
        one * one  # slope = a × (1 − a)
    for _ in range(layers[-1]):
        one * one  # error × slope
    for layer in range(len(layers) - 2, 0, -1):
        for _ in range(layers[layer]):
            total = sum((one * one for _ in range(layers[layer + 1])), start=0)  # Σ w × δ
            assert isinstance(total, Counted)
            total * one  # × slope
    for sources, units in itertools.pairwise(layers):
        for _ in range(units * sources):
            one * one  # δ × a
    return forward, Counted.count


@pytest.mark.parametrize("layers", [(2, 1), (2, 2, 1), (3, 4, 2), (2, 8, 8, 8, 8, 8, 8, 1)])
def test_multiplications_are_as_many_as_are_done(layers: Layers) -> None:
    assert (forward_multiplications(layers), backward_multiplications(layers)) == passes(layers)
    assert nudging_multiplications(layers) == 2 * parameters_in(layers) * passes(layers)[0]


def test_nine_parameters_take_eighteen_passes_and_108_multiplications() -> None:
    assert parameters_in((2, 2, 1)) == 9
    assert nudging_multiplications((2, 2, 1)) == 108
    assert backward_multiplications((2, 2, 1)) == 6 + 2 + 3 + 3


@pytest.mark.parametrize(
    ("output", "loss"), [(output, loss.name) for loss in losses().values() for output in loss.outputs]
)
def test_a_nudge_measures_what_the_chain_rule_says(output: str, loss: str) -> None:
    layers = (2, 3, 2)
    options = Settings(layers=layers, output=output, loss=loss)
    params = initial_params(layers, 4, 1.0, 0.3)
    trace = run_batch(params, [(0.5, -1.0)], [1.0, 0.0], options).traces[0]
    for edge in (*edges(layers), *bias_edges(layers)):
        measured = nudged_gradient(params, options, (0.5, -1.0), [1.0, 0.0], flat_index(layers, edge))
        assert measured == pytest.approx(trace.gradient(edge), rel=1e-5, abs=1e-10)
