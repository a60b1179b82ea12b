"""What a metric finds."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.sim.level.evidence import Evidence
from game.sim.level.level_parts import AnyMetric
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.start import Start


class MetricReading(Reading, frozen=True, tag="measured"):
    """`measure` of the trial; infinite where it has no value."""

    measure: AnyMetric

    def problem(self, start: Start) -> str | None:
        return self.measure.problem(start)

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        found = self.measure.measure(Evidence(level_start=run.start, run=run, epoch=run.reached))
        return math.inf if found is None else float(found)


READING = Entry("measured", 3, MetricReading)
