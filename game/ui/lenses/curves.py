"""The curves: a neuron's activation over z with a dot for each sample, and below it its slope, which asks no target."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim.activations import Activation
from game.sim.network import Array, neuron_label
from game.ui.draw.number_text import figure
from game.ui.draw.palette import mix
from game.ui.intents import PinSample, ShowLens
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.lenses.plot import Plot
from game.ui.network.scales import activation_of
from game.ui.toolkit.panel import Message
from game.ui.view import View

REACH = 5.0
"""The curve is shown for z from −5 to 5, or as far as the samples' z go."""
FARTHEST = 8e307
"""No axis reaches farther: the distance from one end to the other has to be a number."""
POINTS = 161
CHIP = 26
"""Design pixels: height of the row of neurons."""
HEAD = 18
"""Design pixels: height of a curve's heading."""
GAP = 12
"""Design pixels: distance between the two curves."""
DOT = 4.0
"""Design pixels: radius of a sample's dot."""
LIT_DOT = 6.0
"""Design pixels: radius of the dot of the sample looked at."""
SMALL_DOT = 2.0
"""Design pixels: radius of a dot of very many."""
MOST_SPOTS = 200
"""Up to so many samples, each can be hovered and clicked."""
HEADROOM = 1.12
"""How much higher than its highest value a curve's ground is."""


