"""The timeline of a level: its time is that of tries, and it tells nothing of what is covered or has not been met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.intents import LensWay
from game.ui.level.hidden import hidden
from game.ui.timeline.timeline_panel import TimelinePanel
from game.ui.toolkit.panel import Hint
from game.ui.view import View


class LevelTimeline(TimelinePanel):
    """Lock marks tell mean slopes: there are none while slopes are covered, or where locks have not been met."""

    def __init__(self, play: LevelPlay) -> None:
        super().__init__()
        self._play = play
        self._told: tuple[View, View] | None = None

    def sync(self, view: View) -> None:
        if not self._without_locks:
            super().sync(view)
            return
        if self._told is None or self._told[0] is not view:
            runs = tuple(replace(run, locks=run.locks.between(0, -1)) for run in view.current.runs)
            self._told = (view, replace(view, current=replace(view.current, runs=runs)))
        super().sync(self._told[1])

    @property
    def _without_locks(self) -> bool:
        return "locks" in self._play.level.not_yet or bool(hidden(self._play) & {"slope", "locks"})

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        return None  # its lenses are the level's own

    def hints(self) -> Iterable[Hint]:
        transport = self.transport.rect
        seed = self.stats.seed_rect
        for hint in super().hints():
            if hint.rect == seed:
                yield Hint(seed, lambda: "The first weights are the level's: no seed of yours has drawn them.")
            elif self._play.visit.stage is Stage.READY and transport.contains(hint.rect):
                yield Hint(hint.rect, self._not_yet)
            else:
                yield hint

    def _not_yet(self) -> str:
        """Time stands until a try has begun."""
        level = self._play.level
        return f"Press {level.button} first: this moves the time of your {level.noun}."
