"""The runs of a session: which is active, what they are called, which go; and taking the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from game.sim.commands.command import Command
from game.sim.phases import Moment
from game.sim.settings import SESSION, changed

if TYPE_CHECKING:
    from game.sim.engine.state import SimulationState

LONGEST_RUN_NAME = 60


class SwitchRun(Command, frozen=True, tag="switch"):
    """Make another run the active one, at the same epoch (or its end)."""

    run: int

    def refusal(self, state: SimulationState) -> str | None:
        return _unknown(state, self.run)

    def carry_out(self, state: SimulationState) -> None:
        run = state.timeline.run(self.run)
        if run:
            state.timeline.active = run
            state.playing = False
            state.cursor.seek(run, Moment(state.cursor.moment.epoch))


class RenameRun(Command, frozen=True, tag="rename", omit_defaults=True):
    """Give a run a name of 1 to 60 characters. Unless it is the student's (`given`), it is gone when the run starts
    over, or is changed where it starts: it was that of a start."""

    lets_glide: ClassVar[bool] = True

    run: int
    name: str
    given: bool = True

    def refusal(self, state: SimulationState) -> str | None:
        if not 1 <= len(self.name.strip()) <= LONGEST_RUN_NAME:
            return f"a run's name must have 1 to {LONGEST_RUN_NAME} characters"
        return _unknown(state, self.run)

    def carry_out(self, state: SimulationState) -> None:
        run = state.timeline.run(self.run)
        if run:
            run.given_name = self.name.strip() if self.given else None
            run.automatic_name = run.automatic_name if self.given else self.name.strip()


class DropRun(Command, frozen=True, tag="drop"):
    """Forget a run that is not the active one."""

    lets_glide: ClassVar[bool] = True

    run: int

    def refusal(self, state: SimulationState) -> str | None:
        if state.timeline.active.id == self.run:
            return "the active run cannot be dropped: switch to another one first"
        return _unknown(state, self.run)

    def carry_out(self, state: SimulationState) -> None:
        run = state.timeline.run(self.run)
        if run:
            state.timeline.drop(run)


class Undo(Command, frozen=True, tag="undo"):
    """Take back the last change: return to the moment it was made at, as it was before."""

    def refusal(self, state: SimulationState) -> str | None:
        return None if state.timeline.can_undo else "there is nothing to undo"

    def carry_out(self, state: SimulationState) -> None:
        found = state.timeline.undo()
        if found:
            name = found.key.removeprefix("set ")
            if name in SESSION:
                state.session = changed(state.session, name, getattr(found.session, name))
            state.playing = False
            state.cursor.seek(state.timeline.active, found.moment)


def _unknown(state: SimulationState, run: int) -> str | None:
    return None if state.timeline.run(run) else f"there is no run {run}"
