"""The picture that moves beside the briefing: the level's own network, playing its samples in slow motion."""

from __future__ import annotations

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.level.level import Level
from game.sim.phases import Kind


class Preview:
    """`covered`: only the way forward is played, since what follows would give something away. Nothing is trained:
    before the update it begins again."""

    def __init__(self, level: Level, *, covered: bool) -> None:
        self.simulation = Simulation(level.own_start)
        self.simulation.apply(c.Play())
        self._covered = covered

    def turn_back(self) -> None:
        """Go on to the next sample once all there is to be seen of this one has been shown."""
        moment = self.simulation.cursor.moment
        snapshot = self.simulation.snapshot()
        over = snapshot.phase.kind is Kind.UPDATE or moment.epoch > 0
        if not over and not (self._covered and snapshot.phase.kind is not Kind.FORWARD):
            return
        following = 0 if over else (moment.sample + 1) % len(snapshot.inputs)
        self.simulation.apply(c.Seek(0, following))
        self.simulation.apply(c.Play())
