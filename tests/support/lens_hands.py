"""What a student's hands do with lenses: look through one, find a place in it by its hover help, click and drag it."""

from __future__ import annotations

import pygame

from game.ui.dialogs.row_menu import RowMenu
from game.ui.lenses import lenses
from game.ui.lenses.lens import Spot
from game.ui.lenses.lens_menu import LENS_KEYS
from game.ui.lenses.lens_panel import LensPanel
from game.ui.view import View
from tests.support.cockpit import Cockpit
from tests.support.stage import centre


def panel(lab: Cockpit) -> LensPanel:
    return lab.lab.dock.lens


def view(lab: Cockpit) -> View:
    """What the Lab shows."""
    assert lab.lab.view
    return lab.lab.view


def look_through(lab: Cockpit, name: str) -> LensPanel:
    """By its key, or by the menu where it has none."""
    place = 1 + list(lenses()).index(name)
    if place < len(LENS_KEYS):
        lab.key(ord(LENS_KEYS[place]), text=LENS_KEYS[place])
    else:
        lab.key(pygame.K_v, text="v")
        assert isinstance(lab.overlay, RowMenu)
        lab.click(centre(lab.overlay.row(lenses()[name].title).rect))
    lab.frames(1)
    assert lab.lab.dock.name == name
    return panel(lab)


def picture(lab: Cockpit) -> bytes:
    """What the dock shows."""
    lab.frames(2)
    return pygame.image.tobytes(lab.surface.subsurface(lab.lab.dock.lens.rect), "RGB")


def spot(lab: Cockpit, words: str) -> Spot:
    """The first place whose hover help has `words` in it."""
    return next(each for each in panel(lab).spots if words in each.hint)


def press(lab: Cockpit, words: str) -> None:
    """Click that place."""
    lab.click(place(lab, words))
    lab.frames(2)


def place(lab: Cockpit, words: str, across: float = 0.5, down: float = 0.5) -> tuple[int, int]:
    """Where that place is in the window: shares of its width and height from its left upper corner."""
    rect = panel(lab).on_screen(spot(lab, words))
    return rect.x + round(across * (rect.width - 1)), rect.y + round(down * (rect.height - 1))
