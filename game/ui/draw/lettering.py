"""Setting text on a picture: aligned, made smaller until it fits, or wrapped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol

import pygame

from game.ui.draw.drawable import drawable
from game.ui.draw.fonts import SMALLEST, Fonts
from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour

STEP = 0.5
LONG = 64
"""Letters of a word from which on it is not measured as a whole first."""


class Lettering:
    """Writes on `surface` with the fonts of `kit`. Sizes are design pixels, places screen pixels."""

    def __init__(self, kit: Kit, surface: pygame.Surface) -> None:
        self.kit, self.surface = kit, surface

    def write(
        self,
        text: str,
        place: tuple[int, int],
        size: float,
        colour: Colour,
        style: str = "regular",
        *,
        anchor: str = "midleft",
        room: int | None = None,
    ) -> pygame.Rect:
        """Write `text` with its `anchor` (a corner or side, as pygame names them) at `place`, no wider than `room`
        pixels if the smallest legible size allows. Returns where it stands."""
        image = self.kit.fonts.text(text, size, colour, style)
        if room is not None and image.get_width() > room:
            image = self.kit.fonts.text(text, fitting_size(self.kit, text, size - STEP, room, style), colour, style)
        rect = image.get_rect(**{anchor: place})
        self.surface.blit(image, rect)
        return rect

    def spread(
        self, tokens: Sequence[str], right: int, y: int, size: float, colour: Colour, style: str, room: int
    ) -> bool:
        """Write `tokens` in a row that ends at `right`, with gaps of a space or, to fit into `room`, of half of one.
        Returns whether they fit; what does not is not written."""
        fitting = self.spread_size(tokens, size, style, room)
        if fitting is None:
            return False
        text, space, gaps = *self._widths(tokens, fitting, style), max(1, len(tokens) - 1)
        gap = max(space // 2, min(space, (room - text) // gaps))
        x = right - text - gaps * gap
        for token in tokens:
            x = self.write(token, (x, y), fitting, colour, style).right + gap
        return True

    def spread_size(self, tokens: Sequence[str], size: float, style: str, room: int) -> float | None:
        """The largest size up to `size` at which `tokens` in a row fit into `room`; None where the smallest legible one
        is too large."""
        smallest = SMALLEST / self.kit.scale
        while True:
            text, space = self._widths(tokens, size, style)
            if text + max(1, len(tokens) - 1) * (space // 2) <= room:
                return size
            if size <= smallest:
                return None
            size -= STEP

    def _widths(self, tokens: Sequence[str], size: float, style: str) -> tuple[int, int]:
        """Pixels of all tokens, and of a space."""
        width = partial(self.kit.fonts.width, size=size, style=style)
        return sum(map(width, tokens)), width(" ")

    def first_fitting(self, texts: Sequence[str], size: float, room: int, style: str = "regular") -> str:
        """The first of `texts`, from the longest to the shortest, that fits in `room` at the smallest legible size."""
        smallest = SMALLEST / self.kit.scale
        return next(
            (text for text in texts if self.kit.fonts.width(text, min(size, smallest), style) <= room), texts[-1]
        )


def fitting_size(
    kit: Kit, text: str, size: float, room: int, style: str = "regular", *, smallest: float | None = None
) -> float:
    """The largest size up to `size` (design pixels), and not below `smallest`, at which `text` is no wider than `room`
    pixels. Without `smallest` it ends at what can be read at all."""
    if smallest is None:
        smallest = SMALLEST / kit.scale
    while size > smallest and kit.fonts.width(text, size, style) > room:
        size -= STEP
    return size


def cut(kit: Kit, text: str, size: float, room: int, tail: str = "") -> str:
    """`text` and `tail`, or the beginning of `text` with an ellipsis before `tail`, no wider than `room` pixels."""
    text = drawable(text)
    if kit.fonts.width(text + tail, size) <= room:
        return text + tail
    width = partial(_width_cut, kit, text, size, tail)
    length = max(1, bisect_right(range(1, len(text)), room, key=width))
    return f"{text[:length].rstrip()}…{tail}"


def _width_cut(kit: Kit, text: str, size: float, tail: str, length: int) -> int:
    return kit.fonts.width(f"{text[:length].rstrip()}…{tail}", size)


class HasFonts(Protocol):
    """What text is measured with; every Kit is one."""

    @property
    def fonts(self) -> Fonts:
        """What words are set in."""


def wrapped(kit: HasFonts, text: str, size: float, room: int, style: str = "regular") -> list[str]:
    """`text` in lines no wider than `room` pixels; a word that is wider is broken."""

    def measure(word: str) -> int:
        return kit.fonts.width(word, size, style)

    words = [part for word in text.split() for part in _broken(word, room, measure)]
    return filled_lines(words, " ", room, measure)


def _broken(word: str, room: int, measure: Callable[[str], int]) -> Iterator[str]:
    """`word` in parts of up to `room`, each at least a letter. Of a long word not much more is measured than has room:
    how long that takes does not grow with its square."""
    while len(word) > 1:
        reach = LONG
        while reach < len(word) and measure(word[:reach]) <= room:
            reach *= 2
        if reach >= len(word) and measure(word) <= room:
            break
        length = max(1, bisect_right(range(1, min(reach, len(word))), room, key=lambda end: measure(word[:end])))
        yield word[:length]
        word = word[length:]
    if word:
        yield word


def filled_lines(words: Sequence[str], joint: str, room: int, measure: Callable[[str], int]) -> list[str]:
    """`words`, which are never broken, in lines of up to `room` as `measure` measures them, `joint` between two."""
    lines: list[str] = []
    end, between = 0, measure(joint)
    for word in words:
        width = measure(word)
        if lines and end + between + width <= room:
            lines[-1] += joint + word
            end += between + width
        else:
            lines.append(word)
            end = width
    return lines
