"""What a level's conditions look at: everything that can be measured of one try, and how many tries there were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.sim.level.actions import AnswerValue
from game.sim.level.controls import Value
from game.sim.level.filling import Fact
from game.sim.level.measured_run import MeasuredRun
from game.sim.start import Start


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """`run` is looked at after `epoch` epochs, and `level_start` what the level began with before anything
    was touched. `share` is the share of a population that solves the task, `second_share` that of a second one, and
    `cured` the number of patients cured, after `epoch` epochs; `right` holds the names of the questions answered
    right. `tries` counts runs, tests, checks or
    submissions, this one included; `misses` those with a wrong answer to the numbers now on the table; `looks` what was
    looked into before. `declared` says that the level's verdict has been pressed."""

    level_start: Start
    run: MeasuredRun | None = None
    epoch: int = 0
    share: float | None = None
    second_share: float | None = None
    cured: int | None = None
    right: frozenset[str] = frozenset()
    tries: int = 0
    misses: int = 0
    looks: int = 0
    declared: bool = False
    facts: Mapping[str, Fact] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)

    def fact(self, name: str) -> float:
        """The number that the deal gives under `name`. Raises ValueError where it gives none."""
        value = self.facts.get(name)
        if not isinstance(value, (int, float)):
            raise ValueError(f"the deal gives no number '{name}': it has {', '.join(self.facts) or 'none'}")
        return value
