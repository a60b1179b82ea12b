"""How two trial runs compare."""

from __future__ import annotations

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.level_parts import AnyMetric, LevelTrial
from game.sim.level.metrics.share import Share
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import SHARE, CourseLine, SeenCourse
from game.sim.level.trial import trial_evidence, trial_share
from game.sim.settings import SPECS


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

    @property
    def has_course(self) -> bool:
        return isinstance(self.measure, Share)

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        trials = (self.to, self.trial)
        lines = tuple(CourseLine(self._apart(trial), trial_share(level, trial, rest)) for trial in trials)
        unit = lines[0].points[-1][1]
        return SeenCourse(SHARE, lines=lines, across="epochs", said="up", unit=unit, percent=True)

    def _apart(self, trial: LevelTrial) -> str:
        """What tells `trial` from the other one."""
        other = self.to if trial is self.trial else self.trial
        return ", ".join(
            f"{SPECS[name].label} {value}" for name, value in trial.set.items() if other.set.get(name) != value
        )


COMPUTATION = Entry("ratio", 7, Ratio)
