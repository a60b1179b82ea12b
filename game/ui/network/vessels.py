"""Neurons as glass vessels, each on a small image of its own that is redrawn only when it looks different."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.paint import disc
from game.ui.draw.palette import Colour, mix
from game.ui.network.network_layout import RADIUS, RING, NetworkLayout, Neuron
from game.ui.network.neuron_look import Mark, NeuronLook
from game.ui.network.sprites import WHITE, Shapes

_NUMBER = 15.0
"""Design pixels: size of the activation in a vessel."""
_SUM = 13.5
"""Design pixels: size of a growing sum."""
_NAME = 11.0
"""Design pixels: size of a vessel's name."""
_LOCK = 13.0
"""Design pixels: side of the lock."""
_PLATE = 20.0
"""Design pixels: height of the plate under a lock or a growing sum."""
_NAME_PLATE = 14.0
"""Design pixels: height of the plate under "z ="."""
_PLUG = (12.0, 21.0)
"""Design pixels: width and height of an earplug."""
_BAR = 4.0
"""Screen-scaled pixels: height of a delta's bar; it is as wide as the vessel."""
_MARGIN = 13.0
_NUMBER_Y = -5.0
"""Design pixels: its number, below a vessel's middle."""
_NAME_Y = 12.0
"""Design pixels: its name, below its middle."""
_SUM_NAME_Y = -20.0
"""Design pixels: "z =" above a growing sum, below its middle."""
_DIGITS = 8.0
"""Half the height of a vessel's number, and a little more."""
_NAME_HALF = 7.0
"""Half the height of its name, and a little more."""
_HIGHEST = -20.0
"""How high a number may stand: there the vessel is just wide enough."""
_LOWEST = 23.0
"""How low a name may stand."""
_ICON = {Mark.LOCKED: "lock", Mark.SETTLED: "lock", Mark.DEAD: "dead"}


@dataclass(frozen=True)
class _Glass:
    """The still parts of a vessel of one size."""

    empty: pygame.Surface
    full: pygame.Surface
    ghost: pygame.Surface
    shine: pygame.Surface


