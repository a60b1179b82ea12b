"""Stars that land one after another."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import mix

SIDE = 40
"""Design pixels: side of a star."""
APART = 12
"""Design pixels: between two."""
FIRST = 0.15
"""Seconds before the first lands."""
EACH = 0.28
"""Seconds between two."""
FALL = 0.22
"""Seconds of one's fall."""
LARGEST = 1.9


class StarLanding:
    """Three places, of which some are filled. `now` comes with `sync`; the first one is when it begins."""

    def __init__(self) -> None:
        self._stars = 0
        self._landed = 0
        self._since: float | None = None
        self._age = 0.0

    def begin(self, stars: int) -> None:
        """Let `stars` land anew."""
        self._stars, self._landed, self._since, self._age = stars, 0, None, 0.0

    def raise_to(self, stars: int) -> None:
        """One more has been earned: only that one lands."""
        if stars > self._stars:
            self._landed, self._stars, self._since, self._age = self._stars, stars, None, 0.0

    def sync(self, now: float, *, still: bool) -> None:
        """Let time pass; `still`: all stand at once."""
        if self._since is None:
            self._since = now
        self._age = 1e9 if still else now - self._since

    @property
    def look(self) -> tuple[float, ...]:
        """How far each has come down."""
        return tuple(map(self._share, range(3)))

    def draw(self, surface: pygame.Surface, kit: Kit, centre: tuple[int, int]) -> None:
        """Draw them around `centre`."""
        palette, step = kit.palette, kit.px(SIDE + APART)
        for k in range(3):
            place = (centre[0] + (k - 1) * step, centre[1])
            empty = kit.icons.get("star-empty", kit.px(SIDE), palette.off)
            surface.blit(empty, empty.get_rect(center=place))
            share = self._share(k)
            if share > 0.0:
                side = kit.px(SIDE * (LARGEST - (LARGEST - 1.0) * share)) // 2 * 2
                star = kit.icons.get("star", side, mix(palette.panel, palette.activation, share))
                surface.blit(star, star.get_rect(center=place))

    def _share(self, k: int) -> float:
        """How far star `k` has come down, 0..1."""
        if k >= self._stars:
            return 0.0
        if k < self._landed:
            return 1.0
        fallen = (self._age - FIRST - EACH * (k - self._landed)) / FALL
        return max(0.0, min(1.0, fallen))
