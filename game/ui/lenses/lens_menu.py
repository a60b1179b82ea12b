"""The menu of lenses, below the button that opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.ui.draw.kit import Kit
from game.ui.intents import Open, ShowLens
from game.ui.lenses import lenses
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.view import View
from game.ui.widgets.menu_row import MenuRow, row_height

WIDTH, PADDING, GAP = 344, 10, 6
"""Design pixels."""
LENS_KEYS = "34567890"
"""The keys of the chain rule and of the lenses, in the order of the menu."""
CHAIN_RULE = "One connection in numbers, and what is inside."


class LensMenu:
    """A Panel over the dock; `build` takes the whole window's rectangle."""

    def __init__(self, anchor: Callable[[], pygame.Rect]) -> None:
        self.rows: dict[str | None, MenuRow] = {}
        self._anchor = anchor
        self._sheet: OverlaySheet | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        px = kit.px
        choices: dict[str | None, tuple[str, str]] = {None: ("Chain rule", CHAIN_RULE)}
        choices |= {name: (kind.title, kind.about) for name, kind in lenses().items()}
        width = px(WIDTH - 2 * PADDING)
        heights = [row_height(kit, width, about) for _, about in choices.values()]
        area = pygame.Rect(0, 0, px(WIDTH), sum(heights) + px(GAP) * (len(heights) - 1) + 2 * px(PADDING))
        area.midtop = (self._anchor().centerx, self._anchor().bottom + px(6))
        area.clamp_ip(rect.inflate(-2 * px(PADDING), -2 * px(PADDING)))
        self._sheet = OverlaySheet(kit, area)
        self._sheet.show(self._sheet.blank())
        y = area.y + px(PADDING)
        for (name, (title, about)), height in zip(choices.items(), heights, strict=True):
            place = pygame.Rect(area.x + px(PADDING), y, width, height)
            key = LENS_KEYS[len(self.rows)] if len(self.rows) < len(LENS_KEYS) else ""
            self.rows[name] = MenuRow(kit, place, title, about, LAYER + 1, note=key)
            y += height + px(GAP)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for name, row in self.rows.items():
            if row.pressed(event):
                return [Open(None), ShowLens(name)]
        if escaped(event):
            return [Open(None)]
        pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
        away = pressed and not (self._sheet and self._sheet.rect.collidepoint(event.pos))
        return [Open(None)] if away and not self._anchor().collidepoint(event.pos) else []

    def sync(self, view: View) -> None:
        """It says the same whatever the network does."""

    def draw(self, surface: pygame.Surface) -> None:
        """It is made of pygame_gui elements: the manager draws them."""

    def hints(self) -> Iterable[Hint]:
        return self._sheet.hints() if self._sheet else ()

    def focusables(self) -> Sequence[Focusable]:
        return list(self.rows.values())

    def kill(self) -> None:
        for row in self.rows.values():
            row.kill()
        self.rows = {}
        if self._sheet:
            self._sheet.kill()
        self._sheet = None
