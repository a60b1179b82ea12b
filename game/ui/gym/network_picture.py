"""The small network in which an exercise holds, with its numbers; what is asked is a question mark until it is
answered."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pygame

from game.sim.gym.exercise import Picture, Shown, spelled
from game.sim.network import Edge, edges, neuron_label
from game.ui.draw.curve import Pixel
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import panel_background
from game.ui.gym.workout import Workout
from game.ui.toolkit.picture_panel import PicturePanel

RADIUS = 36
"""Design pixels: radius of a neuron."""
CROWDED = 27
"""Design pixels: radius of one of three neurons in a column."""
TAG = 21
"""Design pixels: height of a tag."""
TAG_GAP = 3
"""Design pixels: between two tags."""
TOP = 40
"""Design pixels: height of the heading."""
SIDE = 130
"""Between the panel's sides and the outer layers' middles."""
WORDS = {
    "z": "z",
    "slope": "slope",
    "sum": "Σ w·δ",
    "delta": "δ",
    "bias": "b",
    "target": "target y",
    "gradient": "∂L/∂w",
    "after": "new w",
}
BELOW = ("z", "sum", "slope", "delta")
"""What stands below a neuron, from the top."""


class NetworkPicture(PicturePanel):
    """Every number in it is one that the simulation finds for that network."""

    def __init__(self, workout: Workout) -> None:
        self._workout = workout

    @property
    def _shown(self) -> Picture:
        return self._workout.exercise.picture

    @property
    def _answered(self) -> bool:
        return self._workout.found is not None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        rate = self._shown.start.settings.learning_rate
        asks_step = any(shown.what == "after" for shown in self._shown.shows)
        note = f"η = {spelled(rate)}" if asks_step else ""
        self._picture = panel_background(kit, rect.size, "The network", note)
        pen, layers = Lettering(kit, self._picture), self._shown.start.settings.layers
        self.radius = kit.px(RADIUS if max(layers) < 3 else CROWDED)
        drawn = self._shown.drawn or edges(layers)
        for edge in drawn:
            self._line(edge)
        for k, edge in enumerate(drawn):
            self._edge_words(pen, edge, f"w{chr(0x2081 + k)} = " if self._shown.drawn else "w = ")
        for layer, units in enumerate(layers):
            for unit in range(units):
                self._neuron(pen, layer, unit)

    # -- places ------------------------------------------------------------------------------------------------------

    def middle(self, layer: int, unit: int) -> Pixel:
        """The middle of a neuron on the picture; what stands below it has room there."""
        kit, layers = self._kit, self._shown.start.settings.layers
        side = min(kit.px(SIDE), self._rect.width // 5)
        x = side + (self._rect.width - 2 * side) * layer // (len(layers) - 1)
        top = kit.px(TOP)
        pitch = (self._rect.height - top) / layers[layer]
        below = max(len(self._tags(each, k)) for each, units in enumerate(layers) for k in range(units))
        lift = below * kit.px(TAG + TAG_GAP) // 2
        return x, round(top + (unit + 0.5) * pitch) - lift

    def _of(self, layer: int, unit: int) -> Iterator[Shown]:
        return (each for each in self._shown.shows if (each.layer, each.unit) == (layer, unit) and each.source is None)

    def _tags(self, layer: int, unit: int) -> list[Shown]:
        """What stands below a neuron."""
        return sorted((s for s in self._of(layer, unit) if s.what in BELOW), key=lambda s: BELOW.index(s.what))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _number(self, shown: Shown) -> str:
        """What stands there for a quantity."""
        if shown.asked and not self._answered:
            return "?"
        decimals = self._workout.exercise.decimals if shown.what == "a" else 4
        return spelled(self._shown.value(shown), decimals)

    def _line(self, edge: Edge) -> None:
        kit, palette = self._kit, self._kit.palette
        weight = self._weight(edge)
        lit = edge in self._shown.lit if self._answered or not self._workout.exercise.choices else True
        colour = mix(palette.panel, palette.signed(weight), 0.9 if lit else 0.35)
        width = kit.px(2 + 1.5 * min(abs(weight), 3.0)) if lit else kit.px(2)
        ends = self.middle(edge.layer, edge.source or 0), self.middle(edge.layer + 1, edge.target)
        across, down = abs(ends[1][0] - ends[0][0]), abs(ends[1][1] - ends[0][1])
        steep = max(across, down) / max(1.0, math.hypot(across, down))
        pygame.draw.aaline(self._picture, colour, *ends, max(1, round(width / steep)))

    def _weight(self, edge: Edge) -> float:
        assert edge.source is not None
        return float(self._shown.params.weights[edge.layer][edge.target, edge.source])

    def _edge_words(self, pen: Lettering, edge: Edge, name: str) -> None:
        """Weight, gradient and new weight in the middle of an edge that the exercise is about."""
        about = [s for s in self._shown.shows if s.source == edge.source and s.source is not None]
        about = [s for s in about if (s.layer - 1, s.unit) == (edge.layer, edge.target)]
        if not about and edge not in self._shown.lit:
            return
        if self._workout.exercise.kind == "deaf_neuron":
            return  # its weights make the complaints what they are, and have no part in the answer
        (x0, y0), (x1, y1) = self.middle(edge.layer, edge.source or 0), self.middle(edge.layer + 1, edge.target)
        weight = self._weight(edge)
        tags = [(f"{name}{spelled(weight)}", self._kit.palette.signed(weight), False)]
        tags += [(f"{WORDS[s.what]} = {self._number(s)}", self._colour(s), s.asked) for s in about]
        pitch = self._kit.px(TAG + TAG_GAP)
        y = (y0 + y1) // 2 - (len(tags) - 1) * pitch // 2
        for text, colour, asked in tags:
            self._tag(pen, text, ((x0 + x1) // 2, y), colour, asked)
            y += pitch

    def _colour(self, shown: Shown) -> Colour:
        palette = self._kit.palette
        if shown.asked and not self._answered:
            return palette.activation
        return {"delta": palette.gradient, "gradient": palette.gradient, "slope": palette.gradient}.get(
            shown.what, palette.negative if shown.what == "sum" else palette.text
        )

    def _neuron(self, pen: Lettering, layer: int, unit: int) -> None:
        kit, palette, radius = self._kit, self._kit.palette, self.radius
        x, y = self.middle(layer, unit)
        line = palette.activation if layer == 0 else palette.gradient
        ground = disc(2 * radius, palette.raised, mix(palette.raised, line, 0.7), max(2, kit.px(2.5)))
        self._picture.blit(ground, ground.get_rect(center=(x, y)))
        name = neuron_label(self._shown.start.settings.layers, layer, unit)
        activation = next((shown for shown in self._of(layer, unit) if shown.what == "a"), None)
        if activation is None:
            pen.write(name, (x, y), 17, palette.muted, anchor="center")
        else:
            unknown = activation.asked and not self._answered
            colour = palette.activation if unknown or layer == 0 else palette.text
            pen.write(self._number(activation), (x, y - kit.px(5)), 17, colour, "mono-medium", anchor="center")
            pen.write(name, (x, y + kit.px(14)), 12, palette.muted, anchor="center")
        self._around(pen, layer, unit)

    def _around(self, pen: Lettering, layer: int, unit: int) -> None:
        """Bias above, target beside, the rest below."""
        kit, (x, y), radius = self._kit, self.middle(layer, unit), self.radius
        pitch, step = kit.px(TAG), kit.px(TAG + TAG_GAP)
        for shown in self._of(layer, unit):
            text = f"{WORDS.get(shown.what, '')} = {self._number(shown)}"
            if shown.what == "bias":
                self._tag(pen, text, (x, y - radius - pitch // 2 - kit.px(6)), self._colour(shown), False)
            elif shown.what == "target":
                pen.write(text, (x + radius + kit.px(10), y), 13, kit.palette.muted)
        for k, shown in enumerate(self._tags(layer, unit)):
            place = (x, y + radius + pitch // 2 + kit.px(5) + k * step)
            self._tag(pen, f"{WORDS[shown.what]} = {self._number(shown)}", place, self._colour(shown), shown.asked)

    def _tag(self, pen: Lettering, text: str, middle: Pixel, colour: Colour, asked: bool) -> None:
        kit, palette = self._kit, self._kit.palette
        width = kit.fonts.width(text, 12.5, "mono") + kit.px(14)
        ground = mix(palette.background, colour, 0.24 if asked else 0.1)
        box = rounded_box((width, kit.px(TAG)), kit.px(6), ground, mix(ground, colour, 0.6), max(1, kit.px(1)))
        self._picture.blit(box, box.get_rect(center=middle))
        pen.write(text, middle, 12.5, colour, "mono", anchor="center")
