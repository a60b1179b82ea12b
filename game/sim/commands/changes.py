"""Changes that hold from the current moment on: a setting, a weight or bias, a target. Each begins a segment of the
active run, or a branch where that moment lies in the past; each can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from game.sim.commands.command import Command, out_of_range
from game.sim.compatibility import misfit
from game.sim.dataset import targets_refusal
from game.sim.limits import layers_refusal, parameter_refusal
from game.sim.network import Edge, Flat, edge_symbol, flat_index
from game.sim.quoting import in_brief
from game.sim.settings import TRAINING, changed, checked
from game.sim.start import drawn_params

if TYPE_CHECKING:
    from game.sim.engine.state import SimulationState


class Set(Command, frozen=True, tag="set"):
    """Change one setting of `settings.SPECS`. Applies to the whole epoch in which it is made."""

    name: str
    value: int | float | str

    def refusal(self, state: SimulationState) -> str | None:
        try:
            value = checked(self.name, self.value)
        except ValueError as problem:
            return str(problem)
        dataset = state.cursor.segment.dataset
        if self.name == "layers" and isinstance(value, tuple):
            return layers_refusal(value, len(dataset.inputs[0]), dataset.outputs)
        if self.name == "loss" and (refused := targets_refusal(state.cursor.segment.targets, str(value))):
            return refused
        if self.name in TRAINING:
            settings = changed(state.settings, self.name, self.value)
            return misfit(settings) or state.loss_refusal(settings=settings)
        return None

    def carry_out(self, state: SimulationState) -> None:
        """Other layers start over; another range for the draw draws anew as long as nothing has been trained. A lock
        threshold set so holds from here on, and what was set by `SetLockThreshold` does no longer."""
        if self.name == "lock_threshold":
            state.threshold = None
        settings, key = changed(state.settings, self.name, self.value), f"set {self.name}"
        if settings == state.settings:
            return
        if self.name == "layers":
            state.start_over(settings, key)
        elif self.name in TRAINING:
            state.change(key, settings=settings)
        else:
            if self.name != "animation_speed" and state.cursor.place == (0, 0):
                state.change(key, settings=settings, params=drawn_params(settings, state.cursor.segment.seed))
            state.session = settings


class SetLockThreshold(Command, frozen=True, tag="threshold"):
    """Look for locks with another threshold, in all that was trained and will be: a way of looking that changes nothing
    and begins no branch. (Files from before there was this command `Set` the threshold, from a moment on.)"""

    lets_glide: ClassVar[bool] = True

    value: float

    def refusal(self, state: SimulationState) -> str | None:
        try:
            checked("lock_threshold", self.value)
        except ValueError as problem:
            return str(problem)
        return None

    def carry_out(self, state: SimulationState) -> None:
        if self.value != state.settings.lock_threshold:
            state.look_with(float(self.value))


class SetParameter(Command, frozen=True, tag="parameter"):
    """Set a weight (or, without `source`, a bias) by hand."""

    layer: int
    target: int
    source: int | None
    value: float

    def refusal(self, state: SimulationState) -> str | None:
        layers = state.settings.layers
        fits = 0 <= self.layer < len(layers) - 1 and 0 <= self.target < layers[self.layer + 1]
        if not fits or not (self.source is None or 0 <= self.source < layers[self.layer]):
            return f"the network {'-'.join(map(str, layers))} has no such connection"
        if self.source is None and state.settings.biases == "none":
            return "the network has no biases: biases trained or frozen has some"
        return parameter_refusal(self.value) or state.loss_refusal(params=self._edited(state))

    def carry_out(self, state: SimulationState) -> None:
        symbol = edge_symbol(state.settings.layers, self._edge)
        state.change(symbol, params=self._edited(state), note=f"{symbol} = {in_brief(self.value, 3)}")

    @property
    def _edge(self) -> Edge:
        return Edge(self.layer, self.target, self.source)

    def _edited(self, state: SimulationState) -> Flat:
        params = list(state.cursor.params)
        params[flat_index(state.settings.layers, self._edge)] = float(self.value)
        return tuple(params)


class SetTarget(Command, frozen=True, tag="target", omit_defaults=True):
    """Set a target of one sample, that of output `output`."""

    sample: int
    value: float
    output: int = 0

    def refusal(self, state: SimulationState) -> str | None:
        segment = state.cursor.segment
        refused = (
            out_of_range("sample", self.sample, 0, segment.samples - 1)
            or out_of_range("output", self.output, 0, segment.dataset.outputs - 1)
            or targets_refusal((self.value,), state.settings.loss)
        )
        return refused or state.loss_refusal(targets=self._retargeted(state))

    def carry_out(self, state: SimulationState) -> None:
        state.change(f"target {self._place(state)}", targets=self._retargeted(state))

    def _place(self, state: SimulationState) -> int:
        """Where it stands among all targets."""
        return self.sample * state.cursor.segment.dataset.outputs + self.output

    def _retargeted(self, state: SimulationState) -> tuple[float, ...]:
        targets = list(state.cursor.segment.targets)
        targets[self._place(state)] = float(self.value)
        return tuple(targets)
