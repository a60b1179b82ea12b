"""The loss chart as it grows: drawn bit by bit it is the picture that is drawn at once, and nothing falls off it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from game.sim import commands as c
from game.sim.dataset import OwnData
from game.sim.engine.simulation import Simulation
from game.sim.snapshot import Snapshot
from game.ui.draw.stroke import Trail, opacity
from game.ui.selection import Selection
from game.ui.timeline.chart_window import ChartWindow
from game.ui.timeline.loss_chart import LossChart
from game.ui.timeline.run_styles import RunStyles
from game.ui.view import View
from tests.support.fingerprint import fingerprint
from tests.support.stage import Stage

RECT = pygame.Rect(40, 30, 900, 140)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def chart_on(stage: Stage) -> LossChart:
    return LossChart(stage.kit, RECT, RunStyles())


def draw(chart: LossChart, stage: Stage, snapshot: Snapshot, now: float, *, logarithmic: bool = False) -> None:
    view = View(snapshot, snapshot, 1.0, Selection(), now)
    chart.sync(view, logarithmic=logarithmic)
    chart.draw(stage.surface, view)


def show(chart: LossChart, stage: Stage, snapshot: Snapshot, now: float, *, logarithmic: bool = False) -> str:
    """Draw it; how it looks."""
    draw(chart, stage, snapshot, now, logarithmic=logarithmic)
    return fingerprint(stage.surface.subsurface(RECT))


def grow(simulation: Simulation, epochs: int) -> None:
    simulation.apply(c.SetSpeed(0))
    simulation.apply(c.SetBatch(epochs))
    simulation.apply(c.Play())
    simulation.tick()


@pytest.mark.parametrize("epochs", [1, 7, 400, 3000])
def test_a_run_drawn_as_it_grows_looks_like_one_drawn_at_once(stage: Stage, epochs: int) -> None:
    simulation, now = Simulation(), 0.0
    growing = {logarithmic: chart_on(stage) for logarithmic in (False, True)}
    simulation.apply(c.Set("learning_rate", 8.0))
    for _ in range(40):
        grow(simulation, epochs)
        now += 1 / 60
        for logarithmic, chart in growing.items():
            draw(chart, stage, simulation.snapshot(), now, logarithmic=logarithmic)
    simulation.apply(c.Pause())
    for logarithmic, grown in growing.items():
        pictures = [
            show(chart, stage, simulation.snapshot(), now + 1.0, logarithmic=logarithmic)
            for chart in (grown, chart_on(stage))
        ]
        assert pictures[0] == pictures[1], f"logarithmic: {logarithmic}"


def test_a_part_of_a_run_is_drawn_as_it_grows_as_it_is_drawn_at_once(stage: Stage) -> None:
    simulation, now = Simulation(), 0.0
    windows = [ChartWindow(200.0, 700.0), ChartWindow(35.5, 45.5), ChartWindow(1500.0, 4500.0)]
    charts = [(window, chart_on(stage), chart_on(stage)) for window in windows]
    simulation.apply(c.Set("learning_rate", 8.0))
    for window, growing, _ in charts:
        draw(growing, stage, simulation.snapshot(), now)
        growing.window = window
    for _ in range(40):
        grow(simulation, 50)
        now += 1 / 60
        for window, growing, _ in charts:
            draw(growing, stage, simulation.snapshot(), now)
            growing.window = window
    simulation.apply(c.Pause())
    for window, growing, once in charts:
        draw(once, stage, simulation.snapshot(), now)
        pictures = []
        for chart in (growing, once):
            chart.window = window
            pictures.append(show(chart, stage, simulation.snapshot(), now + 5.0))
        assert pictures[0] == pictures[1], window


def test_undoing_a_change_takes_its_line_away(stage: Stage) -> None:
    simulation, chart = Simulation(), chart_on(stage)
    simulation.apply(c.Step("epoch", 60))
    before = show(chart, stage, simulation.snapshot(), 0.0)
    simulation.apply(c.Set("loss", "cross_entropy"))
    simulation.apply(c.Step("epoch", 20))
    assert show(chart, stage, simulation.snapshot(), 1.0) != before
    simulation.apply(c.Undo())
    for run in simulation.snapshot().runs:
        if not run.active:
            simulation.apply(c.DropRun(run.id))
    assert show(chart, stage, simulation.snapshot(), 2.0) == before


def test_in_fast_forward_the_line_is_never_far_behind_the_playhead(stage: Stage) -> None:
    simulation, chart = Simulation(), chart_on(stage)
    grow(simulation, 5000)
    show(chart, stage, simulation.snapshot(), 0.0)
    blue = stage.kit.palette.positive
    for frame in range(1, 40):
        grow(simulation, 23)
        show(chart, stage, simulation.snapshot(), frame / 60)
        x = round(chart.x(simulation.snapshot().epoch))
        strip = stage.surface.subsurface(pygame.Rect(x - 10, chart.plot.y, 10, chart.plot.height))
        pixels = pygame.surfarray.array3d(strip).astype(int)
        assert (np.abs(pixels - blue).sum(axis=2) < 60).any()


def test_with_reduced_motion_the_axes_jump(stage: Stage) -> None:
    simulation = Simulation()
    simulation.apply(c.Step("epoch", 10))
    charts = [chart_on(stage), chart_on(stage)]
    for chart in charts:
        show(chart, stage, simulation.snapshot(), 0.0)
    simulation.apply(c.Step("epoch", 5))
    snapshot = simulation.snapshot()
    places = []
    for chart, reduced in zip(charts, (False, True), strict=True):
        chart.sync(View(snapshot, snapshot, 1.0, Selection(), 0.1, reduced), logarithmic=False)
        chart.sync(View(snapshot, snapshot, 1.0, Selection(), 0.15, reduced), logarithmic=False)
        places.append(chart.x(15))
    chart = charts[0]
    chart.sync(View(snapshot, snapshot, 1.0, Selection(), 2.0), logarithmic=False)
    assert places[0] > places[1] == chart.x(15)


def test_a_ghost_far_above_the_axis_is_not_drawn_along_its_top(stage: Stage) -> None:
    """It said that its loss was what stands there, and a press on it switched runs."""
    simulation, chart, alone = Simulation(), chart_on(stage), chart_on(stage)
    simulation.apply(c.Step("epoch", 50))
    simulation.apply(c.Reset("and"))
    simulation.apply(c.SetData(OwnData(("x1",), ("y",), ((1.0, 1.0),))))
    simulation.apply(c.SetParameter(len(simulation.snapshot().settings.layers) - 2, 0, None, 12.0))
    simulation.apply(c.Step("epoch", 20))
    snapshot = simulation.snapshot()
    assert [run.active for run in snapshot.runs].count(False) == 1
    for motion in range(40):
        seen = show(chart, stage, snapshot, motion * 1.0)
    only = replace(snapshot, runs=tuple(run for run in snapshot.runs if run.active))
    for motion in range(40):
        unseen = show(alone, stage, only, motion * 1.0)
    assert seen == unseen
    assert chart.ghost_at((round(chart.x(10)), chart.plot.y)) is None


def test_every_epoch_can_be_pointed_at(stage: Stage) -> None:
    simulation, chart = Simulation(), chart_on(stage)
    simulation.apply(c.Step("epoch", 300))
    show(chart, stage, simulation.snapshot(), 0.0)
    assert [chart.epoch_at(round(chart.x(epoch))) for epoch in range(301)] == list(range(301))
    assert chart.epoch_at(0) == 0
    assert chart.epoch_at(5000) == 300


class Watch:
    """Notes how many pixel columns are drawn anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.columns: list[int] = []
        monkeypatch.setattr("game.ui.timeline.loss_curve.opacity", self._opacity)

    def _opacity(self, trail: Trail, first: int, end: int, height: int) -> NDArray[np.uint8]:
        self.columns.append(end - first)
        return opacity(trail, first, end, height)


def test_a_frame_draws_only_what_is_new(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    simulation, chart, watch = Simulation(), chart_on(stage), Watch(monkeypatch)
    for epoch in range(100, 700, 100):
        grow(simulation, 7000)
        simulation.apply(c.Seek(epoch))
        simulation.apply(c.Set("learning_rate", 1.0 + epoch / 100))
    grow(simulation, 6000)
    show(chart, stage, simulation.snapshot(), 0.0)
    assert len(watch.columns) == len(simulation.snapshot().runs) == 7
    watch.columns.clear()
    for frame in range(1, 10):
        show(chart, stage, simulation.snapshot(), 1.0 + frame / 60)
    assert watch.columns == []
    grow(simulation, 100)
    show(chart, stage, simulation.snapshot(), 2.0)
    assert len(watch.columns) == 1
    assert watch.columns[0] < 40
