"""What a sitting of the concept check came to, idea by idea, for the student alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pygame

from game.sim.campaign.concepts import UNSURE, Answers, Change, Concept, gain
from game.ui.concept_check.question_card import GoOn
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, Palette, mix
from game.ui.toolkit.focus_ring import PRESS_KEYS
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

WIDTH = 760
"""Design pixels: width of the card."""
PADDING = 32
"""Design pixels: from the card's edges to what is in it."""
ROW = 50
"""Design pixels: height of a concept's row, with the gap below it."""
COLUMNS = 2
"""Concepts beside each other."""
TITLE_Y = 44
"""Design pixels: from the card's top to the middle of its title."""
TEXT_Y = 78
"""Design pixels: from the card's top to the middle of the first line below the title."""
LINE = 20
"""Design pixels: height of such a line."""
ROWS_Y = 30
"""Design pixels: from below those lines to the rows."""
FOOT = 72
"""Design pixels: room below the rows for the button."""
BUTTON = (150, 36)
"""Design pixels: size of the button that leads on."""


@dataclass(frozen=True)
class ConceptRow:
    """One idea: its name, what became of it, and a sentence for who points at it."""

    concept: str
    status: str
    look: str
    sentence: str


@dataclass(frozen=True)
class SittingOutcome:
    """What there is to tell."""

    title: str
    lines: tuple[str, ...]
    rows: tuple[ConceptRow, ...]


ICONS = {
    Change.OVERCOME: "check",
    Change.KNOWN: "check",
    Change.SLIPPED: "undo",
    Change.HELD: "arrow-right",
    Change.OPEN: "help",
}
LOOKS = {change.value: icon for change, icon in ICONS.items()} | {
    "right": "check",
    "wrong": "arrow-right",
    "unsure": "help",
}


def first_outcome(concepts: Sequence[Concept], answers: Answers, words: Mapping[str, str], note: str) -> SittingOutcome:
    """Of a sitting that nothing is compared with. The right answers are not given away; with `note` it is said why. Who
    said not to know is not told of a mistake."""
    right = sum(answers.get(concept.id) == 0 for concept in concepts)
    rows = []
    for concept in concepts:
        look = {0: "right", UNSURE: "unsure"}.get(answers.get(concept.id, 1), "wrong")
        rows.append(ConceptRow(concept.concept, words[look], look, concept.question))
    title = words["first"].format(right=right, count=len(concepts))
    lines = [note]
    if "unsure" in {row.look for row in rows}:
        lines.append(words["some_unsure"].format(unsure=sum(row.look == "unsure" for row in rows)))
    return SittingOutcome(title, tuple(lines), tuple(rows))


def gain_outcome(
    concepts: Sequence[Concept],
    before: Answers,
    answers: Answers,
    words: Mapping[str, str],
    earlier: Sequence[Concept] = (),
) -> SittingOutcome:
    """Of a sitting compared with an earlier one, in which `earlier` was asked: what became of every misconception."""
    found = gain(concepts, before, answers)
    rows = []
    for concept in concepts:
        change = found.changes[concept.id]
        past = next((each for each in earlier if each.number == concept.number), None)
        misled = past.misconception(before.get(past.id)) if past else ""
        misleads = concept.misconception(answers.get(concept.id))
        sentence = _explained(concept, change, misled, misleads)
        unsure = answers.get(concept.id) == UNSURE and change is Change.HELD
        look = "unsure" if unsure else change.value
        rows.append(ConceptRow(concept.concept, words[look], look, sentence))
    title = words["again"].format(before=found.before, right=found.after, count=len(concepts))
    lines = [_gained(found.normalised, words)]
    if Change.SLIPPED in found.changes.values():
        lines.append(words["some_slipped"])
    return SittingOutcome(title, tuple(line for line in lines if line), tuple(rows))


def _gained(normalised: float | None, words: Mapping[str, str]) -> str:
    if normalised is None:
        return words["nothing_to_gain"]
    return words["gained"].format(share=f"{normalised:.0%}") if normalised > 0 else ""


