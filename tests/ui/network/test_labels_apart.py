"""Through a whole pass no number on the network lies on another: weights, biases, deltas, the equations at gates, the
gradients and percentages that come and go, and what the error says."""

from __future__ import annotations

from itertools import combinations

import pygame
import pytest

from game.sim import commands as c
from game.sim.network import find_edge
from game.ui.network.network_panel import NetworkPanel
from game.ui.selection import Selection
from tests.support.bench import PanelBench
from tests.support.certain import there

SHAPES = [("2-2-1", ""), ("2-3-1", ""), ("2-2-2-1", ""), ("2-4-3-1", "w3"), ("2-8-8-8-8-8-8-1", "w20")]
LOUD = (c.Set("activation", "tanh"), c.Set("loss", "cross_entropy"), c.Set("weight_init", 5.0))
SHARES = (0, 300_000, 480_000, 720_000, 800_000, 930_000)


def numbers(bench: PanelBench[NetworkPanel]) -> list[pygame.Rect]:
    """Where something is said, without what stands in the place of something else: a gradient in its weight's, an
    equation in its delta's."""
    scene = there(bench.panel.scene)
    labels, tags = scene.focus.labels, [tag.rect for tag in scene.tags]
    pills = (labels.pills if labels else scene.layout.pills).values()
    badges = (labels.badges if labels else scene.layout.badges).values()
    return [
        *(pill for pill in pills if not any(tag.contains(pill) for tag in tags)),
        *(badge for badge in badges if not any(plate.collidepoint(badge.midleft) for plate in scene.plates)),
        *scene.plates,
        *tags,
        *scene.bubbles(bench.rect.size),
    ]


@pytest.mark.parametrize(("layers", "pinned"), SHAPES)
@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_no_number_lies_on_another(layers: str, pinned: str, size: tuple[int, int]) -> None:
    bench = PanelBench(NetworkPanel(), "network", size)
    bench.apply(c.Set("layers", layers), *LOUD)
    shape, met = tuple(map(int, layers.split("-"))), set()
    bench.selection = Selection(pinned=find_edge(shape, pinned) if pinned else None)
    for phase in range(len(shape) - 1, 2 * len(shape) - 1):
        for units in SHARES:
            assert bench.simulation.apply(c.Seek(0, 3, phase, units))
            bench.frame()
            met |= {tag.text[-1] for tag in there(bench.panel.scene).tags}
            for one, other in combinations(numbers(bench), 2):
                assert not one.colliderect(other), (phase, units, one, other)
    assert "%" in met
    assert met & set("0123456789")