class NeuronVessels:
    """All neurons of one layout."""

    def __init__(self, kit: Kit, layout: NetworkLayout, shapes: Shapes) -> None:
        self._kit, self._layout, self._shapes = kit, layout, shapes
        self._glass = _glass(kit, 2 * round(layout.radius))
        margin = max(_MARGIN * layout.unit, (RING + 1) * layout.unit + (_BAR + 1) * kit.scale)
        side = 2 * round(layout.radius + margin)
        self._images = {neuron: pygame.Surface((side, side), pygame.SRCALPHA) for neuron in layout.neurons}
        self._looks: dict[Neuron, NeuronLook] = {}
        self._middle = side // 2
        share = layout.radius / (RADIUS * kit.scale)
        digit = kit.fonts.text("0", _NUMBER * share, kit.palette.text, "mono-medium").get_bounding_rect()
        self._digits = max(_DIGITS, (digit.height / 2 + 1) / layout.unit)

    def draw(self, surface: pygame.Surface, looks: dict[Neuron, NeuronLook]) -> None:
        """Every vessel, redrawn first where its look has changed."""
        blits = []
        for neuron, look in looks.items():
            if self._looks.get(neuron) != look:
                self._looks[neuron] = look
                self._paint(self._images[neuron], look)
            x, y = self._layout.centre(neuron)
            blits.append((self._images[neuron], (round(x) - self._middle, round(y) - self._middle)))
        surface.fblits(blits)

    def draw_again(
        self, surface: pygame.Surface, some: Container[Neuron] | None = None, faintness: float = 0.0
    ) -> None:
        """Every vessel as it was drawn last. If `some` are given, the others are fainter by `faintness` (0..1)."""
        for neuron, image in self._images.items():
            bright = some is None or neuron in some
            if neuron in self._looks and (bright or faintness < 1.0):
                x, y = self._layout.centre(neuron)
                image.set_alpha(255 if bright else round(255 * (1.0 - faintness)))
                surface.blit(image, (round(x) - self._middle, round(y) - self._middle))
                image.set_alpha(255)

    def draw_sums(self, surface: pygame.Surface) -> None:
        """The growing z of each vessel that is being filled, with "z =" over it, above the packets that rest in it or
        fall through it."""
        if not self._layout.numbered:
            return
        unit, palette, fonts = self._layout.unit, self._kit.palette, self._kit.fonts
        share = self._layout.radius / (RADIUS * self._kit.scale)
        soft = mix(palette.muted, palette.text, 0.35)
        for neuron, look in self._looks.items():
            if not look.summing:
                continue
            x, y = map(round, self._layout.centre(neuron))
            if self._layout.named:
                name = fonts.text(look.name, _NAME * share, soft)
                self._plated(surface, name, (x, y + round(_SUM_NAME_Y * unit)), round(_NAME_PLATE * unit))
            number = fonts.text(look.number, _SUM * share, palette.text, "mono-medium")
            self._plated(surface, number, (x, y), round(_PLATE * unit))

    def _plated(self, surface: pygame.Surface, text: pygame.Surface, middle: tuple[int, int], height: int) -> None:
        """`text` on a plate of its own."""
        size = (text.get_width() + round(8 * self._layout.unit), height)
        plate = self._shapes.box(size, height // 2, self._kit.palette.background)
        surface.blit(plate, plate.get_rect(center=middle))
        surface.blit(text, text.get_rect(center=middle))

    def _paint(self, image: pygame.Surface, look: NeuronLook) -> None:
        image.fill((0, 0, 0, 0))
        glass = self._glass
        corner = self._middle - glass.empty.get_width() // 2
        self._ring(image, look)
        image.blit(glass.empty, (corner, corner))
        self._fill(image, look.ghost, glass.ghost, corner)
        level = self._fill(image, look.level, glass.full, corner)
        image.blit(glass.shine, (corner, corner))
        if look.deaf:
            self._earplugs(image)
        words = self._texts(image, look, level)
        self._meniscus(image, look.level, level, words)
        if look.bar is not None:
            self._delta_bar(image, look.bar)
        self._mark(image, look.mark)

    def _ring(self, image: pygame.Surface, look: NeuronLook) -> None:
        if look.ring is None:
            return
        palette, unit = self._kit.palette, self._layout.unit
        diameter = 2 * round(self._layout.radius + RING * unit)
        width = max(2, round(3.6 * unit))
        place = (self._middle - diameter // 2, self._middle - diameter // 2)
        track, arc = mix(palette.panel, palette.line, 0.9), palette.gradient
        if look.mark in (Mark.LOCKED, Mark.DEAD):
            track, arc = mix(palette.panel, palette.negative, 0.42), palette.negative
        elif look.mark is Mark.SETTLED:
            arc = palette.muted
        if look.dim:
            arc = mix(arc, palette.panel, 0.45)
        image.blit(self._shapes.ring(diameter, width, 1.0, track), place)
        if look.ring > 0.0:
            image.blit(self._shapes.ring(diameter, width, look.ring, arc), place)

    def _fill(self, image: pygame.Surface, level: float, full: pygame.Surface, corner: int) -> int:
        """The lowest `level` (0..1) of the vessel, filled; gives the surface's y."""
        side = full.get_width()
        top = side - round(level * side)
        image.blit(full, (corner, corner + top), pygame.Rect(0, top, side, side - top))
        return corner + top

    def _meniscus(self, image: pygame.Surface, level: float, y: int, words: Sequence[pygame.Rect]) -> None:
        """The amber's surface, interrupted where `words` stand in it."""
        if not 0.02 < level < 0.99:
            return
        half = self._glass.full.get_width() / 2
        reach = round((half**2 - (y - self._middle) ** 2) ** 0.5 - 2) if abs(y - self._middle) < half else 0
        colour = mix(self._kit.palette.activation, WHITE, 0.55)
        height = max(1, round(1.6 * self._layout.unit))
        line = pygame.Rect(self._middle - reach, y, 2 * reach, height)
        hole = max((word.width + 4 for word in words if word.top + 2 < y < word.bottom - 2), default=0)
        side = max(0, (line.width - hole) // 2)
        pygame.draw.rect(image, colour, pygame.Rect(line.left, y, side, height))
        pygame.draw.rect(image, colour, pygame.Rect(line.right - side, y, side, height))

    def _texts(self, image: pygame.Surface, look: NeuronLook, level: int) -> list[pygame.Rect]:
        """Number and name; gives where they stand."""
        if not self._layout.numbered:
            return []
        palette, unit = self._kit.palette, self._layout.unit
        soft = mix(palette.muted, palette.text, 0.35)
        named = self._layout.named
        places = (_NUMBER_Y, _SUM_NAME_Y) if look.summing else text_places(look.ghost)
        y = self._middle + round((places[0] if named else number_place(look.ghost, self._digits)) * unit)
        size = _NUMBER if len(look.number) < 5 else _NUMBER * 4.6 / len(look.number)
        words = [self._split(image, look.number, size, "mono-medium", soft if look.dim else palette.text, y, level)]
        if named:
            y = self._middle + round(places[1] * unit)
            words.append(self._split(image, look.name, _NAME, "regular", soft, y, level))
        return words

    def _split(
        self, image: pygame.Surface, text: str, size: float, style: str, light: Colour, y: int, level: int
    ) -> pygame.Rect:
        """`text` in `light` above the amber's surface and dark within it: legible on both."""
        fonts, scaled = self._kit.fonts, size * self._layout.radius / (RADIUS * self._kit.scale)
        above = fonts.text(text, scaled, light, style)
        place = above.get_rect(center=(self._middle, y))
        dry = max(0, min(place.height, level - place.top))
        image.blit(above, place, pygame.Rect(0, 0, place.width, dry))
        if dry < place.height:
            below = fonts.text(text, scaled, self._kit.palette.background, style)
            image.blit(below, place.move(0, dry), pygame.Rect(0, dry, place.width, place.height - dry))
        return place

    def _delta_bar(self, image: pygame.Surface, share: float) -> None:
        """From the middle to the right for a positive delta; to the left, and hollow, for a negative one."""
        palette, height = self._kit.palette, max(3, round(_BAR * self._kit.scale))
        half = round(self._layout.radius)
        top = self._middle + round(self._layout.radius + (RING + 1) * self._layout.unit)
        track = pygame.Rect(self._middle - half, top, 2 * half, height)
        pygame.draw.rect(image, mix(palette.background, palette.gradient, 0.14), track, border_radius=height // 2)
        length = max(2, round(abs(share) * half))
        bar = pygame.Rect(self._middle - (length if share < 0 else 0), top, length, height)
        pygame.draw.rect(image, palette.gradient, bar, width=1 if share < 0 else 0)

    def _earplugs(self, image: pygame.Surface) -> None:
        """One in either ear: where signals come in, and where complaints do."""
        palette, unit = self._kit.palette, self._layout.unit
        size = (max(5, round(_PLUG[0] * unit)), max(7, round(_PLUG[1] * unit)))
        fill, line = mix(palette.negative, palette.text, 0.25), mix(palette.negative, palette.background, 0.55)
        plug = self._shapes.box(size, min(size) // 2, fill, line, max(1, round(1.5 * unit)))
        for side in (-1, 1):
            place = plug.get_rect(center=(self._middle + side * round(self._layout.radius + 1.5 * unit), self._middle))
            image.blit(plug, place)

    def _mark(self, image: pygame.Surface, mark: Mark) -> None:
        if mark is Mark.NONE:
            return
        palette, unit = self._kit.palette, self._layout.unit
        colour = palette.muted if mark is Mark.SETTLED else palette.negative
        reach = 0.7071 * (self._layout.radius + 4 * unit)
        at = (self._middle + round(reach), self._middle - round(reach))
        plate = self._shapes.box((side := max(12, round(_PLATE * unit)), side), side // 2, palette.background, colour)
        image.blit(plate, plate.get_rect(center=at))
        icon = self._kit.icons.get(_ICON[mark], max(8, round(_LOCK * unit)), colour)
        image.blit(icon, icon.get_rect(center=at))


def text_places(level: float) -> tuple[float, float]:
    """Where number and name stand in a vessel filled to `level` (0..1), as design pixels below its middle at `RADIUS`:
    neither on the other nor cut by the amber's surface, and no further from where they stand in a full one than need
    be."""
    number, name = _NUMBER_Y, _NAME_Y
    if not 0.0 < level < 1.0:
        return number, name
    y = (0.5 - level) * 2 * RADIUS
    up, down = min(0.0, y - _NAME_HALF - name), max(0.0, y + _DIGITS - number)
    between = (min(number, y - _DIGITS), max(name, y + _NAME_HALF))
    choices = [(number + up, name + up), (number + down, name + down), between]
    inside = [(top, low) for top, low in choices if top >= _HIGHEST and low <= _LOWEST]
    return min(inside, key=lambda places: max(abs(places[0] - number), abs(places[1] - name)))


def number_place(level: float, half: float = _DIGITS) -> float:
    """As `text_places`, of a number without a name. `half` is half its height and a little more, in the same pixels:
    more than usual in a vessel so small that its digits would be smaller than any text is set."""
    y = (0.5 - level) * 2 * RADIUS
    if not 0.0 < level < 1.0 or abs(y) >= half:
        return 0.0
    return y - half if y >= 0.0 else y + half


def _glass(kit: Kit, diameter: int) -> _Glass:
    palette = kit.palette
    rim = mix(palette.line, palette.muted, 0.25)
    liquid = mix(palette.activation, palette.background, 0.10)
    inner = mix(palette.background, palette.raised, 0.5)
    ghost = mix(palette.activation, palette.background, 0.80)
    width = max(1, round(diameter / 40))
    shine = pygame.Surface((diameter, diameter), pygame.SRCALPHA)
    light = disc(round(diameter * 0.9), (255, 255, 255))
    light.set_alpha(16)
    shine.blit(light, light.get_rect(center=(round(diameter * 0.44), round(diameter * 0.40))))
    shine.blit(disc(diameter, (255, 255, 255)), (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return _Glass(
        disc(diameter, inner, rim, width),
        disc(diameter, liquid, mix(liquid, WHITE, 0.25), width),
        disc(diameter, ghost, rim, width),
        shine,
    )
