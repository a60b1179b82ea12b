"""Evidence beyond the own run: what other settings come to, and how often the level's claim is true. Both are computed
when they are asked for, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from game.sim.level.claim_job import ClaimJob, Finding
from game.sim.level.level import Level
from game.sim.level.sweep import Tried, all_settings, sweep
from game.ui.level.background import Background

MOST = {"manual": 3000, "train": 300, "population": 48}
"""Settings tried, by kind of level."""


class WiderEvidence:
    """`seed` gives the seed of a measurement that must be fresh."""

    def __init__(self, level: Level, seed: Callable[[], int]) -> None:
        self.level = level
        self._seed = seed
        self.survey: Background[Tried] | None = None
        self._claim: ClaimJob | None = None
        self._finding: Finding | None = None

    def turn_to(self, level: Level) -> None:
        """Another deal is on the table: what was computed is of no use any more."""
        if level is not self.level:
            self.leave()
            self.level = level
            self.survey = self._claim = self._finding = None

    def has(self, topic: str) -> bool:
        """Whether there is anything to say of `topic`."""
        if topic == "others":
            return self.level.kind in MOST and all_settings(self.level) > 0
        return topic == "often" and self.level.claim is not None

    def ask(self, topic: str) -> None:
        """Begin to compute it, unless that has been done."""
        if topic == "others" and self.survey is None:
            self.survey = Background(lambda: sweep(self.level, MOST[self.level.kind]))
        if topic == "often" and self._claim is None and self.level.claim is not None:
            self._claim = ClaimJob(self.level, self.level.claim, self._seed())
            self._claim.job.start()

    def news(self, topic: str) -> Hashable:
        """Changes with what there is to show."""
        if topic == "others":
            return len(self.tried), self.surveyed
        return (self.progress, self.finding) if topic == "often" else None

    @property
    def tried(self) -> list[Tried]:
        """Settings tried so far."""
        return self.survey.found if self.survey else []

    @property
    def wanted(self) -> int:
        """Settings to be tried."""
        return min(all_settings(self.level), MOST.get(self.level.kind, 0))

    @property
    def sampled(self) -> bool:
        """Whether there are more settings than will be tried."""
        return self.wanted < all_settings(self.level)

    @property
    def survey_state(self) -> str:
        """How far the trying has come."""
        if not self.surveyed:
            return f"{len(self.tried):,} of {self.wanted:,} settings tried…"
        if self.sampled:
            return f"{len(self.tried):,} settings tried, evenly chosen from {all_settings(self.level):,}"
        return f"All {len(self.tried):,} settings tried"

    @property
    def surveyed(self) -> bool:
        """Whether all have been tried."""
        return self.survey is not None and self.survey.done

    @property
    def progress(self) -> float:
        """Of the claim's measurement, 0..1."""
        return self._claim.job.progress if self._claim else 0.0

    @property
    def finding(self) -> Finding | None:
        """What was measured of the claim."""
        if self._finding is None and self._claim and not self._claim.job.running:
            self._finding = self._claim.finding
        return self._finding

    def leave(self) -> None:
        """Stop computing."""
        if self.survey:
            self.survey.cancel()
        if self._claim:
            self._claim.job.cancel()
