"""Makes any text drawable. Names, codes, paths and sentences that quote them come from people and files, and may hold
what SDL's fonts refuse: NUL, halves of surrogate pairs, or nothing but marks that have no width."""

from __future__ import annotations

import unicodedata

import pygame

from game.ui.draw.palette import Colour

LONGEST = 2000
"""Characters; more than stand side by side on any screen."""
UNSHOWABLE = "\ufffd"
"""Stands for a character that cannot be shown, and for a text of which nothing can be seen."""
IGNORABLE = (
    *(range(0x34F, 0x350), range(0x17B4, 0x17B6), range(0x180B, 0x1810), range(0x2065, 0x2066)),
    *(range(0xFE00, 0xFE10), range(0xFFF0, 0xFFF9), range(0xE0000, 0xE1000)),
)
"""What Unicode calls default ignorable beside its category Cf: joiners, variation selectors, tags. Fonts give them no
width."""


def drawable(text: str) -> str:
    """`text` as it is drawn: no longer than `LONGEST`, without invisible marks, and never nothing if `text` is not."""
    return visible(text) or (UNSHOWABLE if text else "")


def visible(text: str) -> str:
    """The characters of `text` that can be seen, `LONGEST` at most: marks that join, select or turn around others are
    left out, spaces of any kind are spaces, and what is no character is `UNSHOWABLE`."""
    shown = text[:LONGEST]
    if not (shown.isascii() and shown.isprintable()):
        shown = "".join(map(_shown, shown))
    return shown if len(text) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or any(ord(character) in ignorable for ignorable in IGNORABLE):
        return ""
    if character.isspace():
        return character if category == "Zs" else " "
    return UNSHOWABLE if category in ("Cc", "Cs") else character


def rendered(font: pygame.font.Font, text: str, colour: Colour) -> pygame.Surface:
    """A drawable `text` in one font, on a transparent ground; of no width where its characters have none."""
    if font.size(text)[0] == 0:
        return pygame.Surface((0, font.get_height()), pygame.SRCALPHA)
    return font.render(text, True, colour)
