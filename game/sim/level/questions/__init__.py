"""Questions about a net whose right answers the simulation computes, one kind a file; each file's QUESTION is found by
the registry."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from itertools import combinations, permutations
from typing import Annotated, Any, ClassVar, overload

import msgspec
import numpy as np
from msgspec import Meta

from game.sim.arithmetic.expression import UnreadableExpressionError, read_expression
from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.shown_net import ShownNet, shown_nets
from game.sim.level.actions import AnswerValue
from game.sim.level.filling import spelled_number
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.start_table import edge_problem
from game.sim.network import Edge, Layers, edge_label, find_edge
from game.sim.registry import Entry, types_of, union
from game.sim.start import Start

SLIP_NEAR = 0.02
"""How near, as a share of it, a wrong answer is to what comes out of a known mistake."""

__all__ = [
    "EdgeQuestion",
    "Entry",
    "NumberQuestion",
    "ParameterQuestion",
    "Question",
    "SampleQuestion",
    "any_question",
    "questions",
    "sample_names",
    "sample_problem",
]


class Question(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask", forbid_unknown_fields=True):
    """Base of all questions. `name` is what answers and conditions call it, `net` the net it is about (the level's own
    by default). `form` is the answer's: "number", "word" (one of `options`), "order" (all options in a row), "set"
    (those options that apply) or "table" (a word of `words` for each option). It opens once the question that it comes
    `after` is filled in."""

    name: Annotated[str, Meta(pattern="^[A-Za-z][A-Za-z0-9_]*$")]
    prompt: Annotated[str, Meta(min_length=1, max_length=200)]
    net: str = ""
    after: str = ""
    form: ClassVar[str] = "number"
    words: ClassVar[tuple[str, ...]] = ()
    slip_lines: ClassVar[int] = 0
    """How many lines on screen may be needed to say how one went wrong."""
    wanted: ClassVar[str] = "a number to four decimals"
    """What is to be typed where a number is asked for."""

    def problem(self, start: Start) -> str | None:
        """What in it does not fit the net that starts so."""
        return None

    def options(self, start: Start) -> tuple[str, ...]:
        """What there is to choose from; nothing for a number."""
        return ()

    def option_text(self, option: str, start: Start) -> str:
        """How the screen spells an option."""
        return option

    def spelt(self, answer: AnswerValue, start: Start) -> str:
        """How the screen spells an answer: a number to four decimals, a small one to three digits; of a table its
        words, in the order of the options."""
        if isinstance(answer, (int, float)):
            form = ".4f" if abs(answer) >= 0.01 or answer == 0.0 else ".3g"
            return spelled_number(float(answer), ",.0f" if float(answer).is_integer() else form)
        if isinstance(answer, dict):
            return ", ".join(answer.values())
        words = (answer,) if isinstance(answer, str) else answer
        return ", ".join(self.option_text(word, start) for word in words)

    def option_edge(self, option: str, layers: Layers) -> Edge | None:
        """The edge of the network that an option means; None if it means none."""
        return None

    def option_neuron(self, option: str, layers: Layers) -> tuple[int, int] | None:
        """Layer and unit of the neuron that an option means; None if it means none."""
        return None

    def edge_asked(self, layers: Layers) -> Edge | None:
        """The one weight or bias of which a number is asked, if it is one."""
        return None

    def neuron_asked(self, layers: Layers) -> tuple[int, int] | None:
        """Layer and unit of the one neuron of which a number is asked, if it is one."""
        return None

    def right(self, start: Start) -> AnswerValue:
        """The right answer about the net that starts so."""
        raise NotImplementedError

    def accepts(self, value: AnswerValue, start: Start) -> bool:
        """Whether `value` is a right answer about the net that starts so."""
        right = self.right(start)
        if self.form == "set" and not isinstance(value, (str, float, int)):
            return set(value) == set(right)  # type: ignore[arg-type]
        return value == right

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        """How one comes to the wrong `value`; None where that is not known."""
        return None

    def tried_out(self, start: Start) -> Sequence[AnswerValue]:
        """Answers that stand for all there are, for those who try without understanding: of words all, of numbers
        401 from minus to plus twice the right one, or twice 1 where that is more."""
        options = self.options(start)
        if self.form == "number":
            right = self.right(start)
            reach = max(1.0, abs(right)) if isinstance(right, (int, float)) else 1.0
            return [float(share * reach) for share in np.linspace(-2.0, 2.0, 401)]
        if self.form == "order":
            return list(permutations(options))
        if self.form == "set":
            return [some for count in range(len(options) + 1) for some in combinations(options, count)]
        if self.form == "table":
            return Tables(options, self.words)
        return options

    def taken(self, value: AnswerValue) -> AnswerValue:
        """What is filled in when `value`, which was not refused, is given as the answer."""
        return value

    def refusal(self, value: AnswerValue, start: Start) -> str | None:
        """Why `value` is no answer at all."""
        options = self.options(start)
        wanted = {
            "number": "a number",
            "word": f"one of {', '.join(options)}",
            "order": f"all of {', '.join(options)} in a row",
            "set": f"some of {', '.join(options)}",
            "table": f"{' or '.join(self.words)} for each of {', '.join(options)}",
        }[self.form]
        return None if self._fits(value, options) else f"the answer to {self.name} must be {wanted}"

    def _fits(self, value: AnswerValue, options: Sequence[str]) -> bool:
        if self.form == "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        if self.form == "word":
            return isinstance(value, str) and value in options
        if self.form == "table":
            return isinstance(value, dict) and set(value) == set(options) and set(value.values()) <= set(self.words)
        if isinstance(value, (str, float, int, dict)):
            return False
        some = set(value) <= set(options) and len(set(value)) == len(value)
        return some and (self.form == "set" or len(value) == len(options))


class Tables(Sequence[AnswerValue]):
    """Every way to give one of `words` to each of `options`, each made when it is asked for: there are many."""

    def __init__(self, options: Sequence[str], words: Sequence[str]) -> None:
        self._options, self._words = options, words

    def __len__(self) -> int:
        return int(len(self._words) ** len(self._options))

    @overload
    def __getitem__(self, place: int) -> AnswerValue: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[AnswerValue]: ...

    def __getitem__(self, place: int | slice) -> AnswerValue | Sequence[AnswerValue]:
        """The first option changes slowest. Raises IndexError."""
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        rest = range(len(self))[place]
        table = {}
        for option in reversed(self._options):
            rest, word = divmod(rest, len(self._words))
            table[option] = self._words[word]
        return {option: table[option] for option in self._options}


class NumberQuestion(Question, frozen=True, kw_only=True):
    """Base of questions for a number, which may be answered by an expression that comes to it. Right is what the digits
    on screen allow (`allowed`), or, where an estimate is enough, what is within `relative` times the right value."""

    slip_lines: ClassVar[int] = 2
    relative: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.0

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        """What comes out where one goes wrong in a way that is known, each with a sentence that says how."""
        return ()

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        found = self.taken(value)
        if not isinstance(found, (int, float)) or self.accepts(value, start):
            return None
        near = (words for slip, words in self.slips(start) if abs(found - slip) <= SLIP_NEAR * abs(slip) + 1e-9)
        return next(near, None)

    def allowed(self, net: ShownNet, right: float) -> Interval:
        """Between which numbers lies what can be worked out of `net`; the simulation finds `right`."""
        return Interval.exactly(right)

    def accepts(self, value: AnswerValue, start: Start) -> bool:
        right, found = self.right(start), self.taken(value)
        if not isinstance(found, (int, float)) or not isinstance(right, (int, float)):
            return False
        if abs(found - right) <= self.relative * abs(right):
            return True
        shown = self.asked_of(start)
        nets = shown_nets(MeasuredRun(shown, 0).batch(0), shown.settings)
        return any(self.allowed(net, right).holds(found) for net in nets)

    def asked_of(self, start: Start) -> Start:
        """The net whose numbers the answer is worked out of."""
        return start

    def taken(self, value: AnswerValue) -> AnswerValue:
        return read_expression(value) if isinstance(value, str) else value

    def refusal(self, value: AnswerValue, start: Start) -> str | None:
        if isinstance(value, str):
            try:
                read_expression(value)
            except UnreadableExpressionError as problem:
                return f"the answer to {self.name} must be a number, but {problem}"
            return None
        return super().refusal(value, start)


class ParameterQuestion(NumberQuestion, frozen=True, kw_only=True):
    """Base of questions for a number of the one weight or bias `edge`: its box stands there in the network."""

    edge: str

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    def edge_asked(self, layers: Layers) -> Edge:
        return find_edge(layers, self.edge)


@cache
def questions() -> dict[str, type[Question]]:
    """Every kind of question by name."""
    return types_of(sys.modules[__name__], "QUESTION")


def any_question() -> Any:
    """The union of all kinds, for decoding."""
    return union(questions().values())


class EdgeQuestion(Question, frozen=True, kw_only=True):
    """Base of questions whose options are edges of the network, spelled as it names them."""

    def option_text(self, option: str, start: Start) -> str:
        return edge_label(start.settings.layers, find_edge(start.settings.layers, option))

    def option_edge(self, option: str, layers: Layers) -> Edge | None:
        return find_edge(layers, option)


class SampleQuestion(Question, frozen=True, kw_only=True):
    """Base of questions whose options are the samples, spelled as their inputs: "(0, 1)"."""

    def problem(self, start: Start) -> str | None:
        names = sample_names(start)
        same = next((name for name in names if names.count(name) > 1), None)
        return None if same is None else f"{self.name} is about the samples, but two have the inputs {same}"

    def options(self, start: Start) -> tuple[str, ...]:
        return sample_names(start)

    def option_text(self, option: str, start: Start) -> str:
        row = start.dataset.inputs[sample_names(start).index(option)]
        return f"({', '.join(f'{x:g}' for x in row)})"


def sample_names(start: Start) -> tuple[str, ...]:
    """What the samples are called, by their inputs: "00", "01", "10", "11", or with a comma between longer numbers."""
    rows = [[f"{x:g}" for x in row] for row in start.dataset.inputs]
    comma = "," if any(len(x) > 1 for row in rows for x in row) else ""
    return tuple(comma.join(row) for row in rows)


def sample_problem(sample: int, start: Start) -> str | None:
    """Why the sample of that number, counted from 0, is none of the net that starts so."""
    count = start.dataset.samples
    return None if sample < count else f"sample is {sample}, but must be 0 to {count - 1}"
