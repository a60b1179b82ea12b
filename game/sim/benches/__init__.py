"""What the kinds of level are played on, one kind a file."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.benches.answering import AnsweringBench
from game.sim.benches.assigning import AssigningBench
from game.sim.benches.bench import Bench
from game.sim.benches.census_bench import CensusBench
from game.sim.benches.training import TrainingBench

BENCHES: Mapping[str, type[Bench]] = {
    "manual": TrainingBench,
    "train": TrainingBench,
    "answer": AnsweringBench,
    "assign": AssigningBench,
    "population": CensusBench,
}
"""By kind. Building weights by hand is training for no epochs."""
