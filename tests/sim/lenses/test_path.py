"""The path from the loss to a weight: what a sum over all paths, each walked by itself, says."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim.backprop import run_batch
from game.sim.lenses.path import FactorKind, layer_gradients, loss_path, path_count
from game.sim.network import Edge, bias_edges, edges, initial_params, params_from_flat
from game.sim.settings import Settings
from game.sim.trace import Trace


def walked(trace: Trace, edge: Edge) -> list[float]:
    """The product along every path, one after the other."""
    layers = trace.params.layers
    found = []
    for way in itertools.product(*(range(units) for units in layers[edge.layer + 2 :])):
        units = (edge.target, *way)
        product = float(trace.delta[-1][units[-1]])
        for step in range(len(units) - 1):
            layer = edge.layer + step
            product *= float(trace.params.weights[layer + 1][units[step + 1], units[step]])
            product *= float(trace.slope[layer][units[step]])
        found.append(product * (1.0 if edge.source is None else float(trace.a[edge.layer][edge.source])))
    return found


@settings(max_examples=40)
@given(
    st.sampled_from([(2, 1), (2, 2, 1), (2, 3, 2, 1), (2, 2, 2, 2, 1)]),
    st.integers(0, 1000),
    st.sampled_from(["sigmoid", "tanh", "leaky_relu"]),
    st.sampled_from(["mse", "squared_error", "cross_entropy", "output_gradient"]),
)
def test_the_shown_path_is_the_strongest_of_those_whose_sum_is_the_gradient(
    layers: tuple[int, ...], seed: int, activation: str, loss: str
) -> None:
    options = Settings(layers=layers, activation=activation, loss=loss)
    params = initial_params(layers, seed, 1.5, 0.2)
    trace = run_batch(params, [(0.7, -1.2)], [1.0], options).traces[0]
    for edge in (*edges(layers), *bias_edges(layers)):
        path, ways = loss_path(trace, edge, options), walked(trace, edge)
        assert path.paths == len(ways) == path_count(layers, edge)
        assert math.isclose(sum(ways), path.gradient, rel_tol=1e-9, abs_tol=1e-15)
        assert math.isclose(abs(path.products[-1]), max(map(abs, ways)), rel_tol=1e-9, abs_tol=1e-18)
        assert math.isclose(math.prod(factor.value for factor in path.factors), path.products[-1], rel_tol=1e-12)


@pytest.mark.parametrize(
    ("output", "loss"), [("softmax", "cross_entropy"), ("linear", "mse"), ("tanh", "squared_error")]
)
def test_of_several_outputs_the_paths_from_all_of_them_make_the_gradient(output: str, loss: str) -> None:
    options = Settings(layers=(2, 3, 2, 3), output=output, loss=loss)
    params = initial_params(options.layers, 5, 1.5, 0.2)
    trace = run_batch(params, [(0.7, -1.2)], [0.0, 1.0, 0.0], options).traces[0]
    for edge in (*edges(options.layers), *bias_edges(options.layers)):
        path, ways = loss_path(trace, edge, options), walked(trace, edge)
        assert path.paths == len(ways)
        assert math.isclose(sum(ways), path.gradient, rel_tol=1e-9, abs_tol=1e-15)
        assert math.isclose(abs(path.products[-1]), max(map(abs, ways)), rel_tol=1e-9, abs_tol=1e-18)
        assert math.isclose(math.prod(factor.value for factor in path.factors), path.products[-1], rel_tol=1e-12)


def test_with_cross_entropy_the_outputs_slope_is_no_factor() -> None:
    params = initial_params((2, 2, 1), 1, 1.0, 0.0)
    for loss, slopes in (("mse", 2), ("cross_entropy", 1)):
        trace = run_batch(params, [(1.0, 1.0)], [0.0], Settings(loss=loss)).traces[0]
        kinds = [factor.kind for factor in loss_path(trace, Edge(0, 0, 0), Settings(loss=loss)).factors]
        assert kinds.count(FactorKind.SLOPE) == slopes
        assert kinds[0] is FactorKind.ERROR
        assert kinds[-1] is FactorKind.SOURCE


def test_what_killed_it_is_the_first_nought_or_the_smallest_factor() -> None:
    # h1 is saturated (z = 8): its slope 0.000335 is the smallest factor; with x1 = 0 the source cuts it off
    params = params_from_flat((2, 2, 1), (8.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0))
    heard = loss_path(run_batch(params, [(1.0, 0.0)], [0.0], Settings()).traces[0], Edge(0, 0, 0), Settings())
    assert heard.killer is not None
    assert heard.factors[heard.killer].kind is FactorKind.SLOPE
    assert heard.factors[heard.killer].layer == 1
    assert heard.factors[heard.killer].value == pytest.approx(3.35e-4, rel=1e-2)
    cut = loss_path(run_batch(params, [(0.0, 0.0)], [0.0], Settings()).traces[0], Edge(0, 0, 0), Settings())
    assert cut.killer is not None
    assert cut.factors[cut.killer].kind is FactorKind.SOURCE
    assert cut.products[-1] == 0.0


def test_where_nothing_shrinks_nothing_is_to_blame() -> None:
    params = params_from_flat((2, 1, 1), (1.0, 1.0, 0.0, 3.0, 0.0))
    options = Settings(layers=(2, 1, 1), activation="relu", loss="cross_entropy")
    path = loss_path(run_batch(params, [(1.0, 1.0)], [0.0], options).traces[0], Edge(0, 0, 0), options)
    assert path.killer is None


def test_where_the_error_stands_alone_nothing_is_to_blame() -> None:
    params = params_from_flat((2, 1), (1.0, 1.0, 0.0))
    options = Settings(layers=(2, 1), loss="cross_entropy")
    path = loss_path(run_batch(params, [(1.0, 1.0)], [0.0], options).traces[0], Edge(0, 0, None), options)
    assert len(path.factors) == 1
    assert path.killer is None


def test_the_size_of_a_layers_gradient_is_the_root_of_its_squares() -> None:
    trace = run_batch(initial_params((2, 2, 1), 2, 1.0, 0.0), [(1.0, 0.5)], [1.0], Settings()).traces[0]
    for layer, size in enumerate(layer_gradients(trace)):
        squares = [trace.gradient(edge) ** 2 for edge in edges((2, 2, 1)) if edge.layer == layer]
        assert size == pytest.approx(math.sqrt(sum(squares)))
