"""The timeline panel: the loss chart, which is the timeline, with its numbers, controls and runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pygame
from pygame import Rect

from game.sim.snapshot import RunView, Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.panel_background import panel_background
from game.ui.intents import AskEpoch, LensWay, PanChart, ShowLens, ZoomChart
from game.ui.timeline.chart_pointer import ChartPointer
from game.ui.timeline.chart_window import PAN_STEP, ZOOM_STEP, ChartWindow
from game.ui.timeline.epoch_box import EpochBox
from game.ui.timeline.loss_chart import LossChart
from game.ui.timeline.loss_readout import LossReadout, epoch_under
from game.ui.timeline.run_list import RunList
from game.ui.timeline.run_styles import RunStyles
from game.ui.timeline.stopped_note import StoppedNote
from game.ui.timeline.timeline_stats import TimelineStats
from game.ui.timeline.transport import Transport
from game.ui.toolkit.draft import Drafted
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.view import View
from game.ui.widgets.button import Button

MARGIN = 16
"""Design pixels: from the panel's left, right and lower edges to what is in it."""
CONTROLS_TOP = 8
"""Design pixels: from the panel's top to the transport's controls."""
CONTROLS_HEIGHT = 32
"""Design pixels: height of those controls."""
CHART_TOP = 46
"""Design pixels: from the panel's top to the chart."""
BOTTOM = 6
"""Design pixels: room below the chart."""
STATS_TOP = 38
"""Design pixels: from the panel's top to the numbers at the left."""
STATS_HEIGHT = 96
"""Design pixels: height of those numbers."""
STATS_WIDTH = 122
"""Design pixels: width of those numbers."""
LOG_WIDTH = 54
"""Design pixels: width of the switch for a logarithmic loss."""
LOG_HEIGHT = 24
"""Design pixels: height of that switch."""
LOG_GAP = 6
"""Design pixels: from that switch to what stands beside it."""
CONTROLS_LEFT = 160
"""Design pixels: from the panel's left edge to the controls."""
CHART_LEFT = 146
"""Design pixels: from the panel's left edge to the chart."""
RUNS_WIDTH = 216
"""Design pixels: width of the list of runs."""
RUNS_GAP = 12
"""Design pixels: from the chart to that list."""


@dataclass
class Parts:
    """Everything that is built for one window size."""

    kit: Kit
    ground: pygame.Surface
    transport: Transport
    stats: TimelineStats
    log: Button
    epoch: EpochBox
    note: StoppedNote
    readout: LossReadout
    chart: LossChart
    runs: RunList | None


