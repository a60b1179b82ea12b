"""What is to be said of the machine: no place to save, a window too small. Each thing is said once, over any screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pygame

from game.ui.draw.capitals import capitalised
from game.ui.draw.fonts import Fonts
from game.ui.draw.kit import scale_for
from game.ui.draw.palette import STANDARD, Palette
from game.ui.toolkit.toast import Toast

SECONDS = 9.0
"""Long enough for a sentence that nobody expects, with a path in it."""
BOTTOM = 290
"""Design pixels: above what a screen has to say."""


@dataclass(frozen=True)
class _Brush:
    scale: float
    fonts: Fonts
    palette: Palette = STANDARD

    def px(self, design_pixels: float) -> int:
        return round(design_pixels * self.scale)


class Notices:
    """`said` are the sentences that were already said, `toast` shows what is being said."""

    def __init__(self) -> None:
        self.said: set[str] = set()
        self.toast = Toast(SECONDS, BOTTOM)
        self._brush: _Brush | None = None

    def tell(self, sentences: Iterable[str | None]) -> None:
        """Say those of `sentences` that were not said before."""
        new = [sentence for sentence in sentences if sentence and sentence not in self.said]
        if new:
            self.said.update(new)
            self.toast.say(". ".join(capitalised(sentence) for sentence in new))

    def draw(self, surface: pygame.Surface, now: float) -> bool:
        """Draw what is being said, if anything is; whether it is. `now` is seconds of the window's clock."""
        scale = scale_for(surface.get_size())
        if self._brush is None or self._brush.scale != scale:
            self._brush = _Brush(scale, Fonts(scale))
        return self.toast.draw(surface, self._brush, now)
