"""The mouse on the loss chart: what pressing, dragging and clicking there asks for."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.commands import Command, Seek, SwitchRun
from game.sim.snapshot import RunView
from game.ui.timeline.loss_chart import LossChart

SLACK = 4
"""Pixels a press on a ghost's line may move and still be a click on it."""


class ChartPointer:
    """A press on a lock mark goes to its epoch, a click on a ghost's line switches to that run, and anything else
    drags the playhead."""

    def __init__(self) -> None:
        self.dragging = False
        self._ghost: RunView | None = None
        self._pressed = (0, 0)
        self._asked: int | None = None

    def commands_from(self, event: pygame.event.Event, chart: LossChart, run: RunView) -> Sequence[Command]:
        """What `event` asks for on `chart` while `run` is the active one."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            return self._press(event.pos, chart, run)
        if event.type == pygame.MOUSEMOTION:
            return self._move(event, chart, run)
        if event.type == pygame.MOUSEBUTTONUP and event.button == pygame.BUTTON_LEFT:
            return self._release(event.pos, chart, run)
        return []

    def _press(self, position: tuple[int, int], chart: LossChart, run: RunView) -> Sequence[Command]:
        mark = chart.mark_at(position)
        if mark is not None:
            return [Seek(mark)]
        if not chart.sensitive.collidepoint(position):
            return []
        self._pressed, self._asked = position, None
        self._ghost = chart.ghost_at(position)
        self.dragging = self._ghost is None
        return self._seek(position, chart, run)

    def _move(self, event: pygame.event.Event, chart: LossChart, run: RunView) -> Sequence[Command]:
        if not event.buttons[0]:
            self.dragging, self._ghost = False, None
        elif self._ghost is not None and _apart(event.pos, self._pressed):
            self.dragging, self._ghost = True, None
        return self._seek(event.pos, chart, run)

    def _release(self, position: tuple[int, int], chart: LossChart, run: RunView) -> Sequence[Command]:
        ghost, self._ghost = self._ghost, None
        if ghost is not None:
            return [SwitchRun(ghost.id)]
        commands = self._seek(position, chart, run)
        self.dragging = False
        return commands

    def _seek(self, position: tuple[int, int], chart: LossChart, run: RunView) -> Sequence[Command]:
        """While dragging, to the epoch under the pointer, asked for once."""
        epoch = min(chart.epoch_at(position[0]), run.last_epoch)
        if not self.dragging or epoch == self._asked:
            return []
        self._asked = epoch
        return [Seek(epoch)]


def _apart(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return abs(a[0] - b[0]) > SLACK or abs(a[1] - b[1]) > SLACK
