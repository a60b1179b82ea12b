"""What a drag in the chain-rule card means in a level: its control, brought to the nearest allowed value (pure)."""

from __future__ import annotations

from game.sim.commands import Command, SetParameter
from game.sim.level.actions import Turn
from game.sim.level.level import Level
from game.sim.network import Edge, edge_name

LAYERS = (2, 2, 1)


def card_turn(command: Command, level: Level) -> Turn | None:
    """The turn that `command` stands for; None if no control of the level is meant."""
    if not isinstance(command, SetParameter):
        return None
    name = edge_name(LAYERS, Edge(command.layer, command.target, command.source))
    control = level.control(name)
    if control is None:
        return None
    numbers = [value for value in control.allowed if not isinstance(value, str)]
    return Turn(name, min(numbers, key=lambda value: abs(value - command.value)))
