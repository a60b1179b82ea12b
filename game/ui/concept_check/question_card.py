"""A question with answers to choose from by click, key or Tab, in the middle of a screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.intents import Intent
from game.ui.toolkit.focus_ring import PRESS_KEYS
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button
from game.ui.widgets.choice import CHOICE_LINE, CHOICE_TEXT_SIZE, AnswerButton, AnswerMark

WIDTH = 680
"""Design pixels: width of the card."""
PADDING = 32
"""Design pixels: from the card's edges to what is in it."""
GAP = 10
"""Design pixels: below each choice."""
LABEL_Y = 36
"""Design pixels: from the card's top to the middle of the question's label."""
STEM_Y = 74
"""Design pixels: from the card's top to the middle of the question's first line."""
STEM_LINE = 27
"""Design pixels: height of a line of the question."""
STEM_SIZE = 19
"""Design pixels: size of the question's text."""
CHOICE = 48
"""Design pixels: height of a choice of one line."""
FOOT = 60
"""Design pixels: room below the choices for the verdict and the button."""
BUTTON = (150, 36)
"""Design pixels: size of the button that leads on."""


@dataclass(frozen=True)
class Chose(Intent):
    """The answer taken, counted from 0 as shown; the one after the choices says that one does not know."""

    choice: int


@dataclass(frozen=True)
class GoOn(Intent):
    """On to what comes after the question."""


@dataclass(frozen=True)
class Asking:
    """What a card asks. `label` stands above the question, `progress` (0..1) is how far along it is in a row of
    questions. `unsure` are the words, below the choices, of who takes none of them; none if one must be taken."""

    label: str
    question: str
    choices: tuple[str, ...]
    progress: float | None = None
    unsure: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """The choices, and at the end what says that one knows none."""
        return (*self.choices, self.unsure) if self.unsure else self.choices


@dataclass(frozen=True)
class AnswerVerdict:
    """How a question was answered: `chosen` and `right` count the choices as shown; `remark` says more, and `onward` is
    what the button to go on says."""

    chosen: int
    right: int
    remark: str
    onward: str


class QuestionCard(PicturePanel):
    """Without a verdict it takes answers; with one it shows it and waits to go on."""

    def __init__(self, asking: Asking, verdict: AnswerVerdict | None = None) -> None:
        self.asking = asking
        self.verdict = verdict
        self.choices: list[AnswerButton] = []
        self.onward: Button | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        px = kit.px
        inner = px(WIDTH - 2 * PADDING)
        self._stem = wrapped(kit, self.asking.question, STEM_SIZE, inner, "medium")
        heights = [self._choice_height(text, inner) for text in self.asking.answers]
        top = px(STEM_Y + len(self._stem) * STEM_LINE + 4)
        foot = px(FOOT) if self.verdict else px(PADDING - GAP)
        self.area = pygame.Rect(0, 0, px(WIDTH), top + sum(heights) + px(GAP) * len(heights) + foot)
        self.area.center = (rect.centerx, rect.centery + px(20))
        y = self.area.y + top
        self.choices = []
        for number, (text, height) in enumerate(zip(self.asking.answers, heights, strict=True), start=1):
            place = pygame.Rect(self.area.x + px(PADDING), y, inner, height)
            self.choices.append(AnswerButton(kit, place, number, text))
            y += height + px(GAP)
        self._rect, self._picture = self.area, self._painted()
        if self.verdict:
            self._show(self.verdict)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.verdict:
            typed = event.type == pygame.KEYDOWN and event.key in PRESS_KEYS
            return [GoOn()] if typed or (self.onward and self.onward.pressed(event)) else []
        return [Chose(k) for k, choice in enumerate(self.choices) if choice.pressed(event) or choice.typed(event)]

    def hints(self) -> Iterable[Hint]:
        hint = self.onward.hint() if self.onward else None
        return [hint] if hint else []

    def focusables(self) -> Sequence[Focusable]:
        return [self.onward] if self.onward else self.choices

    def kill(self) -> None:
        for choice in self.choices:
            choice.kill()
        if self.onward:
            self.onward.kill()
        self.onward = None

    def _choice_height(self, text: str, inner: int) -> int:
        px = self._kit.px
        lines = len(wrapped(self._kit, text, CHOICE_TEXT_SIZE, inner - px(60)))
        return px(CHOICE) + (lines - 1) * px(CHOICE_LINE)

    def _show(self, verdict: AnswerVerdict) -> None:
        px = self._kit.px
        for k, choice in enumerate(self.choices):
            wrong = AnswerMark.WRONG if k == verdict.chosen else AnswerMark.OTHER
            choice.mark(AnswerMark.RIGHT if k == verdict.right else wrong)
        place = pygame.Rect(0, 0, px(BUTTON[0]), px(BUTTON[1]))
        place.bottomright = (self.area.right - px(PADDING), self.area.bottom - px(18))
        self.onward = Button(self._kit, place, verdict.onward, style="primary", tip="Go on (Enter).")

    def _painted(self) -> pygame.Surface:
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        line = mix(palette.panel, palette.line, 0.8)
        picture = rounded_box(self.area.size, px(14), palette.panel, line, max(1, px(1)))
        pen = Lettering(kit, picture)
        pen.write(self.asking.label, (px(PADDING), px(LABEL_Y)), 12.5, palette.muted, "medium")
        for row, text in enumerate(self._stem):
            place = (px(PADDING), px(STEM_Y + row * STEM_LINE))
            pen.write(text, place, STEM_SIZE, palette.text, "medium")
        if self.asking.progress is not None:
            self._bar(picture, self.asking.progress)
        if self.verdict:
            room = self.area.width - px(2 * PADDING + BUTTON[0] + 16)
            right = self.verdict.chosen == self.verdict.right
            ink = palette.gradient if right else palette.text
            lines = wrapped(kit, self.verdict.remark, 13.5, room)
            middle = self.area.height - px(18 + BUTTON[1] / 2)
            for row, text in enumerate(lines):
                place = (px(PADDING), round(middle + (row - (len(lines) - 1) / 2) * px(18)))
                pen.write(text, place, 13.5, ink)
        return picture

    def _bar(self, picture: pygame.Surface, progress: float) -> None:
        palette, px = self._kit.palette, self._kit.px
        track = pygame.Rect(px(PADDING), px(14), self.area.width - px(2 * PADDING), max(3, px(4)))
        pygame.draw.rect(picture, palette.raised, track, border_radius=px(2))
        done = pygame.Rect(track.topleft, (round(track.width * progress), track.height))
        pygame.draw.rect(picture, palette.activation, done, border_radius=px(2))
