"""Text: Inter for words, JetBrains Mono for numbers, opened by path and rendered once for each string.

Signs that one of the two lacks are taken from the other, so that callers may mix words and signs freely. JetBrains
Mono lacks ⁻ ᶻ ★; Inter lacks ∈ ✕. Neither has ∇ ℒ or any picture sign: those are icons (`ui/icons.py`). Any text can
be set, whoever wrote it: see `drawable.py`.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cache
from itertools import groupby
from pathlib import Path

import pygame

from game.paths import ASSETS
from game.ui.draw.drawable import drawable, rendered
from game.ui.draw.palette import Colour

FILES = {
    "regular": "Inter-Regular.otf",
    "medium": "Inter-Medium.otf",
    "semibold": "Inter-SemiBold.otf",
    "mono": "JetBrainsMono-Regular.ttf",
    "mono-medium": "JetBrainsMono-Medium.ttf",
}
SUBSTITUTES = {
    "regular": "mono",
    "medium": "mono-medium",
    "semibold": "mono-medium",
    "mono": "regular",
    "mono-medium": "medium",
}
SMALLEST = 10
"""Pixels below which no text is set, whatever the scale."""
CACHED = 2000
TEXT_BYTES = 6_000_000
"""What pictures of strings may come to at a scale of 1. One screen needs a third of it."""
NO_CHARACTER = "\uffff"
"""Stands in no font, so it renders as the box for missing signs."""


def fonts_folder() -> Path:
    """Where the fonts lie."""
    return ASSETS / "fonts"


def open_font(path: Path, pixels: int) -> pygame.font.Font:
    """The font in `path`. Raises OSError. A damaged file opens as well, and ends the whole program when it is asked for
    its height; asked for a width it only fails."""
    try:
        font = pygame.font.Font(str(path), pixels)
        font.size("0")
    except pygame.error as problem:
        raise OSError(f"{path} is no font, or a damaged one ({problem})") from None
    return font


@cache
def signs_known(_folder: Path) -> dict[tuple[str, str], bool]:
    """Whether the font of a style has a character, by both, as far as that was asked: at every scale the same."""
    return {}


class Fonts:
    """Fonts at one UI scale, with a cache of rendered strings."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self._fonts: dict[tuple[str, int], pygame.font.Font] = {}
        self._cache: OrderedDict[tuple[str, str, int, Colour], pygame.Surface] = OrderedDict()
        self._widths: OrderedDict[tuple[str, str, int], int] = OrderedDict()
        self._has = signs_known(fonts_folder())
        self.held = 0
        """Bytes of the pictures of strings that are kept."""

    @property
    def most_held(self) -> float:
        """Bytes of strings that are kept at most."""
        return TEXT_BYTES * max(1.0, self.scale**2)

    def let_go(self) -> None:
        """Forget fonts and strings; what is asked for again is made again."""
        self._fonts.clear()
        self._cache.clear()
        self._widths.clear()
        self.held = 0

    def font(self, style: str, size: float) -> pygame.font.Font:
        """The font of a style of `FILES` at `size` pixels of the 1280x800 design."""
        pixels = max(SMALLEST, round(size * self.scale))
        key = (style, pixels)
        if key not in self._fonts:
            self._fonts[key] = open_font(fonts_folder() / FILES[style], pixels)
        return self._fonts[key]

    def open_all(self) -> None:
        """Open every style once. Raises OSError: better here than in pygame_gui's threads, which a damaged file ends
        together with the program."""
        for style in FILES:
            self.font(style, SMALLEST)

    @property
    def usable(self) -> bool:
        """Whether one can write with what was opened so far: pygame forgets its fonts when it is closed."""
        first = next(iter(self._fonts.values()), None)  # the one that was opened first, and forgotten with all others
        try:
            return first is None or first.size("0")[0] > 0
        except pygame.error:
            return False

    def text(self, string: str, size: float, colour: Colour, style: str = "regular") -> pygame.Surface:
        """`string` on a transparent ground. The surface is shared: blit it, never draw on it."""
        key = (string, style, round(size * 100), colour)
        found = self._cache.get(key)
        if found is None:
            found = self._render(string, size, colour, style)
            self._cache[key] = found
            self.held += _bytes(found)
            while len(self._cache) > CACHED or (self.held > self.most_held and len(self._cache) > 1):
                self.held -= _bytes(self._cache.popitem(last=False)[1])
        else:
            self._cache.move_to_end(key)
        return found

    def width(self, string: str, size: float, style: str = "regular") -> int:
        """Pixels that `string` is wide. What is set is measured again and again, to find where it has room."""
        key = (string, style, round(size * 100))
        found = self._widths.get(key)
        if found is None:
            found = sum(self.font(own, size).size(part)[0] for own, part in self._runs(drawable(string), style))
            self._widths[key] = found
            if len(self._widths) > CACHED:
                self._widths.popitem(last=False)
        return found

    def has(self, style: str, character: str) -> bool:
        """Whether the font of `style` itself has `character`."""
        key = (style, character)
        if key not in self._has:
            font = self.font(style, 16)
            drawn, box = (
                pygame.image.tobytes(rendered(font, drawable(sign), (255, 255, 255)), "RGBA")
                for sign in (character, NO_CHARACTER)
            )
            self._has[key] = drawn != box
        return self._has[key]

    def _runs(self, string: str, style: str) -> list[tuple[str, str]]:
        """`string` cut into (style, part), the style being the substitute where `style` lacks the signs."""
        if string.isascii():
            return [(style, string)]

        def owner(character: str) -> str:
            substitute = SUBSTITUTES[style]
            missing = not character.isascii() and not self.has(style, character) and self.has(substitute, character)
            return substitute if missing else style

        return [(own, "".join(part)) for own, part in groupby(string, owner)]

    def _render(self, string: str, size: float, colour: Colour, style: str) -> pygame.Surface:
        string = drawable(string)
        runs = self._runs(string, style)
        if len(runs) == 1 and runs[0][0] == style:
            return rendered(self.font(style, size), string, colour)
        main = self.font(style, size)
        whole = pygame.Surface((self.width(string, size, style), main.get_height()), pygame.SRCALPHA)
        x = 0
        for own, part in runs:
            font = self.font(own, size)
            whole.blit(rendered(font, part, colour), (x, main.get_ascent() - font.get_ascent()))
            x += font.size(part)[0]
        return whole


def _bytes(picture: pygame.Surface) -> int:
    return picture.get_pitch() * picture.get_height()
