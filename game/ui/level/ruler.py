"""A line of numbers on which what was predicted stands beside what came (pure)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.sim.level.level import Choice, Prediction
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, mix

HEIGHT = 74
"""Design pixels: how high it is."""
SIZE = 12
"""Design pixels: size of its text."""
MANY = 50.0
"""Numbers so many times as large as others stand by their powers."""
EDGE = 0.04
"""The share of the line that is left free at both ends."""


def place_of(choice: Choice) -> float | None:
    """The number that stands for a choice; None for one that is a word."""
    if choice.exactly is not None:
        return None if isinstance(choice.exactly, str) else choice.exactly
    ends = [end for end in (choice.first, choice.below) if end is not None]
    return sum(ends) / len(ends)


def draw_ruler(
    pen: Lettering, area: pygame.Rect, prediction: Prediction, chosen: int, value: float, share: float
) -> int:
    """What was `chosen` above the line, below it `value`, `share` (0..1) of the way from there to where it belongs;
    the y below it."""
    kit, palette = pen.kit, pen.kit.palette
    places = [place for each in prediction.choices if (place := place_of(each)) is not None]
    said = place_of(prediction.choices[chosen])
    across = NumberLine([*places, value])
    y = area.y + kit.px(HEIGHT // 2)
    pygame.draw.line(pen.surface, palette.line, (area.x, y), (area.right, y), max(1, kit.px(1)))
    faint, tick = mix(palette.panel, palette.muted, 0.7), kit.px(5)
    for place in places:
        x = area.x + round(across.at(place) * area.width)
        pygame.draw.line(pen.surface, faint, (x, y - tick), (x, y + tick))
    here = across.at(value) if said is None else across.at(said) + share * (across.at(value) - across.at(said))
    if said is not None:
        _mark(
            pen, area, across.at(said), y, palette.source, f"predicted: {prediction.choices[chosen].text}", above=True
        )
    came = f"came: {value:,.4g}".replace("-", "−")
    _mark(pen, area, here, y, palette.gradient, came if share >= 1.0 else "", above=False)
    return area.y + kit.px(HEIGHT)


def _mark(pen: Lettering, area: pygame.Rect, at: float, y: int, ink: Colour, words: str, *, above: bool) -> None:
    kit = pen.kit
    x, down = area.x + round(at * area.width), kit.px(-18 if above else 18)
    pygame.draw.aacircle(pen.surface, ink, (x, y), kit.px(6), kit.px(2) if above else 0)
    width = min(kit.fonts.width(words, SIZE, "medium"), area.width)
    left = max(area.x, min(area.right - width, x - width // 2))
    pen.write(words, (left, y + down), SIZE, ink, "medium", room=area.width)


class NumberLine:
    """Of a line, 0..1, that all of `numbers` are on."""

    def __init__(self, numbers: Sequence[float]) -> None:
        sizes = [abs(number) for number in numbers]
        self._powers = min(numbers) > 0.0 and max(sizes) / min(sizes) >= MANY
        shown = [self._shown(number) for number in numbers]
        self._low, self._reach = min(shown), (max(shown) - min(shown)) or 1.0

    def _shown(self, number: float) -> float:
        return math.log10(number) if self._powers else number

    def at(self, number: float) -> float:
        """Where `number` stands."""
        return EDGE + (1.0 - 2.0 * EDGE) * (self._shown(number) - self._low) / self._reach