class TimelinePanel(ViewPanel):
    """Its state of its own: a logarithmic loss axis or not."""

    moves = True

    def __init__(self) -> None:
        self.logarithmic = False
        self._styles = RunStyles()
        self._pointer = ChartPointer()
        self._rect = Rect(0, 0, 0, 0)
        self._parts: Parts | None = None
        self._view: View | None = None
        self._mouse = (-1, -1)
        self._ghost: int | None = None
        self._window: ChartWindow | None = None
        self._kit: Kit | None = None

    def _pointer_at(self) -> tuple[int, int]:
        return self._kit.pointer() if self._kit else (-1, -1)

    @property
    def chart(self) -> LossChart:
        """The chart as built last."""
        assert self._parts is not None
        return self._parts.chart

    @property
    def stats(self) -> TimelineStats:
        """The numbers as built last."""
        assert self._parts is not None
        return self._parts.stats

    @property
    def transport(self) -> Transport:
        """The controls as built last."""
        assert self._parts is not None
        return self._parts.transport

    @property
    def runs(self) -> RunList | None:
        """The list of runs; None while there is but one."""
        return self._parts.runs if self._parts else None

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: Rect) -> None:
        self._rect, self._view, self._kit = Rect(rect), None, kit
        px = kit.px
        left, right = rect.x + px(CONTROLS_LEFT), rect.right - px(MARGIN)
        controls = Rect(left, rect.y + px(CONTROLS_TOP), right - left, px(CONTROLS_HEIGHT))
        stats = Rect(rect.x + px(MARGIN), rect.y + px(STATS_TOP), px(STATS_WIDTH), px(STATS_HEIGHT))
        log = Rect(stats.x, rect.bottom - px(LOG_HEIGHT + MARGIN - 2), px(LOG_WIDTH), px(LOG_HEIGHT))
        self._parts = Parts(
            kit=kit,
            ground=panel_background(kit, rect.size, "Loss vs epoch"),
            transport=Transport(kit, controls),
            stats=TimelineStats(kit, stats),
            log=Button(kit, log, "Log", tip=self._log_tip),
            epoch=EpochBox(
                kit, Rect(log.right + px(LOG_GAP), log.y, stats.right - log.right - px(LOG_GAP), log.height)
            ),
            note=StoppedNote(kit),
            readout=LossReadout(kit, self._styles),
            chart=LossChart(kit, self._chart_rect(kit, several=False), self._styles),
            runs=None,
        )
        self._parts.log.set_selected(self.logarithmic)
        self._parts.chart.window = self._window

    def carry_out(self, intent: ZoomChart | PanChart | AskEpoch) -> None:
        """Do what `intent` asks of the chart."""
        if self._parts is None:
            return
        chart = self._parts.chart
        match intent:
            case ZoomChart(0):
                chart.fit()
            case ZoomChart(factor):
                chart.zoom(factor)
            case PanChart(share):
                chart.pan(share)
            case AskEpoch():
                self._parts.epoch.begin()

    def _turn_wheel(self, event: pygame.event.Event, chart: LossChart) -> None:
        """Over the chart the wheel zooms about the pointer; sideways, or with Shift, it pans."""
        mouse = self._pointer_at()
        if not chart.sensitive.collidepoint(mouse):
            return
        if event.x or pygame.key.get_mods() & pygame.KMOD_SHIFT:
            chart.pan((event.x or -event.y) * PAN_STEP)
        else:
            chart.zoom(ZOOM_STEP**event.y, chart.epoch_at(mouse[0]))

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        parts, view = self._parts, self._view
        if parts is None or view is None:
            return []
        if parts.log.pressed(event):
            self.logarithmic = not self.logarithmic
            parts.log.set_selected(self.logarithmic)
        if event.type == pygame.MOUSEWHEEL:
            self._turn_wheel(event, parts.chart)
        listed = parts.runs.commands_from(event) if parts.runs else []
        charted = self._pointer.commands_from(event, parts.chart, view.current.run)
        gone = parts.epoch.commands_from(event, view.current.run)
        return [*parts.transport.commands_from(event), *listed, *charted, *gone]

    def sync(self, view: View) -> None:
        parts, snapshot = self._parts, view.current
        if parts is None:
            return
        self._view = view
        self._sync_list(parts, snapshot, view.now)
        parts.transport.sync(snapshot)
        parts.stats.sync(snapshot)
        self._point(parts, snapshot)
        parts.chart.sync(view, logarithmic=self.logarithmic, lit=self._lit(parts))

    @property
    def look(self) -> object:
        parts, view = self._parts, self._view
        if parts is None or view is None:
            return None
        snapshot = view.current
        drawn = (parts.ground, parts.chart.look(view), parts.stats.look, parts.transport.glows, snapshot.stopped)
        pointed = (self._mouse, snapshot.runs) if self._rect.collidepoint(self._mouse) else None
        return (*drawn, pointed, self._ghost, snapshot.runs if parts.runs else None)

    def draw(self, surface: pygame.Surface) -> None:
        parts, view = self._parts, self._view
        if parts is None or view is None:
            return
        surface.blit(parts.ground, self._rect)
        parts.transport.draw(surface)
        parts.stats.draw(surface)
        parts.chart.draw(surface, view)
        parts.note.draw(surface, parts.chart, view.current)
        runs, reading = view.current.runs, self._reading(parts)
        if parts.runs:
            epoch = epoch_under(parts.chart, runs, self._mouse) if reading else None
            parts.runs.draw(surface, self._ghost, epoch)
        if reading:
            parts.readout.draw(surface, parts.chart, runs, self._mouse, self._run(view.current, self._ghost))

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        """From a lock to what would have kept it open, from a run to what it differs in, from the seed to other
        starts, and from the loss and its curve to the landscape that the run goes through."""
        parts = self._parts
        if parts is None:
            return None
        run = parts.runs.run_at(position) if parts.runs else None
        if run is not None:
            return LensWay(ShowLens("compare", run=None if run.active else run.id))
        if parts.chart.mark_at(position) is not None:
            return LensWay(ShowLens("what_if"))
        if parts.stats.seed_rect.collidepoint(position):
            return LensWay(ShowLens("starts"), by_click=True)
        if parts.stats.loss_rect.collidepoint(position):
            return LensWay(ShowLens("landscape"), by_click=True)
        return LensWay(ShowLens("landscape")) if parts.chart.sensitive.collidepoint(position) else None

    def hints(self) -> Iterable[Hint]:
        parts = self._parts
        if parts is None or self._pointer.dragging:
            return []
        own = [parts.log.hint(), parts.epoch.hint()]
        listed = parts.runs.hints() if parts.runs and not parts.runs.renaming else []
        shown = [hint for hint in own if hint]
        return [*shown, *parts.transport.hints(), *parts.stats.hints(), *parts.chart.hints(), *listed]

    def focusables(self) -> Sequence[Focusable]:
        if self._parts is None:
            return []
        rows = self._parts.runs.focusables() if self._parts.runs else []
        return [*self._parts.transport.focusables(), self._parts.log, self._parts.epoch.button, *rows]

    def typed_in(self) -> Sequence[Drafted]:
        if self._parts is None:
            return []
        return [self._parts.epoch, *([self._parts.runs] if self._parts.runs else [])]

    def kill(self) -> None:
        if self._parts:
            self._parts.transport.kill()
            self._parts.log.kill()
            self._parts.epoch.kill()
            self._window = self._parts.chart.window
            if self._parts.runs:
                self._parts.runs.kill()
        self._parts = None

    # -- parts -------------------------------------------------------------------------------------------------------

    def _chart_rect(self, kit: Kit, *, several: bool) -> Rect:
        px, rect = kit.px, self._rect
        left, top = rect.x + px(CHART_LEFT), rect.y + px(CHART_TOP)
        right = rect.right - (px(MARGIN + RUNS_WIDTH + RUNS_GAP) if several else px(2))
        return Rect(left, top, right - left, rect.bottom - px(BOTTOM) - top)

    def _runs_rect(self, kit: Kit) -> Rect:
        px, rect = kit.px, self._rect
        top = rect.y + px(CHART_TOP)
        left = rect.right - px(MARGIN + RUNS_WIDTH)
        return Rect(left, top, px(RUNS_WIDTH), rect.bottom - px(BOTTOM) - top)

    def _sync_list(self, parts: Parts, snapshot: Snapshot, now: float) -> None:
        """A list of runs, and a narrower chart, as soon as there are several."""
        several = len(snapshot.runs) > 1
        if several != (parts.runs is not None):
            if parts.runs:
                parts.runs.kill()
            parts.runs = RunList(parts.kit, self._runs_rect(parts.kit), self._styles) if several else None
            place = self._chart_rect(parts.kit, several=several)
            parts.chart = LossChart(parts.kit, place, self._styles).inherit(parts.chart)
        if parts.runs:
            parts.runs.sync(snapshot.runs, now, self._mouse)

    # -- pointing ----------------------------------------------------------------------------------------------------

    def _point(self, parts: Parts, snapshot: Snapshot) -> None:
        """Note where the pointer is, and which ghost's line is under it."""
        mouse = self._pointer_at()
        if mouse != self._mouse:
            self._mouse = mouse
            ghost = None if self._pointer.dragging else parts.chart.ghost_at(mouse)
            self._ghost = ghost.id if ghost else None
        if self._run(snapshot, self._ghost) is None:
            self._ghost = None

    def _lit(self, parts: Parts) -> int | None:
        return self._ghost if self._ghost is not None else parts.runs.lit() if parts.runs else None

    def _reading(self, parts: Parts) -> bool:
        """Whether the readout is to be seen: over the chart, but not over a sign with a hint of its own."""
        if not parts.chart.sensitive.collidepoint(self._mouse):
            return False
        return self._pointer.dragging or all(not hint.rect.collidepoint(self._mouse) for hint in parts.chart.hints())

    @staticmethod
    def _run(snapshot: Snapshot, number: int | None) -> RunView | None:
        return next((run for run in snapshot.runs if run.id == number and not run.active), None)

    # -- words -------------------------------------------------------------------------------------------------------

    def _log_tip(self) -> str:
        if self.logarithmic:
            return "The loss axis is logarithmic: equal factors are equally far apart; click for equal steps."
        return "The loss axis has equal steps; click for equal factors, which tell small losses apart."
