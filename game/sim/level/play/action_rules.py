"""Of each action of the player's: whether it may be done now, and what it does.

To add an action is to add it to `level/actions.py`, which says how files spell it, and a rule for it here. Every action
that is carried out is logged by `LevelPlay.do`; a rule may change the state only by what it finds there and by the
action's own fields, so that a visit can be replayed.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from game.sim.level import actions as a
from game.sim.level.play.kinds.kind import change_refusal
from game.sim.level.play.play_state import PlayState
from game.sim.level.play.visit import Stage
from game.sim.quoting import counted

A = TypeVar("A", bound=a.Action)


class ActionRule(Generic[A]):
    """Base of all rules."""

    def refusal(self, play: PlayState, action: A) -> str | None:
        """Why `action` cannot be carried out now, in one sentence for the player; None when it can."""
        raise NotImplementedError

    def carry_out(self, play: PlayState, action: A) -> None:
        """Do what was not refused."""
        raise NotImplementedError


class PredictRule(ActionRule[a.Predict]):
    """The first thing in a visit."""

    def refusal(self, play: PlayState, action: a.Predict) -> str | None:
        if play.visit.stage is not Stage.PREDICTING:
            return "the prediction is committed: it stands until the level is left"
        return _no_choice(action.choice, len(play.level.prediction.choices))

    def carry_out(self, play: PlayState, action: a.Predict) -> None:
        play.now(prediction=action.choice, stage=Stage.READY)


SettingUp = a.Turn | a.Assign | a.PlaceLine | a.Feel | a.Stride | a.Bet


class SetUpRule(ActionRule[SettingUp]):
    """What sets the next try up; it ends the look at the last one."""

    def refusal(self, play: PlayState, action: SettingUp) -> str | None:
        return play.set_up_refusal() or play.unseen_refusal() or play.kind.refusal(action)

    def carry_out(self, play: PlayState, action: SettingUp) -> None:
        play.retry()
        play.kind.carry_out(action)


class AnswerRule(ActionRule[a.Answer]):
    """In a level of questions or choices an answer sets the next check up; beside controls it may earn a star of the
    last run."""

    def refusal(self, play: PlayState, action: a.Answer) -> str | None:
        return play.set_up_refusal() or play.kind.refusal(action)

    def carry_out(self, play: PlayState, action: a.Answer) -> None:
        if play.kind.answers_ahead:
            play.retry()
        play.kind.carry_out(action)
        if not play.kind.answers_ahead:
            play.judge_again()


class NudgeRule(ActionRule[a.Nudge]):
    """Looking with the hand: it costs no try, and changes none."""

    def refusal(self, play: PlayState, action: a.Nudge) -> str | None:
        if play.visit.stage is Stage.RESULT:
            return f"this {play.level.noun} is over: the numbers have been asked for"
        return play.set_up_refusal() or play.kind.refusal(action)

    def carry_out(self, play: PlayState, action: a.Nudge) -> None:
        play.kind.carry_out(action)


class OpenRule(ActionRule[a.OpenCase]):
    """Looking at another net or patient, at any time."""

    def refusal(self, play: PlayState, action: a.OpenCase) -> str | None:
        return play.kind.refusal(action)

    def carry_out(self, play: PlayState, action: a.OpenCase) -> None:
        play.kind.carry_out(action)


class RunRule(ActionRule[a.BeginTry]):
    """A try begins; not with numbers that have not been seen yet."""

    def refusal(self, play: PlayState, action: a.BeginTry) -> str | None:
        return play.set_up_refusal() or play.unseen_refusal() or play.kind.unready()

    def carry_out(self, play: PlayState, action: a.BeginTry) -> None:
        play.retry()
        play.now(stage=Stage.RUNNING, tries=play.visit.tries + 1, stars_before=play.visit.stars)
        play.kind.begin()


class StopRule(ActionRule[a.Stop]):
    """A try is given up; it counts."""

    def refusal(self, play: PlayState, action: a.Stop) -> str | None:
        return None if play.visit.stage is Stage.RUNNING else "no run is under way"

    def carry_out(self, play: PlayState, action: a.Stop) -> None:
        play.kind.stop()
        play.finish()


class RetryRule(ActionRule[a.Retry]):
    """Back to the controls."""

    def refusal(self, play: PlayState, action: a.Retry) -> str | None:
        if play.visit.stage is not Stage.RESULT:
            return "there is nothing to try again yet"
        return play.set_up_refusal()

    def carry_out(self, play: PlayState, action: a.Retry) -> None:
        play.retry()


class NewDealRule(ActionRule[a.NewDeal]):
    """The next visit begins."""

    def refusal(self, play: PlayState, action: a.NewDeal) -> str | None:
        if play.visit.stage is Stage.RESULT or (play.visit.stage is Stage.READY and play.visit.tries):
            return None
        return change_refusal(play.visit.stage) or f"press {play.level.button} first"

    def carry_out(self, play: PlayState, action: a.NewDeal) -> None:
        play.visit_anew()


class ShowSolvedRule(ActionRule[a.ShowSolved]):
    """What would have won, when it can be won no more."""

    def refusal(self, play: PlayState, action: a.ShowSolved) -> str | None:
        if play.level.deal is None:
            return "there is nothing to show: this level stays as it is"
        if not play.spent:
            return f"the solution is shown after the last {play.level.noun}"
        return "the solution is shown" if play.visit.solved else None

    def carry_out(self, play: PlayState, action: a.ShowSolved) -> None:
        play.show_solved()


class ShowExampleRule(ActionRule[a.ShowExample]):
    """A wrong answer is answered by a network, a wrong prediction also by its course."""

    def refusal(self, play: PlayState, action: a.ShowExample) -> str | None:
        if play.visit.stage is Stage.RESULT and (play.answering or play.course_answers):
            return None
        return "there is no wrong answer that an example answers"

    def carry_out(self, play: PlayState, action: a.ShowExample) -> None:
        play.show_example()


class DeclareRule(ActionRule[a.Declare]):
    """The level's verdict."""

    def refusal(self, play: PlayState, action: a.Declare) -> str | None:
        verdict, visit = play.level.verdict, play.visit
        if verdict is None:
            return "this level asks for no verdict"
        if visit.tries < verdict.after_tries or visit.stars < verdict.after_stars:
            stars = "a star" if verdict.after_stars == 1 else f"{verdict.after_stars} stars"
            return (
                f"{verdict.label} can be pressed after {counted(verdict.after_tries, play.level.noun)} and with {stars}"
            )
        return change_refusal(visit.stage)

    def carry_out(self, play: PlayState, action: a.Declare) -> None:
        play.now(declared=True)
        play.judge_again()


