"""What the chain-rule card says, as data: boxes, rows, terms and lines, every number already a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.sim.network import Edge


@dataclass(frozen=True)
class Box:
    """One box of a row. `colour` names a field of `Palette`; a `struck` box is shown crossed out, with `value` saying
    why; a `dim` one holds a number that the current phase has not brought out yet."""

    title: str
    formula: str
    value: str
    colour: str
    hint: str = ""
    struck: bool = False
    dim: bool = False


@dataclass(frozen=True)
class Row:
    """Boxes with a sign between each two: "×" and "=", or "≈" where rounding shows."""

    boxes: tuple[Box, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One complaint w·δ of a backprop sum, or one part of the raw error: its `name` and its `text` in numbers."""

    name: str
    text: str


@dataclass(frozen=True)
class Terms:
    """How the first box came about: its terms, joined by `operator`, and what they give; `line` says it instead where
    it is no sum of them."""

    terms: tuple[Term, ...]
    operator: str
    sign: str
    result: str
    dim: bool = False
    line: str = ""


@dataclass(frozen=True)
class Words:
    """How it feels: `complaint` (loudness 0..1) under the first box, `listening` under the second; whether they have
    been `said` and `heard` yet."""

    complaint: str
    loudness: float
    listening: str
    deaf: bool
    said: bool = True
    heard: bool = True


@dataclass(frozen=True)
class Contribution:
    """One sample's δ × a, as one line of the mean."""

    sample: str
    delta: str
    source: str
    sign: str
    product: str
    hint: str


@dataclass(frozen=True)
class Update:
    """The update with the numbers put in: `line` reads "2.600 − 0.10 × 0.1140 = 2.589"; `whose` gradient it uses;
    `memory` is what the optimizer remembers of the weight, "v = 0.012", empty where it remembers nothing."""

    line: str
    whose: str
    hint: str
    dim: bool = False
    memory: str = ""


class NudgeVerdict(StrEnum):
    """What the nudge test says of the chain rule: the same; nothing, as the loss has a corner here, or as the weight is
    too large to be nudged; something else, which would be a mistake."""

    AGREES = "agrees"
    CORNER = "corner"
    LOST = "lost"
    DIFFERS = "differs"


@dataclass(frozen=True)
class NudgeLine:
    """What the nudge test gave: `value`, of the formula or of what the verdict has in its place; `dim` before
    the phases have brought out the gradient that it checks."""

    value: str
    verdict: NudgeVerdict
    hint: str
    dim: bool = False


@dataclass(frozen=True)
class ChainRule:
    """Everything the card says; `about` is the hover sentence of `heading`. `top` or `contributions` is the first part,
    `bottom` the second; there are so many contributions `more` than these. Without an `edge` the rows hold formulas
    only."""

    edge: Edge | None
    heading: str
    scope: str
    question: str
    bottom: Row
    symbol: str = ""
    about: str = ""
    top: Row | None = None
    terms: Terms | None = None
    words: Words | None = None
    contributions: tuple[Contribution, ...] = ()
    more: int = 0
    columns: tuple[str, str, str] = ("δ", "a", "δ·a")
    note: str = ""
    update: Update | None = None
    nudge: NudgeLine | None = None
