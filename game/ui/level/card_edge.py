"""The edge that a level is about at first sight, for the chain-rule card to begin with (pure)."""

from __future__ import annotations

from game.sim.level.play.kinds.answering import Answering
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.questions.delta import NEURONS, Delta
from game.sim.level.questions.gradient import Gradient
from game.sim.level.questions.new_value import NewValue
from game.sim.network import Edge, find_edge

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
