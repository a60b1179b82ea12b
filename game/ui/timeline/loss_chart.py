"""The loss chart: every run's loss over its epochs, with the playhead, lock marks, branch points and divergences.

What is drawn once is kept: the grid with the ghosts, the same with the active run, and for the past a second one with
the active run's future dimmed. A frame copies from these; a growing run draws only its new columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame
from pygame import Rect

from game.sim.snapshot import RunView
from game.ui.draw.kit import Kit
from game.ui.draw.motion import Easing
from game.ui.draw.paint import disc
from game.ui.draw.palette import mix
from game.ui.timeline.chart_frame import ChartFrame, axes_for, chart_frame, paint_frame
from game.ui.timeline.chart_markers import ChartMarkers
from game.ui.timeline.chart_scale import DEFAULT_LOSS, FEWEST_EPOCHS, loss_bounds, playhead
from game.ui.timeline.chart_window import ChartWindow, whole_window
from game.ui.timeline.loss_curve import Axes, CurvePen, LossCurve, StrokePainter
from game.ui.timeline.run_styles import RunStyle, RunStyles
from game.ui.toolkit.panel import Hint
from game.ui.view import View

GHOST_SHARE, FUTURE_SHARE, LIT_SHARE = 0.8, 0.38, 1.0
"""How far a line's colour stands out from the ground."""
LIT_WIDTH = 2.6
NEAR = 5
"""Design pixels within which a line is pointed at."""
SMOOTH_RUNS = 3
"""With more runs the axes jump instead of gliding."""
SMOOTH_ZOOM = 4.0
"""With a larger change they do, too."""
KNOB = 11

DrawnFor = tuple[tuple[RunView, ...], bool, int | None, ChartWindow]
"""What the chart was drawn for: the runs, whether the axis is logarithmic, the ghost that is lit, and the window."""
BESIDE = 4.0
"""Of other runs, losses up to so many times the active run's highest have room on the axis; what is more is drawn on
its end."""


