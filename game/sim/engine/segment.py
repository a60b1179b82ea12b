"""A stretch of a run without interference, and the fast way through it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.sim.dataset import Dataset, OwnData, Rows
from game.sim.datasets import find_dataset
from game.sim.engine.kernel import Kernel, Stretch, kernel_for
from game.sim.network import Flat
from game.sim.settings import Settings
from game.sim.start import Start, drawn_params, params_of

Place = tuple[int, int]
"""(epoch, sample): where parameters can change."""


@dataclass(frozen=True)
class Segment:
    """From (`epoch`, `sample`) on, everything follows from these fields. `sample` is 0 under the update rule "epoch",
    where parameters change between epochs only. `targets` are all of sample 0, then all of sample 1, and so on. `note`
    says what the student did there. `data` are the samples where they are the student's own; else `scenario` names
    them."""

    epoch: int
    sample: int
    params: Flat
    settings: Settings
    scenario: str
    targets: tuple[float, ...]
    seed: int
    note: str = ""
    data: Dataset | None = None

    @property
    def place(self) -> Place:
        return (self.epoch, self.sample)

    @property
    def dataset(self) -> Dataset:
        """The data set, with the targets that it came with."""
        return self.data or find_dataset(self.scenario)

    @property
    def inputs(self) -> Rows:
        return self.dataset.inputs

    @property
    def samples(self) -> int:
        return len(self.inputs)

    @property
    def by_sample(self) -> bool:
        """Whether parameters change after every sample."""
        return self.settings.update == "sample"

    @cached_property
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
    data = start.data.dataset if isinstance(start.data, OwnData) else None
    targets = start.targets or (data or find_dataset(start.scenario)).targets
    return Segment(0, 0, params_of(start), start.settings, start.scenario, targets, start.seed, data=data)


def is_drawn(first: Segment) -> bool:
    """Whether a run that begins with `first` has the parameters that its seed draws with its settings; otherwise they
    were given, or drawn within another range."""
    return first.params == drawn_params(first.settings, first.seed)
