"""Draws of a screen what has changed since its last frame, and leaves the rest on the window as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pygame

from game.ui.draw.kit import Kit
from game.ui.toolkit.panel import Panel

Piled = tuple[object, int, int, int, int]
"""What is compared of a thing that lies over the panels: how it looks, and its rectangle."""


@dataclass(frozen=True)
class Floating:
    """Something that lies over the panels for a while: `paint` draws it in `rect` of the screen, and does the same as
    long as `look` is equal."""

    look: object
    rect: pygame.Rect
    paint: Callable[[pygame.Surface], None]

    @property
    def piled(self) -> Piled:
        """What it looks like and where: while this stays the same nothing need be drawn."""
        return (self.look, *self.rect)


def floating_picture(image: pygame.Surface, rect: pygame.Rect) -> Floating:
    """A picture that lies in `rect`."""
    return Floating(image, rect, partial(_blit, image=image, rect=rect))


@dataclass(frozen=True)
class Floats:
    """What lies over the panels: below pygame_gui's widgets, and above them."""

    below: Sequence[Floating] = field(default=())
    above: Sequence[Floating] = field(default=())


class Repaint:
    """Panels in their rectangles, over them pygame_gui's widgets, which change by being given other pictures, and what
    floats below and above those."""

    def __init__(self, kit: Kit, size: tuple[int, int]) -> None:
        self._kit = kit
        self._window = pygame.Rect((0, 0), size)
        self._panels: list[tuple[Panel, pygame.Rect]] = []
        self._looks: list[object] = []
        self._pile: list[Piled] = []
        self._above: list[Piled] = []
        self._kept: pygame.Surface | None = None
        self._coming: pygame.Surface | None = None
        self._renewed: list[pygame.Rect] = []
        self.painted: list[pygame.Rect] = []
        """The areas that the last frame painted anew."""

    @property
    def keeps(self) -> bool:
        """Whether there is a picture of the panels to show while they are painted for another moment."""
        return self._kept is not None

    def stand(self, panels: Sequence[tuple[Panel, pygame.Rect]]) -> None:
        """From now on these are the panels, each in its rectangle."""
        self._panels, self._looks, self._kept, self._coming = list(panels), [], None, None

    def draw(self, surface: pygame.Surface, floats: Floats, afresh: bool = True, keep: bool = False) -> None:
        """Draw the screen. Unless `afresh`, `surface` still shows what was drawn last. With `keep`, a picture is kept
        of all but what floats above."""
        if keep:
            self._draw_kept(surface, floats, afresh)
            return
        areas = [*self._changed(floats), *self._moved(floats.above), *self._renewed]
        self._kept, self._coming, self._renewed = None, None, []
        self._show(surface, [self._window] if afresh else areas, floats, self._paint)

    def show_kept(self, surface: pygame.Surface, floats: Floats, afresh: bool) -> None:
        """Draw the picture that was kept last, and what floats above it now; out of sight, paint what looks different
        already for the one that is to come."""
        areas = [*self._moved(floats.above)]
        self._show(surface, [self._window] if afresh else areas, floats, self._copy)
        self._prepare(floats)

    def _draw_kept(self, surface: pygame.Surface, floats: Floats, afresh: bool) -> None:
        if self._kept is None or self._coming is None:
            self._kept, self._coming = (pygame.Surface(self._window.size) for _ in range(2))
            self._looks = []
        self._prepare(floats)
        self._kept, self._coming = self._coming, self._kept
        renewed, self._renewed = outermost(self._renewed), []
        for area in renewed:
            self._coming.blit(self._kept, area, area)
        areas = [*renewed, *self._moved(floats.above)]
        self._show(surface, [self._window] if afresh else areas, floats, self._copy)

    def _prepare(self, floats: Floats) -> None:
        """Paint what looks different on the picture to come."""
        assert self._coming is not None
        for area in outermost(self._changed(floats)):
            self._paint(self._coming, floats, area)
            self._renewed.append(area)

    def _show(
        self,
        surface: pygame.Surface,
        areas: Iterable[pygame.Rect],
        floats: Floats,
        paint: Callable[[pygame.Surface, Floats, pygame.Rect], None],
    ) -> None:
        self.painted = outermost(areas)
        for area in self.painted:
            paint(surface, floats, area)
            surface.set_clip(area)
            _paint_floating(surface, floats.above, area)
            surface.set_clip(None)

    def _widgets(self) -> list[Any]:
        """Each with its picture and rectangle, the topmost last."""
        found: list[Any] = self._kit.manager.ui_group.visible
        return found

    def _changed(self, floats: Floats) -> Iterator[pygame.Rect]:
        """Where something looks different now, but for what floats above."""
        looks = [panel.look for panel, _ in self._panels]
        pile = [*(each.piled for each in floats.below), *((each[0], *each[1]) for each in self._widgets())]
        if not self._looks:
            yield self._window
        for (_, rect), look, before in zip(self._panels, looks, self._looks, strict=False):
            if look != before:
                yield rect
        yield from _apart(pile, self._pile)
        self._looks, self._pile = looks, pile

    def _moved(self, above: Sequence[Floating]) -> Iterator[pygame.Rect]:
        """Where what floats above has come, gone or changed."""
        piled = [each.piled for each in above]
        yield from _apart(piled, self._above)
        self._above = piled

    def _paint(self, surface: pygame.Surface, floats: Floats, area: pygame.Rect) -> None:
        surface.set_clip(area)
        if not any(panel.opaque and rect.contains(area) for panel, rect in self._panels):
            surface.fill(self._kit.palette.background)
        for panel, rect in self._panels:
            if rect.colliderect(area):
                panel.draw(surface)
        _paint_floating(surface, floats.below, area)
        surface.blits([widget for widget in self._widgets() if area.colliderect(widget[1])])
        surface.set_clip(None)

    def _copy(self, surface: pygame.Surface, floats: Floats, area: pygame.Rect) -> None:
        assert self._kept is not None
        surface.blit(self._kept, area, area)


def _apart(pile: Sequence[Piled], before: Sequence[Piled]) -> Iterator[pygame.Rect]:
    """The rectangles of what is in one pile and not in the other."""
    if pile != before:
        for each in set(pile) ^ set(before):
            yield pygame.Rect(each[1:])


def _blit(surface: pygame.Surface, *, image: pygame.Surface, rect: pygame.Rect) -> None:
    surface.blit(image, rect)


def _paint_floating(surface: pygame.Surface, floating: Sequence[Floating], area: pygame.Rect) -> None:
    for each in floating:
        if each.rect.colliderect(area):
            each.paint(surface)


def outermost(areas: Iterable[pygame.Rect]) -> list[pygame.Rect]:
    """`areas` without those that lie within another one."""
    found: list[pygame.Rect] = []
    for area in sorted(areas, key=lambda area: area.width * area.height, reverse=True):
        if not any(other.contains(area) for other in found):
            found.append(area)
    return found
