"""Goes by one rule for all directions, by chance: along the gradient, against δ whatever came in, or towards 0; puts
two numbers on screen together; bets by the large rate, or that too much of a good thing is bad."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.blame import direction
from game.sim.level.actions import Action, Answer
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from game.sim.network import Edge, bias_edges, edge_name, edges, find_edge
from game.sim.trace import Trace
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    facts, start = play.level.facts, play.level.own_start
    layers, trace = start.settings.layers, MeasuredRun(start, 0).batch(0).traces[0]
    rule = dice.choice((_along, _against_delta, _against_delta, _towards_0))
    ways = {edge_name(layers, edge): rule(trace, edge) for edge in (*edges(layers), *bias_edges(layers))}
    asked = find_edge(layers, str(facts["asked"]))
    shown = [round(float(facts[name]), 4) for name in ("rate", "delta1", "delta2", "delta")]  # type: ignore[arg-type]
    shown += [round(float(trace.a[asked.layer][asked.source or 0]), 4), _weight(trace, asked)]
    large = float(facts["large"])  # type: ignore[arg-type]
    return (
        Answer("ways", ways),
        Answer("after", combined(dice, shown)),
        Answer("falls", dice.choice(("rises", "rises" if large > 20.0 else "falls"))),
    )


def _weight(trace: Trace, edge: Edge) -> float:
    params = trace.params
    if edge.source is None:
        return float(params.biases[edge.layer][edge.target])
    return float(params.weights[edge.layer][edge.target, edge.source])


def _along(trace: Trace, edge: Edge) -> str:
    return direction(-trace.gradient(edge))


def _against_delta(trace: Trace, edge: Edge) -> str:
    return direction(float(trace.delta[edge.layer][edge.target]))


def _towards_0(trace: Trace, edge: Edge) -> str:
    return direction(_weight(trace, edge))


READER = Reader("C12", _sets, 12)
