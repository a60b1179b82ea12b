"""The map's pictures: its still ground, and each level's vessel, painted once for what it shows."""

from __future__ import annotations

import numpy as np
import pygame
from numpy.typing import NDArray

from game.ui.draw.curve import Curve
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.draw.stroke import SUB, joined, opacity, thickened, through_points
from game.ui.level_map.layout import BEND, MapLayout
from game.ui.level_map.look import MOST_STARS, ChapterLook, LevelLook, MapLook, Standing

PATH = 4.0
"""Design pixels: width of a path."""
STAR = 15
"""Design pixels: side of a star."""
NUMBER = 19
"""Design pixels: size of a number."""
NAME = 12.5
"""Design pixels: size of a title."""
LINE = 15
"""Design pixels: height of a title's line."""
BELOW = 14
"""Design pixels: how far a title stands below its vessel."""
STEPS = 120
Points = NDArray[np.float64]


def ground(kit: Kit, layout: MapLayout, look: MapLook, size: tuple[int, int]) -> pygame.Surface:
    """Everything that stands still: columns, headings, paths, titles."""
    picture = pygame.Surface(size)
    picture.fill(kit.palette.background)
    for column, heading, chapter in zip(layout.columns, layout.headings, look.chapters, strict=True):
        fill = _fill(kit, chapter)
        line = mix(fill, kit.palette.line, 0.6)
        picture.blit(rounded_box(column.size, kit.px(12), fill, line, max(1, kit.px(1))), column)
        _heading(Lettering(kit, picture), heading, chapter.chapter.number, chapter.chapter.name, chapter.reached)
        _tally(Lettering(kit, picture), heading, chapter.stars, MOST_STARS * len(chapter.levels))
    _web(kit, layout, look, picture)
    for k, curve in enumerate(layout.paths):
        walked = look.levels[k].stars > 0
        colour = mix(kit.palette.background, kit.palette.activation, 0.62) if walked else kit.palette.line
        _stroke(picture, curve, PATH * kit.scale, colour)
    fills = [_fill(kit, chapter) for chapter in look.chapters for _ in chapter.levels]
    for k, (level, fill) in enumerate(zip(look.levels, fills, strict=True)):
        _title(Lettering(kit, picture), layout, k, level, fill)
    return picture


def _fill(kit: Kit, chapter: ChapterLook) -> Colour:
    return mix(kit.palette.background, kit.palette.panel, 1.0 if chapter.reached else 0.45)


def _heading(pen: Lettering, rect: pygame.Rect, number: int, name: str, reached: bool) -> None:
    palette, px = pen.kit.palette, pen.kit.px
    ink = palette.text if reached else palette.muted
    pen.write(f"CHAPTER {number}", (rect.x + px(12), rect.y + px(17)), 10, palette.muted, "semibold")
    pen.write(name, (rect.x + px(12), rect.y + px(36)), 14.5, ink, "semibold", room=rect.width - px(20))


def _tally(pen: Lettering, rect: pygame.Rect, stars: int, most: int) -> None:
    palette, px = pen.kit.palette, pen.kit.px
    ink = palette.activation if stars else palette.muted
    text = pen.write(f"{stars}/{most}", (rect.right - px(12), rect.y + px(17)), 11, ink, "mono", anchor="midright")
    star = pen.kit.icons.get("star", px(11), ink)
    pen.surface.blit(star, star.get_rect(midright=(text.left - px(4), text.centery)))


def _web(kit: Kit, layout: MapLayout, look: MapLook, picture: pygame.Surface) -> None:
    """Thin lines from every level of a chapter to every one of the next: the map is a network."""
    first = 0
    for chapter, following in zip(look.chapters, look.chapters[1:], strict=False):
        after = first + len(chapter.levels)
        for source in layout.centres[first:after]:
            for target in layout.centres[after : after + len(following.levels)]:
                pygame.draw.aaline(picture, mix(kit.palette.panel, kit.palette.line, 0.55), source, target)
        first = after


def _stroke(picture: pygame.Surface, curve: Curve, width: float, colour: Colour) -> None:
    """A smooth line between the ends of `curve`, which falls straight down or runs to the right."""
    start, end = np.array(curve.points[0]), np.array(curve.points[-1])
    if start[0] == end[0]:
        rect = pygame.Rect(0, 0, round(width), round(end[1] - start[1]))
        rect.midtop = (round(start[0]), round(start[1]))
        pygame.draw.rect(picture, colour, rect)
        return
    points = _s_points(start, end)
    reach = int(width) + 2
    corner = np.floor(points.min(axis=0)).astype(int) - reach
    size = np.ceil(points.max(axis=0)).astype(int) + reach - corner
    x, y = (points - corner).T
    trail = joined(through_points(x, y, 0, int(size[0]) * SUB))
    cover = opacity(thickened(trail, width / 2), 0, int(size[0]), int(size[1]))
    ribbon = pygame.Surface(size.tolist(), pygame.SRCALPHA)
    ribbon.fill((*colour, 0))
    alpha = pygame.surfarray.pixels_alpha(ribbon)
    alpha[:] = cover.T
    del alpha
    picture.blit(ribbon, corner.tolist())


