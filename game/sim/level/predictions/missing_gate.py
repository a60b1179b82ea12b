"""Which gate, taken away from another, leaves the task."""

from __future__ import annotations

from game.sim.datasets import CORNERS, datasets
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry


class MissingGate(Computation, frozen=True, tag="missing_gate"):
    """The one of `gates` (scenarios, "not x1" and "always 1") whose truth table, subtracted from that of the scenario
    `given`, is the level's own."""

    given: str
    gates: tuple[str, ...]

    def __post_init__(self) -> None:
        for field, gates in (("given", (self.given,)), ("gates", self.gates)):
            for gate in gates:
                if gate not in _tables():
                    raise ValueError(f"{field}: '{gate}' is no gate: allowed are {', '.join(_tables())}")

    def value(self, level: LevelFacts) -> str:
        tables, wanted = _tables(), level.own_start.dataset.targets
        differences = {
            gate: tuple(x - y for x, y in zip(tables[self.given], tables[gate], strict=True)) for gate in self.gates
        }
        return next((gate for gate, difference in differences.items() if difference == wanted), "never")


def _tables() -> dict[str, tuple[float, ...]]:
    gates = {name: dataset.targets for name, dataset in datasets().items() if dataset.inputs == CORNERS}
    return {**gates, "not x1": (1.0, 1.0, 0.0, 0.0), "always 1": (1.0, 1.0, 1.0, 1.0)}


COMPUTATION = Entry("missing_gate", 9, MissingGate)
