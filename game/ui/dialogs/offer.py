"""A small dialog that offers one thing, to be taken or left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.intents import Open
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button

WIDTH = 430
"""Design pixels: width of the dialog."""
PADDING = 24
"""Design pixels: from the dialog's edges to what is in it."""
LINE = 21
"""Design pixels: height of a line of text."""
TEXT_SIZE = 14
"""Design pixels: size of the text."""
TOP = 62
"""Design pixels: from the dialog's top to the text."""
BUTTON = (180, 36)
"""Design pixels."""


@dataclass(frozen=True)
class OfferText:
    """The words of an offer."""

    title: str
    text: str
    yes: str
    no: str


class Offer(Panel):
    """In the middle of the window, alone or as a dialog; taking it means `taken`, leaving it `left`."""

    modal = True

    def __init__(self, words: OfferText, taken: Sequence[Message], left: Sequence[Message]) -> None:
        self._words, self._taken, self._left = words, taken, left

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        px, words = kit.px, self._words
        lines = wrapped(kit, words.text, TEXT_SIZE, px(WIDTH - 2 * PADDING))
        place = pygame.Rect(0, 0, px(WIDTH), px(TOP + len(lines) * LINE + 20 + BUTTON[1] + PADDING))
        place.center = rect.center
        self._sheet = OverlaySheet(kit, place)
        surface = self._sheet.blank()
        pen = Lettering(kit, surface)
        pen.write(words.title, (px(PADDING), px(34)), 18, kit.palette.text, "semibold")
        for row, line in enumerate(lines):
            pen.write(line, (px(PADDING), px(TOP + 8 + row * LINE)), TEXT_SIZE, kit.palette.muted)
        self._sheet.show(surface)
        button = pygame.Rect(0, 0, px(BUTTON[0]), px(BUTTON[1]))
        button.bottomleft = (place.x + px(PADDING), place.bottom - px(PADDING))
        self.yes = Button(kit, button, words.yes, style="primary", layer=LAYER + 1)
        button.right = place.right - px(PADDING)
        self.no = Button(kit, button, words.no, layer=LAYER + 1)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.yes.pressed(event):
            return [Open(None), *self._taken]
        return [Open(None), *self._left] if self.no.pressed(event) or escaped(event) else []

    def hints(self) -> Iterable[Hint]:
        return self._sheet.hints()

    def focusables(self) -> Sequence[Focusable]:
        return [self.yes, self.no]

    @property
    def first_choice(self) -> Focusable:
        """To take it."""
        return self.yes

    def kill(self) -> None:
        self.yes.kill()
        self.no.kill()
        self._sheet.kill()
