"""Own levels: those in the student's own folder, and what is wrong with files that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pygame

from game.sim.campaign.own_levels import OwnLevel
from game.ui.dialogs.scrolled_list import PADDING, TOP, ScrolledList
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut, wrapped
from game.ui.draw.palette import Colour
from game.ui.intents import Open
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Message

NONE = (
    "There are none yet. A level is one TOML file: put yours, or one that somebody gave you, into the folder below. "
    "docs/levels.md tells what stands in it; the shortest way is to copy a level of the game and change it."
)
LOOKING = "Looking…"
MOST_STARS = 3


class OwnLevelsDialog(ScrolledList[OwnLevel]):
    """`found` are the files, None while they are still read; `stars` are by the levels' ids, `folder` is where they are
    put."""

    title, size, pitch = "Own levels", (720, 560), 62
    modal = True

    def __init__(
        self, found: Callable[[], Sequence[OwnLevel] | None], stars: Callable[[], Mapping[str, int]], folder: Path
    ) -> None:
        super().__init__()
        self._found, self._stars, self._folder = found, stars, folder
        self._shown: Sequence[OwnLevel] | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._shown = self._found()
        super().build(kit, rect)

    @property
    def items(self) -> Sequence[OwnLevel]:
        return self._shown or ()

    def update(self, now: float, *, still: bool) -> None:
        """Show the levels as soon as they are read."""
        if self._sheet and self._found() is not self._shown:
            self._shown = self._found()
            self._fill()

    def can_be_chosen(self, item: OwnLevel) -> bool:
        return item.level is not None

    def chosen(self, item: OwnLevel) -> Sequence[Message]:
        return [Open(None), Go(Place.LEVEL, level=item.name)]

    def note(self) -> tuple[str, Colour]:
        return f"A TOML file each in {self._folder}", self._kit.palette.muted

    def paint_empty(self, pen: Lettering) -> None:
        kit, px = self._kit, self._kit.px
        words = LOOKING if self._shown is None else NONE
        for line, text in enumerate(wrapped(kit, words, 14, self.area.width - 2 * px(PADDING))):
            pen.write(text, (px(PADDING), px(TOP + 12 + line * 21)), 14, kit.palette.muted)

    def paint_row(self, pen: Lettering, top: int, item: OwnLevel) -> None:
        if item.level:
            self._paint_level(pen, top, item)
        else:
            self._paint_problem(pen, top, item)

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
