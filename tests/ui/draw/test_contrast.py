"""Words and signs stand out from what they are on: every pair of colours that is used, on every kind of screen."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.ui.draw.palette import COLOUR_BLIND, STANDARD, Palette
from tests.support.cockpit import Cockpit
from tests.support.contrast import contrast, watched
from tests.support.level_player import LevelPlayer
from tests.support.tour import Tour

TEXT, SIGN = 4.5, 3.0
"""The least that WCAG 2.2 wants (1.4.3 and 1.4.11, level AA)."""


def the_lab(_folder: Path) -> None:
    cockpit = Cockpit()
    cockpit.key(pygame.K_c, text="c")
    for key, mod, text in ((pygame.K_s, 0, "s"), (pygame.K_SLASH, pygame.KMOD_SHIFT, "?"), (pygame.K_F3, 0, "")):
        cockpit.key(key, mod, text)
        cockpit.frames(4)
        cockpit.key(pygame.K_ESCAPE)
    cockpit.key(pygame.K_f, text="f")
    cockpit.frames(20)


def the_map(folder: Path) -> None:
    tour = Tour(folder)
    tour.to_map()
    for stars in ((), (3, 1, 2)):
        tour.give(*stars)
        for _ in range(5):
            tour.key(pygame.K_RIGHT)
            tour.frames(2)
    tour.key(pygame.K_c, text="c")
    tour.frames(3)
    tour.close()


def a_level(folder: Path) -> None:
    player = LevelPlayer(folder, "L07")
    for key, text in ((pygame.K_2, "2"), (pygame.K_h, "h"), (pygame.K_SPACE, " ")):
        player.key(key, text=text)
        player.frames(4)
    player.until(lambda: player.play.result is not None, 3000)
    player.frames(60)


@pytest.mark.parametrize("walk", [the_lab, the_map, a_level])
def test_what_is_written_can_be_read(walk, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with watched() as seen:
        walk(tmp_path)
    assert len(seen) > 8
    weak = {f"{text!r} {ink} on {ground}": round(contrast(ink, ground), 2) for (ink, ground), text in seen.items()}
    assert {words: value for words, value in weak.items() if value < TEXT} == {}


@pytest.mark.parametrize("palette", [STANDARD, COLOUR_BLIND], ids=["standard", "colour-blind"])
def test_signs_and_words_stand_out_from_every_ground(palette: Palette) -> None:
    grounds = (palette.background, palette.panel, palette.raised)
    signs = (palette.positive, palette.negative, palette.gradient, palette.activation, palette.source, palette.off)
    assert all(contrast(ink, ground) >= SIGN for ink in signs for ground in grounds)
    assert all(contrast(ink, ground) >= TEXT for ink in (palette.text, palette.muted) for ground in grounds)
    assert all(contrast(palette.closed, ground) >= TEXT for ground in grounds)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)
