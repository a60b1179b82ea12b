"""What the kinds of level are played on, one kind a file."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.level.play.kinds.answering import AnsweringBench
from game.sim.level.play.kinds.assigning import AssigningBench
from game.sim.level.play.kinds.kind import Bench
from game.sim.level.play.kinds.many_starts import CensusBench
from game.sim.level.play.kinds.training import TrainingBench

BENCHES: Mapping[str, type[Bench]] = {
    "manual": TrainingBench,
    "train": TrainingBench,
    "answer": AnsweringBench,
    "assign": AssigningBench,
    "population": CensusBench,
}
"""By kind. Building weights by hand is training for no epochs."""
