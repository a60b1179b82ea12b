"""Goes by a rule of thumb for each question, by chance: an input of 0 is silent, a weight of 0 is; who sends little is
deaf; all weights go one way, or follow the outgoing weight; what is heavy or sends much moves most."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.blame import biggest_mover
from game.sim.level.actions import Action, Answer
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from game.sim.network import Edge, edge_name, edges, neuron_name
from game.sim.trace import Trace
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    traces = {name: MeasuredRun(net, 0).batch(0).traces[0] for name, net in play.level.nets(0)}
    layers = play.level.own_start.settings.layers
    named = {edge: edge_name(layers, edge) for edge in edges(layers)}
    silent, a = _silent(traces["A"], list(named), dice), [*traces["B"].a[1], *traces["B"].a[2]]
    lowest, farthest = a.index(min(a)), biggest_mover([each - 0.5 for each in a])
    deaf = dice.choice((lowest, farthest))
    ups = _ups(traces["B"], [edge for edge in named if edge.layer == 0], dice)
    return (
        Answer("A_silent", tuple(named[edge] for edge in silent)),
        Answer("B_deafest", neuron_name(layers, *((1, deaf) if deaf < 2 else (2, 0)))),
        Answer("B_ways", {named[edge]: "up" if up else "down" for edge, up in ups.items()}),
        Answer("C_mover", named[_mover(traces["C"], list(named), dice)]),
    )


def _sent(trace: Trace, edge: Edge) -> float:
    return float(trace.a[edge.layer][edge.source or 0])


def _weight(trace: Trace, edge: Edge) -> float:
    return float(trace.params.weights[edge.layer][edge.target, edge.source or 0])


def _silent(trace: Trace, there: list[Edge], dice: Random) -> list[Edge]:
    by_input = [edge for edge in there if _sent(trace, edge) == 0.0]
    by_weight = [edge for edge in there if _weight(trace, edge) == 0.0]
    return dice.choice((by_input, by_input, by_weight, sorted({*by_input, *by_weight})))


def _ups(trace: Trace, into: list[Edge], dice: Random) -> dict[Edge, bool]:
    too_low = bool(trace.raw_error[0] < 0.0)
    out = trace.params.weights[1][0]
    rules = (
        lambda edge: too_low,
        lambda edge: too_low == (_sent(trace, edge) > 0.0),
        lambda edge: too_low == (out[edge.target] > 0.0),
        lambda edge: _weight(trace, edge) < 0.0,
    )
    rule = dice.choice(rules)
    return {edge: bool(rule(edge)) for edge in into}


def _mover(trace: Trace, there: list[Edge], dice: Random) -> Edge:
    rules = (
        lambda edge: abs(_weight(trace, edge)),
        lambda edge: (_sent(trace, edge), abs(_weight(trace, edge))),
        lambda edge: (edge.layer, _sent(trace, edge)),
        lambda edge: (-edge.layer, _sent(trace, edge), abs(float(trace.params.weights[1][0, edge.target]))),
    )
    return max(there, key=dice.choice(rules))


READER = Reader("C11", _sets, 11)
