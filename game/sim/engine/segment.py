"""A stretch of a run without interference, and the fast way through it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.sim.dataset import Dataset, OwnData, Rows
from game.sim.datasets import find_dataset
from game.sim.engine.kernel import kernel_for
from game.sim.engine.training import Lesson, Stretch, Training
from game.sim.network import Flat, bias_places
from game.sim.optimizers import fresh_state, state_size
from game.sim.phases import group_size
from game.sim.sample_order import sample_order
from game.sim.settings import Settings
from game.sim.start import Start, drawn_params, params_of

EpochPlace = tuple[int, int]
"""(epoch, sample): where parameters can change."""


@dataclass(frozen=True)
class Segment:
    """From (`epoch`, `sample`) on, everything follows from these fields. `sample` is a place in the order in which the
    epoch takes the samples; 0 under the update rule "epoch", where parameters change between epochs only. `params` are
    the parameters with what the optimizer remembers, see `game.sim.optimizers`. `targets` are all of sample 0, then all
    of sample 1, and so on. `note` says what the student did there. `data` are the samples where they are the student's
    own; else `scenario` names them."""

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
    def place(self) -> EpochPlace:
        """Where it begins: epoch, and sample within it."""
        return (self.epoch, self.sample)

    @property
    def dataset(self) -> Dataset:
        """The data set, with the targets that it came with."""
        return self.data or find_dataset(self.scenario)

    @property
    def inputs(self) -> Rows:
        """A row of input values for each sample."""
        return self.dataset.inputs

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return len(self.inputs)

    @property
    def within_epochs(self) -> bool:
        """Whether parameters change within an epoch: not under the update rule "epoch" alone."""
        return self.settings.update != "epoch"

    @property
    def group(self) -> int:
        """Of how many samples an update collects the gradients; the last one of an epoch may have fewer."""
        return group_size(self.settings, self.samples)

    def begin_of_group(self, sample: int) -> int:
        """Where in its epoch the samples begin that the one at place `sample` is updated with."""
        return sample - sample % self.group if self.within_epochs else 0

    def end_of_group(self, sample: int) -> int:
        """Where in its epoch they end (not included)."""
        return min(self.begin_of_group(sample) + self.group, self.samples)

    def order(self, epoch: int) -> list[int]:
        """The samples as the epoch after `epoch` epochs takes them."""
        return sample_order(self.settings.order, self.seed, epoch, self.samples)

    @cached_property
    def kernel(self) -> Training:
        """What trains it."""
        return kernel_for(self.settings, self.inputs)

    @cached_property
    def _lesson(self) -> Lesson:
        return Lesson(self.settings, self.targets, self.seed)

    def train(
        self, params: Flat, epoch: int, epochs: int, locked: tuple[bool, ...] | None = None, *, watch: bool = False
    ) -> Stretch:
        """`epochs` further epochs from `params`, those after `epoch` epochs; `watch` for the first with every sample
        right."""
        locks = self.kernel.unlocked() if locked is None else locked
        return self.kernel.train(params, self._lesson, epoch, epochs, locks, watch=watch)

    def walk(self, params: Flat, epoch: int, epochs: int) -> list[Flat]:
        """The parameters after each of `epochs` further epochs from `params`, those after `epoch` epochs. All must be
        finite, as those are that have been trained before."""
        return self.kernel.walk(params, self._lesson, epoch, epochs)

    def look(self, params: Flat, epoch: int, locked: tuple[bool, ...], *, watch: bool = False) -> Stretch:
        """Loss and changes of locks at `params`, and whether every sample is right if that is to be watched."""
        return self.kernel.look(params, self._lesson, epoch, locked, watch=watch)

    def steps(self, params: Flat, epoch: int, first: int, end: int) -> Flat:
        """Where `within_epochs`: the state after the updates of the samples at places `first` to `end` − 1 of the epoch
        after `epoch` epochs; both must be where groups begin or end."""
        return self.kernel.steps(params, self._lesson, epoch, first, end) if first < end else params


def first_segment(start: Start) -> Segment:
    """The segment that begins at epoch 0."""
    data = start.data.dataset if isinstance(start.data, OwnData) else None
    targets = start.targets or (data or find_dataset(start.scenario)).targets
    state = fresh_state(start.settings.optimizer, start.settings.layers, params_of(start))
    return Segment(0, 0, state, start.settings, start.scenario, targets, start.seed, data=data)


def is_drawn(first: Segment) -> bool:
    """Whether a run that begins with `first` has the parameters that its seed draws with its settings; otherwise they
    were given, or drawn within another range."""
    drawn = drawn_params(first.settings, first.seed)
    return first.params[: len(drawn)] == drawn


def carried_on(state: Flat, before: Settings, after: Settings) -> Flat:
    """`state`, or parameters alone, under other settings of the same layers: another optimizer remembers nothing, and
    biases that there are none of are 0."""
    if before.optimizer != after.optimizer or len(state) < state_size(after.optimizer, after.layers):
        state = fresh_state(after.optimizer, after.layers, state)
    if after.biases == "none" and before.biases != "none":
        values = list(state)
        for at in bias_places(after.layers):
            values[at] = 0.0
        state = tuple(values)
    return state
