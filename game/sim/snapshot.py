"""An immutable picture of the whole simulation between two ticks; the screen draws nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.sim.backprop import Batch, Traces
from game.sim.dataset import Dataset
from game.sim.locks import Locks
from game.sim.losses import losses
from game.sim.network import Edge, Params
from game.sim.optimizers.optimizer_memory import Memory
from game.sim.phases import PHASE_UNITS, Moment, Phase
from game.sim.settings import Settings
from game.sim.trace import Trace

OWN_TARGETS = "own targets"
"""What data are called whose targets were changed."""


@dataclass(frozen=True, eq=False)
class NeuronState:
    """`locked` since `locked_since` (an epoch); `dead` when its mean slope is exactly 0; `mean_slope` over the
    samples."""

    mean_slope: float
    locked: bool
    locked_since: int | None
    dead: bool


@dataclass(frozen=True, eq=False)
class Piece:
    """A stretch of a run's loss history: `losses[k]` is the average loss after `first_epoch` + k epochs (read-only)."""

    first_epoch: int
    losses: NDArray[np.float64]

    @property
    def last_epoch(self) -> int:
        """Its last recorded epoch."""
        return self.first_epoch + len(self.losses) - 1


@dataclass(frozen=True, eq=False)
class RunView:
    """One recorded run. `pieces` follow each other without gap or overlap from epoch 0 to the run's end; all but the
    last are shared with the runs it branched from. `locks` covers the whole run, oldest first. `losses` says from which
    epoch on which loss (its name) is recorded, oldest first: of another kind, they do not compare. `solved` is the
    first epoch with every sample right, as the targets are at the run's end; None as long as there is none."""

    id: int
    name: str
    parent: int | None
    pieces: tuple[Piece, ...]
    locks: Locks
    active: bool
    diverged: int | None
    losses: tuple[tuple[int, str], ...] = ()
    solved: int | None = None

    @property
    def branch_epoch(self) -> int:
        """The epoch at which the run left its parent; 0 for one that did not branch."""
        return self.pieces[-1].first_epoch

    @property
    def last_epoch(self) -> int:
        """The last recorded epoch."""
        return self.pieces[-1].last_epoch

    def loss_at(self, epoch: int) -> float | None:
        """Average loss after `epoch` epochs; None beyond the recorded end."""
        for piece in reversed(self.pieces):
            if piece.first_epoch <= epoch <= piece.last_epoch:
                return float(piece.losses[epoch - piece.first_epoch])
        return None

    def loss_name_at(self, epoch: int) -> str:
        """Which loss is recorded at `epoch`; "" where the run does not tell."""
        return next((name for first, name in reversed(self.losses) if first <= epoch), "")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """State between two ticks.

    `params` are those in force now: of the start of the samples that the coming UPDATE collects the gradients of, which
    are the `group`. `batch` lays all samples open at `params`; `trace` is the current sample's, `order` the samples as
    this epoch takes them. `next_params` are what the coming UPDATE will put in force. `memory` is what the optimizer
    remembers, `next_memory` what it will then. `loss` is the average loss after `moment.epoch` epochs, `neurons[l][j]`
    unit j of layer l + 1.
    `dataset` are the samples as they came; `targets` what is asked of them now, all of sample 0 first.
    `drawn` says that the run began with the parameters that `seed` draws with the settings it began with.
    """

    tick: int
    moment: Moment
    phases: tuple[Phase, ...]
    playing: bool
    speed: int
    batch_epochs: int
    scenario: str
    seed: int
    dataset: Dataset
    inputs: tuple[tuple[float, ...], ...]
    targets: tuple[float, ...]
    settings: Settings
    params: Params
    next_params: Params
    memory: Memory
    next_memory: Memory
    order: tuple[int, ...]
    group: tuple[int, ...]
    batch: Batch
    loss: float
    neurons: tuple[tuple[NeuronState, ...], ...]
    runs: tuple[RunView, ...]
    stopped: str | None
    stopped_epoch: int | None
    can_undo: bool
    drawn: bool

    @property
    def phase(self) -> Phase:
        """The phase that is going on."""
        return self.phases[self.moment.phase]

    @property
    def progress(self) -> float:
        """How far into the phase, 0..1."""
        return self.moment.units / PHASE_UNITS

    @property
    def epoch(self) -> int:
        """Epochs that are done."""
        return self.moment.epoch

    @property
    def trace(self) -> Trace:
        """Both passes of the sample that is shown."""
        return self.batch.traces[self.sample]

    @property
    def sample(self) -> int:
        """The current sample: the one at the moment's place in the epoch's order."""
        return self.order[self.moment.sample]

    @property
    def run(self) -> RunView:
        """The active run."""
        return next(run for run in self.runs if run.active)

    @property
    def in_past(self) -> bool:
        """Whether recorded epochs lie ahead."""
        return self.moment.epoch < self.run.last_epoch

    @property
    def animated(self) -> bool:
        """Whether single samples are shown (paused, or slow enough for packets)."""
        return not self.playing or self.speed in (1, 10)

    def value(self, edge: Edge) -> float:
        """A weight or bias now."""
        return _value(self.params, edge)

    def next_value(self, edge: Edge) -> float:
        """The weight or bias after the coming UPDATE."""
        return _value(self.next_params, edge)

    @property
    def data_name(self) -> str:
        """What the data are called: by the name they came with, until a target was changed."""
        return self.dataset.label if self.targets == self.dataset.targets else OWN_TARGETS

    @cached_property
    def right(self) -> tuple[bool, ...]:
        """For each sample, whether every output is on its target's side of 0.5; of softmax outputs, whether the largest
        is the one that is asked for."""
        outputs, targets = self.batch.passes.a[-1], self.batch.passes.target
        if self.settings.output == "softmax":
            return tuple((outputs.argmax(axis=1) == targets.argmax(axis=1)).tolist())
        return tuple(((outputs > 0.5) == (targets > 0.5)).all(axis=1).tolist())

    @property
    def solved(self) -> int | None:
        """The first epoch with every sample right, if every sample is right now; None if one is wrong, or where values
        are to be hit."""
        solved = self.run.solved
        able = all(self.right) and self.judged and solved is not None and solved <= self.epoch
        return solved if able else None

    @cached_property
    def regression(self) -> bool:
        """Whether values are to be hit, not sides of 0.5: where targets lie outside of 0 to 1."""
        targets = self.batch.passes.target
        return self.dataset.regression or not bool(((targets >= 0.0) & (targets <= 1.0)).all())

    @property
    def judged(self) -> bool:
        """Whether answers are right or wrong: neither where values are to be hit, nor where there is no loss."""
        return losses()[self.settings.loss].heeds_target and not self.regression

    @cached_property
    def largest_miss(self) -> float:
        """How far an output is from its target, at most."""
        return float(np.abs(self.batch.passes.raw_error).max())


