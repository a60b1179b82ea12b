"""Which exercise comes next: a kind that was answered wrongly comes back after two, five and twelve exercises.

Practice spread out over growing gaps keeps longer than practice in one go: Cepeda, Pashler, Vul, Wixted and Rohrer,
Distributed practice in verbal recall tasks, Psychological Bulletin 132 (2006).
"""

from __future__ import annotations

from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from game.sim.gym.exercise import Exercise, Judgement
from game.sim.gym.kinds import exercise, exercise_kinds
from game.sim.limits import LARGEST_SEED

GAPS = (2, 5, 12)
"""Exercises that come between, the first, second and third time."""

Tally = Annotated[int, Meta(ge=0, le=10**9)]


class Due(msgspec.Struct, frozen=True):
    """A kind that comes back once so many exercises are done; it has come back `times` times."""

    at: Tally
    times: Annotated[int, Meta(ge=0, lt=len(GAPS))] = 0


class KindRecord(msgspec.Struct, frozen=True):
    """How often exercises of a kind were done, and right."""

    done: Tally = 0
    right: Tally = 0


class GymRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a student has done in the gym. `seed` begins the row of exercises, `done` of which are answered; `kinds`
    and `due` go by kind, `mistakes` counts misconceptions."""

    seed: Annotated[int, Meta(ge=0, le=LARGEST_SEED)] = 0
    done: Tally = 0
    kinds: dict[str, KindRecord] = msgspec.field(default_factory=dict)
    due: dict[str, Due] = msgspec.field(default_factory=dict)
    mistakes: dict[str, Tally] = msgspec.field(default_factory=dict)

    @property
    def right(self) -> int:
        """How many were answered right."""
        return sum(record.right for record in self.kinds.values())


def next_kind(record: GymRecord) -> str:
    """The kind that has waited longest of those that are due; else one that was done least, of those that wait for
    nothing, in the order in which they build on one another."""
    known = exercise_kinds()
    due = [name for name, due in record.due.items() if name in known and due.at <= record.done]
    if due:
        return min(due, key=lambda name: (record.due[name].at, known[name].order))
    free = [name for name in known if name not in record.due] or list(known)
    return min(free, key=lambda name: (record.kinds.get(name, KindRecord()).done, known[name].order))


def next_exercise(record: GymRecord, kind: str | None = None) -> Exercise:
    """The exercise that comes next, of a certain `kind` if one is wished for."""
    drawn = np.random.default_rng([record.seed, record.done]).integers(LARGEST_SEED)
    return exercise(kind or next_kind(record), int(drawn))


def after(record: GymRecord, done: Exercise, verdict: Judgement) -> GymRecord:
    """The record once an exercise is answered. A mistake brings back its kind, and the kind that helps against it."""
    so_far = record.kinds.get(done.kind, KindRecord())
    count = record.done + 1
    due = dict(record.due)
    if verdict.right:
        waiting = due.get(done.kind)
        if waiting and waiting.at <= record.done:
            due.pop(done.kind)
            if waiting.times + 1 < len(GAPS):
                due[done.kind] = Due(count + GAPS[waiting.times + 1], waiting.times + 1)
    else:
        due |= dict.fromkeys((done.kind, helps(done.kind, verdict.mistake)), Due(count + GAPS[0]))
    mistakes = dict(record.mistakes)
    if verdict.mistake:
        mistakes[verdict.mistake] = mistakes.get(verdict.mistake, 0) + 1
    kinds = {**record.kinds, done.kind: KindRecord(so_far.done + 1, so_far.right + int(verdict.right))}
    return msgspec.structs.replace(record, done=count, kinds=kinds, due=due, mistakes=mistakes)


def helps(kind: str, mistake: str) -> str:
    """The kind to practise after such a mistake in an exercise of `kind`."""
    return exercise_kinds()[kind].practises.get(mistake, kind)
