"""A stretch of a run without interference, and the fast way through it."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.datasets import datasets
from game.sim.engine.kernel import Kernel, Stretch, kernel_for
from game.sim.network import Edge, Flat, Layers, edge_symbol, flat_index
from game.sim.settings import Settings
from game.sim.start import Start, dataset_of, drawn_params, params_of

Place = tuple[int, int]
"""(epoch, sample): where parameters can change."""


@dataclass(frozen=True)
class Segment:
    """From (`epoch`, `sample`) on, everything follows from these fields. `sample` is 0 under the update rule "epoch",
    where parameters change between epochs only. `note` says what the student did there."""

    epoch: int
    sample: int
    params: Flat
    settings: Settings
    scenario: str
    targets: tuple[float, ...]
    seed: int
    note: str = ""

    @property
    def place(self) -> Place:
        return (self.epoch, self.sample)

    @property
    def inputs(self) -> tuple[tuple[float, ...], ...]:
        return datasets()[self.scenario].inputs

    @property
    def samples(self) -> int:
        return len(self.targets)

    @property
    def by_sample(self) -> bool:
        """Whether parameters change after every sample."""
        return self.settings.update == "sample"

    @property
    def kernel(self) -> Kernel:
        return kernel_for(self.settings, self.inputs)

    def train(self, params: Flat, epoch: int, epochs: int, locked: tuple[bool, ...] | None = None) -> Stretch:
        """`epochs` further epochs from `params`, those after `epoch` epochs."""
        kernel, settings = self.kernel, self.settings
        return kernel.train(
            params,
            self.targets,
            settings.learning_rate,
            settings.lock_threshold,
            epoch,
            epochs,
            kernel.unlocked() if locked is None else locked,
        )

    def look(self, params: Flat, epoch: int, locked: tuple[bool, ...]) -> Stretch:
        """Loss and changes of locks at `params`."""
        return self.kernel.look(params, self.targets, self.settings.lock_threshold, epoch, locked)

    def steps(self, params: Flat, first: int, end: int) -> Flat:
        """Parameters after the updates of samples `first` to `end` - 1, under the update rule "sample"."""
        for sample in range(first, end):
            params = self.kernel.sample_step(params, self.targets, self.settings.learning_rate, sample)
        return params


def first_segment(start: Start) -> Segment:
    """The segment that begins at epoch 0."""
    return Segment(0, 0, params_of(start), start.settings, start.scenario, dataset_of(start).targets, start.seed)


def is_drawn(first: Segment) -> bool:
    """Whether a run that begins with `first` has the parameters that its seed draws with its settings; otherwise they
    were given, or drawn within another range."""
    return first.params == drawn_params(first.settings, first.seed)


def edited(params: Flat, layers: Layers, edge: Edge, value: float) -> tuple[Flat, str]:
    """`params` with one weight or bias set, and what was done in short, such as "w₅ = 2"."""
    values = list(params)
    values[flat_index(layers, edge)] = float(value)
    return tuple(values), f"{edge_symbol(layers, edge)} = {value:.3g}"


def retargeted(targets: tuple[float, ...], sample: int, value: float) -> tuple[float, ...]:
    """`targets` with one of them set."""
    values = list(targets)
    values[sample] = float(value)
    return tuple(values)
