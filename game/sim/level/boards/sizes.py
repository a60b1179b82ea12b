"""Tasks side by side, each of which gets a hidden layer of some size, and a bet on one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.sim.level.boards.choices import Board
from game.sim.level.pools.counted_starts import SolvedCount
from game.sim.level.tasks.cut_tasks import CutTask


@dataclass(frozen=True, kw_only=True)
class SizedTask:
    """A task called `name`, and what was counted of it by the size of the hidden layer."""

    name: str
    task: CutTask
    counts: Mapping[int, SolvedCount]


@dataclass(frozen=True, kw_only=True)
class SizesBoard(Board):
    """The place for the size that a task gets has the task's name; the one for the share of the task `bet_on` is called
    "bet". A look is a task's name with a size: a few starts of that."""

    tasks: tuple[SizedTask, ...]
    bet_on: str

    def task(self, name: str) -> SizedTask:
        """The one of that name."""
        return next(each for each in self.tasks if each.name == name)

    def looked_into(self, look: str) -> tuple[SizedTask, int]:
        """The task and the size that a look is about."""
        return self.task(look[:1]), int(look[1:])
