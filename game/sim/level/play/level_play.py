"""Playing a level: briefing, prediction, tries and results, without a screen or a clock.

The same level, seed and acts give the same states, however the screen reveals a run. A window calls `watch` once a
frame; a script lets each run end at once with `finish`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from game.sim.commands import Command
from game.sim.level import actions as a
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.metrics.tries import Tries
from game.sim.level.play.action_refusals import PlayView, refusal
from game.sim.level.play.kinds import BENCHES
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


class LevelPlay:
    """One visit to `level`. `seed` shuffles the choices of the why-question; `mistaken` is the wrong one taken after
    this try. `log` holds everything the player did that made a difference: `replayed` plays it again."""

    def __init__(self, level: Level, seed: int = 0) -> None:
        self.level = level
        self.seed = seed
        self.visit = Visit()
        self.result: Result | None = None
        self.best: Result | None = None
        self.log: list[a.Action | Command] = []
        self.mistaken: int | None = None
        self._asked = False
        self.bench = BENCHES[level.kind](level, lambda: self.visit.stage, self._heard)

    @property
    def simulation(self) -> LevelSimulation:
        """The network on screen; another one after another net or patient was opened."""
        return self.bench.simulation

    # -- what the player does ----------------------------------------------------------------------------------------

    def refusal(self, act: a.Action | Command) -> str | None:
        """Why `act` cannot be carried out now, in a sentence; None when it can."""
        if isinstance(act, Command):
            return self.simulation.refusal(act)
        return refusal(PlayView(self.level, self.visit, self.bench), act)

    def do(self, act: a.Action | Command) -> str | None:
        """Carry out `act`, or change nothing and return the sentence that says why not."""
        reason = self.refusal(act)
        if reason:
            return reason
        if isinstance(act, Command):
            self.simulation.apply(act)
            return None
        self.log.append(act)
        _HANDLERS[type(act)](self, act)
        return None

    def watch(self) -> bool:
        """Let a run that ticks do not drive go on, and notice that a run has ended; True the moment it has. To be
        called once a frame."""
        if self.visit.stage is not Stage.RUNNING:
            return False
        self.bench.advance()
        if not self.bench.over:
            return False
        self.finish()
        return True

    def finish(self) -> None:
        """Let the run that is under way end at once."""
        if self.visit.stage is Stage.RUNNING:
            self.bench.finish()
            self._end()

    def _heard(self, command: Command) -> None:
        """A command of the player's is about to be carried out; those that only look are not worth a note."""
        if self.bench.changes(command):
            self.log.append(command)
            self._retry()
            self.bench.heard(command)

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
        """Whether no further try of this visit can earn the last star: it would be one too many, or the second hint was
        read."""
        after = replace(self._evidence(), tries=self.visit.tries + 1)
        needs = (condition for star in self.level.stars for condition in star.needs)
        late = any(isinstance(each.measure, Tries) and each.lost(each.measure.measure(after)) for each in needs)
        return late or self.visit.hints == len(self.level.hints)

    def why_order(self) -> tuple[int, ...]:
        """The order in which the choices of the why-question are shown, shuffled anew after each miss."""
        generator = np.random.default_rng([self.seed, self.visit.why_missed])
        return tuple(generator.permutation(len(self.level.why.choices)).tolist())

    def hints(self) -> tuple[str, ...]:
        """The hints read so far."""
        return self.level.hints[: self.visit.hints]

    # -- carrying out ------------------------------------------------------------------------------------------------

    def _now(self, **fields: Any) -> None:
        self.visit = msgspec.structs.replace(self.visit, **fields)

    def _predict(self, act: a.Predict) -> None:
        self._now(prediction=act.choice, stage=Stage.READY)

    def _run(self, _act: a.Run) -> None:
        self._retry()
        self._now(stage=Stage.RUNNING, tries=self.visit.tries + 1, stars_before=self.visit.stars)
        self.bench.begin()

    def _stop(self, _act: a.Stop) -> None:
        self.bench.stop()
        self.finish()

    def _retry(self, _act: a.Retry | None = None) -> None:
        """Back to the controls if there is a result."""
        if self.visit.stage is Stage.RESULT:
            self.result = self.mistaken = None
            self._now(stage=Stage.READY, why_due=False)
            self.bench.again()

    def _on_the_bench(self, act: a.Action) -> None:
        if isinstance(act, a.Open):
            self.bench.carry_out(act)
        elif isinstance(act, a.Answer) and self.level.kind != "answer":
            self.bench.carry_out(act)
            self._judge_again()
        else:
            self._retry()
            self.bench.carry_out(act)

    def _declare(self, _act: a.Declare) -> None:
        self._now(declared=True)
        self._judge_again()

    def _answer_why(self, act: a.AnswerWhy) -> None:
        right = act.choice == 0
        self.mistaken = None if right else act.choice
        self._now(why_due=False, why_right=right, why_missed=self.visit.why_missed + (0 if right else 1))
        self._judge_again()

    def _take_hint(self, _act: a.TakeHint) -> None:
        self._now(hints=self.visit.hints + 1)

    # -- judging -----------------------------------------------------------------------------------------------------

    def _end(self) -> None:
        """The run is over: what it came to. The why-question may still add a star to it."""
        in_reach = self.in_reach
        self._asked = in_reach > 0 and not self.visit.why_right
        self._now(
            stage=Stage.RESULT,
            why_due=in_reach > 0 and not self.visit.why_right,
            failed=self.visit.failed + (0 if in_reach > self.visit.stars else 1),
        )
        self._judge()

    def _judge_again(self) -> None:
        """Something was answered after the run: it may have earned one star more."""
        if self.result:
            self._judge()

    def _judge(self) -> None:
        evidence, progress = self._evidence(), self._progress(ended=True)
        stars = earned(progress)
        self.result = Result(
            number=self.visit.tries,
            stars=stars,
            measures=measures(self.level.stars, evidence),
            progress=progress,
            epochs=evidence.epoch,
            decisive_epoch=self.bench.decisive_epoch,
            gained=stars > self.visit.stars_before,
        )
        if self.best is None or stars >= self.best.stars:
            self.best = self.result
        self._now(stars=max(self.visit.stars, stars))

    def _evidence(self) -> Evidence:
        visit = self.visit
        return replace(self.bench.evidence(), tries=visit.tries, declared=visit.declared)

    def _progress(self, *, ended: bool, why: bool = False) -> tuple[StarProgress, ...]:
        """`why` supposes that the why-question was answered right."""
        answered = self.visit.why_right or why
        missed = ended and self._asked and not answered and not self.visit.why_due
        extra = [Need(WHY, None, None, answered, missed)]
        if self.visit.hints == len(self.level.hints):
            extra.append(Need(NO_SECOND_HINT, None, None, False, True))
        return star_progress(self.level.stars, self._evidence(), self.level.noun, extra=extra, ended=ended)


def replayed(level: Level, acts: Iterable[a.Action | Command], seed: int = 0) -> LevelPlay:
    """`level` after `acts`, each run let to its end. Raises ValueError naming the act that is refused, and why."""
    play = LevelPlay(level, seed)
    for number, act in enumerate(acts, start=1):
        if not isinstance(act, a.Stop):
            play.finish()
        reason = play.do(act)
        if reason:
            raise ValueError(f"act {number} ({act.__struct_config__.tag}) is refused: {reason}")
    play.finish()
    return play


_HANDLERS: dict[type[a.Action], Callable[[LevelPlay, Any], None]] = {
    a.Predict: LevelPlay._predict,
    a.Turn: LevelPlay._on_the_bench,
    a.Run: LevelPlay._run,
    a.Stop: LevelPlay._stop,
    a.Answer: LevelPlay._on_the_bench,
    a.Assign: LevelPlay._on_the_bench,
    a.Open: LevelPlay._on_the_bench,
    a.Declare: LevelPlay._declare,
    a.AnswerWhy: LevelPlay._answer_why,
    a.TakeHint: LevelPlay._take_hint,
    a.Retry: LevelPlay._retry,
}
