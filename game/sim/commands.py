"""Everything the outside may ask of a simulation: frozen, serialisable Commands. `Simulation.refusal` says why one is
not valid now; `Simulation.apply` carries it out."""

from __future__ import annotations

import msgspec

from game.sim.dataset import OwnData
from game.sim.network import Edge


class Command(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    """Base of all commands."""


class Play(Command, frozen=True, tag="play"):
    """Let time run."""


class Pause(Command, frozen=True, tag="pause"):
    """Hold time."""


class SetSpeed(Command, frozen=True, tag="speed"):
    """`speed`: 1 for the animation speed, 10, 100 or 1000 times its largest, 0 for as fast as it goes."""

    speed: int


class SetBatch(Command, frozen=True, tag="batch"):
    """Epochs a tick trains at speed 0. The window measures what it can afford; the command keeps it repeatable."""

    epochs: int


class Set(Command, frozen=True, tag="set"):
    """Change one setting of `settings.SPECS`. Applies to the whole epoch in which it is made."""

    name: str
    value: float | str


class Reset(Command, frozen=True, tag="reset"):
    """Start over at epoch 0 with the data set `scenario`, the same seed and the same settings; inputs and outputs of
    the network become as many as the data have."""

    scenario: str


class SetData(Command, frozen=True, tag="data"):
    """As `Reset`, with the student's own data."""

    data: OwnData


class Reinitialise(Command, frozen=True, tag="reinitialise"):
    """Draw new parameters from `seed` and start over at epoch 0."""

    seed: int


class SetParameter(Command, frozen=True, tag="parameter"):
    """Set a weight (or, without `source`, a bias) by hand."""

    layer: int
    target: int
    source: int | None
    value: float

    @property
    def edge(self) -> Edge:
        """The parameter by place."""
        return Edge(self.layer, self.target, self.source)


class LoadParams(Command, frozen=True, tag="load"):
    """Set every parameter and start over at epoch 0; `values` in the order of `Params.flat`."""

    values: tuple[float, ...]


class SetTarget(Command, frozen=True, tag="target", omit_defaults=True):
    """Set a target of one sample, that of output `output`."""

    sample: int
    value: float
    output: int = 0


class Step(Command, frozen=True, tag="step"):
    """Pause, and move by `count` (negative: back) of `unit`: "phase", "sample" or "epoch"."""

    unit: str
    count: int


class Seek(Command, frozen=True, tag="seek"):
    """Pause, and go to a moment of the active run; past its end, to its end."""

    epoch: int
    sample: int = 0
    phase: int = 0
    units: int = 0


class SwitchRun(Command, frozen=True, tag="switch"):
    """Make another run the active one, at the same epoch (or its end)."""

    run: int


class RenameRun(Command, frozen=True, tag="rename"):
    """Give a run a name of 1 to 60 characters."""

    run: int
    name: str


class DropRun(Command, frozen=True, tag="drop"):
    """Forget a run that is not the active one."""

    run: int


class Undo(Command, frozen=True, tag="undo"):
    """Take back the last change: return to the moment it was made at, as it was before."""


AnyCommand = (
    Play
    | Pause
    | SetSpeed
    | SetBatch
    | Set
    | Reset
    | SetData
    | Reinitialise
    | SetParameter
    | LoadParams
    | SetTarget
    | Step
    | Seek
    | SwitchRun
    | RenameRun
    | DropRun
    | Undo
)
