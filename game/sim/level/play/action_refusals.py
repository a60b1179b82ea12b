"""Why an action cannot be carried out now, each in one sentence for the player."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from game.sim.level import actions as a
from game.sim.level.level import Level
from game.sim.level.play.kinds.kind import PlayKind, change_refusal
from game.sim.level.play.visit import Stage, Visit


class PlayView(NamedTuple):
    """What an action is judged by."""

    level: Level
    visit: Visit
    bench: PlayKind


def refusal(play: PlayView, action: a.Action) -> str | None:
    """A sentence, or None when `action` can be carried out."""
    return _CHECKS[type(action)](play, action)


def _predict(play: PlayView, action: a.Predict) -> str | None:
    if play.visit.stage is not Stage.PREDICTING:
        return "the prediction is committed: it stands until the level is left"
    return _choice(action.choice, len(play.level.prediction.choices))


def _choice(choice: int, count: int) -> str | None:
    return None if 0 <= choice < count else f"choice is {choice}, but must be 0 to {count - 1}"


def _bench(play: PlayView, action: a.Action) -> str | None:
    return change_refusal(play.visit.stage) or play.bench.refusal(action)


def _open(play: PlayView, action: a.Open) -> str | None:
    return play.bench.refusal(action)


def _run(play: PlayView, _action: a.Run) -> str | None:
    return change_refusal(play.visit.stage) or play.bench.unready()


def _stop(play: PlayView, _action: a.Stop) -> str | None:
    return None if play.visit.stage is Stage.RUNNING else "no run is under way"


def _retry(play: PlayView, _action: a.Retry) -> str | None:
    return None if play.visit.stage is Stage.RESULT else "there is nothing to try again yet"


def _declare(play: PlayView, _action: a.Declare) -> str | None:
    verdict, visit = play.level.verdict, play.visit
    if verdict is None:
        return "this level asks for no verdict"
    if visit.tries < verdict.after_tries or visit.stars < verdict.after_stars:
        stars = "a star" if verdict.after_stars == 1 else f"{verdict.after_stars} stars"
        return f"{verdict.label} can be pressed after {verdict.after_tries} {play.level.noun}s and with {stars}"
    return change_refusal(visit.stage)


def _why(play: PlayView, action: a.AnswerWhy) -> str | None:
    if not play.visit.why_due:
        return f"the why-question comes once after each {play.level.noun} that wins a star, until it is answered right"
    return _choice(action.choice, len(play.level.why.choices))


def _hint(play: PlayView, _action: a.TakeHint) -> str | None:
    read = play.visit.hints
    if read == len(play.level.hints):
        return "there are no more hints"
    if play.visit.failed > read:
        return None
    return f"hint {read + 1} comes after {read + 1} {play.level.noun}{'s' if read else ''} without a new star"


_CHECKS: dict[type[a.Action], Callable[[PlayView, Any], str | None]] = {
    a.Predict: _predict,
    a.Turn: _bench,
    a.Run: _run,
    a.Stop: _stop,
    a.Answer: _bench,
    a.Assign: _bench,
    a.Open: _open,
    a.Declare: _declare,
    a.AnswerWhy: _why,
    a.TakeHint: _hint,
    a.Retry: _retry,
}
