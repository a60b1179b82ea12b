"""The card below the map: what the level pointed at, or chosen, teaches, and the button that plays it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.sim.campaign.campaign import Chapter
from game.storage.profile import LevelRecord
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.level_map.look import MOST_STARS, LevelLook
from game.ui.toolkit.panel import Message, Widget
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

BUTTON = (132, 40)
"""Design pixels: size of the button that plays the level."""
STAR = 22
"""Design pixels: side of a star."""
PADDING = 20
"""Design pixels: from the card's left and right edges to what is in it."""
TITLE_Y = 27
"""Design pixels: from the card's top to the middle of the title."""
IDEA_Y = 56
"""Design pixels: from the card's top to the middle of the level's idea."""
IDEA_LINE = 19
"""Design pixels: height of a line of the idea."""
IDEA_SIZE = 14
"""Design pixels: size of the idea's text."""


class LevelCard(PicturePanel):
    """`shown` is the level it is about, `chapter` its chapter, `record` what the student has done in it;
    `play` opens the chosen level."""

    def __init__(
        self,
        shown: Callable[[], LevelLook],
        chapter: Callable[[LevelLook], Chapter],
        record: Callable[[LevelLook], LevelRecord],
        play: Callable[[], Sequence[Message]],
    ) -> None:
        self._shown, self._chapter, self._record, self._play = shown, chapter, record, play
        self._button: Button | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        self._rect = rect
        place = pygame.Rect(0, 0, kit.px(BUTTON[0]), kit.px(BUTTON[1]))
        place.midright = (self._rect.right - kit.px(PADDING), self._rect.centery)
        self._button = Button(kit, place, style="primary", tip="Play the chosen level (Enter).")
        self._painted: object = None
        self._show(self._shown())

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        return self._play() if self._button and self._button.pressed(event) else []

    def update(self, now: float, *, still: bool) -> None:
        level = self._shown()
        if self._button:
            self._button.set_text("Locked" if level.locked else "Play again" if level.stars else "Play")
            self._button.set_icon("lock" if level.locked else "play")
            self._button.set_enabled(not level.locked)
        self._show(level)

    def _show(self, level: LevelLook) -> None:
        look = (level, self._record(level))
        if look != self._painted:
            self._picture, self._painted = self._paint(level, self._record(level)), look

    def controls(self) -> Sequence[Widget]:
        return [self._button] if self._button else []

    def _paint(self, level: LevelLook, record: LevelRecord) -> pygame.Surface:
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        line = mix(palette.panel, palette.line, 0.6)
        picture = rounded_box(self._rect.size, px(12), palette.panel, line, max(1, px(1)))
        pen, left = Lettering(kit, picture), px(PADDING)
        number = pen.write(f"{level.number}", (left, px(TITLE_Y)), 17, palette.activation, "mono-medium")
        title = pen.write(level.level.title, (number.right + px(10), px(TITLE_Y)), 17, palette.text, "semibold")
        chapter = self._chapter(level)
        words = f"chapter {chapter.number} · {chapter.name}"
        pen.write(words, (title.right + px(14), px(TITLE_Y + 1)), 12.5, palette.muted)
        right = self._achieved(pen, level, record)
        lines = wrapped(kit, level.level.idea, IDEA_SIZE, right - px(28) - left)
        top = IDEA_Y if len(lines) == 1 else IDEA_Y - 5
        ink = palette.muted if level.locked else mix(palette.muted, palette.text, 0.6)
        for row, text in enumerate(lines[:2]):
            pen.write(text, (left, px(top + row * IDEA_LINE)), IDEA_SIZE, ink)
        return picture

    def _achieved(self, pen: Lettering, level: LevelLook, record: LevelRecord) -> int:
        """Stars and tries beside the button; where they begin."""
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        right = self._rect.width - px(PADDING + BUTTON[0] + 24)
        step = px(STAR + 5)
        for which in range(MOST_STARS):
            won = which < level.stars
            ink = palette.activation if won else palette.off
            star = kit.icons.get("star" if won else "star-empty", px(STAR), ink)
            pen.surface.blit(star, (right - (MOST_STARS - which) * step, px(22)))
        tries = "not tried yet" if not record.tries else "1 try" if record.tries == 1 else f"{record.tries:,} tries"
        place = (right - MOST_STARS * step // 2, px(63))
        pen.write(tries, place, 11.5, palette.muted, anchor="center")
        return right - MOST_STARS * step
