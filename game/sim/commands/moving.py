"""Going to another moment of the active run, forward or back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.sim.commands.command import Command
from game.sim.limits import MOST_EPOCHS
from game.sim.phases import PHASE_UNITS, Moment

if TYPE_CHECKING:
    from game.sim.engine.state import SimulationState


class Step(Command, frozen=True, tag="step"):
    """Pause, and move by `count` (negative: back) of `unit`: "phase", "sample" or "epoch"."""

    unit: str
    count: int

    def refusal(self, state: SimulationState) -> str | None:
        if self.unit not in ("phase", "sample", "epoch"):
            return f"unit is '{self.unit}', but must be phase, sample or epoch"
        if self.count == 0 or abs(self.count) > MOST_EPOCHS:
            return f"count is {self.count}, but must be 1 to {MOST_EPOCHS:,}, forward or back"
        return state.end_of_time() if self.count > 0 and self.unit == "epoch" else None

    def carry_out(self, state: SimulationState) -> None:
        """Whole samples and epochs at once; phases glide by as the next ticks come."""
        state.playing = False
        forward, count = self.count > 0, abs(self.count)
        if self.unit == "phase":
            here = state.cursor.moment.units
            rest = (PHASE_UNITS - here) if forward else (here or PHASE_UNITS)
            state.glide = (rest + (count - 1) * PHASE_UNITS) * (1 if forward else -1)
        elif forward:
            self._forward(state)
        elif self.unit == "epoch":
            state.cursor.back_by_epochs(count)
        else:
            state.cursor.back_by_samples(count)

    def _forward(self, state: SimulationState) -> None:
        before = state.cursor.moment.epoch
        if self.unit == "epoch":
            arrived = state.cursor.train(self.count)
        else:
            arrived = all(state.cursor.finish_sample() for _ in range(self.count))
        state.report(before, arrived)


class Seek(Command, frozen=True, tag="seek"):
    """Pause, and go to a moment of the active run; past its end, to its end."""

    epoch: int
    sample: int = 0
    phase: int = 0
    units: int = 0

    def refusal(self, state: SimulationState) -> str | None:
        low = min(self.epoch, self.sample, self.phase, self.units)
        return f"a moment has {low}, but must not be negative" if low < 0 else None

    def carry_out(self, state: SimulationState) -> None:
        state.playing = False
        state.cursor.seek(state.timeline.active, Moment(self.epoch, self.sample, self.phase, self.units))
