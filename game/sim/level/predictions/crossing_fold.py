"""Where two lines that cross put the points in hidden space."""

from __future__ import annotations

import numpy as np

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.lines import Bools, widest_cut
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import MovedPoint, SeenCourse
from game.sim.network import Array


class CrossingFold(Computation, frozen=True, tag="crossing_fold"):
    """Two neurons of `sharpness` whose lines cross in the middle of the level's points, with a kind of points in front
    and one behind: "parted" if one line then parts the kinds in hidden space, else "corners" if the points come to lie
    near four corners there, or "fewer"."""

    sharpness: float = 8.0

    def value(self, level: LevelFacts) -> float | str:
        _, hidden, full = self._folded(level)
        if widest_cut(hidden, full).margin > 0.0:
            return "parted"
        return "corners" if len({tuple(row) for row in np.round(hidden).tolist()}) == 4 else "fewer"

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        plane, hidden, full = self._folded(level)
        reach = np.abs(plane).max()
        ways = zip((0.5 + plane / (2.0 * reach)).tolist(), hidden.tolist(), full.tolist(), strict=True)
        moved = tuple(MovedPoint((x, y), (a, b), filled) for (x, y), (a, b), filled in ways)
        return SeenCourse("From the plane into hidden space", moved=moved)

    def _folded(self, level: LevelFacts) -> tuple[Array, Array, Bools]:
        """The points around their middle (points × 2), where they come to lie in hidden space, and which are full."""
        dataset = level.own_start.dataset
        points, full = np.array(dataset.inputs), np.array(dataset.targets) > 0.5
        points = points - points.mean(axis=0)
        one, other = points[full][0], points[~full][0]
        towards = np.stack([one + other, one - other], axis=1)
        towards /= np.linalg.norm(towards, axis=0)
        return points, 1.0 / (1.0 + np.exp(-self.sharpness * (points @ towards))), full


COMPUTATION = Entry("crossing_fold", 13, CrossingFold)
