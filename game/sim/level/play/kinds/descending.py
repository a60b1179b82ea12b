"""Choosing who walks down a ravine: a run is a walk of its two weights, and those before are remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.sim.level.controls import Value
from game.sim.level.hill import Hill, Weights
from game.sim.level.level import Level
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.kind import KindEntry
from game.sim.level.play.kinds.training import TrainingPlay
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage
from game.sim.level.steps_down import steps_down


@dataclass(frozen=True)
class Walk:
    """`trail` holds the weights at the start and after every step; `steps` is after how many it was down, None if it
    never was; `settings` are the walker, the rate and the momentum."""

    trail: tuple[Weights, ...]
    steps: int | None
    settings: tuple[Value, ...]


class Descending(TrainingPlay):
    """`walks` are those of this deal, the newest last."""

    time_word = "steps"

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        self.hill = Hill(level.own_start)
        self.walks: list[Walk] = []
        super().__init__(level, stage, listener)

    def begin(self) -> None:
        super().begin()
        whole = MeasuredRun(self.set_up(), self.level.epochs)  # the run of the try grows as the screen reveals it
        whole.extend(whole.budget)
        settings = whole.start.settings
        self.walks.append(
            Walk(
                tuple((flat[0], flat[1]) for flat in whole.walk()),
                steps_down(whole.losses, whole.budget),
                (settings.optimizer, settings.learning_rate, settings.momentum),
            )
        )


KIND = KindEntry("descend", 8, Descending, needs=("controls", "epochs", "deal"))
