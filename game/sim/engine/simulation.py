"""The simulation: apply(command), tick(), snapshot(). Nothing else changes it, and nothing in it knows of a screen or a
clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.sim.commands import Command
from game.sim.engine.cursor import Cursor
from game.sim.engine.snapshot_builder import SnapshotBuilder
from game.sim.engine.state import SimulationState
from game.sim.engine.state_hash import state_hash
from game.sim.engine.timeline import Timeline, TimelineRecord
from game.sim.events import Event, LockEvent, Refused
from game.sim.locks import Locks
from game.sim.phases import MAX_SPEED, Moment, shown_samples, units_per_tick
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot
from game.sim.start import Start


@dataclass(frozen=True)
class SessionRecord:
    """All that a simulation holds at one moment but for its start and its log, of which it had carried out the first
    `commands` by then: `Simulation.resumed` goes on from it as if all of it had been played. `params` are those in
    force at `moment`."""

    commands: int
    tick_count: int
    playing: bool
    speed: int
    batch_epochs: int
    batch_samples: int
    glide: int
    threshold: float | None
    session: Settings
    moment: Moment
    params: tuple[float, ...]
    timeline: TimelineRecord


class Simulation(SimulationState):
    """One student's session: a timeline of runs, a cursor in the active one, and whether and how fast time runs.

    `log` holds every command carried out, with its tick; the same start, seed and log give the same states bit for bit.
    """

    def __init__(self, start: Start | None = None) -> None:
        super().__init__(start)
        self.log: list[tuple[int, Command]] = []
        self._builder = SnapshotBuilder()

    @classmethod
    def resumed(cls, start: Start, log: Sequence[tuple[int, Command]], record: SessionRecord) -> Simulation:
        """The simulation that `record` was taken of, `log` being what it had carried out by then."""
        simulation = cls(start)
        simulation.log, simulation.tick_count = list(log), record.tick_count
        simulation.playing, simulation.speed = record.playing, record.speed
        simulation.batch_epochs, simulation.batch_samples = record.batch_epochs, record.batch_samples
        simulation.glide, simulation.threshold = record.glide, record.threshold
        simulation.session, simulation.timeline = record.session, Timeline.of(record.timeline)
        simulation.cursor = Cursor(simulation.timeline.active, record.moment)
        simulation.cursor.params = record.params
        return simulation

    def held(self) -> SessionRecord:
        """All that the simulation holds now."""
        return SessionRecord(
            commands=len(self.log),
            tick_count=self.tick_count,
            playing=self.playing,
            speed=self.speed,
            batch_epochs=self.batch_epochs,
            batch_samples=self.batch_samples,
            glide=self.glide,
            threshold=self.threshold,
            session=self.session,
            moment=self.cursor.moment,
            params=self.cursor.params,
            timeline=self.timeline.held(),
        )

    def refusal(self, command: Command) -> str | None:
        """Why `command` cannot be carried out now, in a sentence; None when it can."""
        return command.refusal(self)

    def apply(self, command: Command) -> bool:
        """Carry out `command` and log it; one that is refused changes nothing but leaves a Refused event."""
        reason = self.refusal(command)
        if reason:
            self.events.append(Refused(self.cursor.moment.epoch, reason))
            return False
        self.log.append((self.tick_count, command))
        if not command.lets_glide:
            self.glide = 0
        command.carry_out(self)
        self.timeline.settle_names()
        if self.threshold is not None:
            self.cursor.run.look_with(self.threshold)
        self.events.extend(self.timeline.events)
        self.timeline.events.clear()
        return True

    def tick(self) -> None:
        """One sixtieth of a second of simulated time. Counts only while something moves."""
        before = self.cursor.moment.epoch
        if self.glide:
            arrived = self._glide_on()
        elif not self.playing:
            return
        elif self.speed == MAX_SPEED:
            some = self.batch_samples
            arrived = self.cursor.train_part(some) if some else self.cursor.train(self.batch_epochs)
        else:
            units = units_per_tick(self.session.animation_speed, self.speed)
            arrived = self.cursor.advance(units, self._shown if self.speed == 1 else None)
        self.tick_count += 1
        self.report(before, arrived)

    @property
    def moving(self) -> bool:
        """Whether a tick would do anything."""
        return self.playing or bool(self.glide)

    @property
    def _shown(self) -> int:
        """Samples of an epoch that slow motion plays."""
        segment = self.cursor.segment
        return shown_samples(segment.settings, segment.samples, self.session.animation_speed)

    def _glide_on(self) -> bool:
        step = min(abs(self.glide), units_per_tick(self.session.animation_speed, 1))
        if self.glide > 0:
            self.glide -= step
            return self.cursor.advance(step, self._shown)
        self.cursor.back(step)
        self.glide = self.glide + step if self.cursor.moment != Moment() else 0
        return True

    def take_events(self) -> list[Event]:
        """Events since the last call, oldest first."""
        events, self.events = self.events, []
        return [event for part in events for event in (part if isinstance(part, Locks) else (part,))]

    def snapshot(self) -> Snapshot:
        """An immutable picture of everything."""
        return self._builder.snapshot(self)

    def lock_events(self) -> list[LockEvent]:
        """Lock events of the active run up to now."""
        return list(self.cursor.run.locks.history().between(-1, self.cursor.moment.epoch))

    def state_hash(self) -> str:
        """Sixteen hexadecimal digits that differ as soon as any bit of the state does."""
        part = (self.batch_samples,) if self.batch_samples else ()
        playback = (self.tick_count, self.playing, self.speed, self.batch_epochs, self.glide, *part)
        return state_hash(self.timeline, self.cursor, self.settings, playback)
