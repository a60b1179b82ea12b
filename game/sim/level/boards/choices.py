"""What there is to choose in a deal: places with what may stand in them and what is right, looks that can be taken
before, and what goes on afterwards so that one sees what was right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.sim.arithmetic.expression import UnreadableExpressionError, read_expression
from game.sim.arithmetic.interval import Interval
from game.sim.level.actions import AnswerValue
from game.sim.level.deals import Dealt
from game.sim.level.measured_run import MeasuredRun
from game.sim.start import Start

CLOSE_ENOUGH = 0.01
"""A number is right within the digits shown, or within this share of the true one."""
SMALL_NUMBERS = tuple(round(-0.3 + k * 0.0005, 4) for k in range(1201))
"""Where nothing else is said, those that are tried by who does not understand."""


@dataclass(frozen=True, kw_only=True)
class OpenPlace:
    """Something to fill in, called `label` in sentences: `takes` so many different words of `options`, or a number if
    there are none. Of one word any of `right` is right; of several, all of them; a number, if one of `allowed` holds it
    or it is within 1 % of `value`. `tried` are numbers that stand for all, for those who try without understanding."""

    name: str
    label: str
    options: tuple[str, ...] = ()
    takes: int = 1
    right: tuple[str, ...] = ()
    value: float = 0.0
    allowed: tuple[Interval, ...] = ()
    tried: tuple[float, ...] = SMALL_NUMBERS

    @property
    def numeric(self) -> bool:
        """Whether a number is asked for."""
        return not self.options

    def refusal(self, value: AnswerValue) -> str | None:
        """Why `value` cannot stand there."""
        if self.numeric:
            return self._number_refusal(value)
        words = _words(value)
        known = words is not None and set(words) <= set(self.options) and len(set(words)) == len(words) <= self.takes
        if known:
            return None
        shown = ", ".join(self.options) if len(self.options) <= 12 else f"{self.options[0]}, {self.options[1]}, …"
        return f"{self.label} takes {'one' if self.takes == 1 else f'up to {self.takes}'} of {shown}"

    def _number_refusal(self, value: AnswerValue) -> str | None:
        if isinstance(value, str):
            try:
                read_expression(value)
            except UnreadableExpressionError as problem:
                return str(problem)
            return None
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return None if number else f"{self.label} takes a number"

    def taken(self, value: AnswerValue) -> AnswerValue | None:
        """What stands there once `value`, which was not refused, is filled in; None where that is nothing."""
        if self.numeric:
            return read_expression(value) if isinstance(value, str) else value
        words = _words(value) or ()
        return None if not words else words[0] if self.takes == 1 else words

    def full(self, value: AnswerValue | None) -> bool:
        """Whether nothing is missing there."""
        return value is not None and (self.takes == 1 or len(_words(value) or ()) == self.takes)

    def accepts(self, value: AnswerValue | None) -> bool:
        """Whether what stands there is right."""
        if self.numeric:
            return isinstance(value, (int, float)) and self._holds(float(value))
        words = _words(value) if value is not None else None
        if words is None:
            return False
        return words[0] in self.right if self.takes == 1 and words else set(words) == set(self.right)

    def _holds(self, number: float) -> bool:
        near = abs(number - self.value) <= CLOSE_ENOUGH * abs(self.value)
        return near or any(each.holds(number) for each in self.allowed)

    @property
    def answer(self) -> AnswerValue:
        """One right answer, the first where there are several."""
        return self.value if self.numeric else self.right[0] if self.takes == 1 else self.right


def _words(value: AnswerValue) -> tuple[str, ...] | None:
    """`value` as words; None if it is something else."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (int, float, dict)):
        return None
    return tuple(value)


@dataclass(frozen=True, kw_only=True)
class Board:
    """Base of the pictures that panels draw of a deal of choices: what is shown before, and what afterwards."""


@dataclass(frozen=True, kw_only=True)
class ChoiceDeal(Dealt):
    """A deal whose `places` are to be filled. `looks` may be taken before, by name, at most `most_looks` of them (0:
    all); `board` is what the screen draws."""

    places: tuple[OpenPlace, ...]
    board: Board
    looks: tuple[str, ...] = ()
    most_looks: int = 0

    def place(self, name: str) -> OpenPlace | None:
        """The place of that name."""
        return next((each for each in self.places if each.name == name), None)

    def look_refusal(self, name: str) -> str | None:
        """Why that look can never be taken."""
        if name in self.looks:
            return None
        return "there is nothing to look into here" if not self.looks else f"there is no '{name}' to look into"

    def runs(self, answers: Mapping[str, AnswerValue]) -> dict[str, tuple[Start, int]]:
        """Networks that are trained once `answers` are given, so that one sees what becomes of them: each with so many
        epochs."""
        return {}

    def told(self, name: str, run: MeasuredRun) -> str:
        """What became of the run called `name`, so far."""
        return ""
