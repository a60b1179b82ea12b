"""Which sickness leaves a hidden neuron without any gradient."""

from __future__ import annotations

from game.sim.background_job import Rest, at_once
from game.sim.level.deals.diagnosis import CAUSES, patient
from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.patients import PATIENTS
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import Bar, SeenCourse


class SilentCause(Computation, frozen=True, tag="silent_cause"):
    """The causes by which every gradient into some hidden neuron is exactly 0, found on the first patient with each."""

    def value(self, level: LevelFacts) -> str:
        return ", ".join(cause for cause in CAUSES if _loudest(cause) == 0.0) or "none"

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        bars = tuple(Bar(cause, _loudest(cause), (cause,)) for cause in CAUSES)
        return SeenCourse("Largest |δ| of the hidden neuron that hears least", bars, power=True)


def _loudest(cause: str) -> float:
    """The largest |δ|, over the samples, of the hidden neuron where that is least."""
    traces = MeasuredRun(patient(cause, PATIENTS[cause][0]), 0).batch(0).traces
    units = range(len(traces[0].delta[0]))
    return min(max(abs(float(trace.delta[0][unit])) for trace in traces) for unit in units)


COMPUTATION = Entry("silent_cause", 16, SilentCause)
