"""What screens of one scale share: fonts, icons, the theme of a palette."""

from __future__ import annotations

import pygame
from pygame_gui.elements import UITextEntryLine

from game.ui.draw.kit import Toolbox, build_kit
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


def test_tools_of_a_scale_before_the_last_two_let_go_of_what_they_made() -> None:
    pygame.init()
    box = Toolbox(most=2)
    first = box.at(1.0)
    assert first.fonts.text("a", 12, (1, 2, 3)) is first.fonts.text("a", 12, (1, 2, 3))
    first.icons.get("close", 20, (1, 2, 3))
    held = first.fonts.held
    box.at(2.0)
    assert box.at(1.0) is first
    assert first.fonts.held == held > 0
    box.at(2.0)
    box.at(3.0)
    assert first.fonts.held == 0
    assert first.fonts.text("a", 12, (1, 2, 3)).get_width() > 0, "who still holds them can go on"
    assert box.at(1.0) is not first


def test_a_theme_keeps_no_shapes() -> None:
    pygame.init()
    manager = build_kit(SIZE).manager
    entry = UITextEntryLine(pygame.Rect(0, 0, 90, 24), manager)
    manager.update(0.1)
    assert entry.image.get_at((45, 12))[:3] == STANDARD.background, "and draws them all the same"
    assert not any(isinstance(each, pygame.Surface) for each in vars(manager.get_theme().shape_cache).values())
