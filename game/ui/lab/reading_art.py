"""How the reading panel looks: headings under each other, the open one with its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix

MARGIN = 16
"""Design pixels: from the panel's left and right edges to what is in it."""
TITLE_Y = 24
"""Design pixels: from the panel's top to the middle of its title."""
TOP = 46
"""Design pixels: from the panel's top to the first heading."""
BOTTOM = 12
"""Design pixels: room below the last one."""
HEADING = 26
"""Design pixels: height of a heading at least."""
LARGEST_HEADING = 34
"""Design pixels: height of a heading at most."""
TEXT_SIZE = 13
"""Design pixels: size of the text."""
PITCH = 18.5
"""Design pixels: height of a line."""
CLOSE = 14
"""Design pixels: side of the sign that closes it."""
EYE = 14
"""Design pixels: side of the eye."""
SMALLEST_PITCH = 14


@dataclass(frozen=True)
class ReadingPicture:
    """Where the headings and the close button stand on the picture."""

    headings: tuple[pygame.Rect, ...]
    close: pygame.Rect


def paint(
    kit: Kit,
    surface: pygame.Surface,
    title: str,
    concepts: Sequence[tuple[str, str]],
    opened: int | None,
    hovered: int | None,
) -> ReadingPicture:
    """Write `title` and the `concepts` (title, text) on `surface`."""
    palette, pen, margin = kit.palette, Lettering(kit, surface), kit.px(MARGIN)
    pen.write(title, (margin, kit.px(TITLE_Y)), 16, palette.text, "semibold")
    close = pygame.Rect(0, 0, kit.px(30), kit.px(30))
    close.center = (surface.get_width() - margin - kit.px(4), kit.px(TITLE_Y))
    icon = kit.icons.get("close", kit.px(CLOSE), palette.muted)
    surface.blit(icon, icon.get_rect(center=close.center))
    room, pitch = surface.get_width() - 2 * margin, max(kit.px(PITCH), SMALLEST_PITCH)
    body = [] if opened is None else wrapped(kit, concepts[opened][1], TEXT_SIZE, room - kit.px(10))
    space = surface.get_height() - kit.px(TOP) - kit.px(BOTTOM) - len(body) * pitch - kit.px(10)
    height = max(min(kit.px(HEADING), space // len(concepts)), min(kit.px(LARGEST_HEADING), space // len(concepts)))
    y, headings = kit.px(TOP), []
    for index, (name, _) in enumerate(concepts):
        rect = pygame.Rect(margin - kit.px(8), y, room + kit.px(16), height)
        headings.append(rect)
        _heading(pen, rect, name, is_open=index == opened, is_hovered=index == hovered)
        y = rect.bottom
        if index == opened:
            y = _body(pen, body, margin + kit.px(10), y, pitch)
    return ReadingPicture(tuple(headings), close)


def _heading(pen: Lettering, rect: pygame.Rect, name: str, *, is_open: bool, is_hovered: bool) -> None:
    kit, palette = pen.kit, pen.kit.palette
    if is_hovered:
        ground = rounded_box(rect.size, kit.px(6), mix(palette.panel, palette.raised, 0.9))
        pen.surface.blit(ground, rect)
    ink = palette.activation if is_open else palette.text
    if is_open or is_hovered:
        eye = kit.icons.get("eye", kit.px(EYE), palette.activation)
        pen.surface.blit(eye, eye.get_rect(midright=(rect.right - kit.px(8), rect.centery)))
    place = (rect.x + kit.px(8), rect.centery)
    pen.write(name, place, 13.5, ink, "medium", room=rect.width - kit.px(16 + EYE + 8))


def _body(pen: Lettering, lines: Sequence[str], left: int, top: int, pitch: int) -> int:
    """Write the text beside a bar. Returns where the next heading begins."""
    kit, palette = pen.kit, pen.kit.palette
    bar = pygame.Rect(left - kit.px(10), top + kit.px(2), max(2, kit.px(2)), len(lines) * pitch)
    pygame.draw.rect(pen.surface, mix(palette.panel, palette.activation, 0.6), bar)
    for row, line in enumerate(lines):
        pen.write(line, (left, top + kit.px(2) + row * pitch + pitch // 2), TEXT_SIZE, palette.text)
    return top + len(lines) * pitch + kit.px(10)
