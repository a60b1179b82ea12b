"""Building a network by hand and testing it: training for no epochs."""

from __future__ import annotations

from game.sim.level.play.kinds.kind import KindEntry
from game.sim.level.play.kinds.training import TrainingPlay

KIND = KindEntry("manual", 0, TrainingPlay, needs=("controls",), takes=("questions",))
