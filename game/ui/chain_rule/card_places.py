"""Where the parts of the chain-rule card stand, for the height there is."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui.draw.kit import Kit

ROWS_Y = 52
"""Design pixels: where the first row of boxes begins."""
BOTTOM = 12
"""Design pixels: the room below everything."""
TOP_BOX = 66
"""Design pixels: height of the boxes of the first row."""
BOTTOM_BOX = 62
"""Design pixels: height of the boxes of the second row."""
LINE = 16
"""Design pixels: height of a line of text."""
SMALLEST_LINE = 13
"""Screen pixels that it is high at least."""
SLIDER_HEIGHT = 34
"""Design pixels."""
WIDEST_GAP = 14
"""Design pixels between two parts, at most."""
TERM_LINES = 2
"""Lines that the terms of the first box may take."""


@dataclass(frozen=True)
class CardPlaces:
    """Tops (y) of the parts from the rows down, spread over the height there is."""

    top: int
    words: int
    terms: int
    bottom: int
    rule: int
    update: int
    nudge: int
    slider: int


def card_places(kit: Kit, height: int, *, fixed: bool) -> CardPlaces:
    """Where the parts of a card `height` pixels high stand; a `fixed` one has no slider."""
    line = max(kit.px(LINE), SMALLEST_LINE)
    first, second = kit.px(TOP_BOX), kit.px(BOTTOM_BOX)
    lines = 1 + TERM_LINES + 2 + 1
    parts = kit.px(ROWS_Y) + first + second + lines * line + kit.px(BOTTOM) + (0 if fixed else kit.px(SLIDER_HEIGHT))
    gap = max(0, min(kit.px(WIDEST_GAP), (height - parts) // (5 if fixed else 6)))
    words = kit.px(ROWS_Y) + first + gap // 2
    terms = words + line
    bottom = terms + TERM_LINES * line + gap // 2
    rule = bottom + second + gap
    update = rule + gap
    nudge = update + 2 * line + gap
    return CardPlaces(kit.px(ROWS_Y), words, terms, bottom, rule, update, nudge, nudge + line + gap)
