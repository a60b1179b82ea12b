"""What a trial run comes to."""

from __future__ import annotations

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.level_parts import AnyMetric, LevelTrial
from game.sim.level.metrics.share import Share
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import SHARE, CourseLine, SeenCourse
from game.sim.level.trial import trial_evidence, trial_share


class Measured(Computation, frozen=True, tag="measured"):
    """A metric of a trial; "never" where it has no value."""

    measure: AnyMetric
    trial: LevelTrial = LevelTrial()

    def problem(self, level: LevelFacts) -> str | None:
        return self.measure.problem(level.own_start) or self.trial.problem(level.own_start)

    def value(self, level: LevelFacts) -> float | str:
        value = self.measure.measure(trial_evidence(level, self.trial))
        return "never" if value is None else value

    @property
    def has_course(self) -> bool:
        return isinstance(self.measure, Share)

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        lines = (CourseLine("", trial_share(level, self.trial, rest)),)
        return SeenCourse(SHARE, lines=lines, across="epochs", said="up", percent=True)


COMPUTATION = Entry("measured", 6, Measured)
