"""What screens of one scale share: fonts, icons, the theme of a palette."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import build_kit
from game.ui.draw.palette import COLOUR_BLIND, STANDARD

SIZE = (1024, 640)


def test_a_screen_is_made_with_the_tools_of_the_one_before() -> None:
    pygame.init()
    first, other = build_kit(SIZE, STANDARD), build_kit(SIZE, COLOUR_BLIND)
    again = build_kit(SIZE, STANDARD)
    assert first.fonts is other.fonts is again.fonts
    assert first.icons is other.icons is again.icons
    assert first.manager is not again.manager
    assert first.manager.get_theme() is again.manager.get_theme()
    assert first.manager.get_theme() is not other.manager.get_theme()


def test_each_palette_themes_in_its_own_colours() -> None:
    pygame.init()
    for palette in (STANDARD, COLOUR_BLIND):
        theme = build_kit(SIZE, palette).manager.get_theme()
        assert tuple(theme.get_colour("link_text", ["text_box"]))[:3] == palette.positive


def test_fonts_that_pygame_has_forgotten_are_opened_anew() -> None:
    pygame.init()
    before = build_kit(SIZE).fonts
    pygame.font.quit()
    pygame.font.init()
    assert not before.usable
    after = build_kit(SIZE).fonts
    assert after is not before
    assert after.width("0", 12) > 0