def _value(params: Params, edge: Edge) -> float:
    if edge.source is None:
        return float(params.biases[edge.layer][edge.target])
    return float(params.weights[edge.layer][edge.target, edge.source])


def diff(a: object, b: object, path: str = "snapshot") -> str | None:
    """Where `a` and `b` differ, to the bit, as "snapshot.params.weights[0]: 1.0 != 2.0"; None if nowhere."""
    if type(a) is not type(b):
        return f"{path}: {a!r} != {b!r}"
    if isinstance(a, np.ndarray):
        same = a.shape == b.shape and a.tobytes() == b.tobytes()  # type: ignore[attr-defined]
        return None if same else f"{path}: {a!r} != {b!r}"
    for name, left, right in _parts(a, b):
        found = diff(left, right, path + name)
        if found:
            return found
    if isinstance(a, (tuple, list, Traces)) and len(a) != len(b):  # type: ignore[arg-type]
        return f"{path}: length {len(a)} != {len(b)}"  # type: ignore[arg-type]
    leaf = not isinstance(a, (tuple, list, Traces)) and not dataclasses.is_dataclass(a)
    return f"{path}: {a!r} != {b!r}" if leaf and a != b and not (a != a and b != b) else None


def _parts(a: object, b: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(a, (tuple, list, Traces)) and isinstance(b, (tuple, list, Traces)):
        yield from ((f"[{k}]", left, right) for k, (left, right) in enumerate(zip(a, b, strict=False)))
    elif dataclasses.is_dataclass(a) and not isinstance(a, type):
        for field in dataclasses.fields(a):
            yield f".{field.name}", getattr(a, field.name), getattr(b, field.name)
