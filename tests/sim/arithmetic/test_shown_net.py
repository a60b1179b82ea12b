"""An answer is right if it lies in the interval that the shown digits allow."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.shown_net import COARSER, ShownNet, shown_nets
from game.sim.backprop import Batch, run_batch
from game.sim.network import Edge, Params, frozen
from game.sim.settings import Settings

NETS = 2000


def random_nets() -> Iterator[tuple[Batch, Settings]]:
    """2-2-1 on one sample; weights and biases in steps of a half, as levels have them."""
    generator = np.random.default_rng(41)
    usual = Settings()
    for _ in range(NETS):
        hidden, out = (generator.choice([-3, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3], n) for n in (4, 2))
        biases = generator.choice([-1, -0.5, 0, 0.5, 1], 3)
        params = Params((frozen(hidden.reshape(2, 2)), frozen([out])), (frozen(biases[:2]), frozen(biases[2:])))
        inputs, target = generator.integers(0, 2, 2), generator.integers(0, 2)
        yield run_batch(params, [tuple(map(float, inputs))], [float(target)], usual), usual


def worked_out(batch: Batch, decimals: int) -> tuple[float, float]:
    """The δ of h1 as a careful student comes to it with activations of so many decimals, and without its slope."""
    trace = batch.traces[0]
    a, h = round(float(trace.output[0]), decimals), round(float(trace.a[1][0]), decimals)
    delta = round(round(a - float(trace.target[0]), 4) * round(a * (1 - a), 4), 4)
    back = round(float(trace.params.weights[1][0, 0]) * delta, 4)
    return round(back * round(h * (1 - h), 4), 4), back


def test_of_2000_random_nets_no_right_answer_is_rejected_and_no_forgotten_slope_passes() -> None:
    rejected = forgotten = 0
    for batch, usual in random_nets():
        intervals = [net.delta(0, 1, 0) for net in shown_nets(batch, usual)]
        truth = float(batch.traces[0].delta[0][0])
        for decimals in (4, *COARSER):
            right, without_slope = worked_out(batch, decimals)
            rejected += not any(each.holds(right) for each in intervals)
            if abs(without_slope) > 5e-4:  # 0 is 0 with and without a slope
                forgotten += any(each.holds(without_slope) for each in intervals)
        rejected += not intervals[0].holds(truth)
    assert (rejected, forgotten) == (0, 0)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "leaky_relu"])
@pytest.mark.parametrize("loss", ["mse", "squared_error", "cross_entropy"])
def test_the_truth_lies_within_whatever_the_network_computes_with(activation: str, loss: str) -> None:
    generator = np.random.default_rng(7)
    how = Settings(activation=activation, loss=loss, layers=(2, 3, 2, 1), learning_rate=0.5)
    shapes = ((3, 2), (2, 3), (1, 2))
    params = Params(
        tuple(frozen(generator.normal(size=shape).round(2)) for shape in shapes),
        tuple(frozen(generator.normal(size=shape[0]).round(2)) for shape in shapes),
    )
    inputs = [(0.0, 1.0), (1.0, 0.5), (0.25, 0.75)]
    batch = run_batch(params, inputs, [1.0, 0.0, 1.0], how)
    net = ShownNet(batch, how)
    for edge in (Edge(0, 0, 1), Edge(1, 1, None), Edge(2, 0, 1)):
        assert net.gradient(edge).holds(batch.mean_gradient(edge))
        gradient = net.gradient(edge)
        assert gradient.high - gradient.low < 0.01
    for sample in range(3):
        for layer in (1, 2, 3):
            for unit in range(how.layers[layer]):
                assert net.delta(sample, layer, unit).holds(float(batch.traces[sample].delta[layer - 1][unit]))


@given(st.lists(st.floats(-3, 3, allow_nan=False), min_size=4, max_size=4), st.integers(2, 5))
@settings(max_examples=100, deadline=None)
def test_what_is_done_with_numbers_lies_in_what_is_done_with_their_intervals(found: list[float], decimals: int) -> None:
    a, b, c, d = found
    p, q, r, s = (Interval.shown(x, decimals) for x in found)
    assert (p * q + r - s).holds(a * b + c - d, decimals)
    assert (p * q).written(decimals).holds(round(a * b, decimals), decimals)
    assert Interval.around(found).low == min(found)
