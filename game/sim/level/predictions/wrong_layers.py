"""In which layers a machine is wrong."""

from __future__ import annotations

import numpy as np

from game.sim.level.boards.faulty import MACHINES, gradient_table, table_edges
from game.sim.level.deals import drawn_start, samples
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.start_table import check_parameters

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
        if self.machine not in MACHINES:
            raise ValueError(f"machine is '{self.machine}', but must be one of {', '.join(MACHINES)}")

    def value(self, level: LevelFacts) -> str:
        net = drawn_start(self.weights, self.biases, samples(self.inputs, self.targets), base=level.own_start)
        wrong = np.abs(gradient_table(net, self.machine) - gradient_table(net)).max(axis=1) > DIFFERS
        rows = zip(table_edges(net.settings.layers), wrong, strict=True)
        layers = {edge.layer + 1 for edge, differs in rows if differs}
        return f"layers {', '.join(map(str, sorted(layers)))}" if layers else "none"


COMPUTATION = Entry("wrong_layers", 14, WrongLayers)