class CurvesLens(Lens):
    """See the module. `neuron` is the one looked at, as (layer from the inputs, unit), unless an edge is hovered or
    pinned: then it is the one that the edge leads to."""

    name, title, order = "curves", "Curves", 2
    about = "Each neuron's curve and slope, with every sample on it."
    tells = frozenset({"output", "slope"})

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.neuron: tuple[int, int] | None = None
        self._edge: object = None
        self._asked: tuple[int, int] | None = None

    def look_at(self, show: ShowLens) -> None:
        self._asked = show.neuron

    def says(self, view: View) -> str:
        name = neuron_label(view.current.settings.layers, *self._looked_at(view))
        state = view.current.neurons[self._looked_at(view)[0] - 1][self._looked_at(view)[1]]
        if activation_of(view.current.settings, self._looked_at(view)[0]).mixes:
            return (
                f"Softmax weighs {name} against the other outputs: the curve is drawn with those of the shown sample."
            )
        if state.dead:
            return f"Every sample lies where {name}'s curve is flat: its slope is 0, and nothing gets through."
        if state.locked:
            return f"On average {name}'s slope is {figure(state.mean_slope)}, under the lock threshold: {name} is deaf."
        return f"How steep {name}'s curve is at a sample's dot is its slope. Flip the target: the slope does not care."

    def watches(self, view: View) -> object:
        snapshot = view.current
        return (snapshot.batch, snapshot.settings, view.trace.sample, view.selection.edge, self.neuron, self._asked)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        neuron, area = self._looked_at(view), canvas.area
        spots = self._chips(canvas, view, neuron)
        layer, unit = neuron
        settings = view.current.settings
        activation = activation_of(settings, layer)
        zs = view.current.batch.passes.z[layer - 1][:, unit]
        finite = zs[np.isfinite(zs)]
        reach = max(REACH, 1.15 * float(np.abs(finite).max())) if len(finite) else REACH
        reach = min(reach, FARTHEST)
        x = np.linspace(-reach, reach, POINTS)
        a, slope = curves_of(view, neuron, activation, x)
        top, head, gap = area.y + canvas.px(CHIP), canvas.px(HEAD), canvas.px(GAP)
        height = (area.bottom - top - 2 * head - gap - canvas.px(14)) // 2
        upper = pygame.Rect(area.x, top + head, area.width, height)
        lower = pygame.Rect(area.x, upper.bottom + gap + head, area.width, height)
        spots += self._activation(canvas, view, upper, (x, a, slope), neuron, activation)
        spots += self._slope(canvas, view, lower, (x, slope), neuron, activation)
        return spots

    # -- which neuron ------------------------------------------------------------------------------------------------

    def _looked_at(self, view: View) -> tuple[int, int]:
        layers, edge = view.current.settings.layers, view.selection.edge
        if self._asked:
            self.neuron, self._edge, self._asked = self._asked, edge, None
        if edge != self._edge:
            self._edge = edge
            if edge is not None:
                self.neuron = (edge.layer + 1, edge.target)
        if self.neuron is None or self.neuron[0] >= len(layers) or self.neuron[1] >= layers[self.neuron[0]]:
            self.neuron = (1, 0)
        return self.neuron

    def _choose(self, neuron: tuple[int, int], _across: float, _down: float) -> Sequence[Message]:
        self.neuron = neuron
        return []

    def _chips(self, canvas: Canvas, view: View, chosen: tuple[int, int]) -> list[Spot]:
        """The neurons in a row, those of the chosen one's layer where not all have room."""
        layers = view.current.settings.layers
        every = [(layer, unit) for layer in range(1, len(layers)) for unit in range(layers[layer])]
        width, gap = canvas.px(38), canvas.px(4)
        if len(every) * (width + gap) > canvas.area.width:
            every = [(chosen[0], unit) for unit in range(layers[chosen[0]])]
            width = min(width, (canvas.area.width + gap) // max(1, len(every)) - gap)
        spots = []
        for k, neuron in enumerate(every):
            rect = pygame.Rect(canvas.area.x + k * (width + gap), canvas.area.y, width, canvas.px(20))
            on = neuron == chosen
            palette = canvas.palette
            fill = mix(palette.panel, palette.positive, 0.42) if on else palette.raised
            pygame.draw.rect(canvas.surface, fill, rect, border_radius=canvas.px(6))
            ink = palette.text if on else mix(palette.muted, palette.text, 0.25)
            name = neuron_label(layers, *neuron)
            canvas.write(name, rect.center, ink, style="medium", anchor="center", room=rect.width - 4)
            spots.append(Spot(rect, f"Look at {name}.", partial(self._choose, neuron)))
        return spots

    # -- the two curves ----------------------------------------------------------------------------------------------

    def _activation(
        self,
        canvas: Canvas,
        view: View,
        rect: pygame.Rect,
        curve: tuple[Array, Array, Array],
        neuron: tuple[int, int],
        activation: Activation,
    ) -> list[Spot]:
        x, a, slope = curve
        layer, unit = neuron
        palette, trace = canvas.palette, view.trace
        known = a[np.isfinite(a)]
        low, high = float(known.min(initial=0.0)), float(known.max(initial=1.0))
        pad = (high - low) * (HEADROOM - 1.0)
        plot = Plot(canvas, rect, (float(x[0]), float(x[-1])), (low - pad, high + pad))
        plot.ground()
        self._deaf_zone(plot, view, x, slope, activation)
        plot.curve(x, a, palette.activation)
        z, value = float(trace.z[layer - 1][unit]), float(trace.a[layer][unit])
        steep = float(trace.slope[layer - 1][unit])
        if np.isfinite([z, value, steep]).all():
            reach = 0.22 * float(x[-1] - x[0])
            rise = steep * reach
            plot.curve(np.array([z - reach, z + reach]), np.array([value - rise, value + rise]), palette.gradient)
        canvas.write(f"a = {activation.formula}", (rect.x, rect.y - canvas.px(9)), palette.activation)
        read = f"z {figure(z, signed=True)}  a {figure(value)}"
        canvas.write(read, (rect.right, rect.y - canvas.px(9)), palette.text, style="mono", anchor="midright")
        deaf = "" if activation.mixes else "; shaded is deaf ground"
        hint = Spot(rect, f"z across, the activation up. The green tangent is as steep as the slope{deaf}.")
        return [hint, *self._dots(plot, view, neuron, activations=True)]

    def _slope(
        self,
        canvas: Canvas,
        view: View,
        rect: pygame.Rect,
        curve: tuple[Array, Array],
        neuron: tuple[int, int],
        activation: Activation,
    ) -> list[Spot]:
        x, slope = curve
        layer, unit = neuron
        palette, settings = canvas.palette, view.current.settings
        threshold = 0.0 if activation.mixes else settings.lock_threshold
        high = max(activation.max_slope, threshold, 1e-3) * HEADROOM
        plot = Plot(canvas, rect, (float(x[0]), float(x[-1])), (0.0, high))
        plot.ground()
        self._deaf_zone(plot, view, x, slope, activation)
        if settings.lock_threshold > 0.0 and not activation.mixes:
            level = np.full(2, settings.lock_threshold)
            plot.curve(x[[0, -1]], level, mix(palette.negative, palette.panel, 0.35), 1)
        plot.curve(x, slope, palette.gradient)
        canvas.write(f"slope = {activation.slope_formula}", (rect.x, rect.y - canvas.px(9)), palette.gradient)
        value = float(view.trace.slope[layer - 1][unit])
        read = f"slope {figure(value)}"
        canvas.write(read, (rect.right, rect.y - canvas.px(9)), palette.text, style="mono", anchor="midright")
        for z in (x[0], 0.0, x[-1]):
            place = (round(plot.at(float(z), 0.0)[0]), rect.bottom + canvas.px(8))
            anchor = "midleft" if z == x[0] else "midright" if z == x[-1] else "center"
            canvas.write(f"z = {figure(float(z), 2)}", place, palette.muted, size=10, anchor=anchor)
        told = "" if activation.mixes else " Red is the lock threshold."
        hint = Spot(rect, f"z across, the slope up: nothing here asks for the target.{told}")
        return [hint, *self._dots(plot, view, neuron, activations=False)]

    def _deaf_zone(self, plot: Plot, view: View, x: Array, slope: Array, activation: Activation) -> None:
        """Shade where the slope is under the lock threshold, unless such a neuron never locks."""
        if activation.mixes:
            return
        colour = mix(plot.canvas.palette.panel, plot.canvas.palette.negative, 0.16)
        deaf = slope < view.current.settings.lock_threshold
        edges = np.flatnonzero(np.diff(np.concatenate([[False], deaf, [False]]).astype(np.int8)))
        for start, end in edges.reshape(-1, 2):
            plot.shade((float(x[start]), float(x[end - 1])), colour)

    def _dots(self, plot: Plot, view: View, neuron: tuple[int, int], *, activations: bool) -> list[Spot]:
        layer, unit = neuron
        palette, spots = plot.canvas.palette, []
        passed, count = view.current.batch.passes, len(view.current.inputs)
        points = zip(
            passed.z[layer - 1][:, unit], passed.a[layer][:, unit], passed.slope[layer - 1][:, unit], strict=True
        )
        found = [tuple(map(float, point)) for point in points]
        for k in [*(k for k in range(count) if k != view.trace.sample), view.trace.sample]:
            z, value, slope = found[k]
            if not np.isfinite(found[k]).all():
                continue
            lit = k == view.trace.sample
            colour = palette.text if lit else mix(palette.muted, palette.text, 0.2)
            radius = LIT_DOT if lit else DOT if count <= MOST_SPOTS else SMALL_DOT
            rect = plot.dot(z, value if activations else slope, colour, radius, hollow=not lit)
            if count <= MOST_SPOTS:
                spots.append(Spot(rect, partial(_tells, k, *found[k]), partial(_pinned, k)))
        return spots


def curves_of(view: View, neuron: tuple[int, int], activation: Activation, x: Array) -> tuple[Array, Array]:
    """Activation and slope of `neuron` at each z of `x`; where they depend on the z of the others in its layer, with
    those as the shown sample has them."""
    layer, unit = neuron
    z, leak = np.tile(view.trace.z[layer - 1], (len(x), 1)), view.current.settings.leak
    z[:, unit] = x
    with np.errstate(all="ignore"):
        a = activation.value(z, leak)
        slope = activation.slope(z, a, leak)
    return a[:, unit], slope[:, unit]


def _tells(sample: int, z: float, a: float, slope: float) -> str:
    return f"Sample {sample + 1}: z {figure(z, signed=True)}, a {figure(a)}, slope {figure(slope)}."


def _pinned(sample: int, _across: float, _down: float) -> Sequence[Message]:
    return [PinSample(sample)]


LENS = CurvesLens
