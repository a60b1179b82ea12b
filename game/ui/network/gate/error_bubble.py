"""The error speaks: a bubble above the target's tube, as large as the error is loud."""

from __future__ import annotations

import pygame

from game.ui.chain_rule.subject import card_texts
from game.ui.draw.kit import Kit
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix

SOFTEST = 9.0
"""Design pixels: the type of an error of next to nothing."""
LOUDEST = 19.0
"""Design pixels: the type of an error of 1 or more."""
_PADDING = 0.62
"""Room around the words, in heights of their type."""
_TAIL = 10.0
"""Design pixels that the bubble's tail reaches down."""
_STEPS = 24
"""Steps of loudness for which a bubble is drawn: finer ones cannot be told apart."""


class ErrorBubble:
    """Bubbles by loudness, each drawn once; beside small vessels, `share` (0..1) as large as usual, they shout less, so
    that they do not cover those beside them."""

    def __init__(self, kit: Kit, share: float = 1.0) -> None:
        self._kit = kit
        self._loudest = SOFTEST + (LOUDEST - SOFTEST) * min(1.0, max(0.0, share / 0.8 - 0.25))
        self._images: dict[tuple[str, int], pygame.Surface] = {}

    def place(self, error: float, tail: tuple[int, int], bounds: pygame.Rect) -> pygame.Rect | None:
        """Where the bubble of `error` stands when its tail points at `tail`; None without an error, or where there is
        no room for it within `bounds`."""
        if error == 0.0:
            return None
        rect = self._image(error).get_rect(midbottom=tail)
        rect.left = max(bounds.left, min(rect.left, bounds.right - rect.width))
        return rect if bounds.contains(rect) else None

    def draw(self, surface: pygame.Surface, error: float, tail: tuple[int, int], bounds: pygame.Rect) -> None:
        """The bubble of `error`, if there is room."""
        place = self.place(error, tail, bounds)
        if place is None:
            return
        surface.blit(self._image(error), place)
        base, reach = place.bottom - self._kit.px(_TAIL), self._kit.px(7)
        x = max(place.left + 3 * reach, min(tail[0], place.right - 3 * reach))
        fill, line = self._colours(self._loudness(error))
        pygame.draw.polygon(surface, fill, [(x - reach, base - 2), (x + reach, base - 2), tail])
        pygame.draw.aalines(surface, line, False, [(x - reach, base - 1), tail, (x + reach, base - 1)])

    @staticmethod
    def _loudness(error: float) -> float:
        size = min(1.0, abs(error)) if error == error else 1.0
        return round(size * _STEPS) / _STEPS

    def _colours(self, loudness: float) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        palette = self._kit.palette
        fill = mix(palette.background, palette.negative, 0.16 + 0.16 * loudness)
        return fill, mix(palette.panel, palette.negative, 0.5 + 0.5 * loudness)

    def _image(self, error: float) -> pygame.Surface:
        """The bubble and the room for its tail."""
        words, loudness = card_texts().complaint_of(abs(error)), self._loudness(error)
        key = (words, round(loudness * _STEPS))
        if key not in self._images:
            self._images[key] = self._painted(words, loudness)
        return self._images[key]

    def _painted(self, words: str, loudness: float) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        size = SOFTEST + (self._loudest - SOFTEST) * loudness
        ink = mix(palette.negative, palette.text, 0.25 + 0.5 * loudness)
        text = kit.fonts.text(words, size, ink, "semibold")
        around = max(kit.px(4), kit.px(_PADDING * size))
        box = (text.get_width() + 2 * around, text.get_height() + around)
        image = pygame.Surface((box[0], box[1] + kit.px(_TAIL)), pygame.SRCALPHA)
        fill, line = self._colours(loudness)
        image.blit(rounded_box(box, kit.px(8), fill, line, max(1, kit.px(1 + loudness))), (0, 0))
        image.blit(text, text.get_rect(center=(box[0] // 2, box[1] // 2)))
        return image
