"""All runs of a session: which is active, where a change in the past branches off, and how the last change is undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.sim.events import Branched, Event, LockEvent, RunDropped
from game.sim.phases import Moment
from game.sim.run import Run
from game.sim.run_name import name_of
from game.sim.segment import Place, Segment

MAX_RUNS = 8
MAX_UNDO = 100


@dataclass(frozen=True)
class Memento:
    """What a change found: enough of the then active `run` to put it back exactly. `made` is the run that the change
    was made in, and `key` what was changed."""

    run: Run
    made: Run
    key: str
    moment: Moment
    name: str
    segments: tuple[Segment, ...]
    last_epoch: int
    last_loss: float
    locks: tuple[LockEvent, ...]
    diverged: int | None


class Timeline:
    """Up to eight runs. Changes go through `change` and `start_over`; everything else reads."""

    def __init__(self, first: Segment) -> None:
        self._count = 1
        self.active = Run(1, name_of(None, first), first)
        self.runs = [self.active]
        self.events: list[Event] = []
        self._undo: list[Memento] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    def run(self, number: int) -> Run | None:
        """The run with that number, if it is (still) there."""
        return next((run for run in self.runs if run.id == number), None)

    def change(self, segment: Segment, moment: Moment, key: str) -> None:
        """From `segment.place` on, the active run goes on as `segment` says; where it has a recorded future, a new run
        branches off. `key` names what is changed, so that a drag is undone as a whole."""
        run = self.active
        if not self._same_change(segment, key):
            self._remember(moment, key)
        if self._has_future(segment.place):
            before = run.segment_at(segment.place)
            self._adopt(Run(self._next_number(), name_of(before, segment), segment, run))
            self.events.append(Branched(segment.epoch, self.active.id, self.active.name))
        else:
            run.put(segment)
            self._rename_branch(segment)
        self._undo[-1] = replace(self._undo[-1], made=self.active)

    def start_over(self, segment: Segment, moment: Moment, key: str) -> None:
        """A new run from epoch 0; the old one stays as a ghost if it got anywhere."""
        self._remember(moment, key)
        if self.active.last_epoch == 0 and not self.active.parent:
            self.active.restart(segment, name_of(None, segment))
        else:
            self._adopt(Run(self._next_number(), name_of(None, segment), segment))
        self._undo[-1] = replace(self._undo[-1], made=self.active)

    def undo(self) -> Moment | None:
        """Take back the last change and return the moment it was made at. What was trained since stays as a ghost."""
        if not self._undo:
            return None
        memento = self._undo.pop()
        run, made = memento.run, memento.made
        if made is run:
            self._put_back(memento)
        elif made in self.runs and made.last_epoch == made.first_epoch:
            self.runs.remove(made)
        if run not in self.runs:
            self._make_room()
            self.runs.append(run)
        self.active = run
        return memento.moment

    def drop(self, run: Run) -> None:
        """Forget a run that is not active; runs that branched from it keep the history they share."""
        self.runs.remove(run)
        self.events.append(RunDropped(run.last_epoch, run.id, run.name))

    def _put_back(self, memento: Memento) -> None:
        """The run as it was; what has been recorded since the change becomes a ghost of its own."""
        run, segments = memento.run, memento.segments
        if run.last_epoch > memento.last_epoch:
            changed = next(s for s in run.segments if not any(s is known for known in segments))
            name = name_of(segments[-1], changed)
            future = run.future_after(segments, self._next_number(), name)
            for other in self._family():
                if other.parent is run and other.segments[0].place > future.segments[0].place:
                    other.parent = future
            self._make_room()
            self.runs.append(future)
        run.restore(segments, memento.last_epoch, memento.last_loss, memento.locks, memento.diverged)
        run.name = memento.name

    def _family(self) -> list[Run]:
        """Every run that is there or that one there has history from."""
        family: list[Run] = []
        for run in self.runs:
            ancestor: Run | None = run
            while ancestor and ancestor not in family:
                family.append(ancestor)
                ancestor = ancestor.parent
        return family

    def _same_change(self, segment: Segment, key: str) -> bool:
        """Whether this goes on with the last change: same thing, same place, nothing recorded in between."""
        if not self._undo or not key or self._undo[-1].key != key or self._undo[-1].made is not self.active:
            return False
        run = self.active
        return run.segments[-1].place == segment.place and run.last_epoch == segment.epoch

    def _rename_branch(self, segment: Segment) -> None:
        """A branch is named for what it does at its first place; that may just have been changed once more."""
        run = self.active
        if run.parent and run.segments[0] is segment:
            run.name = name_of(run.parent.segment_at(segment.place), segment)

    def _remember(self, moment: Moment, key: str) -> None:
        run = self.active
        memento = Memento(
            run=run,
            made=run,
            key=key,
            moment=moment,
            name=run.name,
            segments=tuple(run.segments),
            last_epoch=run.last_epoch,
            last_loss=run.loss_at(run.last_epoch),
            locks=tuple(run.locks),
            diverged=run.diverged,
        )
        self._undo = [*self._undo[1 - MAX_UNDO :], memento]

    def _has_future(self, place: Place) -> bool:
        run = self.active
        return run.last_epoch > place[0] or any(segment.place > place for segment in run.segments)

    def _adopt(self, run: Run) -> None:
        self._make_room()
        self.runs.append(run)
        self.active = run

    def _make_room(self) -> None:
        while len(self.runs) >= MAX_RUNS:
            self.drop(next(run for run in self.runs if run is not self.active))

    def _next_number(self) -> int:
        self._count += 1
        return self._count
