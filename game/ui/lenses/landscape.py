"""The landscape: the loss all over a plane through the parameters, with the run's trail on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim import commands as c
from game.sim.lenses.landscape import Cut, Landscape, cut_along, cut_of_movement, window_of
from game.sim.network import Array, Edge, Layers, bias_edges, edge_symbol, edges, flat_index
from game.sim.snapshot import RunView
from game.ui.draw.number_text import figure
from game.ui.draw.palette import Palette, mix
from game.ui.draw.polyline import draw_polyline, seen_of
from game.ui.lenses.chips import next_pair
from game.ui.lenses.heat import draw_contour, heat_map
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.toolkit.panel import Message
from game.ui.view import View

TRAIL = 48
"""Points of a run's trail at most."""
LEVELS = 9
"""Lines of equal loss."""
CHIP = 22
"""Design pixels: height of a button."""
FOOT = 58
"""Design pixels: height of what stands below the picture."""
GAP = 8
"""Design pixels: distance between things."""
DARK = 1e-6
"""Losses below this are all as dark as this."""
RENEWED = 0.4
"""Seconds after which the ground is worked out anew while the parameters move."""
MOST_GHOSTS = 3
"""Other runs whose trails are drawn, the newest ones."""


class LandscapeLens(Lens):
    """See the module. `axes` are the two parameters that vary, by their place in `Params.flat`; None for the two
    directions in which the run moved most."""

    name, title, order = "landscape", "Landscape", 4
    about = "The loss over two parameters, and the run's trail."

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.axes: tuple[int, int] | None = None
        self.ground: Landscape | None = None
        self._key: object = None
        self._data: object = None
        self._ends: object = None
        self._trails: list[Array] = []
        self._worked_out = 0.0
        self._painted: tuple[tuple[Array | None, tuple[int, int], Palette], pygame.Surface] | None = None

    def says(self, view: View) -> str:
        if self.axes is None:
            held = self.ground.cut.held if self.ground else None
            if held is None:
                return "Dark is low loss. The run has not moved yet: train, and its trail appears."
            share = _percent(held)
            return f"Dark is low loss. These two directions hold {share} of the run's movement. A click goes there."
        names = [_symbol(view.current.settings.layers, at) for at in self.axes]
        return f"Dark is low loss, over {names[0]} (across) and {names[1]} (up), all else as now. A click goes there."

    def watches(self, view: View) -> object:
        self._keep_up(view)
        ground = self.ground
        moving = view.current.params if ground is None or ground.finished else view.now
        return (view.current.batch, self.axes, ground, moving, view.current.runs, view.selection.pinned)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        ground, area = self.ground, canvas.area
        if ground is None:
            return [Spot(area, "One moment: the landscape is being worked out.")]
        ground.advance()
        spots = self._chips(canvas, view)
        top = area.y + canvas.px(CHIP + GAP)
        side = min(area.width, area.bottom - top - canvas.px(FOOT))
        rect = pygame.Rect(area.x + (area.width - side) // 2, top, side, side)
        if ground.values is not None:
            self._paint_ground(canvas, ground, rect)
        canvas.surface.set_clip(rect)
        for trail, run in zip(self._trails, self._shown(view), strict=False):
            self._paint_trail(canvas, view, rect, trail, run)
        self._paint_gradient(canvas, view, rect)
        canvas.surface.set_clip(None)
        hint = (
            "Each point is a whole network: the white dot the one on screen, the arrow its way down. Click to go there."
        )
        spots.append(Spot(rect, hint, partial(self._go, view)))
        self._paint_scale(canvas, view, ground, rect)
        return spots

    # -- working it out ----------------------------------------------------------------------------------------------

    def _keep_up(self, view: View) -> None:
        """Begin a new ground when what it shows has changed."""
        snapshot = view.current
        layers = snapshot.settings.layers
        if self.axes and max(self.axes) >= len(snapshot.params.flat()):
            self.axes = None
        edited = None if snapshot.in_past else snapshot.params.flat()
        ends = (edited, *((run.id, run.last_epoch, run.loss_at(0), layers) for run in self._shown(view)))
        data = (layers, snapshot.settings, snapshot.inputs, snapshot.targets, self.axes)
        key = (data, snapshot.batch if self.axes else ends)
        if key == self._key:
            return
        urgent = self._key is None or data != self._data
        if not urgent and 0 <= view.now - self._worked_out < RENEWED:
            return
        self._key, self._data, self._worked_out = key, data, view.now
        if ends != self._ends:
            self._ends, self._trails = ends, [self._trail(run) for run in self._shown(view)]
        self._begin(view)

    def _begin(self, view: View) -> None:
        snapshot, flat = view.current, view.current.params.flat()
        trail = self._trails[0].tolist()
        if len(trail[0]) != len(flat):  # the records have another network already than this moment: with the next one
            self._key = self._ends = None
            return
        cut = cut_along(flat, *self.axes) if self.axes else cut_of_movement(trail)
        window = window_of([cut.place(row) for row in (*trail, flat)])
        dataset = self.records.beginning().dataset
        self.ground = Landscape(snapshot.settings.layers, cut, window, dataset, snapshot.settings)

    def _shown(self, view: View) -> list[RunView]:
        """The run on screen, and then the newest others of the same shape."""
        others = [run for run in view.current.runs if not run.active and run.last_epoch > 0]
        return [view.current.run, *others[-MOST_GHOSTS:]]

    def _trail(self, run: RunView) -> Array:
        """Parameters along a run, evenly spaced from its beginning to its end."""
        epochs = np.unique(np.linspace(0, run.last_epoch, min(TRAIL, run.last_epoch + 1)).round().astype(int))
        return self.records.history(run.id, epochs.tolist())

    # -- the picture -------------------------------------------------------------------------------------------------

    def _paint_ground(self, canvas: Canvas, ground: Landscape, rect: pygame.Rect) -> None:
        key = (ground.values, rect.size, canvas.palette)
        if self._painted is None or self._painted[0][0] is not key[0] or self._painted[0][1:] != key[1:]:
            picture = pygame.Surface(rect.size)
            picture.fill(canvas.palette.panel)
            self._paint_heights(Canvas(canvas.kit, picture, picture.get_rect()), ground, picture.get_rect())
            self._painted = (key, picture)
        canvas.surface.blit(self._painted[1], rect)

    def _paint_heights(self, canvas: Canvas, ground: Landscape, rect: pygame.Rect) -> None:
        """The loss as shades and lines of equal loss."""
        assert ground.values is not None
        heights = np.log10(np.maximum(np.where(np.isfinite(ground.values), ground.values, np.inf), DARK))
        finite = heights[np.isfinite(heights)]
        if not len(finite):
            return
        low, high = float(finite.min()), float(finite.max())
        if high - low < 1e-9:
            high = low + 1.0
        palette = canvas.palette
        ends = sorted(
            (mix(palette.background, palette.positive, 0.10), mix(palette.raised, palette.source, 0.75)), key=sum
        )
        canvas.surface.blit(heat_map(heights, rect.size, (low, high), (ends[0], ends[1])), rect)
        canvas.surface.set_clip(rect)
        for k in range(1, LEVELS + 1):
            level = low + (high - low) * k / (LEVELS + 1)
            draw_contour(canvas.surface, rect, heights, level, mix(palette.raised, palette.text, 0.35), 1.0)
        canvas.surface.set_clip(None)

    def _at(self, rect: pygame.Rect, flat: Sequence[float] | Array) -> tuple[float, float] | None:
        """Where parameters stand on the picture."""
        assert self.ground is not None
        flat = np.asarray(flat)
        if len(flat) != len(self.ground.cut.centre) or not np.isfinite(flat).all():
            return None
        across, up = self.ground.window.share(self.ground.cut.place(flat.tolist()))
        return rect.x + across * (rect.width - 1), rect.bottom - 1 - up * (rect.height - 1)

    def _paint_trail(self, canvas: Canvas, view: View, rect: pygame.Rect, trail: Array, run: RunView) -> None:
        palette = canvas.palette
        points = [place for row in trail if (place := self._at(rect, row)) is not None]
        colour = palette.activation if run.active else palette.muted
        draw_polyline(canvas.surface, colour, points, 2 if run.active else 1)
        if points and seen_of(points[0], points[0], rect):
            pygame.draw.aacircle(canvas.surface, colour, points[0], 3.0 * canvas.kit.scale)
        here = self._at(rect, view.current.params.flat()) if run.active else None
        if here and seen_of(here, here, rect):
            pygame.draw.aacircle(canvas.surface, palette.background, here, 6.5 * canvas.kit.scale)
            pygame.draw.aacircle(canvas.surface, palette.text, here, 5.0 * canvas.kit.scale)

    def _paint_gradient(self, canvas: Canvas, view: View, rect: pygame.Rect) -> None:
        """From where the network is, an arrow against the gradient, of one length: downhill on this plane."""
        assert self.ground is not None
        here = self._at(rect, view.current.params.flat())
        layers = view.current.settings.layers
        order = [*edges(layers), *bias_edges(layers)]
        gradient = np.zeros(len(self.ground.cut.centre))
        if here is None or not seen_of(here, here, rect) or len(order) != len(gradient):
            return
        for edge in order:
            gradient[flat_index(layers, edge)] = view.current.batch.mean_gradient(edge)
        across, up = self.ground.cut.directions @ gradient
        size = math.hypot(across, up)
        if not (math.isfinite(size) and size > 0.0):
            return
        reach = 34.0 * canvas.kit.scale
        tip = (here[0] - across / size * reach, here[1] + up / size * reach)
        pygame.draw.line(canvas.surface, canvas.palette.gradient, here, tip, max(2, canvas.px(2)))
        side = (tip[0] - here[0]) / reach, (tip[1] - here[1]) / reach
        head = 8.0 * canvas.kit.scale
        base = (tip[0] - side[0] * head, tip[1] - side[1] * head)
        across, up = side[1] * head * 0.6, side[0] * head * 0.6
        wings = [(base[0] - across, base[1] + up), (base[0] + across, base[1] - up)]
        pygame.draw.polygon(canvas.surface, canvas.palette.gradient, [tip, *wings])

    def _paint_scale(self, canvas: Canvas, view: View, ground: Landscape, rect: pygame.Rect) -> None:
        """Below the picture, what its sides are."""
        palette, y = canvas.palette, rect.bottom + canvas.px(12)
        window = ground.window
        if self.axes:
            names = [_symbol(view.current.settings.layers, at) for at in self.axes]
            low, high = ground.cut.at(*window.place(0.0, 0.0)), ground.cut.at(*window.place(1.0, 1.0))
            lines = [
                f"{name} from {figure(float(low[at]))} to {figure(float(high[at]))} {side}"
                for name, at, side in zip(names, self.axes, ("across", "up"), strict=True)
            ]
        else:
            lines = [f"{figure(2 * window.reach)} from side to side", "yellow is this run, grey are others"]
        finite = ground.values[np.isfinite(ground.values)] if ground.values is not None else np.zeros(0)
        if len(finite):
            lines.append(f"loss from {figure(float(finite.min()))} to {figure(float(finite.max()))}, on a log scale")
        for k, line in enumerate(lines):
            place = (canvas.area.x, y + k * canvas.px(15))
            canvas.write(line, place, palette.muted, size=10.5, room=canvas.area.width)

    # -- the choice of the plane -------------------------------------------------------------------------------------

    def _chips(self, canvas: Canvas, view: View) -> list[Spot]:
        """The movement of the run; or two parameters, each with an arrow to the one before and the one after it."""
        palette, layers, height = canvas.palette, view.current.settings.layers, canvas.px(CHIP - 2)
        gap = canvas.px(5)
        width = (canvas.area.width - 2 * gap) // 3
        axes = self.axes or (0, min(1, len(view.current.params.flat()) - 1))
        names = ["movement", *(_symbol(layers, at) for at in axes)]
        spots = []
        for k, name in enumerate(names):
            rect = pygame.Rect(canvas.area.x + k * (width + gap), canvas.area.y, width, height)
            on = (k == 0) == (self.axes is None)
            fill = mix(palette.panel, palette.positive, 0.42) if on else palette.raised
            pygame.draw.rect(canvas.surface, fill, rect, border_radius=canvas.px(6))
            side = ("", "across: ", "up: ")[k]
            canvas.write(f"{side}{name}", rect.center, palette.text, anchor="center", room=rect.width - canvas.px(8))
            pinned = self._pinned(view)
            follows = "the next parameter" if pinned is None else f"{_symbol(layers, pinned)}, which is pinned"
            hint = f"{name}: click for {follows}." if k else "The two directions in which the run moved most."
            act = partial(self._choose, view, None if k == 0 else k - 1)
            spots.append(Spot(rect, hint, act))
        return spots

    def _choose(self, view: View, axis: int | None, across: float, _down: float) -> Sequence[Message]:
        count = len(view.current.params.flat())
        if axis is None:
            self.axes = None
            return []
        turned = self.axes is not None
        self.axes = self.axes or (0, min(1, count - 1))
        pinned = self._pinned(view)
        if pinned is not None:
            self.axes = (pinned, self.axes[1]) if axis == 0 else (self.axes[0], pinned)
        elif turned and count > 1:
            self.axes = next_pair(self.axes, axis, count)
        return []

    def _pinned(self, view: View) -> int | None:
        """The place of the pinned parameter, unless it is an axis already."""
        edge = view.selection.pinned
        at = None if edge is None else flat_index(view.current.settings.layers, edge)
        return None if at in (self.axes or ()) else at

    def _go(self, view: View, across: float, down: float) -> Sequence[Message]:
        """Move the network to that point of the plane: a branch, where a future is recorded."""
        if self.ground is None:
            return []
        place = self.ground.window.place(across, 1.0 - down)
        flat, layers = view.current.params.flat(), view.current.settings.layers
        moved = _moved(self.ground.cut, flat, place)
        order = [*edges(layers), *bias_edges(layers)]
        return [
            c.SetParameter(edge.layer, edge.target, edge.source, float(moved[flat_index(layers, edge)]))
            for edge in order
            if float(moved[flat_index(layers, edge)]) != flat[flat_index(layers, edge)]
        ]


def _moved(cut: Cut, flat: Sequence[float], place: tuple[float, float]) -> Array:
    """The parameters that lie at `place` on the plane through `flat` that is parallel to `cut`."""
    here = cut.place(flat)
    across, up = place[0] - here[0], place[1] - here[1]
    return np.asarray(np.asarray(flat) + across * cut.directions[0] + up * cut.directions[1])


def _percent(share: float) -> str:
    """A share of the whole, never rounded up to it."""
    return "over 99.9%" if 0.9995 <= share < 1.0 - 1e-9 else f"{figure(100.0 * share)}%"


def _symbol(layers: Layers, at: int) -> str:
    """The symbol of the parameter at a place of `Params.flat`."""
    every: list[Edge] = [*edges(layers), *bias_edges(layers)]
    return next(edge_symbol(layers, edge) for edge in every if flat_index(layers, edge) == at)


LENS = LandscapeLens
