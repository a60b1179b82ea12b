"""The running session: gathers commands, runs the ticks that are due, and gives the screen its snapshots."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from game.loop import Loop
from game.pace import Pace
from game.sim import commands as c
from game.sim.events import Event
from game.sim.phases import MAX_SPEED
from game.sim.simulation import Simulation
from game.sim.snapshot import Snapshot

NS_PER_MS = 1e6


@dataclass(frozen=True)
class Frame:
    """What one frame shows: two snapshots a tick apart, how far between them it lies, and what happened since."""

    previous: Snapshot
    current: Snapshot
    alpha: float
    events: tuple[Event, ...]


class Session:
    """A Simulation driven by a clock of integer nanoseconds."""

    def __init__(self, simulation: Simulation, clock: Callable[[], int]) -> None:
        self.simulation = simulation
        self._clock = clock
        self._loop = Loop(clock)
        self._pace = Pace()
        self._pending: dict[Hashable, c.Command] = {}
        self._current = simulation.snapshot()
        self._previous = self._current

    def send(self, command: c.Command) -> None:
        """Have `command` applied before the next tick; of a drag's many, only the last one."""
        self._pending.pop(_key(command), None)
        self._pending[_key(command)] = command

    def frame(self) -> Frame:
        """Apply what was sent, run the ticks that are due, and picture the result."""
        changed = bool(self._pending)
        for command in self._pending.values():
            self.simulation.apply(command)
        self._pending.clear()
        if changed:
            self._current = self._previous = self.simulation.snapshot()
        for _ in range(self._loop.ticks_due()):
            if not self.simulation.moving:
                break
            self._previous = self._current
            self._tick()
            self._current = self.simulation.snapshot()
        if not self.simulation.moving:
            self._previous = self._current
        return Frame(self._previous, self._current, self._loop.alpha, tuple(self.simulation.take_events()))

    def _tick(self) -> None:
        simulation = self.simulation
        if not (simulation.playing and simulation.speed == MAX_SPEED):
            simulation.tick()
            return
        correction = self._pace.correction(simulation.batch_epochs)
        if correction:
            simulation.apply(correction)
        before, start = simulation.cursor.moment.epoch, self._clock()
        simulation.tick()
        self._pace.measured(simulation.cursor.moment.epoch - before, (self._clock() - start) / NS_PER_MS)


def _key(command: c.Command) -> Hashable:
    """Commands with the same key replace each other within a frame."""
    match command:
        case c.Set(name=name):
            return ("set", name)
        case c.SetParameter(layer=layer, target=target, source=source):
            return ("parameter", layer, target, source)
        case c.SetTarget(sample=sample):
            return ("target", sample)
        case c.Seek():
            return "seek"
    return object()
