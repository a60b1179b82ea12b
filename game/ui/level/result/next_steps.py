"""What is said when a try has ended of what can be done next."""

from __future__ import annotations

from game.sim.level.play.level_play import LevelPlay

ANEW = "The third star needs a new visit"


def deal_words(play: LevelPlay) -> str:
    """What beginning anew is called: with new numbers where the level draws them."""
    return "New deal" if play.level.deal else "New visit"


def anew_words(play: LevelPlay) -> str:
    """How the third star can still be had, where no further try of this visit can win it; else nothing."""
    stars = play.result.stars if play.result else 3
    told = play.spent and stars == 0  # that these numbers win nothing more is said already
    if stars == 3 or told or play.visit.why_due or not play.last_star_gone:
        return ""
    return f"{ANEW}: press {deal_words(play)}." if play.level.deal else f"{ANEW}."


def advice(play: LevelPlay) -> str:
    """What can be done after a try that won nothing."""
    if play.spent:
        return f"{deal_words(play)} (key R): these tries are used up."
    if play.level.kind == "answer":
        return "Retry deals new numbers: look where the marks are, then try those."
    return "Change something and try again." if play.level.controls else "Go back and try again (key R)."
