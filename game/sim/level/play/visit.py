"""Where a player stands in a level: everything but the networks themselves."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Stage(StrEnum):
    """`PREDICTING`: briefing read, prediction open. `READY`: the controls are free. `RUNNING`: a run is under way.
    `RESULT`: it has ended."""

    PREDICTING = "predicting"
    READY = "ready"
    RUNNING = "running"
    RESULT = "result"


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """A visit to a level: what is done with one deal, or with a deal a try. Several may follow on one another;
    `number` counts them from 0, and `deals` those drawn before this one.

    `tries` counts runs (tests, checks, submissions), `failed` those that brought no new star; of earlier visits too,
    so that who has one try a visit may read hints in the next. `stars` is the best so far, of earlier visits too,
    `stars_before` what it was before the last try, `earlier_tries` are those of earlier visits, and `hints` says how
    many were read in this one. The why-question is asked once, after the first try that wins something: it is
    `why_due` until it is answered, right (`why_right`) or wrong (`why_missed`). `solved` says that the deal was shown
    solved, after the last try.
    """

    stage: Stage = Stage.PREDICTING
    prediction: int | None = None
    tries: int = 0
    failed: int = 0
    stars: int = 0
    stars_before: int = 0
    hints: int = 0
    declared: bool = False
    why_due: bool = False
    why_missed: bool = False
    why_right: bool = False
    number: int = 0
    deals: int = 0
    earlier_tries: int = 0
    solved: bool = False

    @property
    def why_answered(self) -> bool:
        """Whether the why-question has been answered, one way or the other."""
        return self.why_right or self.why_missed
