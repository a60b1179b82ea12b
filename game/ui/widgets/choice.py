"""One of the answers to choose from: its key, its words, and whether it was right."""

from __future__ import annotations

from enum import Enum

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.widgets.pressable import Pressable

CAP = 24
"""Design pixels: side of the square that says which key chooses it."""
PADDING = 12
"""Design pixels: from the left and right edges to what is in it."""
CHOICE_TEXT_SIZE = 14.5
"""Design pixels: size of the text."""
CHOICE_LINE = 20
"""Design pixels: height of a line of text."""
RADIUS = 9
"""Design pixels: corner radius."""
ICON = 18
"""Design pixels: side of the sign that says whether it was right."""


class AnswerMark(Enum):
    """What is shown of an answer once the question is answered."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"
    OTHER = "other"


class AnswerButton(Pressable):
    """An answer at `rect` (screen pixels), chosen with the key `number` too."""

    def __init__(self, kit: Kit, rect: pygame.Rect, number: int, text: str, layer: int = 1) -> None:
        self.number = number
        self._text = text
        self._mark = AnswerMark.OPEN
        super().__init__(kit, rect, "", layer)

    def typed(self, event: pygame.event.Event) -> bool:
        """Whether `event` is a press of its number key."""
        keys = (pygame.K_0 + self.number, pygame.K_KP_1 + self.number - 1)
        return event.type == pygame.KEYDOWN and event.key in keys and self.enabled

    @property
    def marked(self) -> AnswerMark:
        """What is shown of it."""
        return self._mark

    def mark(self, mark: AnswerMark) -> None:
        """Show what became of it; it cannot be chosen any more."""
        self._mark = mark
        self.set_enabled(mark is AnswerMark.OPEN)
        self.element.repaint()

    def _paint(self, state: str) -> pygame.Surface:
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        accent = self._accent()
        face, ink = palette.raised, palette.text
        line = mix(palette.raised, palette.text, 0.12)
        if self._mark is AnswerMark.OTHER:
            face, ink = mix(palette.panel, palette.raised, 0.4), palette.muted
        elif accent:
            face, line = mix(palette.panel, accent, 0.16), accent
        elif state in ("hovered", "active"):
            share = 0.1 if state == "hovered" else 0.04
            face, line = mix(palette.raised, palette.text, share), mix(palette.raised, palette.positive, 0.8)
        picture = rounded_box(self._rect.size, px(RADIUS), face, line, max(1, px(1)))
        self._cap(picture, face, accent or palette.muted)
        left = px(PADDING + CAP + 12)
        lines = wrapped(kit, self._text, CHOICE_TEXT_SIZE, self._rect.width - left - px(PADDING))
        top = self._rect.height // 2 - px(CHOICE_LINE) * (len(lines) - 1) // 2
        for row, text in enumerate(lines):
            Lettering(kit, picture).write(text, (left, top + row * px(CHOICE_LINE)), CHOICE_TEXT_SIZE, ink)
        return picture

    def _cap(self, picture: pygame.Surface, face: Colour, ink: Colour) -> None:
        kit, px = self._kit, self._kit.px
        cap = pygame.Rect(px(PADDING), 0, px(CAP), px(CAP))
        cap.centery = self._rect.height // 2
        if self._mark in (AnswerMark.RIGHT, AnswerMark.WRONG):
            icon = kit.icons.get("check" if self._mark is AnswerMark.RIGHT else "cross", px(ICON), ink)
            picture.blit(icon, icon.get_rect(center=cap.center))
            return
        box = rounded_box(cap.size, px(6), mix(face, kit.palette.background, 0.5), kit.palette.line, max(1, px(1)))
        picture.blit(box, cap)
        Lettering(kit, picture).write(str(self.number), cap.center, 13, ink, "mono", anchor="center")

    def _accent(self) -> Colour | None:
        palette = self._kit.palette
        return {AnswerMark.RIGHT: palette.gradient, AnswerMark.WRONG: palette.negative}.get(self._mark)
