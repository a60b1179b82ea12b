"""The running session of a level: before the prediction its preview, then what the player does with it."""

from __future__ import annotations

from collections.abc import Callable

from game.session.epoch_budget import SteadyBudget
from game.session.preview import Preview
from game.session.session import Frame, Session
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage

RUN_TICKS = 150
"""A whole run takes at most so many sixtieths of a second."""


class LevelSession:
    """Of the level that is played in `play`; `clock` counts nanoseconds."""

    def __init__(self, play: LevelPlay, clock: Callable[[], int]) -> None:
        level = play.level
        self._play = play
        self._preview = Preview(level, covered=bool(level.covers) or level.kind == "answer")
        budget = SteadyBudget(max(1, -(-level.epochs // RUN_TICKS)))
        self._session = Session(self._preview.simulation, clock, budget)

    def frame(self) -> Frame:
        """Let the ticks that are due run, and picture the result."""
        if self._play.visit.stage is Stage.PREDICTING:
            self._preview.turn_back()
        return self._session.frame()

    def follow(self) -> bool:
        """Go on with the simulation that the level shows now. True if it is another one than before."""
        another = self._play.simulation is not self._session.simulation
        self._session.replace(self._play.simulation)
        return another
