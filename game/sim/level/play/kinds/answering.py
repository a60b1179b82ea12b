"""Answering questions about nets: what is filled in is checked together, and a miss brings new numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from game.sim.commands import Command
from game.sim.level.actions import Action, OpenCase
from game.sim.level.answers import AnswerSheet
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.play.kinds.kind import KindEntry, PlayKind
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage


class Answering(PlayKind):
    """`deal` counts the numbers dealt so far, `marks` says which answers the last check found right, and `net` is the
    one that is shown."""

    answers_ahead = True
    deal = 0

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        super().__init__(level, stage, listener)
        self.net = level.nets(0)[0][0]
        self.marks: dict[str, bool] = {}
        self._misses: Counter[int] = Counter()

    @property
    def limit(self) -> int:
        """One step of gradient descent can be watched after a check."""
        return 1

    @property
    def revealed(self) -> bool:
        """Whether nothing is left to be found out about the net that is shown: a check has found all answers about it
        right, or some answer wrong, after which other numbers come up."""
        asked = {question.name for question in self.level.questions if question.net in ("", self.net)}
        return not all(self.marks.values()) or asked <= self.marks.keys()

    @property
    def watchable(self) -> tuple[Stage, ...]:
        return (Stage.RESULT,) if self.revealed else ()

    def moving_refusal(self, command: Command) -> str | None:
        if self._stage() is Stage.RESULT and not self.revealed:
            return "that would give away what is not answered yet"
        return super().moving_refusal(command)

    def unready(self) -> str | None:
        return None if self.sheet.filled else "answer something first"

    def begin(self) -> None:
        self.marks = self.sheet.marks()
        if not all(self.marks.values()):
            self._misses[self._numbers] += 1

    def again(self) -> None:
        if all(self.marks.values()):
            return
        if self.level.deals:
            self.deal += 1
        self.marks = {}
        self.sheet = AnswerSheet(self.level.questions, self.level.nets(self.deal))
        self._show(self.net)

    def evidence(self) -> Evidence:
        right = frozenset(name for name, mark in self.marks.items() if mark)
        return self.found(right=right, misses=self._misses[self._numbers])

    def refusal(self, action: Action) -> str | None:
        if not isinstance(action, OpenCase):
            return super().refusal(action)
        names = [name for name, _ in self.level.nets(self.deal)]
        return None if action.name in names else f"there is no net '{action.name}': there are {', '.join(names)}"

    def carry_out(self, action: Action) -> None:
        if isinstance(action, OpenCase):
            self._show(action.name)
        else:
            super().carry_out(action)

    @property
    def _numbers(self) -> int:
        """Which of the deals is on the table; they come round again."""
        return self.deal % max(1, len(self.level.deals))

    def _show(self, name: str) -> None:
        self.net = name
        self.simulation = self.simulate(dict(self.level.nets(self.deal))[name])


KIND = KindEntry("answer", 2, Answering, needs=("deals", "questions"), takes=("deals", "questions"))
