"""The points of a task, and what a net makes of them: how it answers, and the cuts of its hidden neurons."""

from __future__ import annotations

import numpy as np
import pygame

from game.sim.level.lines import LineGrid
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.shown_map import ShownMap, lines_of
from game.sim.level.tasks.cut_tasks import CutTask
from game.sim.network import params_from_flat
from game.sim.start import params_of
from game.ui.draw.kit import Kit
from game.ui.level.choices.cube_picture import CubePicture
from game.ui.level.plane.plane_picture import PlanePicture
from game.ui.level.plane.plane_sheet import PlaneSheet

WRONG = 0.5
"""An answer that is so far from its target, or farther, is on the wrong side."""
SQUARE = LineGrid(middle=0.5, reach=0.72)
"""The map of corners from 0 to 1."""
CLOUD = LineGrid(middle=0.0, reach=1.12)
"""The map of points from −1 to 1."""


def task_picture(kit: Kit, size: tuple[int, int], task: CutTask, run: MeasuredRun | None) -> pygame.Surface:
    """A picture of `size`; without a `run`, the points alone."""
    picture = pygame.Surface(size)
    if len(task.inputs[0]) == 3:
        _cube(kit, picture, task, run)
    else:
        _plane(kit, picture, task, run)
    return picture


def _wrong(run: MeasuredRun | None) -> list[int]:
    return np.flatnonzero(run.errors(run.reached) >= WRONG).tolist() if run else []


def _cube(kit: Kit, picture: pygame.Surface, task: CutTask, run: MeasuredRun | None) -> None:
    cube = CubePicture(kit, picture, picture.get_rect())
    cube.edges()
    if run:
        params = run.params(run.reached)
        cube.cuts(params.weights[0], params.biases[0])
    cube.points(task.inputs, task.targets, _wrong(run))


def _plane(kit: Kit, picture: pygame.Surface, task: CutTask, run: MeasuredRun | None) -> None:
    grid = SQUARE if len(task.inputs) == 4 else CLOUD
    sheet = PlaneSheet(picture.get_rect(), grid)
    start = run.start if run else task.start(1)
    params = run.params(run.reached) if run else params_from_flat(start.settings.layers, params_of(start))
    lines = lines_of(params, grid.middle) if run else ()
    shown = ShownMap(params, start.settings, np.array(task.inputs), np.array(task.targets) > WRONG, lines)
    plane = PlanePicture(kit, picture, shown)
    plane.answers(sheet) if run else plane.bare(sheet)
    for line in lines:
        plane.line(sheet, line, arrow=False)
    plane.axes(sheet, ("x₁", "x₂"))
    plane.points(sheet, _wrong(run), small=len(task.inputs) > 4)
