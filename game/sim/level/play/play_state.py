"""Where a visit to a level stands: what was predicted, tried and won, and how a try is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from game.sim.commands import Command
from game.sim.level.actions import Action
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.metrics.tries import Tries
from game.sim.level.play.kinds import KINDS
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


class PlayState:
    """What actions are judged by and what they change. `seed` shuffles the choices of the why-question; `mistaken` is
    the wrong one taken after this try. `log` holds everything the player did that made a difference."""

    def __init__(self, level: Level, seed: int = 0) -> None:
        self.level = level
        self.seed = seed
        self.visit = Visit()
        self.result: Result | None = None
        self.best: Result | None = None
        self.log: list[Action | Command] = []
        self.mistaken: int | None = None
        self._asked = False
        self.kind = KINDS[level.kind](level, self._stage, self._heard)

    @property
    def simulation(self) -> LevelSimulation:
        """The network on screen; another one after another net or patient was opened."""
        return self.kind.simulation

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

    # -- what actions do ---------------------------------------------------------------------------------------------

    def now(self, **fields: Any) -> None:
        """The visit goes on with these `fields`."""
        self.visit = msgspec.structs.replace(self.visit, **fields)

    def retry(self) -> None:
        """Back to the controls if there is a result."""
        if self.visit.stage is Stage.RESULT:
            self.result = self.mistaken = None
            self.now(stage=Stage.READY, why_due=False)
            self.kind.again()

    def finish(self) -> None:
        """Let the run that is under way end at once."""
        if self.visit.stage is Stage.RUNNING:
            self.kind.finish()
            self.end()

    # -- judging -----------------------------------------------------------------------------------------------------

    def end(self) -> None:
        """The run is over: what it came to. The why-question may still add a star to it."""
        in_reach = self.in_reach
        self._asked = in_reach > 0 and not self.visit.why_right
        self.now(
            stage=Stage.RESULT,
            why_due=in_reach > 0 and not self.visit.why_right,
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
        self.result = Result(
            number=self.visit.tries,
            stars=stars,
            measures=measures(self.level.stars, evidence),
            progress=progress,
            epochs=evidence.epoch,
            decisive_epoch=self.kind.decisive_epoch,
            gained=stars > self.visit.stars_before,
        )
        if self.best is None or stars >= self.best.stars:
            self.best = self.result
        self.now(stars=max(self.visit.stars, stars))

    def _evidence(self) -> Evidence:
        visit = self.visit
        return replace(self.kind.evidence(), tries=visit.tries, declared=visit.declared)

    def _progress(self, *, ended: bool, why: bool = False) -> tuple[StarProgress, ...]:
        """`why` supposes that the why-question was answered right."""
        answered = self.visit.why_right or why
        missed = ended and self._asked and not answered and not self.visit.why_due
        extra = [Need(WHY, None, None, answered, missed)]
        if self.visit.hints == len(self.level.hints):
            extra.append(Need(NO_SECOND_HINT, None, None, False, True))
        return star_progress(self.level.stars, self._evidence(), self.level.noun, extra=extra, ended=ended)