class WhyRule(ActionRule[a.AnswerWhy]):
    """The why-question, once a visit, after the first star."""

    def refusal(self, play: PlayState, action: a.AnswerWhy) -> str | None:
        if not play.visit.why_due:
            return "the why-question comes once a visit, after the first star"
        return _no_choice(action.choice, len(play.level.why.choices))

    def carry_out(self, play: PlayState, action: a.AnswerWhy) -> None:
        right = action.choice == 0
        play.mistaken = None if right else action.choice
        play.example, play.foreseen = None, False
        play.now(why_due=False, why_right=right, why_missed=not right)
        play.judge_again()


class HintRule(ActionRule[a.TakeHint]):
    """One hint after as many tries without a new star."""

    def refusal(self, play: PlayState, action: a.TakeHint) -> str | None:
        read = play.visit.hints
        if read == len(play.level.hints):
            return "there are no more hints"
        if play.visit.failed > read:
            return None
        return f"hint {read + 1} comes after {read + 1} {play.level.noun}{'s' if read else ''} without a new star"

    def carry_out(self, play: PlayState, action: a.TakeHint) -> None:
        play.now(hints=play.visit.hints + 1)


def _no_choice(choice: int, count: int) -> str | None:
    return None if 0 <= choice < count else f"choice is {choice}, but must be 0 to {count - 1}"


RULES: dict[type[a.Action], ActionRule[Any]] = {
    a.Predict: PredictRule(),
    a.Turn: SetUpRule(),
    a.BeginTry: RunRule(),
    a.Stop: StopRule(),
    a.Answer: AnswerRule(),
    a.Nudge: NudgeRule(),
    a.Assign: SetUpRule(),
    a.OpenCase: OpenRule(),
    a.PlaceLine: SetUpRule(),
    a.Feel: SetUpRule(),
    a.Stride: SetUpRule(),
    a.Bet: SetUpRule(),
    a.Declare: DeclareRule(),
    a.AnswerWhy: WhyRule(),
    a.TakeHint: HintRule(),
    a.Retry: RetryRule(),
    a.NewDeal: NewDealRule(),
    a.ShowSolved: ShowSolvedRule(),
    a.ShowExample: ShowExampleRule(),
}
