"""The sandbox's demos: starts that show one thing each, read from one TOML file each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.level.content_error import content_of, decode
from game.sim.level.start_table import StartTable, edge_problem
from game.sim.network import Edge, find_edge
from game.sim.phases import SPEEDS, Kind, Moment, phases


class Demo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`sentence` says what is to be seen, `pin` names the edge to look at, `speed` is that of `SetSpeed`; `opens_with`
    is the phase of the first sample that is shown first."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    sentence: Annotated[str, Meta(min_length=1, max_length=140)]
    pin: str
    start: StartTable
    speed: int = 1
    opens_with: Kind = Kind.FORWARD

    def __post_init__(self) -> None:
        problem = edge_problem("pin", self.pin, self.start.start().settings.layers)
        if problem:
            raise ValueError(problem)
        if self.speed not in SPEEDS:
            raise ValueError(f"speed is {self.speed}, but must be one of {SPEEDS}")

    @property
    def edge(self) -> Edge:
        """The edge to look at."""
        return find_edge(self.start.start().settings.layers, self.pin)

    @property
    def moment(self) -> Moment:
        """The moment with which it begins."""
        kinds = [phase.kind for phase in phases(self.start.start().settings.layers, updates=True)]
        return Moment(phase=kinds.index(self.opens_with))


def read_demos(folder: Path) -> tuple[Demo, ...]:
    """The demos in `folder`, in the order of their file names. Raises ContentError."""
    return tuple(decode(content_of(path), Demo, path.name) for path in sorted(folder.glob("*.toml")))
