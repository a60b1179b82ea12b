"""Tasks that take one, two or three straight cuts, and how many of a thousand starts find these by training."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from math import cos, pi, sin
from types import MappingProxyType
from typing import NamedTuple

import msgspec
import numpy as np

from game.sim.dataset import OWN, OwnData
from game.sim.level.deals import samples
from game.sim.level.level_parts import DrawnStarts
from game.sim.network import Array
from game.sim.settings import Settings
from game.sim.start import Start

CUT_STARTS = DrawnStarts(networks=1000, seed=23)
"""Those that are counted; the first `FEW` of them are the sample."""
FEW = 100
EPOCHS = 2000
"""How long each is trained."""
EVERY_EPOCHS = 200
"""How many epochs lie between two counts."""
SIZES = (1, 2, 3, 4, 5, 6)
"""Hidden neurons that a network may have."""
POINTS = 22
"""Points of a cloud."""
ROOM = 0.08
"""How far they stay from a cut at least, in inputs."""
APART = 0.2
"""How far they stay from each other at least, in inputs."""
WIDEST = 1.1
"""The widest gap between neighbours around a disc, in radians."""
SETTINGS = Settings(learning_rate=1.0, loss="cross_entropy", weight_init=2.0, bias_range=2.0)

CUTS: Mapping[str, int] = MappingProxyType({"corner": 1, "half": 1, "xor": 2, "band": 2, "parity": 3, "disc": 3})
"""How many straight cuts each kind of task takes."""
VERSIONS: Mapping[str, int] = MappingProxyType({"corner": 4, "half": 3, "xor": 2, "band": 3, "parity": 2, "disc": 3})
"""How many tasks there are of each kind."""
TASKS = tuple((kind, number) for kind, count in VERSIONS.items() for number in range(count))


class CutTask(NamedTuple):
    """Points, a row of inputs each, and their targets, 0 or 1."""

    inputs: tuple[tuple[float, ...], ...]
    targets: tuple[float, ...]

    @property
    def data(self) -> OwnData:
        """Its samples."""
        return samples(self.inputs, self.targets)

    def start(self, hidden: int) -> Start:
        """A network for it with so many hidden neurons, before its parameters are drawn."""
        settings = msgspec.structs.replace(SETTINGS, layers=(len(self.inputs[0]), hidden, 1))
        return Start(scenario=OWN, data=self.data, settings=settings)


@lru_cache(maxsize=len(TASKS))
def cut_task(kind: str, number: int) -> CutTask:
    """Version `number` of a kind of task; the same whenever it is asked for."""
    if kind in ("corner", "xor", "parity"):
        return _corners(kind, number)
    return _cloud(kind, number)


def _corners(kind: str, number: int) -> CutTask:
    """One corner of a square apart from the others, or every second corner of a square or a cube."""
    rows = tuple(product((0.0, 1.0), repeat=3 if kind == "parity" else 2))
    if kind == "corner":
        return CutTask(rows, tuple(float(k == 3 - number) for k in range(len(rows))))
    return CutTask(rows, tuple(float(sum(row) % 2 != number) for row in rows))


def _cloud(kind: str, number: int) -> CutTask:
    """Points between −1 and 1, none of them close to the border between both kinds."""
    generator = np.random.default_rng([sorted(CUTS).index(kind), number])
    turn, shift, swapped = 2.0 * pi * generator.random(), 0.3 * (generator.random() - 0.5), number == 1
    while True:
        points, depths = _scattered(kind, generator, turn, shift)
        if kind != "disc" or _surrounded(points[depths < 0.0] - _middle(shift)):
            break
    targets = [float((depth > 0.0) != swapped) for depth in depths.tolist()]
    return CutTask(tuple(map(tuple, points.tolist())), tuple(targets))


def _scattered(kind: str, generator: np.random.Generator, turn: float, shift: float) -> tuple[Array, Array]:
    """Points (n × 2), and how far each lies within the kind's region (n)."""
    rows: list[Array] = []
    depths: list[float] = []
    while len(rows) < POINTS:
        point = np.round(2.0 * generator.random(2) - 1.0, 2)  # plain draws alone: how others are made may change
        depth = _depth(kind, point, turn, shift)
        if abs(depth) < ROOM or any(np.hypot(*(point - other)) < APART for other in rows):
            continue
        rows.append(point)
        depths.append(depth)
    return np.array(rows), np.array(depths)


def _depth(kind: str, point: Array, turn: float, shift: float) -> float:
    """How far `point` lies within the kind's region; below 0 outside."""
    if kind == "disc":
        return 0.6 - float(np.hypot(*(point - _middle(shift))))
    along = float(point[0]) * cos(turn) + float(point[1]) * sin(turn) - shift
    return along if kind == "half" else 0.4 - abs(along)


def _middle(shift: float) -> Array:
    return np.array([shift, -shift])


def _surrounded(outside: Array) -> bool:
    """Whether points lie all around 0, so that no two cuts leave a way out."""
    turns = np.sort(np.arctan2(outside[:, 1], outside[:, 0]))
    return bool(np.diff(np.append(turns, turns[0] + 2.0 * pi)).max() < WIDEST)
