"""What stands out of a big network: the pinned edge with the way back to it, its numbers never on each other."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim.lenses.path import loss_path
from game.sim.network import Edge, bias_edges, edges
from game.sim.snapshot import Snapshot
from game.ui.draw.kit import scale_for
from game.ui.lab.lab_layout import lab_layout
from game.ui.network.focus.focus import Focus, edge_focus, neuron_focus
from game.ui.network.focus.focus_labels import focus_labels
from game.ui.network.network_layout import RING, NetworkLayout, network_layout
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.neuron_look import delta_bar
from game.ui.network.reveal import EVERYTHING, Revealed
from game.ui.selection import Selection
from tests.support.bench import PanelBench
from tests.support.campaign_files import ready
from tests.support.certain import there
from tests.support.fingerprint import fingerprint
from tests.support.sights import snapshot

SHAPES = ["2-3-1", "2-4-3-1", "2-8-1", "2-5-5-5-1", "2-8-8-8-8-8-8-1"]
SIZES = [(1024, 640), (1280, 800), (1920, 1080)]


@cache
def state_of(layers: str) -> Snapshot:
    return snapshot(params=None, layers=layers, weight_init=2.0)


@cache
def laid_out(layers: tuple[int, ...], size: tuple[int, int]) -> NetworkLayout:
    scale, panel = scale_for(size), lab_layout(size).network
    top, bottom = round(58 * scale), round(29 * scale)
    return network_layout(layers, pygame.Rect(0, top, panel.width, panel.height - top - bottom), scale)


@st.composite
def focuses(draw: st.DrawFn) -> tuple[NetworkLayout, Focus]:
    """A network, and something of it that stands out."""
    state = state_of(draw(st.sampled_from(SHAPES)))
    shape, trace = state.settings.layers, draw(st.sampled_from(state.batch.traces))
    layout = laid_out(shape, draw(st.sampled_from(SIZES)))
    if draw(st.booleans()):
        edge = draw(st.sampled_from([*edges(shape), *bias_edges(shape)]))
        return layout, edge_focus(trace, state.settings, edge)
    return layout, neuron_focus(trace, state.settings, draw(st.sampled_from(layout.neurons)))


@settings(deadline=None)
@given(focuses())
def test_its_numbers_lie_on_nothing_that_stands_out(found: tuple[NetworkLayout, Focus]) -> None:
    layout, focus = found
    labels = focus_labels(layout, focus, layout.rect)
    boxes = [*labels.pills.values(), *labels.badges.values()]
    for one, other in combinations(boxes, 2):
        assert not one.colliderect(other)
    for box in boxes:
        assert layout.rect.contains(box)
        assert box.collidelist([layout.vessel(neuron, RING) for neuron in focus.neurons]) < 0
    assert set(labels.pills) <= set(focus.edges)
    assert set(labels.badges) <= {neuron for neuron in focus.neurons if neuron[0] > 0}


@settings(deadline=None)
@given(focuses())
def test_the_way_back_leads_from_an_output_step_by_step(found: tuple[NetworkLayout, Focus]) -> None:
    layout, focus = found
    at = len(layout.layers) - 1
    for edge in focus.path:
        assert edge.layer == at - 1
        at -= 1
        assert (edge.layer + 1, edge.target) in focus.neurons
    assert set(focus.path) <= set(focus.edges)


@pytest.mark.parametrize("layers", SHAPES)
def test_the_lit_way_is_the_one_that_most_of_the_gradient_takes(layers: str) -> None:
    state = state_of(layers)
    for edge in list(edges(state.settings.layers))[:6]:
        factors = loss_path(state.trace, edge, state.settings).factors
        assert edge_focus(state.trace, state.settings, edge).path == tuple(each.edge for each in factors if each.edge)


@pytest.mark.parametrize("size", SIZES)
def test_a_pinned_edge_of_six_layers_has_its_numbers(size: tuple[int, int]) -> None:
    state = state_of("2-8-8-8-8-8-8-1")
    layout = laid_out(state.settings.layers, size)
    for edge in list(edges(state.settings.layers))[::25]:
        focus = edge_focus(state.trace, state.settings, edge)
        labels = focus_labels(layout, focus, layout.rect)
        assert edge in labels.pills
        assert len(labels.pills) >= 0.6 * (1 + len(focus.path))
        assert len(labels.badges) >= 0.5 * len(focus.neurons) - 1


def test_what_is_pinned_or_hovered_stands_out_only_where_numbers_lack_room() -> None:
    bench = PanelBench(NetworkPanel(), "network")
    view = bench.panel.scene
    assert view is not None
    bench.selection = Selection(pinned=Edge(0, 0, 0))
    bench.settle()
    assert not view.focus.turn_to(None)
    bench.apply(c.Set("layers", "2-4-3-1"), c.Seek(0, 3, 4, 300_000))
    bench.selection = Selection()
    bench.settle()
    plain = fingerprint(bench.surface)
    bench.selection = Selection(pinned=Edge(0, 0, 0))
    bench.settle()
    focus = there(bench.panel.scene).focus
    assert there(focus.focus).edges[0] == Edge(0, 0, 0)
    assert fingerprint(bench.surface) != plain
    x, y = there(bench.panel.layout).centre((1, 3))
    bench.move((bench.rect.x + round(x), bench.rect.y + round(y)))
    bench.settle()
    assert (1, 3) in there(focus.focus).neurons
    assert Edge(0, 3, 1) in there(focus.focus).edges


def test_where_digits_have_no_room_a_bar_tells_the_delta() -> None:
    state = state_of("2-8-8-8-8-8-8-1")
    trace = state.trace
    for neuron in ((7, 0), (6, 3), (1, 1)):
        share = delta_bar(trace, neuron, EVERYTHING)
        delta = float(trace.delta[neuron[0] - 1][neuron[1]])
        assert share is not None
        assert share**2 == pytest.approx(abs(delta / float(trace.raw_error[0])), abs=0.03)
        assert (share < 0.0) == (delta < 0.0)
        assert delta_bar(trace, neuron, Revealed(1.0, None, None, False)) is None


@pytest.mark.parametrize("wide", [430, 488, 640])
def test_in_a_long_chain_every_delta_stands_under_its_own_neuron(wide: int) -> None:
    state = ready("C29").simulation.snapshot()
    shape = state.settings.layers
    assert shape == (1,) * 8
    layout = network_layout(shape, pygame.Rect(0, 0, wide, 300), 0.8)
    focus = edge_focus(state.batch.traces[0], state.settings, edges(shape)[0])
    labels = focus_labels(layout, focus, layout.rect)
    assert set(labels.badges) == {(layer, 0) for layer in range(1, 8)}
    for neuron, badge in labels.badges.items():
        assert abs(badge.centerx - layout.centre(neuron)[0]) <= 1
    for one, other in combinations(labels.badges.values(), 2):
        assert not one.inflate(2, 2).colliderect(other)
