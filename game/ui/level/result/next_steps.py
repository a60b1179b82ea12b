"""What is said when a try has ended of what can be done next."""

from __future__ import annotations

from game.sim.level.play.level_play import LevelPlay

ANEW = "The third star needs a new visit"


def deal_words(play: LevelPlay) -> str:
    """What beginning anew is called: with new numbers where the level draws them."""
    return "New deal" if play.level.deal else "New visit"


def retry_words(play: LevelPlay) -> str:
    """Where a further try of this visit begins."""
    if play.deals_each_try:
        return f"On to the next {play.level.noun}, which has new numbers"
    return "Back to the controls, as they were set"


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
    if play.deals_each_try:
        return f"See what went wrong; then Retry (key R): the next {play.level.noun} has new numbers."
    frozen = play.kind.answers_ahead or not play.level.controls
    return "Go back and try again (key R)." if frozen else "Change something and try again."
