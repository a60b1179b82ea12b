"""Samples placed, moved and taken away while a network learns: from the current epoch on it trains with the others.

Data that came with the game become the session's own by it. Each begins a segment of the active run, or a branch where
that epoch lies in the past; each can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.sim.commands.command import Command, out_of_range
from game.sim.dataset import LONGEST_DATA_NAME, OWN, Dataset, Rows, targets_refusal, value_refusal
from game.sim.limits import MOST_SAMPLES
from game.sim.quoting import counted

if TYPE_CHECKING:
    from game.sim.engine.segment import Segment
    from game.sim.engine.state import SimulationState

CHANGED = ", changed"
"""What is put behind the name of data that came with the game."""


class AddSample(Command, frozen=True, tag="add_sample"):
    """Another sample behind the others: a value for each input, and one for each output."""

    inputs: tuple[float, ...]
    targets: tuple[float, ...]

    def refusal(self, state: SimulationState) -> str | None:
        if state.cursor.segment.samples >= MOST_SAMPLES:
            return f"there are {MOST_SAMPLES:,} samples already, and there may be no more"
        return _unfit(state, self.inputs, self.targets) or _refused(state, *self._edited(state))

    def carry_out(self, state: SimulationState) -> None:
        _change(state, "", *self._edited(state), note="a sample more")

    def _edited(self, state: SimulationState) -> tuple[Rows, tuple[float, ...]]:
        here = state.cursor.segment
        return (*here.inputs, _floats(self.inputs)), (*here.targets, *_floats(self.targets))


class MoveSample(Command, frozen=True, tag="move_sample"):
    """Other inputs, and other targets, for the sample numbered `sample` from 0."""

    sample: int
    inputs: tuple[float, ...]
    targets: tuple[float, ...]

    def refusal(self, state: SimulationState) -> str | None:
        unknown = out_of_range("sample", self.sample, 0, state.cursor.segment.samples - 1)
        return unknown or _unfit(state, self.inputs, self.targets) or _refused(state, *self._edited(state))

    def carry_out(self, state: SimulationState) -> None:
        number = self.sample + 1
        _change(state, f"sample {number}", *self._edited(state), note=f"sample {number} moved")

    def _edited(self, state: SimulationState) -> tuple[Rows, tuple[float, ...]]:
        here, outputs = state.cursor.segment, state.cursor.segment.dataset.outputs
        inputs, targets = list(here.inputs), list(here.targets)
        inputs[self.sample] = _floats(self.inputs)
        targets[self.sample * outputs : (self.sample + 1) * outputs] = _floats(self.targets)
        return tuple(inputs), tuple(targets)


class RemoveSample(Command, frozen=True, tag="remove_sample"):
    """Without the sample numbered `sample` from 0; those behind it move up. The last one stays."""

    sample: int

    def refusal(self, state: SimulationState) -> str | None:
        samples = state.cursor.segment.samples
        if samples == 1:
            return "there is one sample only, and without any there is nothing to learn"
        return out_of_range("sample", self.sample, 0, samples - 1) or _refused(state, *self._edited(state))

    def carry_out(self, state: SimulationState) -> None:
        _change(state, "", *self._edited(state), note=f"without sample {self.sample + 1}")

    def _edited(self, state: SimulationState) -> tuple[Rows, tuple[float, ...]]:
        here, k, outputs = state.cursor.segment, self.sample, state.cursor.segment.dataset.outputs
        targets = (*here.targets[: k * outputs], *here.targets[(k + 1) * outputs :])
        return (*here.inputs[:k], *here.inputs[k + 1 :]), targets


def _floats(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(map(float, values))


def _unfit(state: SimulationState, inputs: tuple[float, ...], targets: tuple[float, ...]) -> str | None:
    """Why a sample of `inputs` and `targets` cannot be one of these data."""
    data = state.cursor.segment.dataset
    for what, values, count in (("input", inputs, len(data.inputs[0])), ("target", targets, data.outputs)):
        if len(values) != count:
            return f"a sample has {counted(len(values), what)} here, but the data have {count}"
    wrong = next((found for value in inputs if (found := value_refusal(value))), None)
    return wrong or targets_refusal(targets, state.settings.loss)


def _own(here: Segment, inputs: Rows, targets: tuple[float, ...]) -> Dataset:
    """The data of `here` with other samples, as the session's own."""
    data = here.dataset
    label = data.label if here.data else f"{data.label[: LONGEST_DATA_NAME - len(CHANGED)]}{CHANGED}"
    own = replace(data, name=OWN, label=label, order=0, inputs=inputs, targets=targets)
    return replace(own, input_columns=data.input_names, target_columns=data.target_names)


def _refused(state: SimulationState, inputs: Rows, targets: tuple[float, ...]) -> str | None:
    """Why these samples cannot be learnt from here."""
    return state.loss_refusal(data=_own(state.cursor.segment, inputs, targets), targets=targets)


def _change(state: SimulationState, key: str, inputs: Rows, targets: tuple[float, ...], note: str) -> None:
    state.change_samples(key, _own(state.cursor.segment, inputs, targets), note)
