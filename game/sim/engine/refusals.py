"""Why a command cannot be carried out now, each in one sentence for the student."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from game.sim import commands as c
from game.sim.dataset import OWN, Dataset, data_refusal, targets_refusal
from game.sim.datasets import find_dataset
from game.sim.engine.segment import edited, retargeted
from game.sim.engine.state import SimulationState
from game.sim.limits import LARGEST_SEED, MOST_EPOCHS, layers_refusal, parameter_refusal
from game.sim.phases import SPEEDS
from game.sim.settings import TRAINING, changed, checked


def refusal(state: SimulationState, command: c.Command) -> str | None:
    """A sentence, or None when `command` can be carried out."""
    check = _CHECKS.get(type(command))
    return check(state, command) if check else None


def _play(state: SimulationState, _command: c.Play) -> str | None:
    return _stopped(state)


def _stopped(state: SimulationState) -> str | None:
    if not state.cursor.stopped:
        return state.too_long()
    return (
        f"training stopped before epoch {state.cursor.run.diverged}, whose numbers would not be finite: "
        "lower the learning rate, go back, or re-initialise"
    )


def _speed(_state: SimulationState, command: c.SetSpeed) -> str | None:
    return None if command.speed in SPEEDS else f"speed is {command.speed}, but must be one of {SPEEDS}"


def _batch(_state: SimulationState, command: c.SetBatch) -> str | None:
    return _range("epochs", command.epochs, 1, MOST_EPOCHS)


def _set(state: SimulationState, command: c.Set) -> str | None:
    try:
        value = checked(command.name, command.value)
    except ValueError as problem:
        return str(problem)
    dataset = state.cursor.segment.dataset
    if command.name == "layers" and isinstance(value, tuple):
        return layers_refusal(value, len(dataset.inputs[0]), dataset.outputs)
    if command.name == "loss" and (refused := targets_refusal(state.cursor.segment.targets, str(value))):
        return refused
    if command.name in TRAINING:
        return _not_finite(state, settings=changed(state.settings, command.name, value))
    return None


def _not_finite(state: SimulationState, **fields: Any) -> str | None:
    """A network that has all but diverged may have no loss at all once something is changed."""
    segment = state.segment_with(**fields)
    loss = segment.look(segment.params, segment.epoch, segment.kernel.unlocked()).losses[0]
    if math.isfinite(loss):
        return None
    return f"with that, the loss of these parameters would be {loss:g}: go back, or re-initialise"


def _reset(state: SimulationState, command: c.Reset) -> str | None:
    own = state.cursor.segment.data
    if command.scenario == OWN and own:
        return _with_data(state, own)
    try:
        return _with_data(state, find_dataset(command.scenario))
    except ValueError as problem:
        return str(problem)


def _set_data(state: SimulationState, command: c.SetData) -> str | None:
    return data_refusal(command.data) or _with_data(state, command.data.dataset)


def _with_data(state: SimulationState, dataset: Dataset) -> str | None:
    if dataset.outputs != 1:
        return f"the data have {dataset.outputs} targets, but must have 1"
    return targets_refusal(dataset.targets, state.settings.loss)


def _reinitialise(_state: SimulationState, command: c.Reinitialise) -> str | None:
    return _range("seed", command.seed, 0, LARGEST_SEED)


def _load(state: SimulationState, command: c.LoadParams) -> str | None:
    count = len(state.cursor.params)
    if len(command.values) != count:
        return f"there are {len(command.values)} parameters, but the network has {count}"
    return next((found for value in command.values if (found := parameter_refusal(value))), None)


def _set_parameter(state: SimulationState, command: c.SetParameter) -> str | None:
    layers = state.settings.layers
    fits = 0 <= command.layer < len(layers) - 1 and 0 <= command.target < layers[command.layer + 1]
    if not fits or not (command.source is None or 0 <= command.source < layers[command.layer]):
        return f"the network {'-'.join(map(str, layers))} has no such connection"
    refused = parameter_refusal(command.value)
    return refused or _not_finite(state, params=edited(state.cursor.params, layers, command.edge, command.value)[0])


def _set_target(state: SimulationState, command: c.SetTarget) -> str | None:
    segment = state.cursor.segment
    outputs = segment.dataset.outputs
    at = command.sample * outputs + command.output
    refused = (
        _range("sample", command.sample, 0, segment.samples - 1)
        or _range("output", command.output, 0, outputs - 1)
        or targets_refusal((command.value,), state.settings.loss)
    )
    return refused or _not_finite(state, targets=retargeted(segment.targets, at, command.value))


def _step(state: SimulationState, command: c.Step) -> str | None:
    if command.unit not in ("phase", "sample", "epoch"):
        return f"unit is '{command.unit}', but must be phase, sample or epoch"
    if command.count == 0 or abs(command.count) > MOST_EPOCHS:
        return f"count is {command.count}, but must be 1 to {MOST_EPOCHS:,}, forward or back"
    return _stopped(state) if command.count > 0 and command.unit == "epoch" else None


def _seek(_state: SimulationState, command: c.Seek) -> str | None:
    low = min(command.epoch, command.sample, command.phase, command.units)
    return f"a moment has {low}, but must not be negative" if low < 0 else None


def _known_run(state: SimulationState, command: c.SwitchRun | c.RenameRun | c.DropRun) -> str | None:
    return None if state.timeline.run(command.run) else f"there is no run {command.run}"


def _rename(state: SimulationState, command: c.RenameRun) -> str | None:
    if not 1 <= len(command.name.strip()) <= 60:
        return "a run's name must have 1 to 60 characters"
    return _known_run(state, command)


def _drop(state: SimulationState, command: c.DropRun) -> str | None:
    if state.timeline.active.id == command.run:
        return "the active run cannot be dropped: switch to another one first"
    return _known_run(state, command)


def _undo(state: SimulationState, _command: c.Undo) -> str | None:
    return None if state.timeline.can_undo else "there is nothing to undo"


def _range(name: str, value: float, lowest: float, highest: float) -> str | None:
    if lowest <= value <= highest:
        return None
    return f"{name} is {_plain(value)}, but must be {_plain(lowest)} to {_plain(highest)}"


_CHECKS: dict[type[c.Command], Callable[[SimulationState, Any], str | None]] = {
    c.Play: _play,
    c.SetSpeed: _speed,
    c.SetBatch: _batch,
    c.Set: _set,
    c.Reset: _reset,
    c.SetData: _set_data,
    c.Reinitialise: _reinitialise,
    c.LoadParams: _load,
    c.SetParameter: _set_parameter,
    c.SetTarget: _set_target,
    c.Step: _step,
    c.Seek: _seek,
    c.SwitchRun: _known_run,
    c.RenameRun: _rename,
    c.DropRun: _drop,
    c.Undo: _undo,
}


def _plain(value: float) -> str:
    """A whole number with all its digits, as far as they can be read; any other in short."""
    return f"{int(value):,}" if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else f"{value:g}"
