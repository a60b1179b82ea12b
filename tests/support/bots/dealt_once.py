"""Levels whose deals are drawn once for all bots: each of these visits with the same seeds, so that most of the time
would go into drawing the same numbers again."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from game.sim.level.deals import Dealt
from game.sim.level.level import Level
from tests.support.campaign_files import campaign

MOST_DRAWN = 512
"""Deals of a level that are kept; those of five tries in a hundred visits."""

Drawn = dict[tuple[int, int, int], tuple[Dealt | None, Level]]
"""By seed, number and the deal before, which is held on to, so that no other can come to stand in its place."""


class LevelDealtOnce(Level, frozen=True, kw_only=True):
    """Nothing but that what it `has_drawn` is not drawn again."""

    has_drawn: Drawn = msgspec.field(default_factory=dict)

    def dealt(self, seed: int, number: int = 0, before: Dealt | None = None) -> Level:
        key = (seed, number, id(before))
        if key not in self.has_drawn:
            if len(self.has_drawn) >= MOST_DRAWN:
                self.has_drawn.clear()
            self.has_drawn[key] = (before, super().dealt(seed, number, before))
        return self.has_drawn[key][1]


@lru_cache(maxsize=1)
def dealt_once(name: str) -> LevelDealtOnce:
    """The level of the road with that id."""
    level = next(each for each in campaign().levels if each.id == name)
    return LevelDealtOnce(**{field: getattr(level, field) for field in Level.__struct_fields__})
