"""Beginning again at epoch 0. What was trained before stays as a ghost, and can be undone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from game.sim.commands.command import Command, out_of_range
from game.sim.commands.playback import SetSpeed
from game.sim.compatibility import bias_refusal, misfit
from game.sim.dataset import OWN, Dataset, OwnData, data_refusal, targets_refusal
from game.sim.datasets import find_dataset
from game.sim.limits import LARGEST_SEED, parameter_refusal
from game.sim.network import fitted, parameter_count
from game.sim.quoting import counted
from game.sim.start import Start
from game.sim.start_check import check_start

if TYPE_CHECKING:
    from game.sim.engine.state import SimulationState


class Reset(Command, frozen=True, tag="reset"):
    """Start over at epoch 0 with the data set `scenario`, the same seed and the same settings; inputs and outputs of
    the network become as many as the data have."""

    scenario: str

    def refusal(self, state: SimulationState) -> str | None:
        own = state.cursor.segment.data
        if self.scenario == OWN and own:
            return _refused_with(state, own)
        try:
            return _refused_with(state, find_dataset(self.scenario))
        except ValueError as problem:
            return str(problem)

    def carry_out(self, state: SimulationState) -> None:
        own = state.cursor.segment.data if self.scenario == OWN else None
        data = own.own() if own else msgspec.UNSET
        state.start_over(state.settings, "reset", scenario=self.scenario, data=data)


class SetData(Command, frozen=True, tag="data"):
    """As `Reset`, with the student's own data."""

    data: OwnData

    def refusal(self, state: SimulationState) -> str | None:
        return data_refusal(self.data) or _refused_with(state, self.data.dataset)

    def carry_out(self, state: SimulationState) -> None:
        state.start_over(state.settings, "reset", scenario=OWN, data=self.data)


def _refused_with(state: SimulationState, dataset: Dataset) -> str | None:
    settings = state.settings
    layers = fitted(settings.layers, len(dataset.inputs[0]), dataset.outputs)
    refused = misfit(msgspec.structs.replace(settings, layers=layers))
    return refused or targets_refusal(dataset.targets, settings.loss)


class Reinitialise(Command, frozen=True, tag="reinitialise"):
    """Draw new parameters from `seed` and start over at epoch 0."""

    seed: int

    def refusal(self, state: SimulationState) -> str | None:
        return out_of_range("seed", self.seed, 0, LARGEST_SEED)

    def carry_out(self, state: SimulationState) -> None:
        state.start_over(state.settings, "reinitialise", seed=self.seed)


class LoadParams(Command, frozen=True, tag="load"):
    """Set every parameter and start over at epoch 0; `values` in the order of `Params.flat`."""

    values: tuple[float, ...]

    def refusal(self, state: SimulationState) -> str | None:
        count = parameter_count(state.settings.layers)
        if len(self.values) != count:
            return f"{counted(len(self.values), 'parameter')} came, but the network has {count}"
        refused = next((found for value in self.values if (found := parameter_refusal(value))), None)
        return refused or bias_refusal(state.settings, self.values)

    def carry_out(self, state: SimulationState) -> None:
        state.start_over(state.settings, "load", params=self.values)


class StartFrom(Command, frozen=True, tag="start"):
    """Begin with everything that `start` says, at once: data, network, settings, parameters and targets. The speed of
    the animation is left to the student."""

    start: Start

    def refusal(self, state: SimulationState) -> str | None:
        try:
            check_start(self.start)
        except ValueError as problem:
            return str(problem)
        return None

    def carry_out(self, state: SimulationState) -> None:
        state.threshold = None
        kept = msgspec.structs.replace(self.start.settings, animation_speed=state.session.animation_speed)
        state.begin(msgspec.structs.replace(self.start, settings=kept), "start")


def opening(start: Start) -> list[Command]:
    """What brings a running simulation to `start`: time stands at epoch 0 then, in slow motion."""
    return [SetSpeed(1), StartFrom(start)]
