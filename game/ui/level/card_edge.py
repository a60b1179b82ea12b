"""The chain-rule card in a level (pure): the edge it begins with, and what a drag in it means."""

from __future__ import annotations

from game.sim.commands import Command, SetParameter
from game.sim.level.actions import Turn
from game.sim.level.level import Level
from game.sim.level.play.kinds.answering import Answering
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.questions.delta import NEURONS, Delta
from game.sim.level.questions.gradient import Gradient
from game.sim.level.questions.new_value import NewValue
from game.sim.network import Edge, edge_name, find_edge

LAYERS = (2, 2, 1)


def card_edge(play: LevelPlay) -> Edge:
    """That of the first question about the net shown, else the first control that is a weight or bias; else the first
    weight of the output."""
    bench = play.bench
    net = bench.net if isinstance(bench, Answering) else ""
    for question in play.level.questions:
        if question.net not in ("", net):
            continue
        if isinstance(question, (Gradient, NewValue)):
            return find_edge(LAYERS, question.edge)
        if isinstance(question, Delta):
            layer, unit = NEURONS[question.neuron]
            return Edge(layer, unit, 0)
    return next((control.edge for control in play.level.controls if control.edge), Edge(1, 0, 0))


def card_turn(command: Command, level: Level) -> Turn | None:
    """The turn that a drag in the card stands for: of the control of that edge, brought to the nearest allowed value;
    None if no control of the level is meant."""
    if not isinstance(command, SetParameter):
        return None
    name = edge_name(LAYERS, Edge(command.layer, command.target, command.source))
    control = level.control(name)
    if control is None:
        return None
    numbers = [value for value in control.allowed if not isinstance(value, str)]
    return Turn(name, min(numbers, key=lambda value: abs(value - command.value)))
