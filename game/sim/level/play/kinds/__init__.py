"""How each kind of level is played, one kind a file."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.level.play.kinds.answering import Answering
from game.sim.level.play.kinds.assigning import Assigning
from game.sim.level.play.kinds.kind import PlayKind
from game.sim.level.play.kinds.many_starts import CountingStarts
from game.sim.level.play.kinds.training import TrainingPlay

KINDS: Mapping[str, type[PlayKind]] = {
    "manual": TrainingPlay,
    "train": TrainingPlay,
    "answer": Answering,
    "assign": Assigning,
    "population": CountingStarts,
}
"""By kind. Building weights by hand is training for no epochs."""
