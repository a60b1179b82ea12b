"""One exercise: what is given and asked, which answers are right, and what wrong ones say about who gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import NamedTuple

from game.sim.arithmetic.interval import DECIMALS, Interval, half_unit
from game.sim.backprop import run_batch
from game.sim.network import Edge, Params, params_from_flat
from game.sim.start import Start, params_of
from game.sim.trace import Trace

Given = dict[str, float | str | list[float]]

SAME_MISTAKE = 3.0
"""Half units of the last decimal within which a number is that typical wrong answer."""


class Shown(NamedTuple):
    """A quantity that stands in the picture: "a", "z", "slope", "sum" (what the loss or the next layer passes back),
    "delta" or "bias" of a unit of a `layer` counted from the inputs, "target" of an output; or, with a `source`,
    "gradient" or "after" (the weight after one step) of the weight that leads to the unit. What is `asked` is a
    question mark until it is answered."""

    what: str
    layer: int
    unit: int
    source: int | None = None
    asked: bool = False


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer, and the misconception that leads to it."""

    value: float | str
    misconception: str


@dataclass(frozen=True)
class Judgement:
    """How an answer was found; `mistake` is what it seems to come from, if that is known."""

    right: bool
    mistake: str = ""


@dataclass(frozen=True)
class Picture:
    """The network in which the exercise holds, on its one sample. `drawn` are the edges in the picture (all of them if
    there are none), `lit` those that it is about."""

    start: Start
    shows: tuple[Shown, ...]
    lit: tuple[Edge, ...] = ()
    drawn: tuple[Edge, ...] = ()

    @cached_property
    def trace(self) -> Trace:
        """Both passes of the sample, by the simulation."""
        dataset, settings = self.start.dataset, self.start.settings
        return run_batch(self.params, dataset.inputs, dataset.targets, settings).traces[0]

    @property
    def params(self) -> Params:
        """The network's weights and biases."""
        return params_from_flat(self.start.settings.layers, params_of(self.start))

    def value(self, shown: Shown) -> float:
        """What the simulation finds for a quantity in it."""
        trace, at = self.trace, shown.layer - 1
        if shown.source is not None:
            gradient = trace.gradient(Edge(at, shown.unit, shown.source))
            weight = float(self.params.weights[at][shown.unit, shown.source])
            return gradient if shown.what == "gradient" else weight - self.start.settings.learning_rate * gradient
        if shown.what == "a":
            return float(trace.a[shown.layer][shown.unit])
        if shown.what == "target":
            return float(trace.target[shown.unit])
        if shown.what == "bias":
            return float(self.params.biases[at][shown.unit])
        found = {"z": trace.z, "slope": trace.slope, "sum": trace.backprop_sum, "delta": trace.delta}[shown.what]
        return float(found[at][shown.unit])


@dataclass(frozen=True)
class Exercise:
    """`kind` and `seed` say which one it is. A number is right if it lies in `accepted`, rounded to so many
    `decimals`; a word if it is the `answer`, one of the `choices`. `steps` lead to the answer, `rule` is the formula
    they follow."""

    kind: str
    given: Given
    question: str
    answer: float | str
    rule: str
    steps: tuple[str, ...]
    picture: Picture
    accepted: Interval | None = None
    decimals: int = DECIMALS
    choices: tuple[str, ...] = ()
    wrong: tuple[Mistake, ...] = ()
    table: tuple[tuple[str, str], ...] = ()
    seed: int = 0

    def holds(self, answer: float | str) -> bool:
        """Whether `answer` is right."""
        if self.accepted is None or isinstance(answer, str):
            return answer == self.answer
        return self.accepted.holds(answer, self.decimals)

    def judged(self, answer: float | str) -> Judgement:
        """Whether `answer` is right, or else what it seems to come from."""
        if self.holds(answer):
            return Judgement(True)
        same = (mistake.misconception for mistake in self.wrong if self._same(mistake.value, answer))
        return Judgement(False, next(same, ""))

    def _same(self, mistake: float | str, answer: float | str) -> bool:
        if isinstance(mistake, str) or isinstance(answer, str):
            return mistake == answer
        return abs(mistake - answer) <= SAME_MISTAKE * half_unit(self.decimals)

    def with_mistakes(self, found: Sequence[tuple[float | str, str]]) -> Exercise:
        """With the typical wrong answers that are told apart from the right one and from each other."""
        kept: list[Mistake] = []
        for value, misconception in found:
            if self.holds(value) or any(self._same(mistake.value, value) for mistake in kept):
                continue
            kept.append(Mistake(value, misconception))
        return replace(self, wrong=tuple(kept))

    @property
    def telling(self) -> bool:
        """Whether enough wrong answers can be told apart for the exercise to be worth asking."""
        return len(self.wrong) >= (1 if self.accepted is None else 2)


def spelled(value: float, decimals: int = DECIMALS) -> str:
    """`value` as an exercise spells it, with at most so many decimals: "−1.5", "0.1875". Half a unit is rounded up,
    whichever way the machine's last bits fall."""
    exact = Decimal(repr(round(value, decimals + 6)))
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return ("0" if text in ("-0", "") else text).replace("-", "−")


def in_brackets(value: float, decimals: int = DECIMALS) -> str:
    """As `spelled`, a negative number in brackets, as after an operator."""
    text = spelled(value, decimals)
    return f"({text})" if value < 0 else text
