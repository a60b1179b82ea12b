"""Four small clouds on the corners of a turned square, of two kinds that lie across from each other."""

from __future__ import annotations

from itertools import product

import numpy as np

from game.sim.level.actions import Action, PlaceLine
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.level.lines import Bools, LineGrid, MapLine
from game.sim.network import Array
from game.sim.start import Start

CORNERS = 0.7 * np.array([[1.0, 1.0], [-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0]])
FULL = np.array([False, False, True, True])
SCATTER = 0.12


class TurnedClouds(Drawer, frozen=True, tag="turned_clouds"):
    """Two points about each corner of a square that is `turned` by 0 to 75 degrees, for a hidden layer of two. The
    other fields are those of the level's lines."""

    reach: float = 1.2
    step: float = 0.15
    turn: float = 15.0
    sharpness: float = 8.0

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        turned = 15.0 * float(generator.integers(6))
        angle = np.radians(turned)
        turning = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        clouds = [CORNERS @ turning.T + generator.uniform(-SCATTER, SCATTER, (4, 2)) for _ in range(2)]
        data = samples(np.round(np.concatenate(clouds), 2), np.tile(FULL, 2), "Four clouds")
        net = drawn_start([np.zeros((2, 2)), np.zeros((1, 2))], [np.zeros(2), np.zeros(1)], data, base=start)
        return Dealt(nets=(("", net),), facts={"turned": turned})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Side by side, with one kind between them: the two lines with the widest margin of all such."""
        dataset = dealt.nets[0][1].dataset
        first, second = self.best(np.array(dataset.inputs), np.array(dataset.targets) > 0.5)
        return tuple(
            PlaceLine(line=k, angle=line.angle, offset=line.offset) for k, line in enumerate((first, second), start=1)
        )

    def best(self, points: Array, full: Bools) -> tuple[MapLine, MapLine]:
        """Of all pairs of parallel lines, filled towards the same side or towards each other's."""
        grid = LineGrid(0.0, self.reach, self.step, self.turn)
        firing = 1.0 / (1.0 + np.exp(-self.sharpness * grid.distances(points)))
        lines, offsets, turns = grid.lines, len(grid.offsets), len(grid.angles)
        best: tuple[float, MapLine, MapLine] | None = None
        for turn, flip in product(range(turns), (0, turns // 2)):
            other = (turn + flip) % turns
            here, there = (firing[k * offsets : (k + 1) * offsets] for k in (turn, other))
            margins = _margins(here, there, full)
            first, second = np.unravel_index(int(margins.argmax()), margins.shape)
            margin = float(margins[first, second])
            if best is None or margin > best[0]:
                best = margin, lines[turn * offsets + int(first)], lines[other * offsets + int(second)]
        assert best
        return best[1], best[2]


def _margins(here: Array, there: Array, full: Bools) -> Array:
    """The margin in hidden space of each of some first lines with each of some second ones: how active their neurons
    are at each point (lines × points), to lines × lines."""
    angles = np.linspace(0.0, 2.0 * np.pi, 144, endpoint=False)
    along = here[:, None, :, None] * np.cos(angles) + there[None, :, :, None] * np.sin(
        angles
    )  # first lines × second lines × points × directions
    gap = along[:, :, full].min(axis=2) - along[:, :, ~full].max(axis=2)
    return np.asarray(gap.max(axis=2) / 2)


DRAWER = Entry("turned_clouds", 2, TurnedClouds)
