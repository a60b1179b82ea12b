"""Where a visit to a level stands: what was predicted, tried and won, and how a try is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from game.sim.commands import Command, Step
from game.sim.level.actions import Action
from game.sim.level.deals import Dealt
from game.sim.level.evidence import Evidence
from game.sim.level.level import DealtLevel, Level
from game.sim.level.level_parts import MOST_LEVEL_EPOCHS
from game.sim.level.metrics.tries import Tries
from game.sim.level.play.kinds import kinds
from game.sim.level.play.kinds.kind import LOOKING, MOVING, PlayKind, change_refusal
from game.sim.level.play.level_result import (
    NO_SECOND_HINT,
    WHY,
    Need,
    Result,
    StarProgress,
    earned,
    measures,
    star_progress,
)
from game.sim.level.play.level_simulation import LevelSimulation
from game.sim.level.play.visit import Stage, Visit
from game.sim.level.why import Counterexample, WrongAnswer
from game.sim.start import DEFAULT_SEED


class PlayState:
    """What actions are judged by and what they change. `written` is the level as its file says it, `level` has the deal
    on its table that `seed` draws; the seed shuffles the choices of the why-question too, and `mistaken` is the wrong
    one taken in this visit. `result` is that of the try on screen, `results` are those of all tries of the stay. `log`
    holds everything the player did that made a difference. `foreseen` says that the course of what was predicted is on
    screen."""

    def __init__(self, level: Level, seed: int = DEFAULT_SEED) -> None:
        self.written = level
        self.level = level.dealt(seed)
        self.seed = seed
        self.visit = Visit()
        self.result: Result | None = None
        self.results: list[Result] = []
        self.log: list[Action | Command] = []
        self.mistaken: int | None = None
        self.example: LevelSimulation | None = None
        self.foreseen = False
        self.kind = self._new_kind()

    def _new_kind(self) -> PlayKind:
        return kinds()[self.level.kind].play(self.level, self._stage, self._heard)

    @property
    def simulation(self) -> LevelSimulation:
        """The network on screen; another one after another net or patient was opened, or while a counterexample is
        shown."""
        return self.example or self.kind.simulation

    @property
    def last(self) -> Result | None:
        """What the last try came to."""
        return self.results[-1] if self.results else None

    @property
    def best(self) -> Result | None:
        """What the best try of the stay came to, the latest of several."""
        return max(reversed(self.results), key=lambda each: each.stars, default=None)

    @property
    def mistake(self) -> WrongAnswer | None:
        """What is behind the wrong answer to the why-question that was taken in this visit."""
        return None if self.mistaken is None else self.level.why.mistake(self.mistaken)

    @property
    def answering(self) -> Counterexample | None:
        """What answers a wrong answer with a network: the one to the why-question, or else the prediction."""
        if self.mistake and self.mistake.refuted:
            return self.mistake.refuted
        return self.level.prediction.computed.example if self.predicted_right is False else None

    @property
    def course_answers(self) -> bool:
        """Whether a wrong prediction is answered by its course, as no network answers anything."""
        computed = self.level.prediction.computed
        return self.answering is None and self.predicted_right is False and computed.has_course

    @property
    def answered_wrong(self) -> tuple[str, str]:
        """What `answering`, or a course, is about, an answer or a prediction, and its words."""
        made = self.visit.prediction
        if self.mistake and self.mistake.refuted:
            return "answer", self.mistake.text
        return "prediction", "" if made is None else self.level.prediction.choices[made].text

    def _stage(self) -> Stage:
        return self.visit.stage

    def _heard(self, command: Command) -> None:
        """A command of the player's is about to be carried out; those that only look are not worth a note."""
        if self.kind.changes(command):
            self.log.append(command)
            self.retry()
            self.kind.heard(command)

    # -- looking -----------------------------------------------------------------------------------------------------

    @property
    def covered(self) -> bool:
        """Whether what the level covers is hidden now."""
        return bool(self.level.covers) and self.visit.stage is not Stage.RESULT

    @property
    def predicted_right(self) -> bool | None:
        """Whether the prediction is what the simulation comes to; None as long as there is none."""
        made = self.visit.prediction
        return None if made is None else made == self.level.prediction.answer

    def progress(self) -> tuple[StarProgress, ...]:
        """How far each star is right now."""
        return self.result.progress if self.result else self._progress(ended=False)

    @property
    def in_reach(self) -> int:
        """The stars that this try comes to once the why-question is answered right."""
        return earned(self._progress(ended=True, why=True))

    @property
    def last_star_gone(self) -> bool:
        """Whether no further try of this visit can earn the last star: it would be one too many, the second hint was
        read, or the why-question was missed."""
        after = replace(self._evidence(), tries=self.visit.tries + 1)
        needs = (condition for star in self.level.stars for condition in star.needs)
        late = any(isinstance(each.measure, Tries) and each.lost(each.measure.measure(after)) for each in needs)
        return late or self.spent or self.visit.why_missed or self.visit.hints == len(self.level.hints)

    @property
    def spent(self) -> bool:
        """Whether no try is left with this deal."""
        return 0 < self.level.tries <= self.visit.tries and self.visit.stage is not Stage.RUNNING

    def set_up_refusal(self) -> str | None:
        """Why nothing can be set up for another try now."""
        if self.spent:
            return f"that was the last {self.level.noun} with these numbers: take new ones"
        return change_refusal(self.visit.stage)

    def why_order(self) -> tuple[int, ...]:
        """The order in which the choices of the why-question are shown, shuffled anew for each visit."""
        generator = np.random.default_rng([self.seed, self.visit.number])
        return tuple(generator.permutation(len(self.level.why.choices)).tolist())

    def hints(self) -> tuple[str, ...]:
        """The hints read so far."""
        return self.level.hints[: self.visit.hints]

    # -- what actions do ---------------------------------------------------------------------------------------------

    def now(self, **fields: Any) -> None:
        """The visit goes on with these `fields`."""
        self.visit = msgspec.structs.replace(self.visit, **fields)

    def unseen_refusal(self) -> str | None:
        """Why nothing can be done with the numbers of the next try, which have not been seen yet."""
        unseen = self.visit.stage is Stage.RESULT and self.deals_each_try
        return f"the next {self.level.noun} has new numbers: press Retry first" if unseen else None

    @property
    def deals_each_try(self) -> bool:
        """Whether the next try will have numbers of its own."""
        return bool(self.level.deal and self.level.deal.each_try)

    def retry(self) -> None:
        """Back to the controls if there is a result; with other numbers where every try has its own."""
        if self.visit.stage is not Stage.RESULT:
            return
        self.result = self.example = None
        self.foreseen = False
        self.now(stage=Stage.READY, why_due=False)
        if self.deals_each_try and isinstance(self.level, DealtLevel):
            self.deal_anew(self.level.table)
        else:
            self.kind.again()

    def deal_anew(self, before: Dealt | None = None) -> None:
        """Put the next deal on the table, that of the try after `before` or of a new visit."""
        self.now(deals=self.visit.deals + 1)
        self.level = self.written.dealt(self.seed, self.visit.deals, before)
        self.kind = self._new_kind()

    def visit_anew(self) -> None:
        """A new visit, with a new deal; what was predicted and won stays."""
        old = self.visit
        self.result = self.mistaken = self.example = None
        self.foreseen = False
        self.visit = Visit(
            stage=Stage.READY,
            prediction=old.prediction,
            stars=old.stars,
            number=old.number + 1,
            deals=old.deals,
            failed=old.failed,
            earlier_tries=old.earlier_tries + old.tries,
        )
        self.deal_anew()

    def show_solved(self) -> None:
        """Set up what would have won, and let it run; the result stays that of the last try."""
        drawer = self.level.deal
        if drawer is None or not isinstance(self.level, DealtLevel):
            return
        self.example, self.foreseen = None, False
        self.kind.again()
        for action in drawer.solution(self.level.table):
            self.kind.carry_out(action)
        self.kind.begin()
        self.kind.finish()
        self.now(solved=True)

    def show_example(self) -> None:
        """Put the network that refutes the wrong answer on screen, at the end of its training and on the sample that
        is told of, or the course of what was predicted; or take it away."""
        self.foreseen = self.course_answers and not self.foreseen
        shown, self.example = self.example, None
        refuted = self.answering
        if shown is not None or refuted is None:
            return
        start, epochs = refuted.played(self.level.own_start)
        self.example = LevelSimulation(start, example_refusal, lambda _: None, max(epochs, MOST_LEVEL_EPOCHS))
        if epochs:
            self.example.carry_out(Step("epoch", epochs))
        if refuted.sample and start.settings.update == "epoch":  # else what comes before it would train the network
            self.example.carry_out(Step("sample", refuted.sample))

    def finish(self) -> None:
        """Let the run that is under way end at once."""
        if self.visit.stage is Stage.RUNNING:
            self.kind.finish()
            self.end()

    # -- judging -----------------------------------------------------------------------------------------------------

    def end(self) -> None:
        """The run is over: what it came to. The why-question may still add a star to it."""
        in_reach = self.in_reach
        self.now(
            stage=Stage.RESULT,
            why_due=in_reach > 0 and not self.visit.why_answered,
            failed=self.visit.failed + (0 if in_reach > self.visit.stars else 1),
        )
        self._judge()

    def judge_again(self) -> None:
        """Something was answered after the run: it may have earned one star more."""
        if self.result:
            self._judge()

    def _judge(self) -> None:
        evidence, progress = self._evidence(), self._progress(ended=True)
        stars = earned(progress)
        judged = Result(
            number=self.visit.tries,
            stars=stars,
            measures=measures(self.level.stars, evidence),
            progress=progress,
            epochs=evidence.epoch,
            decisive_epoch=self.kind.decisive_epoch,
            gained=stars > self.visit.stars_before,
        )
        self.results[len(self.results) - (self.result is not None) :] = [judged]
        self.result = judged
        self.now(stars=max(self.visit.stars, stars))

    def _evidence(self) -> Evidence:
        visit = self.visit
        return replace(self.kind.evidence(), tries=visit.tries, declared=visit.declared)

    def _progress(self, *, ended: bool, why: bool = False) -> tuple[StarProgress, ...]:
        """`why` supposes that the why-question was answered right."""
        answered = self.visit.why_right or (why and not self.visit.why_missed)
        extra = [Need(WHY, None, None, answered, self.visit.why_missed)]
        if self.visit.hints == len(self.level.hints):
            extra.append(Need(NO_SECOND_HINT, None, None, False, True))
        return star_progress(self.level.stars, self._evidence(), self.level.noun, extra=extra, ended=ended)


def example_refusal(command: Command) -> str | None:
    """Why a counterexample, which is only looked at, cannot be changed by `command`."""
    return None if isinstance(command, LOOKING + MOVING) else "this network is only shown: go back to change your own"
