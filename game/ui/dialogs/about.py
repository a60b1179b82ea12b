"""About Glassbox: its version, and everyone whose work it is made of, with licence and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game import __version__
from game.credits.third_parties import Part, ThirdParties, third_parties
from game.ui.draw.capitals import in_capitals
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.intents import Open
from game.ui.lab.lab_layout import closing_click
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button
from game.ui.widgets.scroll_bar import ScrollBar

WIDTH = 720
"""Design pixels: width of the dialog at most."""
HEIGHT = 600
"""Design pixels: height of the dialog at most."""
BORDER = 40
"""Design pixels: how far the dialog keeps away from the window's edges, both sides together."""
PADDING = 26
"""Design pixels: from the dialog's edges to what is in it."""
TOP = 72
"""Design pixels: from the dialog's top to the text."""
BOTTOM = 18
"""Design pixels: from the text to the dialog's bottom."""
BAR = 8
"""Design pixels: width of the bar that scrolls."""
LOGO = 30
"""Design pixels: side of the logo."""
TITLE_SIZE = 18
"""Design pixels: size of the title."""
TEXT_SIZE = 13
"""Design pixels: size of the text and of a part's name."""
SMALL_SIZE = 12
"""Design pixels: size of a part's licence, use and source."""
HEAD_SIZE = 11
"""Design pixels: size of a heading."""
LINE = 19
"""Design pixels: height of a line of text."""
SMALL_LINE = 17
"""Design pixels: height of a line of small text."""
GAP = 11
"""Design pixels: below a paragraph and below a part."""
HEAD = 30
"""Design pixels: height of a heading."""
SPARE = 16
"""Design pixels: room kept free at the right, as a line of words set apart may come out wider than all together."""
SHORTEST_LINE = 15
"""Screen pixels that a line of text is high at least."""
SHORTEST_SMALL = 13
"""Screen pixels that a line of small text is high at least."""
LICENCE_SHARE = 0.62
"""Of a line's width, the most that a licence takes."""
TITLE = f"Glassbox {__version__}"