def _explained(concept: Concept, change: Change, misled: str, misleads: str) -> str:
    """`misled` is the misconception of the earlier answer, `misleads` that of this one."""
    if change is Change.OVERCOME:
        return f"What misled you before: {misled}. {concept.reason}" if misled else concept.reason
    if change is Change.KNOWN:
        return concept.reason
    told = f"{concept.question} “{concept.right}”. {concept.reason}"
    return f"{told} What misled you: {misleads}." if misleads else told


class Results(PicturePanel):
    """Shows an Outcome."""

    def __init__(self, outcome: SittingOutcome, private: str, onward: str) -> None:
        self.outcome, self._private, self._text = outcome, private, onward
        self.onward: Button | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        px = kit.px
        self._lines = [line for text in self.outcome.lines for line in wrapped(kit, text, 14, px(WIDTH - 2 * PADDING))]
        self._top = px(TEXT_Y + len(self._lines) * LINE + ROWS_Y - 14)
        self._depth = -(-len(self.outcome.rows) // COLUMNS)
        height = self._top + self._depth * px(ROW) + px(FOOT)
        self.area = pygame.Rect(0, 0, px(WIDTH), height)
        self.area.center = (rect.centerx, rect.centery + px(24))
        place = pygame.Rect(0, 0, px(BUTTON[0]), px(BUTTON[1]))
        place.bottomright = (self.area.right - px(PADDING), self.area.bottom - px(20))
        self.onward = Button(kit, place, self._text, style="primary", tip="Go on (Enter).")
        self._rect, self._picture = self.area, self._painted()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        typed = event.type == pygame.KEYDOWN and event.key in PRESS_KEYS
        return [GoOn()] if typed or (self.onward and self.onward.pressed(event)) else []

    def hints(self) -> Iterable[Hint]:
        for k, row in enumerate(self.outcome.rows):
            yield Hint(self.row(k), partial(str, row.sentence))

    def focusables(self) -> Sequence[Focusable]:
        return [self.onward] if self.onward else []

    def kill(self) -> None:
        if self.onward:
            self.onward.kill()
        self.onward = None

    def row(self, k: int) -> pygame.Rect:
        """Where an idea stands on screen."""
        px, (column, line) = self._kit.px, divmod(k, self._depth)
        width = (self.area.width - px(2 * PADDING) + px(12)) // COLUMNS
        left = self.area.x + px(PADDING) + column * width
        return pygame.Rect(left, self.area.y + self._top + line * px(ROW), width - px(12), px(ROW - 6))

    def _painted(self) -> pygame.Surface:
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        line = mix(palette.panel, palette.line, 0.8)
        picture = rounded_box(self.area.size, px(14), palette.panel, line, max(1, px(1)))
        pen = Lettering(kit, picture)
        pen.write(self.outcome.title, (px(PADDING), px(TITLE_Y)), 21, palette.text, "semibold")
        for number, text in enumerate(self._lines):
            ink = mix(palette.muted, palette.text, 0.4)
            pen.write(text, (px(PADDING), px(TEXT_Y + number * LINE)), 14, ink)
        for k, row in enumerate(self.outcome.rows):
            _paint_row(pen, self.row(k).move(-self.area.x, -self.area.y), row)
        place = (px(PADDING), self.area.height - px(20 + BUTTON[1] / 2))
        pen.write(self._private, place, 12, palette.muted)
        return picture


def _paint_row(pen: Lettering, rect: pygame.Rect, row: ConceptRow) -> None:
    kit, palette, px = pen.kit, pen.kit.palette, pen.kit.px
    ink = _ink(palette, row.look)
    pen.surface.blit(rounded_box(rect.size, px(8), mix(palette.panel, ink, 0.07), mix(palette.panel, ink, 0.28)), rect)
    icon = kit.icons.get(LOOKS[row.look], px(15), ink)
    pen.surface.blit(icon, icon.get_rect(center=(rect.x + px(20), rect.centery)))
    status = pen.write(row.status, (rect.right - px(12), rect.centery), 12.5, ink, anchor="midright")
    room = status.left - rect.x - px(50)
    pen.write(row.concept, (rect.x + px(38), rect.centery), 13.5, palette.text, "medium", room=room)


def _ink(palette: Palette, look: str) -> Colour:
    if look in ("right", Change.OVERCOME.value):
        return palette.gradient
    return palette.activation if look == Change.SLIPPED.value else palette.muted
