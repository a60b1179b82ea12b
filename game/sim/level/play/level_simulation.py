"""A Simulation that keeps to what a level allows, and stops where a run's budget ends."""

from __future__ import annotations

from collections.abc import Callable

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.phases import MAX_SPEED, epoch_units, units_per_tick
from game.sim.start import Start

Rule = Callable[[c.Command], str | None]
Listener = Callable[[c.Command], None]


class LevelSimulation(Simulation):
    """`rule` says why a command is not the player's to give now; `listener` hears of each that is, just before it is
    carried out. Time runs up to epoch `limit`."""

    def __init__(self, start: Start, rule: Rule, listener: Listener, limit: int) -> None:
        super().__init__(start)
        self.limit = limit
        self._rule = rule
        self._listener = listener
        self._trusted = False

    def refusal(self, command: c.Command) -> str | None:
        """As in any simulation; the level's reasons come first."""
        return (None if self._trusted else self._rule(command)) or super().refusal(command)

    def apply(self, command: c.Command) -> bool:
        """As in any simulation."""
        if not self._trusted and self.refusal(command) is None:
            self._listener(command)
        return super().apply(command)

    def carry_out(self, command: c.Command) -> bool:
        """Apply a command of the level's own, by which it is not bound."""
        self._trusted = True
        try:
            return self.apply(command)
        finally:
            self._trusted = False

    def tick(self) -> None:
        """As in any simulation, but the tick that would pass the limit ends there."""
        epoch = self.cursor.moment.epoch
        if not self.playing or self.limit - epoch > self._epochs_a_tick():
            super().tick()
        elif epoch < self.limit:
            self.carry_out(c.Step("epoch", self.limit - epoch))
        else:
            self.carry_out(c.Seek(self.limit))

    def _epochs_a_tick(self) -> int:
        """Whole epochs that the next tick is sure to pass, while playing."""
        if self.speed == MAX_SPEED:
            return self.batch_epochs
        segment = self.cursor.segment
        return units_per_tick(self.session.animation_speed, self.speed) // epoch_units(
            segment.settings, segment.samples
        )
