"""Views to look at: a network by hand, trained for a while, with an edge selected."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.network import find_edge
from game.sim.snapshot import Snapshot
from game.sim.start import Start
from game.ui.chain_rule.nudge_test import NudgeTest
from game.ui.chain_rule.rule import ChainRule, chain_rule
from game.ui.draw.number_text import read_number
from game.ui.selection import Selection
from game.ui.view import View

BY_HAND = (1.8, -0.6, -1.1, 2.3, 0.12, -0.4, 2.6, -1.5, 0.08)
"""Parameters of a 2-2-1 network in the order of `Params.flat`: h1 from x1, x2; h2 from x1, x2; the biases of h1, h2;
the output from h1, h2; its bias."""


def snapshot(
    *, params: tuple[float, ...] | None = BY_HAND, epochs: int = 0, at: c.Seek | None = None, **settings: Any
) -> Snapshot:
    """The state of a network after `epochs`, or at a moment, with `settings` set before."""
    simulation = Simulation(Start(params=params))
    for name, value in settings.items():
        assert simulation.apply(c.Set(name, value))
    if epochs:
        assert simulation.apply(c.Step("epoch", epochs))
    if at:
        assert simulation.apply(at)
    found: Snapshot = simulation.snapshot()
    return found


def view(state: Snapshot, edge: str | None = None, **selection: Any) -> View:
    """`state` with an edge pinned; `selection` may hold `sample`, `mean`, `hovered`."""
    pinned = find_edge(state.params.layers, edge) if edge else None
    return View(state, state, 0.0, Selection(pinned=pinned, **selection), 0.0)


def card(state: Snapshot, edge: str | None = None, **selection: Any) -> ChainRule:
    """What the chain-rule card says."""
    return chain_rule(view(state, edge, **selection), NudgeTest())


def rounds_to(exact: float, shown: str) -> bool:
    """Whether `shown` is `exact` to the last digit shown."""
    value = read_number(shown)
    assert value is not None
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return abs(Decimal(exact) - value) <= step * Decimal("0.5000001")
