"""Whether time runs, and how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from game.sim.commands.command import Command, out_of_range
from game.sim.limits import MOST_EPOCHS, MOST_SAMPLES
from game.sim.phases import SPEEDS

if TYPE_CHECKING:
    from game.sim.engine.state import SimulationState


class Play(Command, frozen=True, tag="play"):
    """Let time run."""

    def refusal(self, state: SimulationState) -> str | None:
        return state.end_of_time()

    def carry_out(self, state: SimulationState) -> None:
        state.playing = True


class Pause(Command, frozen=True, tag="pause"):
    """Hold time."""

    def carry_out(self, state: SimulationState) -> None:
        state.playing = False


class SetSpeed(Command, frozen=True, tag="speed"):
    """`speed`: 1 for the animation speed, 10, 100 or 1000 times its largest, 0 for as fast as it goes."""

    lets_glide: ClassVar[bool] = True

    speed: int

    def refusal(self, state: SimulationState) -> str | None:
        return None if self.speed in SPEEDS else f"speed is {self.speed}, but must be one of {SPEEDS}"

    def carry_out(self, state: SimulationState) -> None:
        state.speed = self.speed


class SetBatch(Command, frozen=True, tag="batch", omit_defaults=True):
    """Epochs a tick trains at speed 0; or `samples` of an epoch, where several updates make one and that takes longer
    than a frame. The window measures what it can afford; the command keeps it repeatable."""

    lets_glide: ClassVar[bool] = True

    epochs: int
    samples: int = 0

    def refusal(self, state: SimulationState) -> str | None:
        too_many = out_of_range("samples", self.samples, 0, MOST_SAMPLES)
        return out_of_range("epochs", self.epochs, 1, MOST_EPOCHS) or too_many

    def carry_out(self, state: SimulationState) -> None:
        state.batch_epochs, state.batch_samples = self.epochs, self.samples
