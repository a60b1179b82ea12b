"""Builds Snapshots. Computes the passes of the samples only when parameters or settings are new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.sim.backprop import Batch, run_batch
from game.sim.engine.cursor import Cursor
from game.sim.engine.segment import Segment, is_drawn
from game.sim.engine.state import SimulationState
from game.sim.network import Params, params_from_flat
from game.sim.optimizers.optimizer_memory import Memory, memory_in
from game.sim.snapshot import NeuronState, Snapshot


class _Look(NamedTuple):
    """What follows from a state and a segment alone."""

    params: Params
    following: Params
    memory: Memory
    next_memory: Memory
    order: tuple[int, ...]
    group: tuple[int, ...]
    batch: Batch


def _looked(cursor: Cursor) -> _Look:
    segment, state, (epoch, begin) = cursor.segment, cursor.params, cursor.place
    settings, end = segment.settings, segment.end_of_group(begin)
    stepped = segment.within_epochs
    after = segment.steps(state, epoch, begin, end) if stepped else segment.train(state, epoch, 1).params
    params, following = (params_from_flat(settings.layers, each) for each in (state, after))
    order = tuple(segment.order(epoch))
    batch = run_batch(params, segment.inputs, segment.targets, settings, following)
    memory, next_memory = (memory_in(settings.optimizer, settings.layers, each) for each in (state, after))
    return _Look(params, following, memory, next_memory, order, order[begin:end], batch)


class SnapshotBuilder:
    """Remembers what it last computed, and for which parameters and segment."""

    def __init__(self) -> None:
        self._key: tuple[object, object] | None = None
        self._first: tuple[Segment, bool] | None = None
        self._passes: _Look | None = None
        self._neurons: tuple[tuple[object, ...], tuple[tuple[NeuronState, ...], ...]] | None = None

    def snapshot(self, state: SimulationState) -> Snapshot:
        """The state of `state` as it is."""
        cursor, timeline = state.cursor, state.timeline
        segment, settings = cursor.segment, state.settings
        look = self._look(cursor)
        runs = tuple(run.view(active=run is timeline.active) for run in timeline.runs)
        return Snapshot(
            tick=state.tick_count,
            moment=cursor.moment,
            phases=cursor.phases,
            playing=state.playing,
            speed=state.speed,
            batch_epochs=state.batch_epochs,
            scenario=segment.scenario,
            seed=segment.seed,
            drawn=self._is_drawn(cursor.run.course.segments[0]),
            dataset=segment.dataset,
            inputs=segment.inputs,
            targets=segment.targets,
            settings=settings,
            params=look.params,
            next_params=look.following,
            memory=look.memory,
            next_memory=look.next_memory,
            order=look.order,
            group=look.group,
            batch=look.batch,
            loss=cursor.run.loss_at(cursor.moment.epoch),
            neurons=self._states(cursor, look.batch),
            runs=runs,
            stopped="diverged" if cursor.stopped else None,
            stopped_epoch=cursor.run.diverged if cursor.stopped else None,
            can_undo=timeline.can_undo,
        )

    def _is_drawn(self, first: Segment) -> bool:
        if self._first is None or self._first[0] is not first:
            self._first = (first, is_drawn(first))
        return self._first[1]

    def _look(self, cursor: Cursor) -> _Look:
        segment, (epoch, begin) = cursor.segment, cursor.place
        key = (cursor.params, (segment, begin, epoch if segment.settings.order == "shuffled" else 0))
        if self._passes is None or self._key is None or key[0] is not self._key[0] or key[1] != self._key[1]:
            self._key, self._passes = key, _looked(cursor)
        return self._passes

    def _states(self, cursor: Cursor, batch: Batch) -> tuple[tuple[NeuronState, ...], ...]:
        """Locks as recorded up to now; a neuron is dead when its slope is 0 on every sample of a ReLU network."""
        states = cursor.run.locks.states(cursor.moment.epoch)
        relu = cursor.segment.settings.activation == "relu"
        if self._neurons is None or self._neurons[0] != (batch, states, relu):
            self._neurons = ((batch, states, relu), _states(batch, states, relu))
        return self._neurons[1]


def _states(batch: Batch, states: Sequence[tuple[bool, int | None]], relu: bool) -> tuple[tuple[NeuronState, ...], ...]:
    each, last = iter(states), len(batch.mean_slope)
    return tuple(
        tuple(
            NeuronState(
                mean_slope=float(slope),
                locked=(state := next(each))[0],
                locked_since=state[1],
                dead=relu and layer < last and float(slope) == 0.0,
            )
            for slope in slopes
        )
        for layer, slopes in enumerate(batch.mean_slope, start=1)
    )
