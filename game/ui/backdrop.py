"""What of a screen stands still between two changes, kept as one picture: its ground, the panels that do not move by
themselves, and pygame_gui's widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

import pygame

from game.ui.kit import Kit
from game.ui.panel import Panel


@runtime_checkable
class StandingPanel(Panel, Protocol):
    """One that does not move by itself: as long as its `look` is the same object, its `draw` does the same."""

    @property
    def look(self) -> object: ...


class Backdrop:
    """Composed anew when a standing panel's look or a widget's picture is another one; else a frame copies it. A panel
    that moves covers its rectangle, so that nothing need be copied there."""

    def __init__(self, kit: Kit, size: tuple[int, int]) -> None:
        self._kit = kit
        self._picture = pygame.Surface(size).convert()
        self._standing: list[StandingPanel] = []
        self._moving: list[Panel] = []
        self._areas: list[pygame.Rect] = []
        self._tiles: list[pygame.Rect] = []
        self._seen: object = None
        self._above: list[Any] = []

    def stand(self, panels: Sequence[tuple[Panel, pygame.Rect]]) -> None:
        """From now on these are the panels, each in its rectangle."""
        self._standing = [panel for panel, _ in panels if isinstance(panel, StandingPanel)]
        self._moving = [panel for panel, _ in panels if not isinstance(panel, StandingPanel)]
        self._areas = [rect for panel, rect in panels if not isinstance(panel, StandingPanel)]
        self._tiles = uncovered(self._picture.get_rect(), self._areas)
        self._seen = None

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Everything but what lies above panels and widgets. Unless `afresh`, `surface` still shows what was drawn
        last, so that what stands still and has not changed is there already."""
        widgets = self._kit.manager.ui_group.visible
        seen = ([panel.look for panel in self._standing], [(widget[0], *widget[1]) for widget in widgets])
        if seen != self._seen:
            self._seen = seen
            self._compose(widgets)
            afresh = True
        if afresh:
            surface.blits([(self._picture, tile, tile) for tile in self._tiles])
        for panel in self._moving:
            panel.draw(surface)
        surface.blits(self._above)

    def _compose(self, widgets: Sequence[Any]) -> None:
        """Paint the picture; widgets on panels that move are kept, to be drawn after them."""
        self._picture.fill(self._kit.palette.background)
        for panel in self._standing:
            panel.draw(self._picture)
        moving = [pygame.Rect(widget[1]).collidelist(self._areas) >= 0 for widget in widgets]
        self._above = [widget for widget, moves in zip(widgets, moving, strict=True) if moves]
        self._picture.blits([widget for widget, moves in zip(widgets, moving, strict=True) if not moves])


def uncovered(window: pygame.Rect, areas: Sequence[pygame.Rect]) -> list[pygame.Rect]:
    """Rectangles that together are `window` without `areas`, none overlapping another."""
    free = [window]
    for area in areas:
        free = [rest for rect in free for rest in _around(rect, rect.clip(area))]
    return free


def _around(rect: pygame.Rect, hole: pygame.Rect) -> list[pygame.Rect]:
    """`rect` without the `hole` in it: what is above, below, left and right of it."""
    if not (hole.width and hole.height):
        return [rect]
    sides = [
        pygame.Rect(rect.x, rect.y, rect.width, hole.y - rect.y),
        pygame.Rect(rect.x, hole.bottom, rect.width, rect.bottom - hole.bottom),
        pygame.Rect(rect.x, hole.y, hole.x - rect.x, hole.height),
        pygame.Rect(hole.right, hole.y, rect.right - hole.right, hole.height),
    ]
    return [side for side in sides if side.width and side.height]
