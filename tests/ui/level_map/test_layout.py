"""Where levels stand on the map, and which is beside which."""

from __future__ import annotations

import pygame
import pytest

from game.sim.campaign.campaign import read_campaign
from game.ui.draw.kit import DESIGN
from game.ui.level_map.layout import map_layout, neighbour
from tests.support.campaign_files import FIRST_EDITION
from tests.support.cockpit import pairs

CAMPAIGN = read_campaign(FIRST_EDITION)
COUNTS = [len(CAMPAIGN.levels_of(chapter)) for chapter in CAMPAIGN.chapters]


@pytest.mark.parametrize("size", [(1024, 640), (1024, 900), DESIGN, (1920, 1080), (3440, 1440), (3840, 2160)])
def test_levels_fit_without_scrolling_or_overlapping(size: tuple[int, int]) -> None:
    layout = map_layout(size, COUNTS)
    window = pygame.Rect((0, 0), size)
    places = [layout.place(level) for level in range(sum(COUNTS))]
    for first, second in pairs([*places, *layout.headings, layout.card, layout.top]):
        assert not first.colliderect(second)
    columns = [column for column, count in zip(layout.columns, COUNTS, strict=True) for _ in range(count)]
    for rect, column in zip(places, columns, strict=True):
        assert column.contains(rect)
    assert window.contains(layout.card)
    assert all(window.contains(column) and column.bottom < layout.card.top for column in layout.columns)


def test_arrows_lead_to_neighbours_and_reach_every_level() -> None:
    centres = map_layout(DESIGN, COUNTS).centres
    right, left, up, down = (1, 0), (-1, 0), (0, -1), (0, 1)
    assert [neighbour(centres, 0, step) for step in (right, left, up, down)] == [1, 0, 0, 0]
    assert neighbour(centres, 1, down) == 2
    assert neighbour(centres, 2, up) == 1
    assert neighbour(centres, 6, left) == 4  # from the lone level of chapter 4 to the middle one of chapter 3
    reached, front = {0}, [0]
    while front:
        here = front.pop()
        new = {neighbour(centres, here, step) for step in (right, left, up, down)} - reached
        reached |= new
        front += new
    assert reached == set(range(len(centres)))
