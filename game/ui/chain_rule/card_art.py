"""How the chain-rule card looks: ChainRule -> picture and the places with hover help."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.ui.chain_rule.card_parts import Box, ChainRule, Contribution, NudgeVerdict, Row, Terms, Words
from game.ui.chain_rule.card_places import (
    BOTTOM_BOX,
    LINE,
    SLIDER_HEIGHT,
    SMALLEST_LINE,
    TERM_LINES,
    TOP_BOX,
    card_places,
)
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, filled_lines, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import HEADING_SIZE, HEADING_Y, MARGIN, panel_background
from game.ui.network.reveal import UNKNOWN

QUESTION_Y = 38
GAP, RADIUS = 17, 8
LOUDEST = 15.0
"""Font size of a complaint of 1."""
SOFTEST = 9.0
"""Font size of a complaint of 0."""
_ICONS = {
    NudgeVerdict.AGREES: "check",
    NudgeVerdict.CORNER: "corner",
    NudgeVerdict.LOST: "help",
    NudgeVerdict.DIFFERS: "cross",
}
_COLOURS = {
    NudgeVerdict.AGREES: "gradient",
    NudgeVerdict.CORNER: "activation",
    NudgeVerdict.LOST: "activation",
    NudgeVerdict.DIFFERS: "negative",
}
"""By their names in the palette."""
_MEASURED = ("(L({w}+ε) − L({w}−ε)) / 2ε =",)
_NUDGE_WORDS = {
    NudgeVerdict.CORNER: ("a corner: slope below | above", "a corner: below | above", "corner:"),
    NudgeVerdict.LOST: ("too large to be nudged:", "too large:"),
}
"""What stands before the number, the longest that fits."""


OPERATORS = ("+", "−", "×", "/", "=", "≈")
"""Before which the update's line may be broken."""


@dataclass(frozen=True)
class CardPicture:
    """`hints` are places on the picture with their sentence; `slider` is where the slider belongs, and `nudge` where
    the line about the nudge stands, if there is one."""

    surface: pygame.Surface
    hints: tuple[tuple[pygame.Rect, str], ...]
    slider: pygame.Rect
    nudge: pygame.Rect | None = None


