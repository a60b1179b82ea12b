"""What the licence says of a student (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.sim.campaign.campaign import Campaign
from game.sim.campaign.concepts import SITTINGS, Change, Concept, Gain, form_of, gain, in_form
from game.sim.quoting import counted
from game.storage.profile import Profile

MOST_STARS = 3


@dataclass(frozen=True)
class LicenceFacts:
    """`done` and `missing` stars, of `most`; `tries` in all levels; the gym's exercises and how many were right; what
    changed between the concept checks, by idea, None as long as there are not two of them; `checked` says that there is
    one that a next one can be compared with."""

    name: str
    levels: int
    won: int
    stars: int
    most: int
    tries: int
    exercises: int
    exercises_right: int
    change: Gain | None
    overcome: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    count: int = 0
    checked: bool = False

    @property
    def achievements(self) -> str:
        """Levels, stars, tries and exercises, in a sentence or two."""
        levels = "all" if self.won == self.levels else f"{self.won} of"
        line = f"has won {levels} {counted(self.levels, 'level')} with {self.stars} of {self.most} stars"
        tries = f", in {self.tries:,} {'try' if self.tries == 1 else 'tries'}." if self.tries else "."
        if not self.exercises:
            return line + tries
        done = counted(self.exercises, "exercise")
        return f"{line}{tries} {self.exercises_right:,} of {done} in the gym were right."

    @property
    def to_be_told(self) -> str:
        """What a next concept check tells."""
        return "what has changed since your first one" if self.checked else "what you know by now"

    @property
    def compared(self) -> str:
        """What became of the concept check, in a sentence."""
        if self.change is None:
            return ""
        line = f"Concept check: {self.change.before} of {self.count} right before, {self.change.after} now."
        share = self.change.normalised
        return f"{line} That is {share:.0%} of what there was to gain." if share and share > 0 else line


def licence_facts(campaign: Campaign, profile: Profile, concepts: Sequence[Concept]) -> LicenceFacts:
    """What is true of the student with this `profile`."""
    records = [profile.levels[level.id] for level in campaign.levels if level.id in profile.levels]
    change, asked = _change(profile, concepts)
    changes = change.changes if change else {}
    overcome = tuple(each.concept for each in asked if changes.get(each.id) is Change.OVERCOME)
    still = tuple(each.concept for each in asked if changes.get(each.id) in (Change.HELD, Change.SLIPPED))
    compared = sum(found is not Change.OPEN for found in changes.values())
    return LicenceFacts(
        name=profile.name,
        levels=len(campaign.levels),
        won=sum(record.stars > 0 for record in records),
        stars=sum(record.stars for record in records),
        most=MOST_STARS * len(campaign.levels),
        tries=sum(record.tries for record in records),
        exercises=profile.gym.done,
        exercises_right=profile.gym.right,
        change=change,
        overcome=overcome,
        open=still,
        count=compared,
        checked=any(profile.concepts.values()),
    )


def _change(profile: Profile, concepts: Sequence[Concept]) -> tuple[Gain | None, Sequence[Concept]]:
    """The last sitting compared with the first one, and what was asked in the last."""
    sat = [name for name in SITTINGS if profile.concepts.get(name)]
    if len(sat) < 2:
        return None, ()
    before, after = profile.concepts[sat[0]], profile.concepts[sat[-1]]
    asked = in_form(concepts, form_of(after) or "")
    return (gain(asked, before, after), asked) if asked else (None, ())
