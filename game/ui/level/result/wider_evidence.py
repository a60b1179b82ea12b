"""Evidence beyond the own run: what other settings come to, and how often the level's claim is true. Both are computed
when they are asked for, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from game.sim.level.claim_job import ClaimJob, Finding
from game.sim.level.level import Level
from game.sim.level.play.level_result import Result
from game.sim.level.sweep import BY_CHANCE, Tried, all_settings, by_chance, sweep
from game.sim.level.yardstick import histogram, yardstick
from game.storage.profile import Best
from game.ui.level.background import Background
from game.ui.level.result.measure_chart import AmongOthers

MOST = {"manual": 3000, "train": 300, "descend": 300, "population": 48, "strides": 300, "lines": 200}
"""Settings tried, by kind of level."""
SLOW = ("population",)
"""Kinds of level in which that takes so long that it is done only on demand."""
STEPS = 24
"""So often, at most, the picture of a survey changes while it is made."""
NOUNS = {"strides": "walks", "lines": "ways of placing lines"}
"""What is tried where it is not settings."""
BUTTONS = {"strides": "Other walks", "lines": "Other lines"}
"""What the button is called there."""


class WiderEvidence:
    """`seed` gives the seed of a measurement that must be fresh, `kept` is the student's best of earlier stays."""

    def __init__(self, level: Level, seed: Callable[[], int], kept: Best | None = None) -> None:
        self._seed, self._kept = seed, kept
        self._take(level)

    def _take(self, level: Level) -> None:
        self.level, self._stick = level, yardstick(level)
        self.survey: Background[Tried] | None = None
        self._claim: ClaimJob | None = None
        self._finding: Finding | None = None

    def turn_to(self, level: Level) -> None:
        """Another deal is on the table: what was computed is of no use any more."""
        if level is not self.level:
            self.leave()
            self._take(level)

    def has(self, topic: str, *, spent: bool = True) -> bool:
        """Whether there is anything to say of `topic`; `spent` says that no try is left with what is dealt."""
        if topic == "others":
            if self.level.kind == "population" and self.level.deal is not None and not spent:
                return False  # what other recipes come to is what the level asks for
            return self.level.kind in MOST and self._stick is not None and self.wanted > 1
        return topic == "often" and self.level.claim is not None

    @property
    def button(self) -> str:
        """What the button is called that asks for others."""
        return BUTTONS.get(self.level.kind, "Other settings")

    @property
    def replaces_goals(self) -> bool:
        """Whether the chart tells all that the goals tell, so that it may stand in their place."""
        return self._stick is not None and self._stick.alone

    @property
    def quick(self) -> bool:
        """Whether other settings are worth trying without being asked for, or have been tried."""
        return self.has("others") and (self.level.kind not in SLOW or self.surveyed)

    def ask(self, topic: str) -> None:
        """Begin to compute it, unless that has been done."""
        if topic == "others" and self.survey is None:
            level, most = self.level, MOST[self.level.kind]
            trying = by_chance if level.kind in BY_CHANCE else sweep
            self.survey = Background(lambda _: trying(level, most))
        if topic == "often" and self._claim is None and self.level.claim is not None:
            self._claim = ClaimJob(self.level, self.level.claim, self._seed())
            self._claim.job.start()

    def news(self, topic: str) -> Hashable:
        """Changes with what there is to show."""
        if topic == "others":
            return len(self.tried) * STEPS // max(1, self.wanted), self.surveyed
        return (self.progress, self.finding) if topic == "often" else None

    # -- other settings ----------------------------------------------------------------------------------------------

    @property
    def tried(self) -> Sequence[Tried]:
        """Settings tried so far."""
        return tuple(self.survey.found) if self.survey else ()

    @property
    def wanted(self) -> int:
        """Settings to be tried."""
        most = MOST.get(self.level.kind, 0)
        return most if self.level.kind in BY_CHANCE else min(all_settings(self.level), most)

    @property
    def sampled(self) -> bool:
        """Whether there are more settings than will be tried."""
        return self.level.kind in BY_CHANCE or self.wanted < all_settings(self.level)

    @property
    def survey_state(self) -> str:
        """How far the trying has come."""
        count, noun = len(self.tried), NOUNS.get(self.level.kind, "settings")
        if not self.surveyed:
            return f"Trying {noun}{' at random' if self.sampled else ''}: {count:,} of {self.wanted:,}"
        if self.level.kind in BY_CHANCE:
            return f"{count:,} {noun} tried at random"
        if self.sampled:
            return f"{count:,} settings tried at random, of {all_settings(self.level):,}"
        return f"All {count:,} settings tried"

    @property
    def surveyed(self) -> bool:
        """Whether all have been tried."""
        return self.survey is not None and self.survey.done

    def standing(self, result: Result, results: Sequence[Result]) -> AmongOthers | None:
        """Where `result` stands among what has been tried so far, and the best of all the student's `results`, those
        of earlier stays included."""
        stick, best = self._stick, self.best(results)
        if stick is None:
            return None
        values = [stick.value(each.measures) for each in results]
        this, most = stick.value(result.measures), best.value if best else None
        return AmongOthers(histogram(stick, self.tried, [*values, most]), stick, this, most)

    def best(self, results: Sequence[Result]) -> Best | None:
        """The best of the student's `results` and of what was kept of earlier stays."""
        stick = self._stick
        if stick is None:
            return None
        kept = (
            self._kept if self._kept and (self._kept.measure, self._kept.upward) == (stick.key, stick.upward) else None
        )
        value = stick.best(stick.value(each.measures) for each in results)
        own = None if value is None else Best(stick.key, value, stick.upward)
        return kept.or_better(own) if kept else own

    def as_good(self, standing: AmongOthers) -> str:
        """How many of the settings tried do as well as the student, in a sentence; how far it has come, before."""
        if not self.surveyed:
            return self.survey_state
        stick, own = standing.stick, standing.this
        values = [stick.value(each.measures) for each in self.tried]
        others = len(values) if self.sampled else len(values) - 1
        noun = NOUNS.get(self.level.kind, "settings")
        head = f"Of {others:,} {noun} tried at random" if self.sampled else f"Of the other {others:,} {noun}"
        if own is None:
            return f"{head}, {sum(value is not None for value in values):,} come there."
        good = sum(stick.as_good(value, own) for value in values) - (len(values) - others)
        if good <= 0:
            return f"{head}, none does as well."
        return f"{head}, {good:,} do{'es' if good == 1 else ''} as well or better."

    # -- the claim ---------------------------------------------------------------------------------------------------

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
