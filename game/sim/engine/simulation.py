"""The simulation: apply(command), tick(), snapshot(). Nothing else changes it, and nothing in it knows of a screen or a
clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from game.sim import commands as c
from game.sim.dataset import OWN
from game.sim.engine.cursor import Cursor
from game.sim.engine.refusals import refusal
from game.sim.engine.segment import edited, retargeted
from game.sim.engine.snapshot_builder import SnapshotBuilder
from game.sim.engine.state import SESSION, SimulationState
from game.sim.engine.state_hash import state_hash
from game.sim.engine.timeline import Timeline, TimelineRecord
from game.sim.events import Diverged, EpochFinished, Event, LockEvent, Refused
from game.sim.locks import Locks
from game.sim.phases import MAX_SPEED, PHASE_UNITS, Moment, units_per_tick
from game.sim.settings import TRAINING, Settings, changed
from game.sim.snapshot import Snapshot
from game.sim.start import Start, params_of


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
    glide: int
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
        self.log: list[tuple[int, c.Command]] = []
        self._builder = SnapshotBuilder()

    @classmethod
    def resumed(cls, start: Start, log: Sequence[tuple[int, c.Command]], record: SessionRecord) -> Simulation:
        """The simulation that `record` was taken of, `log` being what it had carried out by then."""
        simulation = cls(start)
        simulation.log, simulation.tick_count = list(log), record.tick_count
        simulation.playing, simulation.speed = record.playing, record.speed
        simulation.batch_epochs, simulation.glide = record.batch_epochs, record.glide
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
            glide=self.glide,
            session=self.session,
            moment=self.cursor.moment,
            params=self.cursor.params,
            timeline=self.timeline.held(),
        )

    # -- commands ----------------------------------------------------------------------------------------------------

    def refusal(self, command: c.Command) -> str | None:
        """Why `command` cannot be carried out now, in a sentence; None when it can."""
        return refusal(self, command)

    def apply(self, command: c.Command) -> bool:
        """Carry out `command` and log it; one that is refused changes nothing but leaves a Refused event."""
        reason = self.refusal(command)
        if reason:
            self.events.append(Refused(self.cursor.moment.epoch, reason))
            return False
        self.log.append((self.tick_count, command))
        if not isinstance(command, _ASIDE):
            self.glide = 0
        _HANDLERS[type(command)](self, command)
        self.events.extend(self.timeline.events)
        self.timeline.events.clear()
        return True

    def _play(self, _command: c.Play) -> None:
        self.playing = True

    def _pause(self, _command: c.Pause) -> None:
        self.playing = False

    def _set_speed(self, command: c.SetSpeed) -> None:
        self.speed = command.speed

    def _set_batch(self, command: c.SetBatch) -> None:
        self.batch_epochs = command.epochs

    def _set(self, command: c.Set) -> None:
        name, settings = command.name, changed(self.settings, command.name, command.value)
        if settings == self.settings:
            return
        if name == "layers":
            self.start_over(settings, f"set {name}")
        elif name in TRAINING:
            self.change(settings=settings, key=f"set {name}")
        else:
            if name != "animation_speed" and self.cursor.place == (0, 0):
                start = Start(seed=self.cursor.segment.seed, settings=settings)
                self.change(settings=settings, params=params_of(start), key=f"set {name}")
            self.session = settings

    def _reset(self, command: c.Reset) -> None:
        own = self.cursor.segment.data if command.scenario == OWN else None
        self.start_over(self.settings, "reset", scenario=command.scenario, data=own.own() if own else msgspec.UNSET)

    def _set_data(self, command: c.SetData) -> None:
        self.start_over(self.settings, "reset", scenario=OWN, data=command.data)

    def _reinitialise(self, command: c.Reinitialise) -> None:
        self.start_over(self.settings, "reinitialise", seed=command.seed)

    def _load(self, command: c.LoadParams) -> None:
        self.start_over(self.settings, "load", params=command.values)

    def _set_parameter(self, command: c.SetParameter) -> None:
        params, note = edited(self.cursor.params, self.settings.layers, command.edge, command.value)
        self.change(params=params, note=note, key=note.split(" ")[0])

    def _set_target(self, command: c.SetTarget) -> None:
        at = command.sample * self.cursor.segment.dataset.outputs + command.output
        self.change(targets=retargeted(self.cursor.segment.targets, at, command.value), key=f"target {at}")

    def _step(self, command: c.Step) -> None:
        self.playing = False
        forward, count = command.count > 0, abs(command.count)
        if command.unit == "phase":
            here = self.cursor.moment.units
            rest = (PHASE_UNITS - here) if forward else (here or PHASE_UNITS)
            self.glide = (rest + (count - 1) * PHASE_UNITS) * (1 if forward else -1)
        elif forward:
            self._step_forward(command.unit, count)
        elif command.unit == "epoch":
            self.cursor.back_by_epochs(count)
        else:
            self.cursor.back_by_samples(count)

    def _step_forward(self, unit: str, count: int) -> None:
        before = self.cursor.moment.epoch
        if unit == "epoch":
            arrived = self.cursor.train(count)
        else:
            arrived = all(self.cursor.finish_sample() for _ in range(count))
        self._report(before, arrived)

    def _seek(self, command: c.Seek) -> None:
        self.playing = False
        self.cursor.seek(self.timeline.active, Moment(command.epoch, command.sample, command.phase, command.units))

    def _switch(self, command: c.SwitchRun) -> None:
        run = self.timeline.run(command.run)
        if run:
            self.timeline.active = run
            self.playing = False
            self.cursor.seek(run, Moment(self.cursor.moment.epoch))

    def _rename(self, command: c.RenameRun) -> None:
        run = self.timeline.run(command.run)
        if run:
            run.given_name = command.name.strip()

    def _drop(self, command: c.DropRun) -> None:
        run = self.timeline.run(command.run)
        if run:
            self.timeline.drop(run)

    def _undo(self, _command: c.Undo) -> None:
        found = self.timeline.undo()
        if found:
            name = found.key.removeprefix("set ")
            if name in SESSION:
                self.session = changed(self.session, name, getattr(found.session, name))
            self.playing = False
            self.cursor.seek(self.timeline.active, found.moment)

    # -- time --------------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """One sixtieth of a second of simulated time. Counts only while something moves."""
        before = self.cursor.moment.epoch
        if self.glide:
            arrived = self._glide_on()
        elif not self.playing:
            return
        elif self.speed == MAX_SPEED:
            arrived = self.cursor.train(self.batch_epochs)
        else:
            arrived = self.cursor.advance(units_per_tick(self.session.animation_speed, self.speed))
        self.tick_count += 1
        self._report(before, arrived)

    @property
    def moving(self) -> bool:
        """Whether a tick would do anything."""
        return self.playing or bool(self.glide)

    def _glide_on(self) -> bool:
        step = min(abs(self.glide), units_per_tick(self.session.animation_speed, 1))
        if self.glide > 0:
            self.glide -= step
            return self.cursor.advance(step)
        self.cursor.back(step)
        self.glide = self.glide + step if self.cursor.moment != Moment() else 0
        return True

    def _report(self, before: int, arrived: bool) -> None:
        """Events of what happened since epoch `before`; unless time `arrived` where it was to go, it stands still."""
        run, now = self.cursor.run, self.cursor.moment.epoch
        if now > before:
            self.events.append(run.lock_history().between(before, now))
            self.events.append(EpochFinished(now, run.loss_at(now)))
        if not arrived:
            self.playing, self.glide = False, 0
            rate = self.settings.learning_rate
            self.events.append(Diverged(now + 1, f"a step with learning rate {rate:g} left the range of numbers"))
        elif self.playing and (reason := self.too_long()):
            self.playing = False
            self.events.append(Refused(now, reason))

    # -- looking -----------------------------------------------------------------------------------------------------

    def take_events(self) -> list[Event]:
        """Events since the last call, oldest first."""
        events, self.events = self.events, []
        return [event for part in events for event in (part if isinstance(part, Locks) else (part,))]

    def snapshot(self) -> Snapshot:
        """An immutable picture of everything."""
        return self._builder.snapshot(self)

    def lock_events(self) -> list[LockEvent]:
        """Lock events of the active run up to now."""
        return list(self.cursor.run.lock_history().between(-1, self.cursor.moment.epoch))

    def state_hash(self) -> str:
        """Sixteen hexadecimal digits that differ as soon as any bit of the state does."""
        playback = (self.tick_count, self.playing, self.speed, self.batch_epochs, self.glide)
        return state_hash(self.timeline, self.cursor, self.settings, playback)


_ASIDE = (c.SetSpeed, c.SetBatch, c.RenameRun, c.DropRun)
"""Commands that leave the moment alone, and so let a step by a phase glide on."""

_HANDLERS: dict[type[c.Command], Callable[[Simulation, Any], None]] = {
    c.Play: Simulation._play,
    c.Pause: Simulation._pause,
    c.SetSpeed: Simulation._set_speed,
    c.SetBatch: Simulation._set_batch,
    c.Set: Simulation._set,
    c.Reset: Simulation._reset,
    c.SetData: Simulation._set_data,
    c.Reinitialise: Simulation._reinitialise,
    c.LoadParams: Simulation._load,
    c.SetParameter: Simulation._set_parameter,
    c.SetTarget: Simulation._set_target,
    c.Step: Simulation._step,
    c.Seek: Simulation._seek,
    c.SwitchRun: Simulation._switch,
    c.RenameRun: Simulation._rename,
    c.DropRun: Simulation._drop,
    c.Undo: Simulation._undo,
}
