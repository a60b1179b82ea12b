"""Packets fly behind every number: "+1.00" never reads "+1·00"."""

from __future__ import annotations

import pygame
import pytest

from game.sim import commands as c
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.sprites import Glows
from tests.support.bench import PanelBench
from tests.support.fingerprint import fingerprint


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_no_packet_is_drawn_over_a_number_of_an_edge_or_a_badge(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = NetworkPanel()
    bench = PanelBench(panel, "network", size)
    bench.apply(c.LoadParams((1.0,) * 9), c.SetTarget(3, 0.0))
    plain, met = Glows.draw, 0
    for phase in range(5):
        for units in range(40_000, 1_000_000, 80_000):
            bench.apply(c.Seek(0, 3, phase, units))
            assert panel.layout
            plates = [*panel.layout.pills.values(), *panel.layout.badges.values()]
            heads = [pygame.Rect(round(pose.x) - 4, round(pose.y) - 4, 8, 8) for pose in panel.packets]
            met += sum(plate.collidelist(heads) >= 0 for plate in plates)
            pictures = []
            for draw in (plain, lambda *_: None):
                monkeypatch.setattr(Glows, "draw", draw)
                panel.draw(bench.surface)
                pictures.append(
                    [fingerprint(bench.surface.subsurface(plate.move(panel.rect.topleft))) for plate in plates]
                )
            monkeypatch.setattr(Glows, "draw", plain)
            assert pictures[0] == pictures[1]
    assert met > 20  # packets do pass where the numbers stand
