"""In which layers a machine is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from game.sim.background_job import Rest, at_once
from game.sim.level.boards.faulty import MACHINES, gradient_table, table_edges
from game.sim.level.deals import drawn_start, samples
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import Bar, SeenCourse
from game.sim.level.start_table import check_parameters, shaped_for
from game.sim.network import Edge, edge_label, edge_symbol, neuron_name
from game.sim.start import Start

DIFFERS = 1e-12


class WrongLayers(Computation, frozen=True, tag="wrong_layers"):
    """In which layers any gradient of `machine` is wrong, "layers 1, 2" or "none", in the network with `weights` and
    `biases`, shaped as in a start, on samples of `inputs` and `targets`."""

    machine: str
    weights: tuple[tuple[tuple[float, ...], ...], ...]
    biases: tuple[tuple[float, ...], ...]
    inputs: tuple[tuple[float, ...], ...]
    targets: tuple[float, ...]

    def __post_init__(self) -> None:
        check_parameters(self.weights, "weights")
        check_parameters(self.biases, "biases")
        layers = shaped_for(self.weights, self.biases)
        if len(self.inputs) != len(self.targets) or {(len(row), 1) for row in self.inputs} != {(layers[0], layers[-1])}:
            told = "-".join(map(str, layers))
            raise ValueError(f"weights are shaped for {told}, but each sample needs that many inputs, and one target")
        if self.machine not in MACHINES:
            raise ValueError(f"machine is '{self.machine}', but must be one of {', '.join(MACHINES)}")

    def value(self, level: LevelFacts) -> str:
        layers = {edge.layer + 1 for edge, off in self._off(level).items() if off > DIFFERS}
        return _named(layers) if layers else "none"

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        off = self._off(level)
        layers = self._net(level).settings.layers
        pointing = {
            edge: (*_with(edge.layer + 1, len(layers) - 1), neuron_name(layers, edge.layer + 1, edge.target))
            for edge in off
        }
        name = edge_symbol if max(layers) == 1 else edge_label  # as the level's own texts call them
        bars = tuple(Bar(name(layers, edge), value, pointing[edge]) for edge, value in off.items())
        return SeenCourse("How far off the machine's gradients are", bars)

    def _net(self, level: LevelFacts) -> Start:
        return drawn_start(self.weights, self.biases, samples(self.inputs, self.targets), base=level.own_start)

    def _off(self, level: LevelFacts) -> dict[Edge, float]:
        """By how much the machine's gradient of each parameter is off at most."""
        net = self._net(level)
        off = np.abs(gradient_table(net, self.machine) - gradient_table(net)).max(axis=1)
        return dict(zip(table_edges(net.settings.layers), off.tolist(), strict=True))


def _named(layers: Iterable[int]) -> str:
    return f"layers {', '.join(map(str, sorted(layers)))}"


def _with(layer: int, last: int) -> list[str]:
    """All answers, of networks with so many layers of weights, that name `layer`."""
    every = range(1, last + 1)
    return [_named(some) for count in every for some in combinations(every, count) if layer in some]


COMPUTATION = Entry("wrong_layers", 14, WrongLayers)