def _s_points(start: Points, end: Points) -> Points:
    """The curve of a path in fine steps."""
    t = np.linspace(0.0, 1.0, STEPS)[:, None]
    level = np.array([(end[0] - start[0]) * BEND, 0.0])
    return np.asarray(
        (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * (start + level) + 3 * (1 - t) * t**2 * (end - level) + t**3 * end
    )


def _title(pen: Lettering, layout: MapLayout, k: int, level: LevelLook, ground: Colour) -> None:
    """The title below a vessel, on a ground that interrupts the path."""
    kit, palette = pen.kit, pen.kit.palette
    x, y = layout.centres[k]
    ink = palette.closed if level.locked else palette.text
    line = max(kit.px(LINE), 12)
    lines = wrapped(kit, level.level.title, NAME, layout.place(k).width - kit.px(24), "medium")
    top = y + layout.radius + kit.px(BELOW)
    width = max(kit.fonts.width(text, NAME, "medium") for text in lines)
    plate = pygame.Rect(0, 0, width + kit.px(8), line * len(lines) + kit.px(4))
    plate.midtop = (x, top - kit.px(2))
    pygame.draw.rect(pen.surface, ground, plate)
    for row, text in enumerate(lines):
        pen.write(text, (x, top + line // 2 + row * line), NAME, ink, "medium", anchor="center")


class Vessels:
    """Each level's vessel, painted when it is first shown so."""

    def __init__(self, kit: Kit, radius: int) -> None:
        self._kit, self._radius = kit, radius
        self._images: dict[tuple[int, int, Standing], pygame.Surface] = {}
        self._blank: dict[tuple[int, Standing], pygame.Surface] = {}

    def image(self, level: LevelLook) -> pygame.Surface:
        """A vessel in the middle of a picture that has room for its stars."""
        key = (level.number, level.stars, level.standing)
        if key not in self._images:
            self._images[key] = self._painted(level)
        return self._images[key]

    def star(self, which: int) -> tuple[int, int]:
        """Where the middle of a star is, from the middle of the vessel."""
        step = round(STAR * 1.05 * self._kit.scale)
        return ((which - 1) * step, self._radius + self._kit.px(1 if which == 1 else 0))

    def _painted(self, level: LevelLook) -> pygame.Surface:
        key = (level.stars, level.standing)
        if key not in self._blank:
            self._blank[key] = self._without_number(level)
        if level.locked:
            return self._blank[key]
        image = self._blank[key].copy()
        self._number(image, image.get_width() // 2, level)
        return image

    def _without_number(self, level: LevelLook) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        side = 2 * (self._radius + kit.px(STAR))
        image, middle = pygame.Surface((side, side), pygame.SRCALPHA), side // 2
        self._glass(image, middle, level)
        if level.locked:
            lock = kit.icons.get("lock", kit.px(20), palette.off)
            image.blit(lock, lock.get_rect(center=(middle, middle)))
        else:
            self._stars(image, middle, level.stars)
        return image

    def _glass(self, image: pygame.Surface, middle: int, level: LevelLook) -> None:
        palette, diameter = self._kit.palette, 2 * self._radius
        corner, width = middle - self._radius, max(1, self._kit.px(2))
        inner = mix(palette.background, palette.raised, 0.35 if level.locked else 0.9)
        rim = mix(palette.panel, palette.line, 0.8) if level.locked else mix(palette.line, palette.muted, 0.6)
        rim = palette.activation if level.standing is Standing.CURRENT else rim
        image.blit(disc(diameter, inner, rim, width), (corner, corner))
        liquid = mix(palette.activation, palette.background, 0.10)
        dry = diameter - round(diameter * level.stars / MOST_STARS)
        full = disc(diameter, liquid, mix(liquid, palette.text, 0.3), width)
        image.blit(full, (corner, corner + dry), pygame.Rect(0, dry, diameter, diameter - dry))

    def _number(self, image: pygame.Surface, middle: int, level: LevelLook) -> None:
        """The level's number: light above the amber's surface, dark within it."""
        kit, palette = self._kit, self._kit.palette
        light = kit.fonts.text(str(level.number), NUMBER, palette.text, "mono-medium")
        dark = kit.fonts.text(str(level.number), NUMBER, palette.background, "mono-medium")
        rise = -1 if level.stars == 2 else 3  # two stars' amber ends where the number would begin
        place = light.get_rect(center=(middle, middle - kit.px(rise)))
        surface = middle + self._radius - round(2 * self._radius * level.stars / MOST_STARS)
        dry = max(0, min(place.height, surface - place.top))
        image.blit(light, place, pygame.Rect(0, 0, place.width, dry))
        image.blit(dark, place.move(0, dry), pygame.Rect(0, dry, place.width, place.height - dry))

    def _stars(self, image: pygame.Surface, middle: int, stars: int) -> None:
        kit, palette = self._kit, self._kit.palette
        plate = rounded_box(
            (kit.px(3.6 * STAR), kit.px(STAR * 1.3)), kit.px(STAR), palette.background, palette.line, max(1, kit.px(1))
        )
        image.blit(plate, plate.get_rect(center=(middle, middle + self._radius)))
        for which in range(MOST_STARS):
            won = which < stars
            name, ink = ("star", palette.activation) if won else ("star-empty", palette.off)
            star = kit.icons.get(name, kit.px(STAR), ink)
            x, y = self.star(which)
            image.blit(star, star.get_rect(center=(middle + x, middle + y)))
