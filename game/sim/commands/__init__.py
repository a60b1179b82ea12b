"""Everything the outside may ask of a simulation: frozen, serialisable Commands, a family of them a file.

A command says for itself whether it may (`refusal`) and does what it says (`carry_out`); `Simulation.apply` asks the
one, logs the command with its tick, and calls the other. So to add a command is to add a class to its family, or a
file to this package, and its name here: replays, scripts and levels read it then, by its `tag`. It may change the
state only by what it finds there and by its own fields, never by a clock, a file or chance of its own; then a replay
comes out bit for bit. A setting needs no command: `Set` gives every one in `settings.SPECS` its value.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from game.sim.commands.changes import Set, SetLockThreshold, SetParameter, SetTarget
from game.sim.commands.changing_samples import AddSample, MoveSample, RemoveSample
from game.sim.commands.command import Command
from game.sim.commands.moving import Seek, Step
from game.sim.commands.playback import Pause, Play, SetBatch, SetSpeed
from game.sim.commands.runs import DropRun, RenameRun, SwitchRun, Undo
from game.sim.commands.starting_over import LoadParams, Reinitialise, Reset, SetData, StartFrom

__all__ = [
    "COMMANDS",
    "AddSample",
    "AnyCommand",
    "Command",
    "DropRun",
    "LoadParams",
    "MoveSample",
    "Pause",
    "Play",
    "Reinitialise",
    "RemoveSample",
    "RenameRun",
    "Reset",
    "Seek",
    "Set",
    "SetBatch",
    "SetData",
    "SetLockThreshold",
    "SetParameter",
    "SetSpeed",
    "SetTarget",
    "StartFrom",
    "Step",
    "SwitchRun",
    "Undo",
]

COMMANDS: tuple[type[Command], ...] = (
    *(Play, Pause, SetSpeed, SetBatch),
    *(Set, SetLockThreshold, SetParameter, SetTarget),
    *(AddSample, MoveSample, RemoveSample),
    *(Reset, SetData, Reinitialise, LoadParams, StartFrom),
    *(Step, Seek),
    *(SwitchRun, RenameRun, DropRun, Undo),
)
"""Every command, family by family."""

if TYPE_CHECKING:
    AnyCommand = Command
else:
    AnyCommand = reduce(or_, COMMANDS)
    """The union of all commands, for decoding."""
