"""All runs of a session: which is active, where a change in the past branches off, how the last change is undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.sim.engine.run import Run, RunRecord
from game.sim.engine.run_name import free_run_name, name_of, start_name
from game.sim.engine.segment import EpochPlace, Segment
from game.sim.events import MAX_RUNS, Branched, Event, RunDropped
from game.sim.phases import Moment
from game.sim.settings import Settings

MAX_UNDO = 100


@dataclass(frozen=True)
class Memento:
    """What a change found: enough of the run that was active then to put it back exactly. `key` is what was changed,
    `session` the settings of the session; `fresh` marks a new start."""

    key: str
    moment: Moment
    session: Settings
    fresh: bool
    name: str
    segments: tuple[Segment, ...]
    last_epoch: int
    diverged: int | None


@dataclass(frozen=True)
class UndoStep:
    """A change of the then active `run`, with what it `found`; `made` is the run that it was made in."""

    run: Run
    made: Run
    found: Memento


@dataclass(frozen=True)
class UndoRecord:
    """An `UndoStep` whose runs are told by their place among the runs of a `TimelineRecord`."""

    run: int
    made: int
    found: Memento


@dataclass(frozen=True)
class TimelineRecord:
    """All that a timeline holds at one moment. The first `standing` of the `runs` are there, the others would only come
    back by an undo; `active` is a place among them, `count` how many there have been."""

    count: int
    standing: int
    active: int
    runs: tuple[RunRecord, ...]
    undo: tuple[UndoRecord, ...]


class Timeline:
    """Up to eight runs. Changes go through `change` and `start_over`; everything else reads."""

    def __init__(self, first: Segment) -> None:
        self._count = 1
        self.active = Run(1, start_name(first, first), first)
        self.runs = [self.active]
        self.events: list[Event] = []
        self._undo: list[UndoStep] = []
        self.settle_names()

    @classmethod
    def of(cls, record: TimelineRecord) -> Timeline:
        """The timeline that `record` was taken of."""
        runs = [Run.of(each) for each in record.runs]
        timeline = cls(runs[0].course.segments[0])
        timeline._count, timeline.runs = record.count, runs[: record.standing]
        timeline.active = runs[record.active]
        timeline._undo = [UndoStep(runs[each.run], runs[each.made], each.found) for each in record.undo]
        timeline.settle_names()
        return timeline

    def held(self) -> TimelineRecord:
        """All that the timeline holds now."""
        once = {id(run): run for change in self._undo for run in (change.run, change.made)}
        runs = [*self.runs, *(run for run in once.values() if run not in self.runs)]
        place = {id(run): at for at, run in enumerate(runs)}
        undo = tuple(UndoRecord(place[id(each.run)], place[id(each.made)], each.found) for each in self._undo)
        active, records = place[id(self.active)], tuple(run.held() for run in runs)
        return TimelineRecord(self._count, len(self.runs), active, records, undo)

    def settle_names(self) -> None:
        """Give every run its name on screen: its own name, with a number behind it where another run has that name, or
        had it until it was forgotten just now. A run keeps its screen name as long as its own name stays, so that what
        was said of it never seems to be about another run. A name that the student gives goes to the run it was given
        to."""
        taken = {event.name for event in self.events if isinstance(event, RunDropped)}
        for run in sorted(self.runs, key=lambda run: run.given_name is None):
            others = {other.called for other in self.runs if other is not run and other.given_name is None}
            if not run.well_called or run.called in taken:
                run.call(free_run_name(run.name, taken if run.given_name else taken | others))
            taken.add(run.called)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._undo)

    def run(self, number: int) -> Run | None:
        """The run with that number, if it is (still) there."""
        return next((run for run in self.runs if run.id == number), None)

    def change(self, segment: Segment, moment: Moment, key: str, session: Settings) -> None:
        """From `segment.place` on, the active run goes on as `segment` says; where it has a recorded future, a new run
        branches off. `key` names what is changed, so that a drag is undone as a whole; `session` are the settings
        before."""
        run = self.active
        if not self._same_change(segment, key):
            self._remember(moment, key, session, fresh=False)
        if self._has_future(segment.place):
            before = run.course.segment_at(segment.place)
            self._adopt(Run(self._next_number(), name_of(before, segment), segment, run))
            self.settle_names()
            self.events.append(Branched(segment.epoch, self.active.id, self.active.called))
        else:
            run.put(segment)
            self._rename(segment)
        self._undo[-1] = replace(self._undo[-1], made=self.active)

    def start_over(self, segment: Segment, moment: Moment, key: str, session: Settings) -> None:
        """A new run from epoch 0; the old one stays as a ghost if it got anywhere."""
        self._remember(moment, key, session, fresh=True)
        old, name = self.active, start_name(segment, self.runs[0].course.segments[0])
        if old.last_epoch == 0 and old.parent is None:
            old.restart(segment, self._start_name(segment, old))
        else:
            if old.last_epoch == old.first_epoch:
                self.runs.remove(old)
            self._adopt(Run(self._next_number(), name, segment))
        self._undo[-1] = replace(self._undo[-1], made=self.active)

    def undo(self) -> Memento | None:
        """Take back the last change and return what it had found. What was trained since stays as a ghost."""
        if not self._undo:
            return None
        change = self._undo.pop()
        run, made = change.run, change.made
        if made is not run and made in self.runs and made.last_epoch == made.first_epoch:
            self.runs.remove(made)
        self.active = run
        if run not in self.runs:
            self._make_room()
            self.runs.append(run)
        if made is run:
            self._put_back(run, change.found)
        return change.found

    def drop(self, run: Run, *, to_make_room: bool = False) -> None:
        """Forget a run that is not active, and with it the changes made in it; runs that branched from it keep the
        history they share."""
        self.runs.remove(run)
        self._undo = [change for change in self._undo if change.run is not run]
        self.events.append(RunDropped(run.last_epoch, run.id, run.called, to_make_room))

    def _put_back(self, run: Run, found: Memento) -> None:
        """The run as it was found; what has been recorded since the change becomes a ghost of its own."""
        if run.last_epoch > found.last_epoch:
            future = run.future_after(found.segments, self._next_number())
            if not found.fresh:
                future.automatic_name = name_of(found.segments[-1], future.course.segment_at(future.first_place))
            self._make_room()
            self.runs.append(future)
        run.restore(found.segments, found.last_epoch, found.diverged)
        run.automatic_name = found.name

    def _same_change(self, segment: Segment, key: str) -> bool:
        """Whether this goes on with the last change: same thing, same place, nothing recorded in between."""
        last = self._undo[-1] if self._undo else None
        if not last or not key or last.found.key != key or last.made is not self.active:
            return False
        run = self.active
        return run.course.segments[-1].place == segment.place and run.last_epoch == segment.epoch

    def _rename(self, segment: Segment) -> None:
        """A run is named for what it does at its first place; that may just have been changed once more."""
        run = self.active
        if segment.place == run.first_place:
            run.automatic_name = name_of(run.left, segment) if run.left else self._start_name(segment, run)

    def _start_name(self, segment: Segment, run: Run) -> str:
        """The name of `run` as one that starts with `segment`, beside the oldest of the others."""
        oldest = self.runs[0]
        return start_name(segment, segment if oldest is run else oldest.course.segments[0])

    def _remember(self, moment: Moment, key: str, session: Settings, *, fresh: bool) -> None:
        run = self.active
        found = Memento(
            key=key,
            moment=moment,
            session=session,
            fresh=fresh,
            name=run.automatic_name,
            segments=tuple(run.course.segments),
            last_epoch=run.last_epoch,
            diverged=run.diverged,
        )
        self._undo = [*self._undo[1 - MAX_UNDO :], UndoStep(run, run, found)]

    def _has_future(self, place: EpochPlace) -> bool:
        run = self.active
        return run.last_epoch > place[0] or run.course.next_place(place) is not None

    def _adopt(self, run: Run) -> None:
        self._make_room()
        self.runs.append(run)
        self.active = run

    def _make_room(self) -> None:
        while len(self.runs) >= MAX_RUNS:
            self.drop(next(run for run in self.runs if run is not self.active), to_make_room=True)

    def _next_number(self) -> int:
        self._count += 1
        return self._count
