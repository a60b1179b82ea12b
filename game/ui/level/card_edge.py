"""The chain-rule card in a level (pure): the edge it begins with, and what a drag in it means."""

from __future__ import annotations

from game.sim.commands import Command, SetParameter
from game.sim.level.actions import Turn
from game.sim.level.level import Level
from game.sim.level.play.kinds.one_net_shown import OneNetShown
from game.sim.level.play.level_play import LevelPlay
from game.sim.network import Edge, edge_name


def card_edge(play: LevelPlay) -> Edge:
    """That of the first question about the net shown, else the first control that is a weight or bias; else the first
    weight of the output, or of the first layer where the level has the lens that shows the whole way there."""
    kind = play.kind
    net = kind.net if isinstance(kind, OneNetShown) else ""
    layers = play.simulation.settings.layers
    for question in play.level.questions:
        if question.net not in ("", net):
            continue
        edge, neuron = question.edge_asked(layers), question.neuron_asked(layers)
        if edge:
            return edge
        if neuron:
            return Edge(neuron[0] - 1, neuron[1], 0)
    edges = (control.edge(layers) for control in play.level.controls)
    layer = 0 if "path" in play.level.lenses else len(layers) - 2
    return next(filter(None, edges), Edge(layer, 0, 0))


def card_turn(command: Command, level: Level) -> Turn | None:
    """The turn that a drag in the card stands for: of the control of that edge, brought to the nearest allowed value;
    None if no control of the level is meant."""
    if not isinstance(command, SetParameter):
        return None
    name = edge_name(level.layers, Edge(command.layer, command.target, command.source))
    control = level.control(name)
    if control is None:
        return None
    numbers = [value for value in control.allowed if not isinstance(value, str)]
    return Turn(name, min(numbers, key=lambda value: abs(value - command.value)))
