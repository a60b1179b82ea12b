"""How two trial runs compare."""

from __future__ import annotations

from game.sim.level.level_facts import LevelFacts
from game.sim.level.level_parts import AnyMetric, LevelTrial
from game.sim.level.predictions import Computation, Entry
from game.sim.level.trial import trial_evidence


class Ratio(Computation, frozen=True, tag="ratio"):
    """A metric of `trial` divided by the same of the trial `to`; "never" where either has no value, or the second 0."""

    measure: AnyMetric
    trial: LevelTrial
    to: LevelTrial

    def problem(self, level: LevelFacts) -> str | None:
        parts = (self.measure, self.trial, self.to)
        return next(filter(None, (part.problem(level.own_start) for part in parts)), None)

    def value(self, level: LevelFacts) -> float | str:
        value, other = (self.measure.measure(trial_evidence(level, trial)) for trial in (self.trial, self.to))
        return value / other if value is not None and other else "never"


COMPUTATION = Entry("ratio", 7, Ratio)