class LossChart:
    """Draws at `rect` (screen pixels). `sync` before `draw`."""

    def __init__(self, kit: Kit, rect: Rect, styles: RunStyles) -> None:
        self.rect = Rect(rect)
        self.frame: ChartFrame = chart_frame(kit, self.rect.size)
        self.markers = ChartMarkers(kit, self.frame, self.rect.topleft)
        self._kit = kit
        self._styles = styles
        self.curves: dict[int, tuple[RunView, LossCurve]] = {}
        self._glide = Easing()
        self._painter = StrokePainter(self.frame.field.size)
        self._ground, self._now, self._future = (pygame.Surface(self.rect.size) for _ in range(3))
        self._shown: DrawnFor | None = None
        self._key: tuple[object, ...] = ()
        self._future_drawn = False
        self._drawn = 0
        self.window: ChartWindow | None = None
        """The epochs that the student looks at; None for all of the active run."""
        self._at: float | None = None
        self._active: int | None = None
        self._end = 0
        self._axes = axes_for(self.frame, (float(FEWEST_EPOCHS), 0.0, DEFAULT_LOSS, 0.0), logarithmic=False)
        self._knob = disc(kit.px(KNOB), kit.palette.activation)

    # -- taking over -------------------------------------------------------------------------------------------------

    def inherit(self, chart: LossChart) -> LossChart:
        """Begin with all that `chart`, which this one takes the place of, has read: a long run is not read twice."""
        self.curves, self.window = chart.curves, chart.window
        self._at, self._active, self._end = chart._at, chart._active, chart._end
        return self

    def sync(self, view: View, *, logarithmic: bool, lit: int | None = None) -> None:
        """Show the runs of `view`, the ghost `lit` brighter."""
        runs, active = view.current.runs, view.current.run
        self._follow(view)
        shown: DrawnFor = (runs, logarithmic, lit, self._shown_window())
        if shown != self._shown or not self._glide.arrived:
            self._shown = shown
            self._drawn += 1
            self._renew(view, runs, active, logarithmic=logarithmic, lit=lit)
        if view.current.in_past and not self._future_drawn:
            self._paint_future()

    def _follow(self, view: View) -> None:
        """Keep the playhead in the window when it moves out of it; a window that is moved away from it stays."""
        at, before, run = playhead(view), self._at, view.current.run.id
        if run != self._active:
            self.window, before = None, None  # another run is seen whole
        self._at, self._active = at, run
        self._end = max(view.current.run.last_epoch, math.ceil(at))
        if self.window and before is not None and at != before:
            self.window = self.window.holding(at)

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Look `factor` times as closely, keeping epoch `about` (by default the playhead's) where it is."""
        shown, longest = self._shown_window(), self._longest()
        middle = self._at if about is None else about
        window = shown.zoomed(factor, middle if middle is not None else shown.first, longest)
        self.window = None if window == whole_window(self._end) else window

    def pan(self, share: float) -> None:
        """Look at what comes `share` of the shown epochs later; earlier if it is negative."""
        shown = self._shown_window()
        window = shown.moved(share * shown.span, self._longest())
        self.window = window if window != shown else self.window

    def fit(self) -> None:
        """Show all of the active run."""
        self.window = None

    def _shown_window(self) -> ChartWindow:
        return self.window or whole_window(self._end)

    def _longest(self) -> int:
        return max((run.last_epoch for run, _ in self.curves.values()), default=0)

    def _renew(
        self, view: View, runs: Sequence[RunView], active: RunView, *, logarithmic: bool, lit: int | None
    ) -> None:
        """Draw what is new since the last time."""
        before = self.curves[active.id][0].last_epoch if active.id in self.curves else 0
        fresh = self._take_over(runs)
        axes = self._axes_now(view, logarithmic)
        self._axes = axes
        key = (axes, lit, active.id, tuple(run for run in runs if not run.active))
        if key != self._key:
            self._key = key
            self._paint_ground(runs, axes, lit)
            self._now.blit(self._ground, (0, 0))
            self._paint_active(self._now, 1.0, None)
            self._future_drawn = False
        elif fresh is not None:
            self._paint_new(axes, fresh, before)
        self.markers.sync(view.current, axes, self._styles)

    def _take_over(self, runs: Sequence[RunView]) -> int | None:
        """Bring all curves up to date. Returns the active run's first epoch that is new, None if there is none."""
        self._styles.sync(run.id for run in runs)
        fresh: int | None = None
        curves: dict[int, tuple[RunView, LossCurve]] = {}
        for run in runs:
            known, curve = self.curves.get(run.id, (None, LossCurve()))
            curves[run.id] = (run, curve)
            if known is not run:
                first_new = curve.sync(run.pieces)
                fresh = first_new if run.active else fresh
        self.curves = curves
        return fresh

    def _axes_now(self, view: View, logarithmic: bool) -> Axes:
        window = self._shown_window()
        lowest, highest = self._span_of_losses(window)
        target = (window.last, *loss_bounds(lowest, highest, logarithmic=logarithmic), window.first)
        calm = view.reduced_motion or not view.current.animated or len(self.curves) > SMOOTH_RUNS
        smooth = not calm and self._axes.losses.logarithmic == logarithmic and _near(target, self._glide.target)
        last, low, high, first = self._glide.towards(target, view.now, smooth=smooth)
        inside = (max(last, self._end), low, high, first) if self.window is None else (last, low, high, first)
        return axes_for(self.frame, inside, logarithmic=logarithmic)  # the playhead is never outside the plot

    def _span_of_losses(self, window: ChartWindow) -> tuple[float, float]:
        """Lowest and highest loss in `window`: of the active run, and of the others as far as they have room."""
        spans = [
            (run.active, span)
            for run, curve in self.curves.values()
            if (span := curve.history.extremes(window.first, window.last))
        ]
        most = max((highest for active, (_, highest) in spans if active), default=DEFAULT_LOSS) * BESIDE
        kept = [span for active, span in spans if active or span[1] <= most]
        if not kept:
            return 0.0, DEFAULT_LOSS
        return min(lowest for lowest, _ in kept), max(highest for _, highest in kept)

    # -- painting ----------------------------------------------------------------------------------------------------

    def _paint_ground(self, runs: Sequence[RunView], axes: Axes, lit: int | None) -> None:
        """The grid with the ghosts, each from where it left a run that is there too; the lit one from the start."""
        paint_frame(self._kit, self._ground, self.frame, axes)
        field = self._ground.subsurface(self.frame.field)
        for run in sorted((run for run in runs if not run.active), key=lambda run: run.id == lit):
            style = self._styles.style(run.id, self._kit.palette, active=False)
            pen = self._pen(style, LIT_SHARE, LIT_WIDTH) if run.id == lit else self._pen(style, GHOST_SHARE)
            shared = run.parent in self.curves and run.id != lit
            start = axes.epochs.x(run.branch_epoch) if shared else 0.0
            self._painter.paint(field, self.curves[run.id][1], axes, pen, (int(start), field.get_width()))

    def _paint_active(self, target: pygame.Surface, share: float, columns: tuple[int, int] | None) -> None:
        run, curve = next(pair for pair in self.curves.values() if pair[0].active)
        style = self._styles.style(run.id, self._kit.palette, active=True)
        field = target.subsurface(self.frame.field)
        self._painter.paint(field, curve, self._axes, self._pen(style, share), columns)

    def _paint_new(self, axes: Axes, fresh: int, before: int) -> None:
        """Draw the active run anew from epoch `fresh` on; it ended at epoch `before`."""
        after = next(run for run, _ in self.curves.values() if run.active).last_epoch
        pad = self.frame.plot.x - self.frame.field.x
        first = max(0, math.floor(axes.epochs.x(max(0, fresh - 1))) - pad)
        end = min(math.ceil(axes.epochs.x(max(before, after))) + pad, self.frame.field.width)
        self._future_drawn = False
        if end <= first:
            return
        area = Rect(self.frame.field.x + first, self.frame.field.y, end - first, self.frame.field.height)
        self._now.blit(self._ground, area, area)
        self._paint_active(self._now, 1.0, (first, end))

    def _paint_future(self) -> None:
        self._drawn += 1
        self._future.blit(self._ground, (0, 0))
        self._paint_active(self._future, FUTURE_SHARE, None)
        self._future_drawn = True

    def _pen(self, style: RunStyle, share: float, width: float = 0.0) -> CurvePen:
        scale = self._kit.scale
        colour = mix(self._kit.palette.panel, style.colour, share)
        radius = max(0.6, (width or style.width) * scale / 2)
        return CurvePen(colour, radius, tuple(length * scale for length in style.dash))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def look(self, view: View) -> object:
        """What `draw` of `view` depends on."""
        return (self, self._drawn, round(self.x(playhead(view))), view.current.in_past, view.current.epoch)

    def draw(self, surface: pygame.Surface, view: View) -> None:
        """Draw the chart and its playhead."""
        x = round(self.x(playhead(view)))
        left, width, height = self.rect.x, *self.rect.size
        if view.current.in_past:
            split = min(width, max(0, x - left))
            surface.blit(self._now, self.rect, Rect(0, 0, split, height))
            surface.blit(self._future, (left + split, self.rect.y), Rect(split, 0, width - split, height))
        else:
            surface.blit(self._now, self.rect)
        if self._axes.epochs.shows(playhead(view)):
            self._draw_playhead(surface, x)
        self.markers.draw(surface, view.current.epoch)

    def _draw_playhead(self, surface: pygame.Surface, x: int) -> None:
        kit, plot = self._kit, self.plot
        width = max(2, kit.px(2))
        line = Rect(x - width // 2, plot.top, width, plot.height + self.frame.lane.height - kit.px(2))
        surface.fill(kit.palette.activation, line)
        surface.blit(self._knob, self._knob.get_rect(center=(x, plot.top - kit.px(1))))

    # -- pointing ----------------------------------------------------------------------------------------------------

    @property
    def plot(self) -> Rect:
        """Between the axes, on screen."""
        return self.frame.plot.move(self.rect.topleft)

    @property
    def sensitive(self) -> Rect:
        """Where a press is meant for the timeline, on screen."""
        return self.plot.union(self.frame.lane.move(self.rect.topleft)).inflate(2 * self._kit.px(NEAR), 0)

    def x(self, epoch: float) -> float:
        """Screen pixel of an epoch."""
        return self.rect.x + self.frame.field.x + self._axes.epochs.x(epoch)

    def y(self, loss: float) -> float:
        """Screen pixel of a loss."""
        return self.rect.y + self.frame.field.y + self._axes.losses.y_of(loss)

    def holds(self, loss: float) -> bool:
        """Whether `loss` has a place on the loss axis."""
        return self._axes.losses.holds(loss)

    def epoch_at(self, x: int) -> int:
        """The epoch nearest to a screen pixel, from 0 to the end of the axis."""
        epoch = self._axes.epochs.epoch(x - self.rect.x - self.frame.field.x)
        return min(epoch, round(self._axes.epochs.bound))

    def ghost_at(self, position: tuple[int, int]) -> RunView | None:
        """The ghost whose line is pointed at; none where the active run's is as near."""
        if not self.curves or not self.plot.collidepoint(position):
            return None
        near = self._kit.px(NEAR)
        x, y = position[0] - self.rect.x - self.frame.field.x, position[1] - self.rect.y - self.frame.field.y
        distances = [(curve.distance(self._axes, x, y, near), run) for run, curve in self.curves.values()]
        nearest, run = min(distances, key=lambda found: (found[0], not found[1].active))
        return run if nearest <= near and not run.active else None

    def mark_at(self, position: tuple[int, int]) -> int | None:
        """The epoch of the lock mark at a screen position, if there is one."""
        return self.markers.mark_at(position)

    def hints(self) -> Sequence[Hint]:
        """Hover help for everything marked on the chart."""
        return self.markers.hints()


def _near(new: tuple[float, ...], old: tuple[float, ...]) -> bool:
    """Whether the numbers of epochs and the spans of losses of two sets of bounds are of about the same size."""
    pairs = [(new[0] - new[3], old[0] - old[3]), (new[2] - new[1], old[2] - old[1])] if old else []
    return bool(pairs) and all(1 / SMOOTH_ZOOM <= a / b <= SMOOTH_ZOOM for a, b in pairs)
