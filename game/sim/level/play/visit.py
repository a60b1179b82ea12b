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
    """One stay in a level, from entering to leaving it.

    `tries` counts runs (tests, checks, submissions), `failed` those that brought no new star, `stars` is the best so
    far, `stars_before` what it was before the last try, and `hints` how many were read. The why-question is `why_due`
    after a try that won something, until it is answered; it has been answered wrong `why_missed` times, and once
    `why_right` it is not asked again.
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
    why_missed: int = 0
    why_right: bool = False
