"""Simulations that are told what to do."""

from __future__ import annotations

from typing import Any

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.settings import Settings
from game.sim.start import Start


def simulation(**settings: Any) -> Simulation:
    """One that starts from seed 3."""
    return Simulation(Start(seed=3, settings=Settings(**settings)))


def do(simulation: Simulation, *commands: c.Command) -> Simulation:
    """Have it carry out `commands`, none of which it may refuse."""
    for command in commands:
        assert simulation.apply(command), simulation.refusal(command)
    return simulation
