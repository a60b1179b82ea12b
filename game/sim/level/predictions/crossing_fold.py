"""Where two lines that cross put the points in hidden space."""

from __future__ import annotations

import numpy as np

from game.sim.level.level_facts import LevelFacts
from game.sim.level.lines import widest_cut
from game.sim.level.predictions import Computation, Entry


class CrossingFold(Computation, frozen=True, tag="crossing_fold"):
    """Two neurons of `sharpness` whose lines cross in the middle of the level's points, with a kind of points in front
    and one behind: "parted" if one line then parts the kinds in hidden space, else "corners" if the points come to lie
    near four corners there, or "fewer"."""

    sharpness: float = 8.0

    def value(self, level: LevelFacts) -> float | str:
        dataset = level.own_start.dataset
        points, full = np.array(dataset.inputs), np.array(dataset.targets) > 0.5
        points = points - points.mean(axis=0)
        one, other = points[full][0], points[~full][0]
        towards = np.stack([one + other, one - other], axis=1)
        towards /= np.linalg.norm(towards, axis=0)
        hidden = 1.0 / (1.0 + np.exp(-self.sharpness * (points @ towards)))
        if widest_cut(hidden, full).margin > 0.0:
            return "parted"
        return "corners" if len({tuple(row) for row in np.round(hidden).tolist()}) == 4 else "fewer"


COMPUTATION = Entry("crossing_fold", 13, CrossingFold)