class ChainRuleArt:
    """Paints cards of one size; keeps the box grounds it has painted."""

    def __init__(self, kit: Kit, size: tuple[int, int], *, fixed: bool) -> None:
        self._kit = kit
        self._ground = panel_background(kit, size)
        self._places = card_places(kit, size[1], fixed=fixed)
        self._line = max(kit.px(LINE), SMALLEST_LINE)
        self._left, self._right = kit.px(MARGIN), size[0] - kit.px(MARGIN)
        self._boxes: dict[tuple[tuple[int, int], Colour, Colour], pygame.Surface] = {}
        self._pen = Lettering(kit, self._ground)
        self._hints: list[tuple[pygame.Rect, str]] = []

    def paint(self, rule: ChainRule) -> CardPicture:
        """A new picture of `rule`."""
        surface = self._ground.copy()
        self._pen, self._hints = Lettering(self._kit, surface), []
        self._heading(rule)
        if rule.top:
            self._row(rule.top, self._places.top, self._kit.px(TOP_BOX))
        if rule.words:
            self._words(rule.words)
        if rule.terms:
            self._terms(rule.terms)
        if rule.top and rule.words:
            self._explain_words(rule.top)
        if rule.contributions:
            self._contributions(rule)
        self._row(rule.bottom, self._places.bottom, self._kit.px(BOTTOM_BOX))
        if rule.edge is None:
            self._advice(rule.note)
        self._last_lines(rule)
        slider = pygame.Rect(self._left, self._places.slider, self._width, self._kit.px(SLIDER_HEIGHT))
        nudge = pygame.Rect(self._left, self._places.nudge, self._width, self._line) if rule.nudge else None
        return CardPicture(surface, tuple(self._hints), slider, nudge)

    @property
    def _width(self) -> int:
        return self._right - self._left

    def _heading(self, rule: ChainRule) -> None:
        kit, palette, y = self._kit, self._kit.palette, self._kit.px(HEADING_Y)
        note = self._pen.write(rule.heading, (self._right, y), HEADING_SIZE, palette.muted, anchor="midright")
        if rule.about:
            self._hints.append((note, rule.about))
        titles = ["CHAIN RULE"]
        if rule.scope:
            titles.insert(0, f"CHAIN RULE · {rule.scope.upper()}")
        room = note.left - self._left - kit.px(8)
        title = self._pen.first_fitting(titles, HEADING_SIZE, room, "semibold")
        self._pen.write(title, (self._left, y), HEADING_SIZE, palette.muted, "semibold", room=room)
        place = (self._left, kit.px(QUESTION_Y))
        self._pen.write(rule.question, place, 13, palette.text, room=self._width)

    # -- boxes -------------------------------------------------------------------------------------------------------

    def _row(self, row: Row, top: int, height: int) -> None:
        gap = self._kit.px(GAP)
        width = (self._width - 2 * gap) // 3
        for index, box in enumerate(row.boxes):
            rect = pygame.Rect(self._left + index * (width + gap), top, width, height)
            if index == len(row.boxes) - 1:
                rect.width = self._right - rect.x
            self._box(box, rect)
            if index:
                place = (rect.x - gap // 2, rect.centery)
                self._pen.write(row.signs[index - 1], place, 14, self._kit.palette.muted, "mono", anchor="center")
                self._explain(pygame.Rect(rect.x - gap, top, gap, height), row.boxes[-1])

    def _box(self, box: Box, rect: pygame.Rect) -> None:
        palette, pen = self._kit.palette, self._pen
        accent: Colour = getattr(palette, box.colour)
        faint = box.dim or box.struck
        line = mix(palette.raised, accent, 0.25 if faint else 0.65)
        pen.surface.blit(self._ground_of(rect.size, palette.raised, line), rect)
        room = rect.width - self._kit.px(5)
        rows = (0.23, 0.50, 0.78) if box.value else (0.34, 0.68)
        spots = [(rect.centerx, rect.y + round(rect.height * share)) for share in rows]
        title = pen.first_fitting([box.title, box.title.split(" ")[0]], 11, room)
        pen.write(title, spots[0], 11, palette.muted, anchor="center", room=room)
        ink = palette.muted if faint else accent
        formula = pen.write(box.formula, spots[1], 11.5, ink, "medium", anchor="center", room=room)
        if box.struck:
            self._strike(formula)
            pen.write(box.value, spots[2], 12, palette.text, "medium", anchor="center", room=room)
        elif box.value:
            value_ink = palette.muted if box.dim else palette.text
            pen.write(box.value, spots[2], 15, value_ink, "mono-medium", anchor="center", room=room)
        self._explain(rect, box)

    def _explain(self, place: pygame.Rect, box: Box) -> None:
        """Have `place` say what `box` does."""
        if box.hint:
            self._hints.append((place, box.hint))

    def _strike(self, formula: pygame.Rect) -> None:
        """Cross the cancelled factor out."""
        start, end = formula.inflate(self._kit.px(10), 0).bottomleft, formula.inflate(self._kit.px(10), 0).topright
        thick = max(2, self._kit.px(1.5))
        pygame.draw.line(self._pen.surface, self._kit.palette.negative, start, end, thick)

    def _ground_of(self, size: tuple[int, int], fill: Colour, line: Colour) -> pygame.Surface:
        key = (size, fill, line)
        if key not in self._boxes:
            self._boxes[key] = rounded_box(size, self._kit.px(RADIUS), fill, line, max(1, self._kit.px(1)))
        return self._boxes[key]

    # -- lines -------------------------------------------------------------------------------------------------------

    def _words(self, words: Words) -> None:
        palette, y = self._kit.palette, self._places.words + self._line // 2
        size = SOFTEST + (LOUDEST - SOFTEST) * words.loudness
        loud = mix(palette.muted, palette.negative, min(1.0, 0.35 + words.loudness))
        second = self._left + (self._width - 2 * self._kit.px(GAP)) // 3 + self._kit.px(GAP)
        room = second - self._left - self._kit.px(6)
        ink = loud if words.said else palette.muted
        self._pen.write(words.complaint, (self._left, y), size, ink, "semibold", room=room)
        heard = palette.negative if words.deaf else palette.gradient
        self._pen.write(words.listening, (second, y), 11.5, heard if words.heard else palette.muted, "medium")

    def _explain_words(self, row: Row) -> None:
        """What is said under a box means what the box says; the terms belong to the first."""
        places, gap = self._places, self._kit.px(GAP)
        second = self._left + (self._width - 2 * gap) // 3 + gap
        first = pygame.Rect(self._left, places.words, second - gap - self._left, self._line)
        beside = pygame.Rect(second, places.words, self._right - second, self._line)
        below = pygame.Rect(self._left, places.terms, self._width, places.bottom - places.terms)
        for rect, box in ((first, row.boxes[0]), (beside, row.boxes[1]), (below, row.boxes[0])):
            self._explain(rect, box)

    def _terms(self, terms: Terms) -> None:
        """Each term with its name; in a crowd the names give way, then the last terms."""
        named = [f"{term.name} = {term.text}" for term in terms.terms]
        plain = [term.text for term in terms.terms]
        short = [f"{term.name.partition('·')[0]} {term.text}" for term in terms.terms]
        tail = f" {terms.sign} {terms.result}"
        if terms.line:
            lines = [terms.line]
        elif terms.operator.strip() != "+":
            names = terms.operator.join(term.name for term in terms.terms)
            lines = [f"{names} = {terms.operator.join(plain)}{tail}"]
        else:
            found = [self._term_lines(parts, tail) for parts in (named, short, plain)]
            lines = found[0] or found[1] or found[2] or self._most_terms(plain, tail)
        ink = self._kit.palette.muted
        for row, text in enumerate(lines):
            place = (self._left, self._places.terms + row * self._line + self._line // 2)
            self._pen.write(text, place, 10.5, ink, "mono", room=self._width)

    def _term_lines(self, parts: list[str], tail: str) -> list[str] | None:
        whole = [*parts[:-1], parts[-1] + tail]
        room = self._width // self._kit.fonts.width("0", 10.5, "mono")
        lines = filled_lines(whole, " + ", room - 2, len)
        lines = [f"+ {line}" if row else line for row, line in enumerate(lines)]
        return lines if len(lines) <= TERM_LINES and max(map(len, lines)) <= room else None

    def _most_terms(self, parts: list[str], tail: str) -> list[str]:
        for kept in range(len(parts) - 1, 0, -1):
            lines = self._term_lines([*parts[:kept], f"{len(parts) - kept} more"], tail)
            if lines:
                return lines
        return [f"{len(parts)} terms{tail}"]

    def _contributions(self, rule: ChainRule) -> None:
        palette, area, lines = self._kit.palette, self._places.bottom - self._places.top, rule.contributions
        pitch = min(self._kit.px(20), (area - self._line) // (min(len(lines), 4) + 1))
        room = max(1, (area - self._line) // pitch - 1)
        columns = [self._left + round(self._width * share) for share in (0.0, 0.38, 0.68, 1.0)]
        for column, title in zip(columns, ("sample", *rule.columns), strict=True):
            anchor = "midleft" if column == self._left else "midright"
            self._pen.write(title, (column, self._places.top + pitch // 2), 11, palette.muted, "medium", anchor=anchor)
        count = len(lines) + rule.more
        shown = lines if count <= room else lines[: room - 1]
        for row, line in enumerate(shown, start=1):
            self._contribution(line, self._places.top + row * pitch, pitch, columns)
        if len(shown) < count:
            y = self._places.top + (len(shown) + 1) * pitch + pitch // 2
            self._pen.write(f"… and {count - len(shown):,} more", (self._left, y), 11, palette.muted)
        place = (self._left, self._places.bottom - self._line // 2 - self._kit.px(3))
        self._pen.write(rule.note, place, 10.5, palette.muted, room=self._width)

    def _contribution(self, line: Contribution, top: int, pitch: int, columns: list[int]) -> None:
        palette, y = self._kit.palette, top + pitch // 2
        rect = pygame.Rect(self._left, top, self._width, pitch)
        pygame.draw.line(self._pen.surface, mix(palette.panel, palette.line, 0.6), rect.topleft, rect.topright)
        self._pen.write(line.sample, (columns[0], y), 12, palette.text, "mono")
        texts = ((line.delta, palette.gradient), (line.source, palette.source), (line.product, palette.text))
        for x, (text, ink) in zip(columns[1:], texts, strict=True):
            self._pen.write(text, (x, y), 12, ink, "mono", anchor="midright")
        for left, text in ((columns[1], "×"), (columns[2], line.sign)):
            self._pen.write(text, (left + self._kit.px(9), y), 12, palette.muted, "mono", anchor="center")
        self._hints.append((rect, line.hint))

    def _advice(self, text: str) -> None:
        """What the greyed formulas are about."""
        room = self._width
        for row, line in enumerate(wrapped(self._kit, text, 12.5, room)):
            y = self._places.rule + row * self._kit.px(19) + self._kit.px(8)
            self._pen.write(line, (self._left, y), 12.5, self._kit.palette.muted)

    def _last_lines(self, rule: ChainRule) -> None:
        if rule.update is None or rule.nudge is None:
            return
        palette, y = self._kit.palette, self._places.rule
        pygame.draw.line(self._pen.surface, palette.line, (self._left, y), (self._right - 1, y))
        self._update(rule)
        self._nudge(rule)

    def _update(self, rule: ChainRule) -> None:
        update, palette, pen = rule.update, self._kit.palette, self._pen
        assert update is not None
        top, line = self._places.update, self._line
        label = pen.write("Update", (self._left, top + line // 2), 12.5, palette.text)
        room = self._right - label.right - self._kit.px(10)
        self._hints.append((pygame.Rect(self._left, top, self._width, 2 * line), update.hint))
        ink, first, second = palette.muted if update.dim else palette.text, top + line // 2, top + line + line // 2
        numbers = update.line.split(" ")
        becomes = [rule.symbol, "←"]
        for tokens in ([*becomes, *numbers], numbers):
            if pen.spread(tokens, self._right, second, 12.5, ink, "mono", self._width):
                break
        else:
            halves = self._halves([*becomes, *numbers], room)
            for half, y, within in zip(halves, (first, second), (room, self._width), strict=False):
                pen.spread(half, self._right, y, 12.5, ink, "mono", within)
            if halves:
                return
            pen.spread([*becomes, numbers[-1]], self._right, second, 12.5, ink, "mono", self._width)
        told = [f"gradient: {update.whose}"]
        if update.memory:
            told = [f"{update.memory} · {told[0]}", f"{update.memory} · {update.whose}", update.memory]
        whose = pen.first_fitting(told, 11, room)
        pen.write(whose, (self._right, first), 11, palette.muted, anchor="midright", room=room)

    def _halves(self, tokens: list[str], room: int) -> tuple[list[str], ...]:
        """`tokens` in two lines, the first of which has `room`: broken before an operator, one outside of brackets if
        that can be had; none where they do not fit."""
        places = [at for at, token in enumerate(tokens) if at > 2 and token in OPERATORS]
        for at in sorted(places, key=lambda at: (_in_brackets(tokens[:at]), -at)):
            lines = ((tokens[:at], room), (tokens[at:], self._width))
            if all(self._pen.spread_size(line, 12.5, "mono", within) for line, within in lines):
                return tokens[:at], tokens[at:]
        return ()

    def _nudge(self, rule: ChainRule) -> None:
        nudge, kit, palette, pen = rule.nudge, self._kit, self._kit.palette, self._pen
        assert nudge is not None
        y, w = self._places.nudge + self._line // 2, rule.symbol[0]
        ink = palette.muted if nudge.dim else getattr(palette, _COLOURS[nudge.verdict])
        icon = kit.icons.get(_ICONS[nudge.verdict], max(10, kit.px(12)), ink)
        mark = icon.get_rect(midright=(self._right, y))
        if nudge.value != UNKNOWN:
            pen.surface.blit(icon, mark)
        value = pen.write(nudge.value, (mark.left - kit.px(6), y), 12.5, ink, "mono", anchor="midright")
        place = (value.left - kit.px(5), y)
        room = place[0] - self._left - kit.fonts.width("Nudge ", 12.5)
        says = [words.format(w=w) for words in _NUDGE_WORDS.get(nudge.verdict, _MEASURED)]
        formula = pen.write(pen.first_fitting(says, 12, room), place, 12, ink, anchor="midright", room=room)
        room = formula.left - self._left - kit.px(6)
        label = pen.first_fitting(["Nudge test", "Nudge"], 12.5, room)
        pen.write(label, (self._left, y), 12.5, palette.text, room=room)
        self._hints.append((pygame.Rect(self._left, self._places.nudge, self._width, self._line), nudge.hint))


def _in_brackets(tokens: list[str]) -> bool:
    """Whether what follows `tokens` stands in brackets."""
    text = "".join(tokens)
    return text.count("(") > text.count(")")
