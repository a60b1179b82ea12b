"""Own levels: those in the student's own folder, and what is wrong with files that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pygame

from game.sim.campaign.own_levels import OwnLevel
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut, wrapped
from game.ui.intents import Open
from game.ui.screen import Go, Place
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button
from game.ui.widgets.hotspot import HotSpot

WIDTH, HEIGHT, BORDER, PADDING, TOP, BOTTOM, PITCH = 720, 560, 40, 22, 66, 46, 62
"""Design pixels; the dialog keeps `BORDER` away from the window's edges, a level takes `PITCH`."""
NONE = (
    "There are none yet. A level is one TOML file: put yours, or one that somebody gave you, into the folder below. "
    "docs/levels.md tells what stands in it; the shortest way is to copy a level of the game and change it."
)
LOOKING = "Looking…"
MOST_STARS = 3


class OwnLevelsDialog(Panel):
    """A dialog in the middle of the window, scrolled by the wheel and the keys of a reader. `found` are the files, None
    while they are still read; `stars` are by the levels' ids, `folder` is where they are put."""

    modal = True

    def __init__(
        self, found: Callable[[], Sequence[OwnLevel] | None], stars: Callable[[], Mapping[str, int]], folder: Path
    ) -> None:
        self._found, self._stars, self._folder = found, stars, folder
        self._shown: Sequence[OwnLevel] | None = None
        self._first = 0
        self.rows: list[HotSpot] = []
        self._sheet: OverlaySheet | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the dialog out in the middle of `rect`, as large as there is room for."""
        self.kill()
        px = kit.px
        self._kit, self._shown, self._first = kit, self._found(), 0
        width, height = min(px(WIDTH), rect.width - px(BORDER)), min(px(HEIGHT), rect.height - px(BORDER))
        self.area = pygame.Rect(0, 0, width, height)
        self.area.center = rect.center
        self._sheet = OverlaySheet(kit, self.area)
        self._room = (height - px(TOP + BOTTOM)) // px(PITCH)
        corner = pygame.Rect(self.area.right - px(46), self.area.y + px(14), px(32), px(30))
        self._close = Button(kit, corner, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._fill()

    def _fill(self) -> None:
        """A row to press for each level in sight."""
        for spot in self.rows:
            spot.kill()
        self.rows = []
        for k, own in enumerate(self.in_sight):
            if own.level:
                self.rows.append(HotSpot(self._kit, self._row(k), layer=LAYER + 1))
        self._paint()

    @property
    def in_sight(self) -> Sequence[OwnLevel]:
        """Those that are listed now, from top to bottom."""
        return (self._shown or ())[self._first : self._first + self._room]

    def _row(self, k: int) -> pygame.Rect:
        px = self._kit.px
        place = pygame.Rect(self.area.x + px(PADDING - 8), self.area.y + px(TOP) + k * px(PITCH), 0, px(PITCH - 6))
        place.width = self.area.width - 2 * px(PADDING - 8)
        return place

    def update(self, now: float, *, still: bool) -> None:
        """Show the levels as soon as they are read."""
        if self._sheet and self._found() is not self._shown:
            self._shown = self._found()
            self._fill()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Playing a level, scrolling, closing."""
        if self._sheet is None:
            return []
        playable = [own for own in self.in_sight if own.level]
        for spot, own in zip(self.rows, playable, strict=True):
            if spot.pressed(event):
                return [Open(None), Go(Place.LEVEL, level=own.name)]
        if event.type == pygame.MOUSEWHEEL:
            self._scroll(-event.y)
        elif event.type == pygame.KEYDOWN:
            ways = {pygame.K_PAGEUP: -self._room, pygame.K_PAGEDOWN: self._room, pygame.K_HOME: -999, pygame.K_END: 999}
            self._scroll(ways.get(event.key, 0))
        return [Open(None)] if escaped(event) or self._close.pressed(event) else []

    def _scroll(self, rows: int) -> None:
        first = max(0, min(self._first + rows, len(self._shown or ()) - self._room))
        if first != self._first:
            self._first = first
            self._fill()

    def hints(self) -> Iterable[Hint]:
        """Hover help of the button, and the ground that covers what lies below."""
        if self._sheet is None:
            return []
        hint = self._close.hint()
        return [*([hint] if hint else []), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """The levels in sight, and the button that closes it."""
        return [*self.rows, self._close] if self._sheet else []

    def kill(self) -> None:
        """Take it away."""
        if self._sheet:
            for widget in (*self.rows, self._close):
                widget.kill()
            self._sheet.kill()
        self.rows, self._sheet = [], None

    # -- painting ----------------------------------------------------------------------------------------------------

    def _paint(self) -> None:
        if self._sheet is None:
            return
        kit, px, surface = self._kit, self._kit.px, self._sheet.blank()
        palette, pen, left = kit.palette, Lettering(kit, surface), px(PADDING)
        room = self.area.width - 2 * left
        pen.write("Own levels", (left, px(30)), 18, palette.text, "semibold")
        count = len(self._shown or ())
        if count > self._room:
            told = f"{self._first + 1} to {self._first + len(self.in_sight)} of {count}, scroll for more"
            pen.write(told, (self.area.width - px(56), px(30)), 12, palette.muted, anchor="midright")
        if not count:
            words = LOOKING if self._shown is None else NONE
            for line, text in enumerate(wrapped(kit, words, 14, room)):
                pen.write(text, (left, px(TOP + 12 + line * 21)), 14, palette.muted)
        for k, own in enumerate(self.in_sight):
            top = self._row(k).y - self.area.y
            if own.level:
                self._paint_level(pen, top, own)
            else:
                self._paint_problem(pen, top, own)
        note = cut(kit, f"A TOML file each in {self._folder}", 12, room)
        pen.write(note, (left, self.area.height - px(24)), 12, palette.muted)
        self._sheet.show(surface)

    def _paint_level(self, pen: Lettering, top: int, own: OwnLevel) -> None:
        kit, px, palette, left = self._kit, self._kit.px, self._kit.palette, self._kit.px(PADDING)
        assert own.level is not None
        won, x = self._stars().get(own.name, 0), self.area.width - left
        for k in reversed(range(MOST_STARS)):
            ink = palette.activation if k < won else palette.off
            star = kit.icons.get("star" if k < won else "star-empty", px(16), ink)
            pen.surface.blit(star, star.get_rect(midright=(x, top + px(18))))
            x -= px(20)
        title = cut(kit, own.level.title, 15, x - left - px(12))
        pen.write(title, (left, top + px(18)), 15, palette.text, "semibold")
        idea = cut(kit, f"{own.file} · {own.level.idea}", 12, self.area.width - 2 * left)
        pen.write(idea, (left, top + px(40)), 12, palette.muted)

    def _paint_problem(self, pen: Lettering, top: int, own: OwnLevel) -> None:
        kit, px, palette, left = self._kit, self._kit.px, self._kit.palette, self._kit.px(PADDING)
        lines = wrapped(kit, own.problem, 12.5, self.area.width - 2 * left)
        if len(lines) > 3:
            lines = [*lines[:2], cut(kit, " ".join(lines[2:]), 12.5, self.area.width - 2 * left)]
        for line, text in enumerate(lines):
            pen.write(text, (left, top + px(12 + 17 * line)), 12.5, palette.negative)
