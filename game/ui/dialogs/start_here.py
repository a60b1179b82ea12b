"""Start here: three sentences and the way to the levels, the first time. Any click or key puts them away and still does
what it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import pygame

from game.ui.dialogs.level_button import LevelButton, Onward
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import disc
from game.ui.draw.palette import mix
from game.ui.draw.text_files import load_text
from game.ui.intents import Open
from game.ui.lab.lab_layout import lab_layout
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button

WIDTH = 404
"""Design pixels: width of the card."""
PADDING = 20
"""Design pixels: from the card's edges to what is in it."""
NUMBER = 24
"""Design pixels: side of the square with a sentence's number."""
TITLE_Y = 30
"""Design pixels: from the card's top to the middle of its title."""
TITLE_SIZE = 18
"""Design pixels: size of the title."""
TEXT_SIZE = 14
"""Design pixels: size of the sentences."""
PITCH = 20
"""Design pixels: height of a line of them."""
GAP = 12
"""Design pixels: between sentences."""
BUTTON = (110, 32)
"""Design pixels."""
SMALLEST_PITCH = 15
QUIET_KEYS = (
    pygame.K_TAB,
    pygame.K_LSHIFT,
    pygame.K_RSHIFT,
    pygame.K_LCTRL,
    pygame.K_RCTRL,
    pygame.K_LALT,
    pygame.K_RALT,
)
"""Keys that do nothing by themselves, or walk to the button; "?" opens the list of keys in its place."""


class StartTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/text/start.toml`."""

    title: str
    button: str
    sentences: list[str]


class StartHere(Panel):
    """Over the network."""

    def __init__(self, onward: Onward) -> None:
        self._onward = onward
        self.levels: LevelButton | None = None
        self.texts = load_text("start", StartTexts)
        self._sheet: OverlaySheet | None = None
        self._button: Button | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self.kill()
        padding, pitch = kit.px(PADDING), max(kit.px(PITCH), SMALLEST_PITCH)
        room = kit.px(WIDTH) - 2 * padding - kit.px(NUMBER + 10)
        paragraphs = [wrapped(kit, sentence, TEXT_SIZE, room) for sentence in self.texts.sentences]
        lines = sum(map(len, paragraphs))
        height = kit.px(TITLE_Y + 24) + lines * pitch + len(paragraphs) * kit.px(GAP) + kit.px(BUTTON[1]) + padding
        place = pygame.Rect(0, 0, kit.px(WIDTH), height)
        place.center = lab_layout(rect.size).network.center
        self._sheet = OverlaySheet(kit, place)
        self._sheet.show(self._painted(kit, self._sheet.blank(), paragraphs, pitch))
        button = pygame.Rect(0, 0, kit.px(BUTTON[0]), kit.px(BUTTON[1]))
        button.bottomright = (place.right - padding, place.bottom - padding + kit.px(2))
        self._button = Button(kit, button, self.texts.button, layer=LAYER + 1)
        left = place.x + padding
        way = pygame.Rect(left, button.y, button.x - kit.px(GAP) - left, button.height)
        self.levels = LevelButton(kit, way, self._onward)

    def _painted(self, kit: Kit, surface: pygame.Surface, paragraphs: list[list[str]], pitch: int) -> pygame.Surface:
        palette, pen, left = kit.palette, Lettering(kit, surface), kit.px(PADDING)
        pen.write(self.texts.title, (left, kit.px(TITLE_Y)), TITLE_SIZE, palette.text, "semibold")
        y, number = kit.px(TITLE_Y + 24), kit.px(NUMBER)
        for index, lines in enumerate(paragraphs, start=1):
            spot = pygame.Rect(left, y + (pitch - number) // 2, number, number)
            surface.blit(disc(number, mix(palette.panel, palette.activation, 0.2), palette.activation), spot)
            pen.write(str(index), spot.center, 13, palette.activation, "semibold", anchor="center")
            for line in lines:
                pen.write(line, (spot.right + kit.px(10), y + pitch // 2), TEXT_SIZE, palette.text)
                y += pitch
            y += kit.px(GAP)
        return surface

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._button is None or self.levels is None:
            return []
        if event.type == pygame.MOUSEBUTTONDOWN and self.levels.rect.collidepoint(event.pos):
            return self.levels.messages()
        clicked = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
        typed = event.type == pygame.KEYDOWN and event.key not in QUIET_KEYS and event.unicode != "?"
        return [Open(None)] if clicked or typed or self._button.pressed(event) else []

    def update(self, now: float, *, still: bool) -> None:
        if self.levels:
            self.levels.refresh()

    def hints(self) -> Iterable[Hint]:
        return self._sheet.hints() if self._sheet else ()

    def focusables(self) -> Sequence[Focusable]:
        return [self.levels, self._button] if self.levels and self._button else []

    def kill(self) -> None:
        for part in (self._sheet, self._button, self.levels):
            if part:
                part.kill()
        self._sheet = self._button = self.levels = None
