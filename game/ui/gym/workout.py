"""What stands in the gym at a moment: the exercise, what was answered, and what has been practised so far."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.gym.exercise import Exercise, Judgement
from game.sim.gym.kinds import exercise_kinds
from game.sim.gym.spacing import GAPS, GymRecord
from game.ui.intents import Intent


@dataclass(frozen=True)
class GiveAnswer(Intent):
    """Answer the exercise."""

    value: float | str


@dataclass(frozen=True)
class NextExercise(Intent):
    """On to the next one."""


@dataclass(frozen=True)
class PractiseKind(Intent):
    """Practise one kind only; None: all of them, as they come due."""

    kind: str | None


@dataclass(frozen=True)
class Workout:
    """`given` is the answer and `found` how it was, None until there is one; `record` counts it already. `kind` is the
    one wished for, `returns` says that the exercise comes back after a mistake."""

    exercise: Exercise
    record: GymRecord
    kind: str | None = None
    returns: bool = False
    given: float | str | None = None
    found: Judgement | None = None

    @property
    def key(self) -> object:
        """What makes the panels other ones."""
        return (self.exercise.kind, self.exercise.seed, self.found, self.given, self.kind, self.record.done)

    @property
    def title(self) -> str:
        """What the exercise is called."""
        return exercise_kinds()[self.exercise.kind].title


def record_line(record: GymRecord, kind: str) -> str:
    """How a kind has gone so far, in a sentence or two."""
    so_far = record.kinds.get(kind)
    if so_far is None or not so_far.done:
        return "Not done yet."
    line = f"{so_far.right} of {so_far.done} right."
    due = record.due.get(kind)
    if due is None:
        return line
    left = max(0, due.at - record.done)
    when = "next" if left == 0 else "after one more" if left == 1 else f"after {left} more"
    return f"{line} It comes back {when}: {_nth(due.times)} of {len(GAPS)} times after a mistake."


def _nth(times: int) -> str:
    return ("the first", "the second", "the third")[min(times, 2)]
