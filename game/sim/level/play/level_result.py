"""What a try came to: how far each star is, and the result at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from game.sim.level.evidence import Evidence
from game.sim.level.level_parts import Condition, Star
from game.sim.level.metrics import Metric

WHY = "the why-question right at the first try"
NO_SECOND_HINT = "without the second hint"


class Need(msgspec.Struct, frozen=True):
    """A condition as it stands: what is measured (None: nothing yet), its bound, whether it is `met` now, and whether
    it is `lost`, come what may; `share` says that what is measured is a share of a whole."""

    text: str
    value: float | None
    bound: float | None
    met: bool
    lost: bool
    share: bool = False


class StarProgress(msgspec.Struct, frozen=True):
    """A star's needs; it is `earned` when all are met, those of the stars before it included."""

    needs: tuple[Need, ...]
    earned: bool

    @property
    def lost(self) -> bool:
        """Whether this try cannot earn it any more."""
        return any(need.lost for need in self.needs)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The end of try number `number`: its `stars`, what was measured by name, and after how many `epochs` it ended.
    `decisive_epoch` is when most happened; `gained` says that it brought a star beyond what the visit had."""

    number: int
    stars: int
    measures: dict[str, float | None]
    progress: tuple[StarProgress, ...]
    epochs: int
    decisive_epoch: int
    gained: bool


def star_progress(
    stars: Sequence[Star], evidence: Evidence, noun: str, *, extra: Sequence[Need], ended: bool
) -> tuple[StarProgress, ...]:
    """How far each star is; `extra` are the last one's needs beyond its conditions. When a try has `ended`, a need
    whose value it left open (because it was given up) is not met."""
    earned, result = True, []
    found: dict[Metric, _Found] = {}
    for k, star in enumerate(stars):
        needs = [_need(condition, evidence, noun, ended, found) for condition in star.needs]
        needs += extra if k == len(stars) - 1 else ()
        earned = earned and all(need.met for need in needs)
        result.append(StarProgress(tuple(needs), earned))
    return tuple(result)


class _Found(NamedTuple):
    """What a metric finds: the value, the least it can still come to, and whether it may still change."""

    value: float | None
    least: float | None
    open: bool


def _need(condition: Condition, evidence: Evidence, noun: str, ended: bool, found: dict[Metric, _Found]) -> Need:
    """`found` is what was found before, and keeps what is found now: several stars ask for the same. Of what may happen
    so often and has not happened at all yet, nothing is met before the end."""
    metric = condition.measure
    if metric not in found:
        final = metric.final_at(evidence)
        value = metric.measure(evidence)
        found[metric] = _Found(value, metric.least(evidence), final is None)
    value, least, still_open = found[metric]
    untouched = not ended and value == 0 and condition.at_most is not None
    met = condition.met(value) and not (ended and still_open) and not untouched
    lost = condition.lost(least) or (ended and not met)
    return Need(condition.text(noun), value, condition.bound, met, lost, condition.measure.share)


def earned(progress: Sequence[StarProgress]) -> int:
    """How many stars that makes."""
    return sum(star.earned for star in progress)


def measures(stars: Sequence[Star], evidence: Evidence) -> dict[str, float | None]:
    """Every measured value of the stars' conditions, by name."""
    asked = dict.fromkeys(condition.measure for star in stars for condition in star.needs)
    return {metric.key: metric.measure(evidence) for metric in asked}
