"""Five of the truth tables of two inputs."""

from __future__ import annotations

import numpy as np

from game.sim.datasets import CORNERS
from game.sim.level.actions import Action, PlaceLine
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.level.lines import ON_LINE, LineGrid, narrowest
from game.sim.start import Start

IMPOSSIBLE = (6, 9)
"""XOR and XNOR, as the numbers that their four outputs spell in binary."""
TABLES = 5


class TruthTables(Drawer, frozen=True, tag="truth_tables"):
    """Tables 1 to 5, each a neuron with the four corners as its data: drawn from the fourteen that are not constant,
    none, one or two of them with no line that parts them. `reach`, `step` and `turn` are those of the level's lines."""

    reach: float = 1.0
    step: float = 0.1
    turn: float = 15.0

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        impossible = generator.permutation(IMPOSSIBLE)[: generator.choice([0, 1, 1, 2])]
        possible = [number for number in range(1, 15) if number not in IMPOSSIBLE]
        rest = generator.choice(possible, TABLES - len(impossible), replace=False)
        numbers = generator.permutation([*impossible, *rest]).tolist()
        nets = tuple(
            (
                str(k),
                drawn_start([[[0.0, 0.0]]], [[0.0]], samples(CORNERS, outputs_of(number), f"Table {k}"), base=start),
            )
            for k, number in enumerate(numbers, start=1)
        )
        return Dealt(nets=nets, facts={"tables": tuple(map(float, numbers))})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The line with the most room on either side, or none where it takes the diagonals apart."""
        grid, found = LineGrid(0.5, self.reach, self.step, self.turn), []
        for name, start in dealt.nets:
            room = narrowest(grid.distances(np.array(start.dataset.inputs)), np.array(start.dataset.targets) > 0.5)
            best = int(room.argmax())
            line = grid.lines[best]
            found.append(
                PlaceLine(net=name, angle=line.angle, offset=line.offset)
                if room[best] > ON_LINE
                else PlaceLine(net=name, impossible=True)
            )
        return tuple(found)


def outputs_of(number: int) -> list[float]:
    """The four outputs of a truth table: those of 6 are 0, 1, 1, 0."""
    return [float(number >> (3 - k) & 1) for k in range(4)]


DRAWER = Entry("truth_tables", 1, TruthTables)
