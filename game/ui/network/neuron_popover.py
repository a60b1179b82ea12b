"""Beside a hovered neuron: its own small activation curve, a dot at z, and the tangent whose steepness is the slope."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pygame

from game.sim.network import neuron_label
from game.sim.settings import Settings
from game.sim.trace import Trace
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.draw.polyline import draw_polyline
from game.ui.network.network_layout import Neuron
from game.ui.network.scales import activation_of

_SIZE, _PLOT = (216.0, 166.0), (12.0, 34.0, 192.0, 84.0)
_READINGS = 9.0
"""Design pixels: from the plot to the readings."""
_PITCH = 17.0
"""Design pixels: from one line of them to the next."""
_REACH = 4.0
"""The curve is shown for z from −4 to 4, or to twice the z of this sample if that lies outside."""
_SAMPLES, _TEXT = 81, 10.5


class NeuronPopover:
    """A small picture, drawn anew when what it shows changes."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._ground = rounded_box(
            (kit.px(_SIZE[0]), kit.px(_SIZE[1])),
            kit.px(9),
            kit.palette.raised,
            mix(kit.palette.line, kit.palette.text, 0.25),
        )
        self._image = self._ground.copy()
        self._key: tuple[Neuron, float, float, str] | None = None

    def draw(
        self, surface: pygame.Surface, vessel: pygame.Rect, settings: Settings, trace: Trace, neuron: Neuron
    ) -> None:
        """Left of `vessel` (the tooltip stands on the right), wholly on `surface`."""
        layer, unit = neuron
        z, slope = float(trace.z[layer - 1][unit]), float(trace.slope[layer - 1][unit])
        key = (neuron, z, slope, activation_of(settings, layer).name)
        if key != self._key:
            self._key = key
            self._paint(settings, trace, neuron)
        place = self._image.get_rect(midright=(vessel.left - self._kit.px(8), vessel.centery))
        if place.left < 0:
            place.left = vessel.right + self._kit.px(8)
        surface.blit(self._image, place.clamp(surface.get_rect()))

    def _paint(self, settings: Settings, trace: Trace, neuron: Neuron) -> None:
        kit, palette, image = self._kit, self._kit.palette, self._image
        image.fill((0, 0, 0, 0))
        image.blit(self._ground, (0, 0))
        layer, unit = neuron
        activation, label = activation_of(settings, layer), neuron_label(settings.layers, layer, unit)
        z, a = float(trace.z[layer - 1][unit]), float(trace.a[layer][unit])
        slope = float(trace.slope[layer - 1][unit])
        title = kit.fonts.text(f"{label}: {activation.label}, a = {activation.formula}", 11, palette.text)
        image.blit(title, (kit.px(12), kit.px(9)))
        if np.isfinite([z, a, slope]).all():
            reach = max(_REACH, 1.25 * abs(z))
            zs = np.linspace(-reach, reach, _SAMPLES)
            self._plot(zs, activation.value(zs, settings.leak), (z, a, slope))
        self._readings(z, a, slope)

    def _readings(self, z: float, a: float, slope: float) -> None:
        """Numbers under the curve, z and a beside each other, the slope on a line of its own."""
        kit, palette = self._kit, self._kit.palette
        left, right = kit.px(_PLOT[0]), kit.px(_PLOT[0] + _PLOT[2])
        y = kit.px(_PLOT[1] + _PLOT[3] + _READINGS)
        pen = Lettering(kit, self._image)
        pen.write(f"z {figure(z, signed=True)}", (left, y), _TEXT, palette.text, "mono", anchor="topleft")
        pen.write(f"a {figure(a)}", (right, y), _TEXT, palette.activation, "mono", anchor="topright")
        below = (left, y + kit.px(_PITCH))
        pen.write(f"slope {figure(slope)}, the tangent", below, _TEXT, palette.gradient, "mono", anchor="topleft")

    def _plot(self, zs: np.ndarray, values: np.ndarray, point: tuple[float, float, float]) -> None:
        kit, palette = self._kit, self._kit.palette
        area = pygame.Rect(*(kit.px(length) for length in _PLOT))
        low, high = min(float(values.min()), 0.0), max(float(values.max()), 1e-9)
        z, a, slope = point

        def at(each: float, value: float) -> tuple[float, float]:
            across = (each - zs[0]) / (zs[-1] - zs[0]) * area.width
            return (area.left + across, area.bottom - (value - low) / (high - low) * area.height)

        thin, axis = max(1, kit.px(1)), mix(palette.raised, palette.muted, 0.4)
        pygame.draw.line(self._image, axis, at(zs[0], 0.0), at(zs[-1], 0.0), thin)
        pygame.draw.line(self._image, axis, at(0.0, low), at(0.0, high), thin)
        curve = [at(float(each), float(value)) for each, value in zip(zs, values, strict=True)]
        self._stroke(curve, palette.activation)
        reach = 0.30 * (zs[-1] - zs[0])
        tangent = [at(z - reach, a - slope * reach), at(z + reach, a + slope * reach)]
        self._image.set_clip(area.inflate(kit.px(8), kit.px(16)))
        self._stroke(tangent, palette.gradient)
        self._image.set_clip(None)
        pygame.draw.aacircle(self._image, palette.text, at(z, a), 4.5 * kit.scale)

    def _stroke(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        draw_polyline(self._image, colour, points, max(1, round(self._kit.scale * 1.2)))
