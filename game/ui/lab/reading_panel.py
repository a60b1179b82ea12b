"""The reading panel: key concepts in a drawer over a side column. The one under the pointer, or else the open one,
lights up what it is about; the drawer moves to the other side when it would cover that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.text_files import load_text
from game.ui.intents import Light, Open
from game.ui.lab.lab_layout import closing_click, lab_layout
from game.ui.lab.reading_art import ReadingPicture, paint
from game.ui.toolkit.focus_ring import PRESS_KEYS
from game.ui.toolkit.overlay_sheet import OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel

LEFT, RIGHT = "left", "right"
SIDES = {
    "card": RIGHT,
    "tables": RIGHT,
    "parameters": LEFT,
    "samples": LEFT,
    "learning rate": LEFT,
    "cross-entropy": LEFT,
}
"""The column in which a thing that can be lit stands; the others are between the columns or below them."""


class KeyConcept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key concept in at most 60 words; `anchor` is the name of what it lights up (see `ui/intents.Light`)."""

    title: str
    anchor: str
    text: str


class ReadingTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/text/reading.toml`."""

    title: str
    concepts: list[KeyConcept]


class ReadingPanel(Panel):
    """A drawer over one column of the Lab."""

    def __init__(self) -> None:
        self.texts = load_text("reading", ReadingTexts)
        self.opened: int | None = 0
        self._hovered: int | None = None
        self._lit: str | None = None
        self._kit: Kit | None = None
        self._window = pygame.Rect(0, 0, 0, 0)
        self._sheet: OverlaySheet | None = None
        self._picture: ReadingPicture | None = None
        self._stops: list[HeadingStop] = []

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self.kill()
        self._kit, self._window = kit, rect
        self._lay()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._sheet is None or self._picture is None:
            return []
        if escaped(event):
            return self.leave()
        if closing_click(event, self._window) and not self.rect.collidepoint(event.pos):
            return self.leave()
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            return self._pressed(event.pos)
        if event.type == pygame.MOUSEMOTION:
            self._hover(self._heading_at(event.pos))
        return self._light(self._wanted())

    def hints(self) -> Iterable[Hint]:
        return self._sheet.hints() if self._sheet else ()

    def focusables(self) -> Sequence[Focusable]:
        return self._stops if self._sheet else []

    def kill(self) -> None:
        if self._sheet:
            self._sheet.kill()
        self._sheet, self._picture, self._hovered, self._lit, self._stops = None, None, None, None, []

    @property
    def rect(self) -> pygame.Rect:
        """Where the drawer is."""
        return self._sheet.rect if self._sheet else pygame.Rect(0, 0, 0, 0)

    @property
    def side(self) -> str:
        """The column it covers: the right one, unless what the open concept is about stands there."""
        if self.opened is None:
            return RIGHT
        return LEFT if SIDES.get(self.texts.concepts[self.opened].anchor) == RIGHT else RIGHT

    def heading_rect(self, index: int) -> pygame.Rect:
        """Where the heading of a concept stands on screen."""
        assert self._picture is not None
        return self._picture.headings[index].move(self.rect.topleft)

    @property
    def close_rect(self) -> pygame.Rect:
        """Where the drawer is closed, on screen."""
        assert self._picture is not None
        return self._picture.close.move(self.rect.topleft)

    def toggle(self, index: int) -> Sequence[Message]:
        """Open a concept, or close the open one."""
        self.opened = None if self.opened == index else index
        self._hovered = None
        self._lay()
        return self._light(self._wanted())

    def leave(self) -> Sequence[Message]:
        """Close the drawer."""
        return [*self._light(None), Open(None)]

    def _lay(self) -> None:
        """Put the drawer where it belongs and paint it."""
        if self._kit is None:
            return
        layout = lab_layout(self._window.size)
        pair = (layout.chain_rule, layout.tables) if self.side == RIGHT else (layout.parameters, layout.samples)
        place = pair[0].union(pair[1])
        if self._sheet is None or self._sheet.rect != place:
            if self._sheet:
                self._sheet.kill()
            self._sheet = OverlaySheet(self._kit, place)
        self._paint()
        if not self._stops:
            count = len(self.texts.concepts)
            self._stops = [HeadingStop(self, index) for index in (*range(count), None)]

    def _paint(self) -> None:
        if self._sheet and self._kit:
            concepts = [(concept.title, concept.text) for concept in self.texts.concepts]
            surface = self._sheet.blank()
            self._picture = paint(self._kit, surface, self.texts.title, concepts, self.opened, self._hovered)
            self._sheet.show(surface)

    def _pressed(self, position: tuple[int, int]) -> Sequence[Message]:
        if self.close_rect.collidepoint(position):
            return self.leave()
        index = self._heading_at(position)
        return [] if index is None else self.toggle(index)

    def _heading_at(self, position: tuple[int, int]) -> int | None:
        found = (k for k in range(len(self.texts.concepts)) if self.heading_rect(k).collidepoint(position))
        return next(found, None)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self._paint()

    def _wanted(self) -> str | None:
        """What should be lit: never a thing that the drawer covers."""
        for index in (self._hovered, self.opened):
            anchor = None if index is None else self.texts.concepts[index].anchor
            if anchor and SIDES.get(anchor) != self.side:
                return anchor
        return None

    def _light(self, anchor: str | None) -> list[Message]:
        """Say what is to be lit, when that is news."""
        if anchor == self._lit:
            return []
        self._lit = anchor
        return [Light(anchor)]


class HeadingStop:
    """A heading, or (None) the close button, as Tab finds it."""

    def __init__(self, panel: ReadingPanel, index: int | None) -> None:
        self._panel, self._index = panel, index

    @property
    def rect(self) -> pygame.Rect:
        """Where the heading is, in screen pixels."""
        return self._panel.close_rect if self._index is None else self._panel.heading_rect(self._index)

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Enter and Space press it."""
        if event.key not in PRESS_KEYS:
            return None
        return self._panel.leave() if self._index is None else self._panel.toggle(self._index)
