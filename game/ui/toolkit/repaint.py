"""Draws of a screen what has changed since its last frame, and leaves the rest on the window as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import pygame

from game.ui.draw.kit import Kit
from game.ui.toolkit.panel import Panel


class StandingPanel(Panel, Protocol):
    """One that knows when it stands still: as long as its `look` is equal to what it was, its `draw` does the same.
    Others are drawn in every frame."""

    @property
    def look(self) -> object: ...


class Repaint:
    """Panels in their rectangles, each of which it covers, and above them pygame_gui's widgets, which change by being
    given other pictures."""

    def __init__(self, kit: Kit, size: tuple[int, int]) -> None:
        self._kit = kit
        self._window = pygame.Rect((0, 0), size)
        self._panels: list[tuple[Panel, pygame.Rect]] = []
        self._looks: list[object] = []
        self._widgets: list[tuple[Any, ...]] = []

    def stand(self, panels: Sequence[tuple[Panel, pygame.Rect]]) -> None:
        """From now on these are the panels, each in its rectangle."""
        self._panels, self._looks = list(panels), []

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Everything but what lies above panels and widgets. Unless `afresh`, `surface` still shows what was drawn
        last."""
        looks = [look_of(panel) for panel, _ in self._panels]
        widgets = [(widget[0], *widget[1]) for widget in self._kit.manager.ui_group.visible]
        areas = [self._window] if afresh or not self._looks else outermost(self._changed(looks, widgets))
        self._looks, self._widgets = looks, widgets
        for area in areas:
            self._paint(surface, area)

    def _changed(self, looks: Sequence[object], widgets: Sequence[tuple[Any, ...]]) -> Iterator[pygame.Rect]:
        """Where something looks different now."""
        for (_, rect), look, before in zip(self._panels, looks, self._looks, strict=True):
            if look is ALWAYS or look != before:
                yield rect
        if widgets != self._widgets:
            known, now = set(self._widgets), set(widgets)
            yield from (pygame.Rect(widget[1:]) for widget in known ^ now)

    def _paint(self, surface: pygame.Surface, area: pygame.Rect) -> None:
        surface.set_clip(area)
        if not any(rect.contains(area) for _, rect in self._panels):
            surface.fill(self._kit.palette.background)
        for panel, rect in self._panels:
            if rect.colliderect(area):
                panel.draw(surface)
        surface.blits([widget for widget in self._kit.manager.ui_group.visible if area.colliderect(widget[1])])
        surface.set_clip(None)


def outermost(areas: Iterable[pygame.Rect]) -> list[pygame.Rect]:
    """`areas` without those that lie within another one."""
    found: list[pygame.Rect] = []
    for area in sorted(areas, key=lambda area: area.width * area.height, reverse=True):
        if not any(other.contains(area) for other in found):
            found.append(area)
    return found


ALWAYS = object()
"""The look of a panel that is to be drawn in every frame."""


def look_of(panel: Panel) -> object:
    """What `panel` looks like now, to be compared with what it will look like later."""
    return getattr(panel, "look", ALWAYS)
