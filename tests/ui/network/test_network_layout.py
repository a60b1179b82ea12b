"""The network's places: inside the rectangle, nothing over anything else, labels gone where there is no room."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygame import Rect

from game.sim.network import Edge, bias_edges, edges
from game.sim.settings import MAX_LAYERS, MAX_UNITS
from game.ui.draw.curve import SAMPLES, s_curve, through
from game.ui.draw.kit import scale_for
from game.ui.lab.lab_layout import lab_layout
from game.ui.network.network_layout import COLLECTOR, RING, NetworkLayout, network_layout

SIZES = [(1024, 640), (1280, 800), (1600, 900), (1920, 1080), (3840, 2160)]
shapes = st.lists(st.integers(1, MAX_UNITS), min_size=2, max_size=MAX_LAYERS).map(tuple)


@cache
def laid_out(layers: tuple[int, ...], size: tuple[int, int]) -> NetworkLayout:
    scale, panel = scale_for(size), lab_layout(size).network
    top, bottom = round(58 * scale), round(29 * scale)
    return network_layout(layers, Rect(0, top, panel.width, panel.height - top - bottom), scale)


@given(shapes, st.sampled_from(SIZES))
def test_nothing_leaves_the_rectangle_and_no_neuron_touches_another(
    layers: tuple[int, ...], size: tuple[int, int]
) -> None:
    layout = laid_out(layers, size)
    assert layout.layers == layers
    rim = layout.radius * (1 + RING / 34)
    assert rim > 4 * layout.scale
    for neuron in layout.neurons:
        x, y = layout.centre(neuron)
        assert layout.rect.left <= x - rim
        assert x + rim <= layout.rect.right
        assert layout.rect.top <= y - rim
        assert y + rim <= layout.rect.bottom
    for one, other in combinations(layout.neurons, 2):
        assert math.dist(layout.centre(one), layout.centre(other)) > 2 * rim
    for box in (*layout.badges.values(), *layout.pills.values()):
        assert layout.rect.contains(box)


@given(shapes, st.sampled_from(SIZES))
def test_numbers_cover_neither_each_other_nor_a_neuron(layers: tuple[int, ...], size: tuple[int, int]) -> None:
    layout = laid_out(layers, size)
    boxes = [*layout.badges.values(), *layout.pills.values()]
    for one, other in combinations(boxes, 2):
        assert not one.colliderect(other)
    for box in boxes:
        assert box.collidelist([layout.vessel(neuron, RING) for neuron in layout.neurons]) < 0


@settings(max_examples=40)
@given(shapes)
def test_every_parameter_has_its_curve_from_rim_to_rim(layers: tuple[int, ...]) -> None:
    layout = laid_out(layers, (1280, 800))
    assert set(layout.curves) == {*edges(layers), *bias_edges(layers)}
    for edge in edges(layers):
        start, end = layout.curves[edge].points[0], layout.curves[edge].points[-1]
        assert edge.source is not None
        assert layout.radius - 1 < math.dist(start, layout.centre((edge.layer, edge.source))) < 1.3 * layout.radius
        assert layout.radius < math.dist(end, layout.centre((edge.layer + 1, edge.target))) < 1.3 * layout.radius
        assert start[0] < end[0]


@settings(max_examples=20)
@given(shapes)
def test_the_same_shape_gives_the_same_places(layers: tuple[int, ...]) -> None:
    one, other = laid_out(layers, (1280, 800)), laid_out.__wrapped__(layers, (1280, 800))
    assert (one.centres, one.curves, one.pills, one.badges) == (other.centres, other.curves, other.pills, other.badges)


@pytest.mark.parametrize("size", SIZES)
def test_a_small_network_has_every_number(size: tuple[int, int]) -> None:
    layout = laid_out((2, 2, 1), size)
    assert set(layout.pills) == {*edges((2, 2, 1)), *bias_edges((2, 2, 1))}
    assert set(layout.badges) == {(1, 0), (1, 1), (2, 0)}
    assert layout.numbered
    assert layout.named


@pytest.mark.parametrize("size", SIZES)
def test_numbers_stand_clear_of_the_other_edges(size: tuple[int, int]) -> None:
    layout = laid_out((2, 2, 1), size)
    for edge in edges((2, 2, 1)):
        others = [p for other in edges((2, 2, 1)) if other != edge for p in layout.curves[other].points]
        assert not any(layout.pills[edge].collidepoint(point) for point in others)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "layers", [(2, 3, 1), (3, 3, 1), (1, 1, 1), (1, 1, 1, 1), (2, 2, 2), (2, 2, 2, 1), (2, 4, 3, 1)]
)
def test_what_waits_before_a_gate_is_not_hidden_by_a_number(layers: tuple[int, ...], size: tuple[int, int]) -> None:
    layout = laid_out(layers, size)
    assert {edge for edge in layout.pills if edge.layer == len(layers) - 2}
    for neuron in layout.neurons[layers[0] :]:
        x, y = layout.beside(neuron, COLLECTOR)
        packet = Rect(0, 0, round(16 * layout.unit), round(16 * layout.unit))
        packet.center = (round(x), round(y))
        assert packet.collidelist([*layout.pills.values(), *layout.badges.values()]) < 0


@pytest.mark.parametrize("size", SIZES)
def test_a_chain_has_every_number(size: tuple[int, int]) -> None:
    assert laid_out((1, 1, 1, 1), size).complete


def test_a_crowd_has_no_room_for_numbers_beside_it() -> None:
    layout = laid_out((8,) * 10, (1280, 800))
    assert not layout.pills
    assert not layout.badges
    assert not layout.labelled
    assert not layout.named


def test_between_two_layers_every_weight_has_its_number_or_none_has() -> None:
    layout = laid_out((2, 4, 4, 1), (1280, 800))
    for layer in range(3):
        placed = [edge in layout.pills for edge in edges((2, 4, 4, 1)) if edge.layer == layer]
        assert all(placed) or not any(placed)


def test_where_a_number_would_stand_lies_within_the_rectangle_even_in_a_crowd() -> None:
    layout = laid_out((8,) * 10, (1024, 640))
    for edge in (*edges((8,) * 10), *bias_edges((8,) * 10)):
        assert layout.rect.contains(layout.weight_rect(edge))


def test_layers_run_from_left_to_right_and_the_middle_of_each_is_level() -> None:
    layout = laid_out((2, 5, 3, 1), (1280, 800))
    xs = [column[0][0] for column in layout.centres]
    gaps = [right - left for left, right in pairwise(xs)]
    assert min(gaps) > 0
    assert max(gaps) == pytest.approx(min(gaps))
    for column in layout.centres:
        assert sum(y for _, y in column) / len(column) == pytest.approx(layout.rect.centery)


@given(st.floats(-500, 500), st.floats(-500, 500), st.floats(10, 500))
def test_a_curve_is_walked_at_an_even_pace(x: float, y: float, width: float) -> None:
    curve = s_curve((x, y), (x + width, y * 0.5))
    steps = [math.dist(a, b) for a, b in pairwise(curve.points)]
    assert len(curve.points) == SAMPLES
    assert max(steps) == pytest.approx(min(steps), rel=0.05)
    assert curve.at(0.0) == (x, y)
    assert curve.at(1.0) == (x + width, y * 0.5)
    assert curve.at(0.25) == pytest.approx(curve.reversed().at(0.75))


def test_a_way_of_one_point_stays_there() -> None:
    curve = through([(3.0, 4.0)])
    assert curve.at(0.0) == curve.at(0.5) == curve.at(1.0) == (3.0, 4.0)
    assert curve.length == 0.0


def test_the_bias_stands_above_its_neuron() -> None:
    layout = laid_out((2, 2, 1), (1280, 800))
    for edge in bias_edges((2, 2, 1)):
        x, y = layout.centre((edge.layer + 1, edge.target))
        pill = layout.pills[Edge(edge.layer, edge.target, None)]
        assert pill.centerx == pytest.approx(x, abs=1)
        assert pill.bottom < y - layout.radius


@pytest.mark.parametrize("width", range(240, 900, 60))
@pytest.mark.parametrize("layers", [(1,) * 8, (2, 1, 1, 1, 1, 1, 1, 1), (1, 1, 1, 1), (2, 2, 1)])
def test_labels_of_narrow_columns_cover_none_beside_them(layers: tuple[int, ...], width: int) -> None:
    layout = network_layout(layers, Rect(0, 0, width, 300), 0.8)
    boxes = [*layout.pills.values(), *layout.badges.values()]
    for number, box in enumerate(boxes):
        assert box.collidelist(boxes[:number]) < 0
