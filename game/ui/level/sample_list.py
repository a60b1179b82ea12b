"""The samples of a level: asked, answered, and what it costs; covered as long as the answers are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.intents import PinSample
from game.ui.level.hidden import Hidden
from game.ui.tables.sample_rows import BAR, LOSS_END, SampleRow, SampleRows, loss_text, rows_of
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.view import View
from game.ui.widgets.hotspot import HotSpot

TOP = 31
"""Design pixels: where the first line begins."""
LINE = 22
"""Design pixels: how high one is."""
TICK = 3
"""Design pixels: how far a target's tick stands out of its bar."""


class SampleList(PicturePanel, ViewPanel):
    """A click on a line pins its sample. `hidden` says what is covered now."""

    def __init__(self, hidden: Callable[[], Hidden]) -> None:
        self._hidden = hidden
        self._view: View | None = None
        self._lines: list[HotSpot] = []
        self._look: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._rows = SampleRows(kit)
        self._picture = pygame.Surface((0, 0))

    def _line(self, index: int) -> pygame.Rect:
        kit = self._kit
        width = self._rect.width - 2 * kit.px(MARGIN)
        return pygame.Rect(kit.px(MARGIN), kit.px(TOP) + index * kit.px(LINE), width, kit.px(LINE))

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        pinned = self._view.selection.sample if self._view else None
        return [PinSample(None if pinned == k else k) for k, line in enumerate(self._lines) if line.pressed(event)]

    def sync(self, view: View) -> None:
        self._view = view
        snapshot = view.current
        if len(self._lines) != len(snapshot.inputs):
            self._unbuild()
            places = [self._line(k).move(self._rect.topleft) for k in range(len(snapshot.inputs))]
            self._lines = [HotSpot(self._kit, self._rows.frame(place)) for place in places]
        covered = "output" in self._hidden()
        rows = rows_of(view)
        look = (rows, snapshot.scenario, covered)
        if look != self._look:
            self._look = look
            self._picture = self._painted(rows, snapshot, covered)

    def _painted(self, rows: Sequence[SampleRow], snapshot: Snapshot, covered: bool) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        own = snapshot.targets != snapshot.dataset.targets
        heading = "Samples" if own or len(rows) == 1 else f"Samples · {snapshot.dataset.label}"
        picture = panel_background(kit, self._rect.size, heading, "click one to see it" if len(rows) > 1 else "")
        pen = Lettering(kit, picture)
        for k, row in enumerate(rows):
            self._rows.draw(picture, self._line(k), row)
            if covered:
                self._cover(pen, self._line(k))
        last = self._line(len(rows))
        right = last.x + kit.px(LOSS_END)
        text = "?" if covered else loss_text(snapshot.loss)
        place = pen.write(text, (right, last.centery), 13, palette.text, "mono-medium", anchor="midright")
        label = "loss = average" if len(rows) > 1 else "loss"
        pen.write(label, (place.left - kit.px(8), last.centery), 12, palette.muted, anchor="midright")
        return picture

    def _cover(self, pen: Lettering, line: pygame.Rect) -> None:
        """A plate over everything that the network answers."""
        kit, palette = self._kit, self._kit.palette
        plate = pygame.Rect(line.x + kit.px(BAR), line.y, line.right - line.x - kit.px(BAR), line.height)
        wiped = plate.inflate(2 * kit.px(TICK), 2)
        wiped.width += kit.px(10)
        pygame.draw.rect(pen.surface, palette.panel, wiped)
        pygame.draw.rect(pen.surface, palette.raised, plate.inflate(0, -kit.px(6)), border_radius=kit.px(4))
        pen.write("?", plate.center, 12, palette.muted, "mono", anchor="center")

    def hints(self) -> Iterable[Hint]:
        return []

    def focusables(self) -> Sequence[Focusable]:
        return self._lines

    def kill(self) -> None:
        self._unbuild()

    def _unbuild(self) -> None:
        for line in self._lines:
            line.kill()
        self._lines = []
