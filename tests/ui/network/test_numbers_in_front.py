"""Numbers have a ground of their own that packets pass behind: drawn with packets and without them, every number's
place looks the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.selfcheck.tour.level_player import ready_profile
from game.sim import commands as c
from game.sim.network import Edge
from game.sim.phases import Kind
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.sprites import Glows
from game.ui.screen import Go, Place
from game.ui.screens.level import LevelScreen
from game.ui.selection import Selection
from tests.support.bench import PanelBench
from tests.support.sights import BY_HAND
from tests.support.tour import Tour
from tests.support.written import written

MOMENTS = [(phase, units) for phase in range(5) for units in range(40_000, 1_000_000, 120_000)]
MOMENTS += [(3, 350_000), (4, 350_000)]  # when what is held back splashes
DEEP = "2-4-3-1"


def numbers(bench: PanelBench[NetworkPanel]) -> Iterator[pygame.Rect]:
    """Where numbers stand: weights, biases, deltas, those of neurons that no packet rests in, and beside the target."""
    scene = bench.panel.scene
    assert scene is not None
    layout, labels = scene.layout, scene.focus.labels
    yield from (labels.pills if labels else layout.pills).values()
    yield from (labels.badges if labels else layout.badges).values()
    if bench.snapshot.phase.kind is not Kind.FORWARD:
        for neuron in layout.neurons if labels is None else ():
            middle = layout.vessel(neuron)
            yield middle.inflate(-middle.width // 2, -middle.height // 2)
    if layout.labelled:
        reach = scene.ground.tube.reach((len(layout.layers) - 1, 0))
        yield pygame.Rect(reach.left, reach.top, reach.width, scene.ground.tube.rect((2, 0)).top - reach.top)


def pixels(bench: PanelBench[NetworkPanel]) -> np.ndarray:
    bench.frame()
    found: np.ndarray = pygame.surfarray.array3d(bench.surface.subsurface(bench.rect))
    return found


@pytest.mark.parametrize(("layers", "pinned"), [("2-2-1", None), (DEEP, Edge(0, 2, 0))])
def test_no_packets_pixels_lie_on_a_number(layers: str, pinned: Edge | None, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = PanelBench(NetworkPanel(), "network")
    bench.apply(c.Set("layers", layers)) if layers != "2-2-1" else bench.apply(c.LoadParams(BY_HAND))
    bench.selection = Selection(pinned=pinned)
    for phase, units in MOMENTS:
        bench.apply(c.Seek(0, 3, phase, units))
        whole = pixels(bench)
        with monkeypatch.context() as without:
            without.setattr(Glows, "draw", lambda *_: None)
            without.setattr("game.ui.network.scene.draw_splash", lambda *_: None)
            bare = pixels(bench)
        if bench.panel.packets:
            assert (whole != bare).any()
        for rect in numbers(bench):
            there = slice(rect.left, rect.right), slice(rect.top, rect.bottom)
            assert (whole[there] == bare[there]).all(), (bench.snapshot.phase, units, rect)


@pytest.mark.road
@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
def test_no_packet_lies_over_what_names_a_growing_sum(tmp_path: Path, size: str) -> None:
    ready_profile(tmp_path)
    tour = Tour(tmp_path, "--size", size)
    tour.to_map()
    tour.window.director.carry_out(Go(Place.LEVEL, level="C05"))
    tour.frames(3)
    assert isinstance(tour.screen, LevelScreen)
    view, summing = tour.screen.panels.network.view, 0
    for _ in range(90):
        with written() as texts:
            tour.frame()
        summing = summing + 1 if summing or "z =" in texts else 0
        if not 1 <= summing <= 5:  # so long at least packets arrive
            continue
        assert view.layout
        x, y = (round(along) for along in view.layout.centre((1, 0)))
        unit = view.layout.unit
        name = pygame.Rect(0, 0, round(16 * unit), round(8 * unit))
        name.center = (view.rect.x + x, view.rect.y + y - round(20 * unit))
        pixels = np.asarray(pygame.surfarray.array3d(tour.surface.subsurface(name)), dtype=int)
        assert (pixels[..., 0] - pixels[..., 2]).max() < 30, "that is amber"
    assert summing
    tour.close()
