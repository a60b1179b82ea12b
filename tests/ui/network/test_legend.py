"""The samples of the scale look as such packets do, and their words keep off them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pygame
import pytest

from game.ui.draw.fonts import Fonts
from game.ui.draw.palette import STANDARD
from game.ui.network.legend import draw_legend
from game.ui.network.packets.packet_flow import share_radius
from game.ui.network.sprites import RIM, RINGED, Glows
from tests.support.stage import Stage


class Noted(Glows):
    """Notes the radii of the packets that it is asked for."""

    def __init__(self) -> None:
        super().__init__(STANDARD)
        self.radii: list[float] = []

    def bead(self, radius: float, *, hollow: bool = False) -> pygame.Surface:
        self.radii.append(radius)
        return super().bead(radius, hollow=hollow)


@pytest.mark.parametrize("unit", [0.45, 0.8, 1.0, 1.4])
def test_a_sample_has_a_ring_just_where_such_a_packet_has_one(unit: float) -> None:
    glows = Noted()
    draw_legend(pygame.Surface((900, 300)), Stage().kit, glows, unit)
    real = [share_radius(share, unit) for share in (1.0, 0.25, 0.05, 0.0)]
    assert [radius < RINGED for radius in glows.radii] == [radius < RINGED for radius in real]
    assert all(shown <= max(true, RINGED) for shown, true in zip(glows.radii, real, strict=True))


@pytest.mark.parametrize("unit", [0.8, 1.0, 1.4])
def test_no_word_of_the_scale_lies_on_the_rim_of_its_sample(unit: float) -> None:
    picture, glows = pygame.Surface((900, 300)), Noted()
    places = draw_legend(picture, Stage().kit, glows, unit)
    green, left = np.array(STANDARD.gradient), places["green packet"].x
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fonts, "text", _blank(Fonts.text))
        bare = pygame.Surface(picture.get_size())
        draw_legend(bare, Stage().kit, glows, unit)
    discs = np.abs(pygame.surfarray.array3d(bare)[left:] - green).sum(axis=2).min(axis=1) < 30
    words = (pygame.surfarray.array3d(picture) != pygame.surfarray.array3d(bare))[left:].any(axis=(1, 2))
    (ends,) = np.nonzero(discs[:-1] & ~discs[1:])
    assert len(ends) >= 4, "a disc for each sample, or its ring"
    assert not any(words[end + 1 : end + 3 + math.ceil(RIM)].any() for end in ends), "on the rim or touching it"


def _blank(plain: Callable[..., pygame.Surface]) -> Callable[..., pygame.Surface]:
    """As `Fonts.text`, with nothing on it."""

    def text(*given: Any, **named: Any) -> pygame.Surface:
        return pygame.Surface(plain(*given, **named).get_size(), pygame.SRCALPHA)

    return text
