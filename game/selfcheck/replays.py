"""A session with a change, a step back and a fast stretch, written as a replay and played again, ends in its hash."""

from __future__ import annotations

from game.selfcheck import Facts, Problem
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import decoded, encoded, play_back, recorded

SCRIPT: tuple[tuple[c.Command, int], ...] = (
    (c.Play(), 40),
    (c.Set("learning_rate", 3.5), 20),
    (c.SetParameter(0, 1, 0, 0.75), 20),
    (c.Step("epoch", 300), 0),
    (c.Seek(150), 30),
    (c.SetSpeed(1000), 0),
    (c.Play(), 60),
)
"""Commands, and the ticks that pass after each."""


def check(problem: Problem) -> Facts:
    """Ticks, epoch and hash of where it ends."""
    simulation = Simulation()
    for command, ticks in SCRIPT:
        if not simulation.apply(command):
            problem(f"{command} was refused")
        for _ in range(ticks):
            simulation.tick()
    again = play_back(decoded(encoded(recorded(simulation))))
    if again.state_hash() != simulation.state_hash():
        problem(f"played again it ends in {again.state_hash()}, but it ended in {simulation.state_hash()}")
    return {
        "ticks": simulation.tick_count,
        "epoch": simulation.snapshot().epoch,
        "state_hash": simulation.state_hash(),
    }
