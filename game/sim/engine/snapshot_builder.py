"""Builds Snapshots. Computes the passes of the samples only when parameters or settings are new."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.backprop import Batch, run_batch
from game.sim.engine.cursor import Cursor
from game.sim.engine.segment import Segment, is_drawn
from game.sim.engine.state import SimulationState
from game.sim.network import Params, params_from_flat
from game.sim.snapshot import NeuronState, Snapshot


class SnapshotBuilder:
    """Remembers what it last computed, and for which parameters and segment."""

    def __init__(self) -> None:
        self._key: tuple[object, object] | None = None
        self._first: tuple[Segment, bool] | None = None
        self._passes: tuple[Params, Params, Batch] | None = None
        self._neurons: tuple[tuple[object, ...], tuple[tuple[NeuronState, ...], ...]] | None = None

    def snapshot(self, state: SimulationState) -> Snapshot:
        """The state of `state` as it is."""
        cursor, timeline = state.cursor, state.timeline
        segment, settings = cursor.segment, state.settings
        params, following, batch = self._look(cursor)
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
            drawn=self._is_drawn(cursor.run.segments[0]),
            dataset=segment.dataset,
            inputs=segment.inputs,
            targets=segment.targets,
            settings=settings,
            params=params,
            next_params=following,
            batch=batch,
            loss=cursor.run.loss_at(cursor.moment.epoch),
            neurons=self._states(cursor, batch),
            runs=runs,
            stopped="diverged" if cursor.stopped else None,
            stopped_epoch=cursor.run.diverged if cursor.stopped else None,
            can_undo=timeline.can_undo,
        )

    def _is_drawn(self, first: Segment) -> bool:
        if self._first is None or self._first[0] is not first:
            self._first = (first, is_drawn(first))
        return self._first[1]

    def _look(self, cursor: Cursor) -> tuple[Params, Params, Batch]:
        segment, sample = cursor.segment, cursor.moment.sample if cursor.segment.by_sample else 0
        key = (cursor.params, (segment, sample))
        if self._passes is None or self._key is None or key[0] is not self._key[0] or key[1] != self._key[1]:
            layers = segment.settings.layers
            params = params_from_flat(layers, cursor.params)
            if segment.by_sample:
                after = segment.steps(cursor.params, sample, sample + 1)
            else:
                after = segment.train(cursor.params, 0, 1).params
            following = params_from_flat(layers, after)
            batch = run_batch(params, segment.inputs, segment.targets, segment.settings, following)
            self._key, self._passes = key, (params, following, batch)
        return self._passes

    def _states(self, cursor: Cursor, batch: Batch) -> tuple[tuple[NeuronState, ...], ...]:
        """Locks as recorded up to now; a neuron is dead when its slope is 0 on every sample of a ReLU network."""
        since = cursor.run.locks.since(cursor.moment.epoch)
        relu = cursor.segment.settings.activation == "relu"
        if self._neurons is None or self._neurons[0] != (batch, since, relu):
            self._neurons = ((batch, since, relu), _states(batch, since, relu))
        return self._neurons[1]


def _states(batch: Batch, since: Sequence[int | None], relu: bool) -> tuple[tuple[NeuronState, ...], ...]:
    epochs, last = iter(since), len(batch.mean_slope)
    return tuple(
        tuple(
            NeuronState(
                mean_slope=float(slope),
                locked=(epoch := next(epochs)) is not None,
                locked_since=epoch,
                dead=relu and layer < last and float(slope) == 0.0,
            )
            for slope in slopes
        )
        for layer, slopes in enumerate(batch.mean_slope, start=1)
    )
