"""Images drawn once and kept: glowing packets by colour, size and brightness, slope rings by share, rounded boxes."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pygame
from numpy.typing import NDArray

from game.sim.network import Array
from game.ui.draw.paint import OVERSAMPLING, rounded_box
from game.ui.draw.palette import Colour, Palette, mix
from game.ui.network.packets.packet_flow import Packets

RING_STEPS = 72
"""Different slope rings."""
_BRIGHTNESS_STEPS = 10
_SIZES = 2048
"""Room for the steps of size in a packet's key."""
_LIGHTS = 16
"""Room for the steps of brightness in it."""
_HALO_STEPS = 8
_STEPS = 8
"""Steps of a packet's size to a pixel."""
RIM = 1.6
"""Pixels: width of a backward packet's dark rim."""
RINGED = 2.0
"""Pixels: radius below which it has a ring around it."""
_HOLE = 0.58
"""Radius of the hole in a negative packet, as a share of its own."""
WHITE: Colour = (255, 255, 255)


class _Drawn(dict[int, pygame.Surface]):
    """Images by key, each drawn by `draw` when it is first asked for."""

    def __init__(self, draw: Callable[[int], pygame.Surface]) -> None:
        self._draw = draw

    def __missing__(self, key: int) -> pygame.Surface:
        return self.setdefault(key, self._draw(key))


class Glows:
    """Packets and halos as opaque images on black, to be added to what is under them: the cheapest glow there is."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._packets = _Drawn(self._packet)
        self._halos: dict[tuple[Colour, int, int], pygame.Surface] = {}

    def draw(self, surface: pygame.Surface, packets: Packets) -> None:
        """All packets: forward ones as light that is added, backward ones as solid discs with a dark rim, which stay
        green on any ground. Negative ones are hollow, their echoes not."""
        light = np.rint(packets.brightness * _BRIGHTNESS_STEPS)
        lit = np.flatnonzero(light)
        size = _size_step(packets.radius[lit])
        kind = packets.plan.forward[packets.flight[lit]] * 2 + packets.hollow[lit]
        keys = (kind * _SIZES + size) * _LIGHTS + light[lit].astype(np.intp)
        reach = _reach(size)
        left, top = (np.rint(side[lit]).astype(np.intp) - reach for side in (packets.x, packets.y))
        images = map(self._packets.__getitem__, keys.tolist())
        places = zip(left.tolist(), top.tolist(), strict=True)
        drawn = list(zip(images, places, strict=True))
        forward = len(kind) > 0 and bool(kind[0] >= 2)  # a phase sends packets of one direction only
        surface.fblits(drawn if forward else drawn[::-1], pygame.BLEND_RGB_ADD if forward else 0)

    def sample(self, radius: float) -> pygame.Surface:
        """A forward packet of `radius` pixels: light to be added."""
        key = (2 * _SIZES + int(_size_step(np.array(radius)))) * _LIGHTS + _BRIGHTNESS_STEPS - 1
        return self._packets[key]

    def bead(self, radius: float, *, hollow: bool = False) -> pygame.Surface:
        """A backward packet of `radius` pixels at rest, as in the legend."""
        return self._packets[(hollow * _SIZES + int(_size_step(np.array(radius)))) * _LIGHTS + _BRIGHTNESS_STEPS]

    def _packet(self, key: int) -> pygame.Surface:
        rest, light = divmod(key, _LIGHTS)
        kind, size = divmod(rest, _SIZES)
        hollow, brightness = kind % 2 == 1, light / _BRIGHTNESS_STEPS
        if kind >= 2:
            return _glow(self._palette.activation, hollow, size, brightness)
        return _bead(self._palette, hollow, size, brightness)

    def halo(self, colour: Colour, radius: int, strength: float) -> pygame.Surface:
        """Light around a disc of `radius` pixels; `strength` is 0..1."""
        key = (colour, radius, round(strength * _HALO_STEPS))
        found = self._halos.get(key)
        if found is None:
            distance = _distances(round(radius * 1.7))
            light = np.exp(-(((distance - radius) / (0.32 * radius)) ** 2)) * (distance > radius - 2)
            found = self._halos[key] = _opaque(light[..., None] * np.array(colour) * (0.30 * key[2] / _HALO_STEPS))
        return found


def _size_step(radius: Array) -> NDArray[np.intp]:
    """Eighths of a pixel: the area of a small packet is right to a few percent."""
    return np.minimum(np.rint(radius * _STEPS).astype(np.intp), _SIZES - 1)


def _reach(size: NDArray[np.intp]) -> NDArray[np.intp]:
    """Pixels from the middle of a packet's image to its side, the glow included."""
    reach: NDArray[np.intp] = np.ceil(size * (2.2 / _STEPS) + 3).astype(np.intp)
    return reach


def _core(distance: NDArray[np.float64], radius: float, *, hollow: bool) -> NDArray[np.float64]:
    """How much of each pixel the packet itself covers, 0 to 1, by the pixels' distance from its middle."""
    core: NDArray[np.float64] = np.clip(radius - distance + 0.5, 0.0, 1.0)
    return core * np.clip(distance - _HOLE * radius + 0.5, 0.0, 1.0) if hollow else core


