"""What a student has reached: of every level the stars and the best try, and what was answered on the road."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from game.sim.gym.spacing import GymRecord
from game.sim.level.play.visit import Visit

T = TypeVar("T")

VERSION = 1
LONGEST_PROFILE_NAME = 40

Stars = Annotated[int, Meta(ge=0, le=3)]
Count = Annotated[int, Meta(ge=0)]


class Best(msgspec.Struct, frozen=True):
    """The best `value` that a student's tries of a level have come to, of the `measure` by which they are compared;
    `upward` says that more is better."""

    measure: str
    value: float
    upward: bool = False

    def or_better(self, other: Best | None) -> Best:
        """The better of the two; `other` if it is of another measure, as after the level has been changed."""
        if other is None:
            return self
        if (other.measure, other.upward) != (self.measure, self.upward):
            return other
        return max(self, other, key=lambda each: each.value if self.upward else -each.value)


class LevelRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One level's: best `stars`, all `tries`, `hints` read, whether the first prediction was right (None: none yet),
    and the `best` that a try came to (None: nothing that could be compared)."""

    stars: Stars = 0
    tries: Count = 0
    hints: Count = 0
    predicted_right: bool | None = None
    best: Best | None = None

    def after(self, visit: Visit, predicted_right: bool | None, best: Best | None = None) -> LevelRecord:
        """This record, as it was when the level was entered, and what `visit` has added so far; `best` is that of its
        tries."""
        return LevelRecord(
            stars=max(self.stars, visit.stars),
            tries=self.tries + visit.earlier_tries + visit.tries,
            hints=max(self.hints, visit.hints),
            predicted_right=predicted_right if self.predicted_right is None else self.predicted_right,
            best=_better(self.best, best),
        )


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One student's. `concepts` holds the answers of each sitting of the concept check, `begun` those of sittings
    that are not finished, `reviews` whether a chapter's
    review question was answered right at first, `everything_open` is the teacher's "unlock all", `gym` what was
    practised there."""

    glassbox_progress: int = VERSION
    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_PROFILE_NAME)]
    levels: dict[str, LevelRecord] = msgspec.field(default_factory=dict)
    concepts: dict[str, dict[str, Count]] = msgspec.field(default_factory=dict)
    begun: dict[str, dict[str, Count]] = msgspec.field(default_factory=dict)
    reviews: dict[str, bool] = msgspec.field(default_factory=dict, name="echoes")
    everything_open: bool = False
    gym: GymRecord = GymRecord()

    @property
    def stars(self) -> dict[str, int]:
        """Best stars by level id."""
        return {name: record.stars for name, record in self.levels.items()}

    def with_level(self, level: str, record: LevelRecord) -> Profile:
        """The profile with `record` in place of what it has for `level`."""
        return msgspec.structs.replace(self, levels={**self.levels, level: record})


def merged(old: Profile, new: Profile, base: Profile | None = None) -> Profile:
    """Both in one: of every level the best, and of anything else what `new` says. If `new` is known to have come of
    `base`, then only where it differs from that: what is as it was then may have been changed in `old` meanwhile."""
    levels = dict(old.levels)
    for name, record in new.levels.items():
        levels[name] = _best(old.levels.get(name, LevelRecord()), record)
    return msgspec.structs.replace(
        new,
        levels=levels,
        concepts=_later(old.concepts, new.concepts, base.concepts if base else None),
        begun=_later(old.begun, new.begun, base.begun if base else None),
        reviews=_later(old.reviews, new.reviews, base.reviews if base else None),
        everything_open=(old if base and base.everything_open == new.everything_open else new).everything_open,
        gym=max(old.gym, new.gym, key=lambda record: record.done),
    )


def _later(old: dict[str, T], new: dict[str, T], base: dict[str, T] | None) -> dict[str, T]:
    changed = {key: value for key, value in new.items() if base is None or key not in base or base[key] != value}
    return {**old, **changed}


def carried_over(profile: Profile, successors: Mapping[str, str]) -> tuple[Profile, int]:
    """`profile` with what was won in levels that live on under another id, by `successors` from the old ids to the new
    ones; and how many of them have gained by it."""
    gained = {
        new: _best(profile.levels.get(new, LevelRecord()), profile.levels[old])
        for old, new in successors.items()
        if profile.stars.get(old, 0) > profile.stars.get(new, 0)
    }
    return msgspec.structs.replace(profile, levels={**profile.levels, **gained}), len(gained)


def _best(old: LevelRecord, new: LevelRecord) -> LevelRecord:
    return LevelRecord(
        stars=max(old.stars, new.stars),
        tries=max(old.tries, new.tries),
        hints=max(old.hints, new.hints),
        predicted_right=new.predicted_right if old.predicted_right is None else old.predicted_right,
        best=_better(old.best, new.best),
    )


def _better(old: Best | None, new: Best | None) -> Best | None:
    return old.or_better(new) if old else new