class AboutDialog(Panel):
    """A dialog in the middle of the window; the mouse's wheel, the bar at its side and the keys of a reader scroll."""

    def __init__(self, *, modal: bool = False) -> None:
        self.modal = modal
        self._sheet: OverlaySheet | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the dialog out in the middle of `rect`, as large as there is room for."""
        self.kill()
        px = kit.px
        self._kit, self._window = kit, rect
        self.area = pygame.Rect(
            0, 0, min(px(WIDTH), rect.width - px(BORDER)), min(px(HEIGHT), rect.height - px(BORDER))
        )
        self.area.center = rect.center
        room = self.area.width - 3 * px(PADDING)
        self.text = _painted(kit, third_parties(), room)
        self.seen = pygame.Rect(self.area.x + px(PADDING), self.area.y + px(TOP), room, 0)
        self.seen.height = self.area.bottom - px(BOTTOM) - self.seen.y
        strip = pygame.Rect(self.area.right - px(PADDING), self.seen.y, px(BAR), self.seen.height)
        self.bar = ScrollBar(kit, strip, self.text.get_height())
        self._sheet = OverlaySheet(kit, self.area)
        corner = pygame.Rect(self.area.right - px(48), self.area.y + px(18), px(32), px(30))
        self.close = Button(kit, corner, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._paint()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Scrolling and closing."""
        if self._sheet is None:
            return []
        outside = closing_click(event, self._window) and not self.area.collidepoint(event.pos)
        if escaped(event) or outside or self.close.pressed(event):
            return [Open(None)]
        before = (self.bar.offset, self.bar.held)
        self.bar.handle(event)
        self.bar.move(self._wanted(event))
        if before != (self.bar.offset, self.bar.held):
            self._paint()
        return []

    def _wanted(self, event: pygame.event.Event) -> int:
        """By how many pixels `event` scrolls."""
        line, page = 3 * self._kit.px(LINE), self.seen.height - 2 * self._kit.px(LINE)
        if event.type == pygame.MOUSEWHEEL:
            return -line * int(event.y)
        if event.type != pygame.KEYDOWN:
            return 0
        far = self.bar.most
        ways = {pygame.K_UP: -line, pygame.K_DOWN: line, pygame.K_PAGEUP: -page, pygame.K_PAGEDOWN: page}
        return {**ways, pygame.K_HOME: -far, pygame.K_END: far}.get(event.key, 0)

    def hints(self) -> Iterable[Hint]:
        """Hover help of the button, and the ground that covers what lies below."""
        if self._sheet is None:
            return []
        hint = self.close.hint()
        return [*([hint] if hint else []), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """The button that closes it."""
        return [self.close] if self._sheet else []

    def kill(self) -> None:
        """Take it away."""
        if self._sheet:
            self._sheet.kill()
            self.close.kill()
            self.text = pygame.Surface((0, 0))  # ten million bytes, where all is drawn twice as large
        self._sheet = None

    def _paint(self) -> None:
        """Its head, and as much of the text as is seen."""
        if self._sheet is None:
            return
        kit, px, surface = self._kit, self._kit.px, self._sheet.blank()
        pen = Lettering(kit, surface)
        logo = kit.icons.get("logo", px(LOGO), kit.palette.positive)
        surface.blit(logo, logo.get_rect(midleft=(px(PADDING), px(34))))
        title = pen.write(TITLE, (px(PADDING + LOGO + 8), px(34)), TITLE_SIZE, kit.palette.text, "semibold")
        place, room = (title.right + px(14), px(35)), self.area.width - title.right - px(70)
        pen.write("MIT licence", place, TEXT_SIZE, kit.palette.muted, room=room)
        part = pygame.Rect(0, self.bar.offset, self.seen.width, min(self.seen.height, self.text.get_height()))
        surface.blit(self.text, self.seen.move(-self.area.x, -self.area.y), part)
        self.bar.paint(surface, self.area.topleft)
        self._sheet.show(surface)


class _Page:
    """A text that is written from its top to its bottom; `surface` None: it is only measured."""

    def __init__(self, kit: Kit, room: int, surface: pygame.Surface | None = None) -> None:
        self.y = 0
        self._kit, self._room = kit, room
        self._pen = Lettering(kit, surface) if surface else None

    def heading(self, text: str) -> None:
        """A heading with a line above it."""
        px, palette = self._kit.px, self._kit.palette
        self.y += px(GAP)
        self._write(in_capitals(text), self.y + px(HEAD) // 2, HEAD_SIZE, palette.muted, style="semibold")
        self.y += px(HEAD)

    def paragraph(self, text: str) -> None:
        """Words that go over several lines."""
        pitch = max(self._kit.px(LINE), SHORTEST_LINE)
        for line in wrapped(self._kit, text, TEXT_SIZE, self._room - self._kit.px(SPARE)):
            self._write(line, self.y + pitch // 2, TEXT_SIZE, self._kit.palette.text)
            self.y += pitch
        self.y += self._kit.px(GAP)

    def part(self, part: Part) -> None:
        """A part with its licence, what it is for, and the place of its source."""
        kit, palette = self._kit, self._kit.palette
        pitch, small = max(kit.px(LINE), SHORTEST_LINE), max(kit.px(SMALL_LINE), SHORTEST_SMALL)
        self._write(part.name, self.y + pitch // 2, TEXT_SIZE, palette.text, style="semibold")
        room = round(self._room * LICENCE_SHARE)
        self._write(part.licence, self.y + pitch // 2, SMALL_SIZE, palette.activation, right=True, room=room)
        self.y += pitch
        for line in wrapped(kit, part.does, SMALL_SIZE, self._room - kit.px(SPARE)):
            self._write(line, self.y + small // 2, SMALL_SIZE, palette.muted)
            self.y += small
        self._write(part.source, self.y + small // 2, SMALL_SIZE, palette.positive, room=self._room)
        self.y += small + kit.px(GAP)

    def _write(
        self,
        text: str,
        y: int,
        size: float,
        colour: tuple[int, int, int],
        *,
        style: str = "regular",
        right: bool = False,
        room: int | None = None,
    ) -> None:
        if self._pen:
            place, anchor = ((self._room, y), "midright") if right else ((0, y), "midleft")
            self._pen.write(text, place, size, colour, style, anchor=anchor, room=room)


def _painted(kit: Kit, parties: ThirdParties, room: int) -> pygame.Surface:
    """The whole text, `room` pixels wide and as high as it comes out."""
    measured = _Page(kit, room)
    _fill(measured, parties)
    surface = pygame.Surface((room, measured.y))
    surface.fill(kit.palette.panel)
    _fill(_Page(kit, room, surface), parties)
    return surface


def _fill(page: _Page, parties: ThirdParties) -> None:
    for text in parties.opening:
        page.paragraph(text)
    for group in parties.groups:
        page.heading(group.title)
        for part in group.parts:
            page.part(part)
    page.heading(parties.exchange.title)
    for text in parties.exchange.paragraphs:
        page.paragraph(text)
