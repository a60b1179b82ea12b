"""Drawing an arrow at an edge of the network: press, pull up or down, let go."""

from __future__ import annotations

import pygame

from game.sim.network import Edge
from game.ui.draw.kit import Kit
from game.ui.intents import Pin
from game.ui.level.intents import DrawArrow
from game.ui.toolkit.panel import Message

LEAST = 10
"""Design pixels that the pointer must travel for an arrow; less is a click."""


class ArrowStroke:
    """Follows one press on an edge, from `begin` to `end`."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._edge: Edge | None = None
        self._from = self._to = (0, 0)

    @property
    def held(self) -> bool:
        """Whether an edge is held."""
        return self._edge is not None

    def begin(self, edge: Edge, position: tuple[int, int]) -> None:
        """`edge` was pressed at `position` of the screen."""
        self._edge, self._from, self._to = edge, position, position

    def moved(self, position: tuple[int, int]) -> None:
        """The pointer is at `position` now."""
        self._to = position

    def drop(self) -> None:
        """Nothing comes of it."""
        self._edge = None

    def end(self) -> Message | None:
        """The button was let go: an arrow, or where the pointer hardly moved a click."""
        edge, self._edge = self._edge, None
        if edge is None:
            return None
        return DrawArrow(edge, "up" if self._rise > 0 else "down") if self._drawn else Pin(edge)

    @property
    def _rise(self) -> int:
        """Pixels that the pointer has gone up."""
        return self._from[1] - self._to[1]

    @property
    def _drawn(self) -> bool:
        return abs(self._rise) >= self._kit.px(LEAST)

    def draw(self, surface: pygame.Surface) -> None:
        """The arrow as far as it goes."""
        if self._edge is None or not self._drawn:
            return
        kit, colour, (x, y) = self._kit, self._kit.palette.activation, self._from
        tip, wing = self._to[1], kit.px(9)
        back = wing if self._rise > 0 else -wing
        pygame.draw.line(surface, colour, (x, y), (x, tip + back), max(2, kit.px(4)))
        pygame.draw.polygon(surface, colour, [(x, tip), (x - wing, tip + back), (x + wing, tip + back)])
