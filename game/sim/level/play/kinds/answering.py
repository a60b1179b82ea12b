"""Answering questions about nets: what is filled in is checked together, and a miss brings new numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from game.sim.commands import Command
from game.sim.level.answers import AnswerSheet
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.play.kinds.kind import KindEntry
from game.sim.level.play.kinds.one_net_shown import OneNetShown
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage


class Answering(OneNetShown):
    """A miss brings the next deal's numbers, for the same nets."""

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        super().__init__(level, stage, listener)
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

    @property
    def _numbers(self) -> int:
        """Which of the deals is on the table; they come round again."""
        return self.deal % max(1, len(self.level.deals))


KIND = KindEntry("answer", 2, Answering, needs=("deals", "questions"), takes=("deals", "questions"))
