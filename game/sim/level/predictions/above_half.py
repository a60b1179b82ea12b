"""For which samples the output is above 0.5."""

from __future__ import annotations

from game.sim.level.level_facts import LevelFacts
from game.sim.level.level_parts import LevelTrial
from game.sim.level.predictions import Computation, Entry
from game.sim.level.trial import trial_evidence


class AboveHalf(Computation, frozen=True, tag="above_half"):
    """A 1 for every sample whose output is above 0.5 after the trial, a 0 for every other: "0111"."""

    trial: LevelTrial

    def problem(self, level: LevelFacts) -> str | None:
        return self.trial.problem(level.own_start)

    def value(self, level: LevelFacts) -> str:
        evidence = trial_evidence(level, self.trial)
        traces = evidence.run.batch(evidence.epoch).traces if evidence.run else ()
        return "".join(str(int(trace.output[0] > 0.5)) for trace in traces)


COMPUTATION = Entry("above_half", 0, AboveHalf)
