"""The menus of the dock: which lens to look through, and what to take along."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.ui.dialogs.row_menu import MenuChoice, RowMenu
from game.ui.intents import SaveFilm, SaveLens, SaveRun, ShowLens
from game.ui.lenses import lenses

WIDTH = 344
"""Design pixels."""
LENS_KEYS = "34567890dp"
"""The keys of the chain rule and of the lenses, in the order of the menu."""


def lens_words(name: str) -> str | None:
    """What a lens is called where one can come to it, with its key; None for one that there is not."""
    if name not in lenses():
        return None
    place = 1 + list(lenses()).index(name)
    key = f" (key {LENS_KEYS[place].upper()})" if place < len(LENS_KEYS) else ""
    return f"{lenses()[name].title}{key}"


def lens_menu(anchor: Callable[[], pygame.Rect]) -> RowMenu:
    """All lenses, and the way back to the chain rule; `anchor()` is the button that opens the menu."""
    rows = [("Chain rule", "One connection in numbers, and what is inside.", ShowLens(None))]
    rows += [(kind.title, kind.about, ShowLens(name)) for name, kind in lenses().items()]
    keys = LENS_KEYS.ljust(len(rows))
    return RowMenu(
        anchor,
        [
            MenuChoice(name, about, (asks,), key.strip().upper())
            for (name, about, asks), key in zip(rows, keys, strict=False)
        ],
        WIDTH,
    )


def take_along_menu(anchor: Callable[[], pygame.Rect]) -> RowMenu:
    """What can be saved of a lens and of the run on screen."""
    choices = (
        MenuChoice("Picture, dark", "This lens as a PNG, as on screen.", (SaveLens(paper=False),)),
        MenuChoice("Picture, white", "This lens as a PNG on white ground, to be printed.", (SaveLens(paper=True),)),
        MenuChoice("The backward pass, a film", "The network from the loss back, as a GIF.", (SaveFilm(),)),
        MenuChoice("The run as CSV", "Loss and every parameter of every epoch.", (SaveRun(),)),
    )
    return RowMenu(anchor, choices, WIDTH)
