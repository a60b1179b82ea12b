"""A run worked out a second time from its segments alone, in the plainest way: one update after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from game.sim.engine.run import Run
from game.sim.engine.segment import EpochPlace, Segment
from game.sim.engine.training import Stretch
from game.sim.network import Flat, neuron_name


@dataclass
class Retraced:
    """Losses after 0, 1, ... epochs, lock changes as (epoch, neuron, locked, slope), and the parameters at every place
    where they can change."""

    losses: list[float] = field(default_factory=list)
    locks: list[tuple[int, str, bool, float]] = field(default_factory=list)
    params: dict[EpochPlace, Flat] = field(default_factory=dict)


class _Walker:
    def __init__(self, segments: Sequence[Segment]) -> None:
        self.starts = {segment.place: segment for segment in segments}
        self.segment: Segment = self.starts[0, 0]
        self.params = self.segment.params
        self.locked = (False,) * sum(self.segment.settings.layers[1:])
        self.found = Retraced()

    def epoch(self, epoch: int) -> None:
        """Stand at the start of `epoch`, and look."""
        if epoch:
            self._update(epoch - 1)
        arrived_by, before = self.segment, self.locked
        self._enter((epoch, 0))
        seen = self.segment.look(self.params, epoch, before)
        assert arrived_by.targets == self.segment.targets or (epoch, 0) in self.starts
        self.locked = seen.locked
        self.found.losses += seen.losses
        self._note(seen)

    def rest_of(self, epoch: int) -> None:
        """The later samples of an epoch that is not finished."""
        for sample in range(1, self.segment.samples):
            updated = self.segment.begin_of_group(sample) == sample
            if updated:
                self._step(epoch, sample)
            if updated or (epoch, sample) in self.starts or not self.segment.within_epochs:
                self._enter((epoch, sample))

    def _step(self, epoch: int, end: int) -> None:
        self.params = self.segment.steps(self.params, epoch, self.segment.begin_of_group(end - 1), end)

    def _update(self, epoch: int) -> None:
        self.rest_of(epoch)
        if self.segment.within_epochs:
            self._step(epoch, self.segment.samples)
        else:
            self.params = self.segment.train(self.params, epoch, 1).params

    def _enter(self, place: EpochPlace) -> None:
        if place in self.starts:
            self.segment = self.starts[place]
            self.params = self.segment.params
        self.found.params[place] = self.params

    def _note(self, seen: Stretch) -> None:
        layers = self.segment.settings.layers
        places = [(layer, unit) for layer in range(1, len(layers)) for unit in range(layers[layer])]
        for epoch, neuron, locked, slope in seen.changes:
            self.found.locks.append((epoch, neuron_name(layers, *places[neuron]), locked, slope))


def retrace(segments: Sequence[Segment], last_epoch: int) -> Retraced:
    """What a run of `segments` must have recorded up to `last_epoch`."""
    walker = _Walker(segments)
    for epoch in range(last_epoch + 1):
        walker.epoch(epoch)
    walker.rest_of(last_epoch)
    return walker.found


@lru_cache(maxsize=8)
def _retraced(segments: tuple[Segment, ...], last_epoch: int) -> Retraced:
    """What a run of these segments must have recorded; many tests ask it of the same run."""
    return retrace(segments, last_epoch)


def assert_recorded_as_it_was(run: Run, *, every: int = 1) -> None:
    """Losses and locks of `run`, and its parameters at every `every`-th place, are those of a second working-out."""
    expected = _retraced(tuple(run.course.segments), run.last_epoch)
    pieces = run.pieces()
    assert [float(loss) for piece in pieces for loss in piece.losses] == expected.losses
    assert [piece.first_epoch for piece in pieces[1:]] == [piece.last_epoch + 1 for piece in pieces[:-1]]
    layers = run.course.segments[0].settings.layers
    locks = [(e.epoch, neuron_name(layers, e.layer, e.unit), e.locked, e.slope) for e in run.locks.history()]
    assert locks == expected.locks
    for place in [*list(expected.params)[::every], (run.last_epoch, 0)]:
        found, exact = run.course.params_at(place), expected.params[place]
        assert found == exact or repr(found) == repr(exact), place
    locked: dict[str, bool] = {}
    for epoch in range(0, run.last_epoch + 1, every):
        locked.update({lock[1]: lock[2] for lock in expected.locks if epoch - every < lock[0] <= epoch})
        names = [neuron_name(layers, layer, unit) for layer in range(1, len(layers)) for unit in range(layers[layer])]
        assert run.locks.at(epoch) == tuple(locked.get(name, False) for name in names)
