"""The error's bubble: as large as the error is loud, always on the panel, never over a number or a neuron; and the
earplugs of who does not hear it."""

from __future__ import annotations

import math

import pygame
import pytest

from game.sim import commands as c
from game.sim.network import Edge
from game.ui.network.gate.error_bubble import ErrorBubble
from game.ui.network.gate.hearing import Hearing, hearing_of
from game.ui.network.network_layout import RING
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.neuron_look import neuron_look
from game.ui.network.reveal import EVERYTHING, Revealed
from game.ui.network.words import gate_equation
from tests.support.bench import PanelBench
from tests.support.certain import there
from tests.support.sights import snapshot

BOUNDS = pygame.Rect(0, 0, 600, 400)
DEAF_OUTPUT = (0.5, -0.5, 0.5, -0.5, 0.0, 0.0, 1.0, -1.0, 6.9)


def test_it_is_as_large_as_the_error_is_loud() -> None:
    bubble = ErrorBubble(PanelBench(NetworkPanel(), "network").kit)
    places = [bubble.place(error, (300, 300), BOUNDS) for error in (0.02, -0.3, 0.6, -1.0)]
    widths = [place.width for place in places if place]
    assert len(widths) == 4
    assert widths == sorted(set(widths))
    assert widths[-1] > 1.7 * widths[0]
    same = bubble.place(1.0, (300, 300), BOUNDS), bubble.place(math.inf, (300, 300), BOUNDS)
    assert same[0] == same[1] == bubble.place(math.nan, (300, 300), BOUNDS)


def test_without_an_error_or_without_room_there_is_none() -> None:
    bubble = ErrorBubble(PanelBench(NetworkPanel(), "network").kit)
    assert bubble.place(0.0, (300, 300), BOUNDS) is None
    assert bubble.place(1.0, (300, 20), BOUNDS) is None
    corner = bubble.place(1.0, (599, 300), BOUNDS)
    assert corner is not None
    assert BOUNDS.contains(corner)


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_the_loudest_error_is_seen_and_covers_no_number(size: tuple[int, int]) -> None:
    bench = PanelBench(NetworkPanel(), "network", size)
    bench.apply(c.LoadParams(DEAF_OUTPUT), c.Seek(0, 3, 3))
    scene = bench.panel.scene
    assert scene is not None
    (place,) = scene.bubbles(bench.rect.size)
    covered = [*scene.layout.pills.values(), *scene.layout.badges.values(), scene.ground.tube.reach((2, 0))]
    assert place.collidelist([rect.inflate(-2, -2) for rect in covered]) < 0
    assert place.collidelist([scene.layout.vessel(neuron, RING) for neuron in scene.layout.neurons]) < 0
    bench.apply(c.Seek(0, 3, 3, 500_000))
    assert scene.bubbles(bench.rect.size) == []
    bench.apply(c.Seek(0, 3, 4))
    assert scene.bubbles(bench.rect.size) == []


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_in_a_crowd_the_loudest_error_covers_no_neuron(size: tuple[int, int]) -> None:
    bench = PanelBench(NetworkPanel(), "network", size)
    bench.apply(c.Set("layers", "2-8-8-8-8-8-8-1"), c.Set("activation", "leaky_relu"), c.Set("weight_init", 3.0))
    bench.apply(c.Seek(0, 3, 7, 700_000))
    scene = there(bench.panel.scene)
    assert abs(float(bench.snapshot.trace.raw_error[0])) > 0.9
    (place,) = scene.bubbles(bench.rect.size)
    assert place.collidelist([scene.layout.vessel(neuron) for neuron in scene.layout.neurons]) < 0


def test_a_neuron_that_is_deaf_on_this_sample_wears_earplugs_once_it_has_filled() -> None:
    state = snapshot(params=DEAF_OUTPUT)
    assert hearing_of(state, state.trace, (2, 0)) is Hearing.DEAF
    assert neuron_look(state, state.trace, (2, 0), EVERYTHING).deaf
    assert not neuron_look(state, state.trace, (2, 0), Revealed(0.0, None, None, False)).deaf
    assert not neuron_look(state, state.trace, (1, 0), EVERYTHING).deaf
    assert not neuron_look(state, state.trace, (0, 0), EVERYTHING).deaf
    cancelled = snapshot(params=DEAF_OUTPUT, loss="cross_entropy")
    assert hearing_of(cancelled, cancelled.trace, (2, 0)) is Hearing.OPEN
    assert not neuron_look(cancelled, cancelled.trace, (2, 0), EVERYTHING).deaf


def test_an_earplug_can_be_seen_in_either_ear() -> None:
    bench = PanelBench(NetworkPanel(), "network")
    colours = []
    for bias in (0.0, 6.9):
        bench.apply(c.LoadParams((*DEAF_OUTPUT[:-1], bias)), c.Seek(0, 3, 3))
        layout = bench.panel.layout
        assert layout is not None
        vessel = layout.vessel((2, 0), 1.5).move(bench.rect.topleft)
        colours.append([bench.surface.get_at(place)[:3] for place in (vessel.midleft, vessel.midright)])
    assert all(before != after for before, after in zip(*colours, strict=True))
    assert Edge(1, 0, None) in there(layout).pills


def test_where_the_slope_cancels_the_gate_says_that_the_delta_is_the_error() -> None:
    cancelled = snapshot(params=(0.0,) * 9, at=c.Seek(0, 3, 4, 0), loss="cross_entropy")
    assert gate_equation(cancelled, cancelled.trace, (2, 0)) == "a − y = δ = +0.500"
    multiplied = snapshot(params=(0.0,) * 9, at=c.Seek(0, 3, 4, 0))
    assert gate_equation(multiplied, multiplied.trace, (2, 0)) == "+0.5000 × 0.2500 = +0.1250"
