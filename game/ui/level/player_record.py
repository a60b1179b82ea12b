"""Who plays a level, and how what is reached is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.sim.level.level import Level
from game.sim.level.play.visit import Visit
from game.storage.profile import Best, LevelRecord

MOST_SEED = 2**32


@dataclass(frozen=True)
class PlayerRecord:
    """What was reached before, where it is saved (the answer is a sentence if that failed), how a picture is saved, the
    clock in nanoseconds, the level that comes after, the level's number on the road (None: it is one of the student's
    own), whether all that was reached is on disk, whether the road `ends` with this level, and
    whether what comes after is open already."""

    record: LevelRecord
    save: Callable[[LevelRecord], str]
    picture: Callable[[], str]
    clock: Callable[[], int]
    following: Level | None = None
    number: int | None = 1
    kept: Callable[[], bool] = lambda: True
    ends: bool = False
    onward_open: bool = False

    def seed(self) -> int:
        """A number that is new each time."""
        return self.clock() % MOST_SEED


class Keeper:
    """Saves after every change, and only then."""

    def __init__(self, visitor: PlayerRecord) -> None:
        self._visitor = visitor
        self._saved = visitor.record
        self._right: bool | None = None

    def keep(self, visit: Visit, predicted_right: bool | None, best: Best | None) -> str:
        """Save what the visit has come to, and the `best` of its tries; a sentence if that failed."""
        if self._right is None:
            self._right = predicted_right  # of the first deal: that of another one is computed anew
        record = self._visitor.record.after(visit, self._right, best)
        if record == self._saved:
            return ""
        self._saved = record
        return self._visitor.save(record)
