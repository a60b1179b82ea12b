"""Colours, each with one meaning everywhere: amber is activation, green is gradient, blue and red are signs."""

from __future__ import annotations

from dataclasses import dataclass, replace

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """RGB colours, 0..255."""

    background: Colour = (13, 17, 28)
    panel: Colour = (20, 26, 41)
    raised: Colour = (27, 35, 54)
    line: Colour = (44, 55, 82)
    text: Colour = (226, 232, 245)
    muted: Colour = (139, 152, 184)
    positive: Colour = (84, 160, 255)
    negative: Colour = (255, 99, 112)
    gradient: Colour = (80, 230, 150)
    activation: Colour = (255, 200, 87)
    source: Colour = (178, 140, 255)

    @property
    def off(self) -> Colour:
        """Of signs that stand for what is not (yet) so, such as a star that was not won."""
        return mix(self.panel, self.muted, 0.7)

    @property
    def closed(self) -> Colour:
        """Of the words of what cannot be used yet."""
        return mix(self.panel, self.muted, 0.9)

    def signed(self, value: float) -> Colour:
        """The colour of a number's sign."""
        return self.negative if value < 0 else self.positive


STANDARD = Palette()
COLOUR_BLIND = replace(STANDARD, positive=(86, 180, 233), negative=(255, 140, 60))
PAPER = Palette(
    background=(255, 255, 255),
    panel=(255, 255, 255),
    raised=(236, 240, 247),
    line=(190, 198, 214),
    text=(22, 28, 42),
    muted=(88, 98, 120),
    positive=(22, 96, 200),
    negative=(200, 30, 58),
    gradient=(8, 128, 68),
    activation=(214, 140, 0),
    source=(108, 68, 190),
)
"""For pictures that are to be printed."""


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with `share` (0..1) of `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )
