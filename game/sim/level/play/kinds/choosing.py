"""Choosing: cards for places, cells of a table, words for runs and patients; what was looked into before is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations

from game.sim.level.actions import Action, Answer, AnswerValue, OpenCase
from game.sim.level.boards.choices import Board, ChoiceDeal, OpenPlace
from game.sim.level.evidence import Evidence
from game.sim.level.level import DealtLevel, Level
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.metrics.cured import Cured
from game.sim.level.play.kinds.kind import KindEntry, Move, PlayKind
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage

EPOCHS_A_FRAME = 32
"""How far the runs that show what was right go in one frame, together some milliseconds."""
CURED_BELOW = 0.4
"""A run has come right when every |a − y| is below this at its end."""


class NoBoard(Board):
    """Nothing is dealt."""


class Choosing(PlayKind):
    """`chosen` holds what stands in each place, `looked` the looks taken so far, `marks` what the last try found right,
    and `runs` what is trained after it."""

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        super().__init__(level, stage, listener)
        self.deal = _choices(level)
        self.chosen: dict[str, AnswerValue] = {}
        self.looked: tuple[str, ...] = ()
        self.marks: dict[str, bool] = {}
        self.runs: dict[str, MeasuredRun] = {}
        self._cures = any(isinstance(need.measure, Cured) for star in level.stars for need in star.needs)

    answers_ahead = True

    @property
    def watchable(self) -> tuple[Stage, ...]:
        """Time stands still: what is trained is shown by the board."""
        return ()

    @property
    def looks_left(self) -> int:
        """How many looks may still be taken."""
        return (self.deal.most_looks or len(self.deal.looks)) - len(self.looked)

    def unready(self) -> str | None:
        empty = next((place for place in self.deal.places if not place.full(self.chosen.get(place.name))), None)
        return f"{empty.label} is still open" if empty else None

    def ready_with(self, answer: Answer) -> bool:
        """Whether nothing is open any more once `answer` is given."""
        place = self._place(answer.name)
        if place is None or self.refusal(answer):
            return False
        chosen = {**self.chosen, answer.name: place.taken(answer.value)}
        return all(each.full(chosen.get(each.name)) for each in self.deal.places)

    def begin(self) -> None:
        self.marks = {place.name: place.accepts(self.chosen.get(place.name)) for place in self.deal.places}
        self.runs = {name: MeasuredRun(*run) for name, run in self.deal.runs(self.chosen).items()}

    def advance(self) -> None:
        for run in self.runs.values():
            run.extend(run.reached + EPOCHS_A_FRAME)

    @property
    def over(self) -> bool:
        return all(run.complete for run in self.runs.values())

    @property
    def ends(self) -> dict[str, MeasuredRun]:
        """The runs, trained to their end: once the try is over they are whole whenever they are looked at."""
        for run in self.runs.values():
            run.extend(run.budget)
        return self.runs

    def again(self) -> None:
        self.marks, self.runs = {}, {}

    def evidence(self) -> Evidence:
        """Nothing is measured of what is only filled in."""
        right = frozenset(name for name, mark in self.marks.items() if mark)
        cured = sum(map(_came_right, self.ends.values())) if self.marks and self._cures else None
        found = self.found(right=right, cured=cured, looks=len(self.looked))
        return replace(found, answers=self.chosen if self.marks else {})

    def space(self) -> tuple[Move, ...]:
        return tuple(Move(partial(Answer, place.name), _tried(place)) for place in self.deal.places)

    # -- what the player does ----------------------------------------------------------------------------------------

    def refusal(self, action: Action) -> str | None:
        if isinstance(action, Answer):
            place = self._place(action.name)
            names = ", ".join(each.name for each in self.deal.places)
            return place.refusal(action.value) if place else f"there is no '{action.name}': there are {names}"
        if isinstance(action, OpenCase):
            return self._look_refusal(action.name)
        return super().refusal(action)

    def _look_refusal(self, name: str) -> str | None:
        problem = self.deal.look_refusal(name)
        if problem or name in self.looked:
            return problem
        if self._stage() is not Stage.READY:
            return "predict first" if self._stage() is Stage.PREDICTING else "what was hidden is shown now"
        return None if self.looks_left else f"all {self.deal.most_looks} are used"

    def carry_out(self, action: Action) -> None:
        if isinstance(action, Answer):
            self._fill(action)
        elif isinstance(action, OpenCase):
            if action.name not in self.looked:
                self.looked = (*self.looked, action.name)
        else:
            super().carry_out(action)

    def _fill(self, action: Answer) -> None:
        place = self._place(action.name)
        value = place.taken(action.value) if place else None
        if value is None:
            self.chosen.pop(action.name, None)
        else:
            self.chosen = {**self.chosen, action.name: value}

    def _place(self, name: str) -> OpenPlace | None:
        return self.deal.place(name)


def _choices(level: Level) -> ChoiceDeal:
    """What is dealt; nothing where the level's deal is of another kind."""
    if isinstance(level, DealtLevel) and isinstance(level.table, ChoiceDeal):
        return level.table
    return ChoiceDeal(nets=level.nets(0), places=(), board=NoBoard())


def _tried(place: OpenPlace) -> tuple[AnswerValue, ...]:
    """What may stand in `place`; of numbers some."""
    if place.numeric:
        return place.tried
    return place.options if place.takes == 1 else tuple(combinations(place.options, place.takes))


def _came_right(run: MeasuredRun) -> bool:
    return not run.diverged and bool(run.errors(run.reached).max() < CURED_BELOW)


KIND = KindEntry("choose", 5, Choosing, needs=("deal",))