def _glow(colour: Colour, hollow: bool, size: int, brightness: float) -> pygame.Surface:
    radius, reach = size / _STEPS, int(_reach(np.array(size)))
    distance = _distances(reach)
    core = _core(distance, radius, hollow=hollow)
    edge = np.clip(1.0 - distance / reach, 0.0, 1.0)
    halo = np.exp(-((distance / (1.25 * radius + 1.5)) ** 2)) * edge * (0.30 if hollow else 0.55)
    light = halo[..., None] * np.array(colour) + core[..., None] * np.array(mix(colour, WHITE, 0.3))
    return _opaque(light * brightness)


def _bead(palette: Palette, hollow: bool, size: int, brightness: float) -> pygame.Surface:
    """A saturated disc with a dark rim; the smallest has a ring around it, so that it can be found."""
    radius, reach = size / _STEPS, int(_reach(np.array(size)))
    distance = _distances(reach)
    core = _core(distance, radius, hollow=hollow)
    disc = np.clip(radius + RIM - distance + 0.5, 0.0, 1.0)
    glow = 0.28 * np.clip(1.0 - (distance - radius) / (reach - radius), 0.0, 1.0) ** 2
    if radius < RINGED:
        core = np.maximum(core, 0.7 * np.clip(1.0 - np.abs(distance - radius - 2.5) / 0.9, 0.0, 1.0))
        disc, glow = np.clip(radius + 4.0 - distance, 0.0, 1.0), glow * 0.0
    share = core[..., None]
    dark = np.clip(disc, 0.0, 1.0)[..., None]
    ground = dark * np.array(palette.background) + (1.0 - dark) * np.array(palette.gradient)
    pixels = np.clip(share * np.array(palette.gradient) + (1.0 - share) * ground, 0, 255).astype(np.uint8)
    image = pygame.Surface(pixels.shape[:2], pygame.SRCALPHA)
    pygame.surfarray.blit_array(image, pixels)
    alpha = pygame.surfarray.pixels_alpha(image)
    alpha[:] = np.clip(np.maximum(disc, glow) * brightness * 255, 0, 255).astype(np.uint8)
    del alpha
    return image


def _distances(reach: int) -> Array:
    x, y = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    return np.asarray(np.hypot(x, y))


def _opaque(light: Array) -> pygame.Surface:
    pixels = np.clip(light, 0, 255).astype(np.uint8)
    image = pygame.Surface(pixels.shape[:2])
    pygame.surfarray.blit_array(image, pixels)
    return image.convert() if pygame.display.get_surface() else image


class Shapes:
    """Boxes and rings, each drawn once."""

    def __init__(self) -> None:
        self._boxes: dict[tuple[tuple[int, int], int, Colour, Colour | None, int], pygame.Surface] = {}
        self._rings: dict[tuple[int, int, int, Colour], pygame.Surface] = {}

    def box(
        self, size: tuple[int, int], radius: int, fill: Colour, line: Colour | None = None, width: int = 1
    ) -> pygame.Surface:
        """As `paint.rounded_box`. The surface is shared: blit it, never draw on it."""
        key = (size, radius, fill, line, width)
        if key not in self._boxes:
            self._boxes[key] = rounded_box(size, radius, fill, line, width)
        return self._boxes[key]

    def ring(self, diameter: int, width: int, share: float, colour: Colour) -> pygame.Surface:
        """The first `share` (0..1) of a ring, clockwise from the top, with round ends."""
        step = round(share * RING_STEPS)
        step = max(step, 1) if share > 0.0 else 0
        key = (diameter, width, step, colour)
        if key not in self._rings:
            self._rings[key] = _ring(diameter, width, step / RING_STEPS, colour)
        return self._rings[key]


def _ring(diameter: int, width: int, share: float, colour: Colour) -> pygame.Surface:
    side, thick = diameter * OVERSAMPLING, width * OVERSAMPLING
    big = pygame.Surface((side, side), pygame.SRCALPHA)
    big.fill((*colour, 0))
    if share > 0.0:
        middle, outer, inner = side / 2, side / 2 - OVERSAMPLING / 2, side / 2 - OVERSAMPLING / 2 - thick
        count = max(2, round(share * 120))
        turns = [math.tau * share * step / count - math.pi / 2 for step in range(count + 1)]
        rim = [(middle + outer * math.cos(t), middle + outer * math.sin(t)) for t in turns]
        rim += [(middle + inner * math.cos(t), middle + inner * math.sin(t)) for t in reversed(turns)]
        pygame.draw.polygon(big, colour, rim)
        for turn in (turns[0], turns[-1]):
            along = (outer + inner) / 2
            end = (middle + along * math.cos(turn), middle + along * math.sin(turn))
            pygame.draw.circle(big, colour, end, thick / 2)
    return pygame.transform.smoothscale(big, (diameter, diameter))
