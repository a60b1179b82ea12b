"""What all commands have in common: what a command is asked, and in which words numbers are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from game.sim.quoting import in_full

if TYPE_CHECKING:
    from game.sim.engine.state import SimulationState


class Command(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    """Base of all commands. Its fields are what a replay file holds of it. A command that `lets_glide` leaves the
    moment alone: a step by phases that is under way goes on; any other command ends it."""

    lets_glide: ClassVar[bool] = False

    def refusal(self, state: SimulationState) -> str | None:
        """Why it cannot be carried out in `state`, in one sentence for the student; None when it can. Changes
        nothing."""
        return None

    def carry_out(self, state: SimulationState) -> None:
        """Change `state`; only called where there is no refusal."""
        raise NotImplementedError


def out_of_range(name: str, value: float, lowest: float, highest: float) -> str | None:
    """Why `name` cannot be `value`; None if it lies between `lowest` and `highest`, both included."""
    if lowest <= value <= highest:
        return None
    return f"{name} is {in_full(value)}, but must be {in_full(lowest)} to {in_full(highest)}"
