"""A level, as its file describes it: TOML in, a checked and frozen Level out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
import numpy as np
from msgspec import Meta

from game.sim.level.actions import Action
from game.sim.level.claim import Claim
from game.sim.level.controls import ROUNDING, Control
from game.sim.level.deals import Dealt, Drawer, any_drawer
from game.sim.level.filling import Fact, filled
from game.sim.level.level_parts import (
    MOST_LEVEL_EPOCHS,
    ContentPart,
    DrawnStarts,
    Medicine,
    Proof,
    Solution,
    Star,
    Text,
    Verdict,
)
from game.sim.level.predictions import Computation, any_computation
from game.sim.level.questions import Question, any_question
from game.sim.level.start_table import NamedStart, Net, StartTable
from game.sim.level.why import Counterexample, Why
from game.sim.network import Layers
from game.sim.start import Start

if TYPE_CHECKING:
    AnyComputation = Computation
    AnyQuestion = Question
    AnyDrawer = Drawer
else:
    AnyComputation = any_computation()
    AnyQuestion = any_question()
    AnyDrawer = any_drawer()

MOST_TRIES = 20
LensName = Literal["map", "curves", "path", "nudges"]
"""The lenses that levels may introduce: they only look."""
NotYet = Literal["slope", "delta", "locks", "samples", "card", "loss", "update"]
"""What a level can do without, as long as it has not been met: slopes, deltas and locks in the network; the list of the
samples with their losses; the numbers laid open; the names of the phases in which losses and new weights come."""


class Choice(ContentPart, frozen=True):
    """One choice of a prediction. It is right when the computed value `is` that word or number, or lies `from`
    (included) one number to `below` another; `thinks` is what whoever takes a wrong one takes for true."""

    text: Text
    thinks: str = ""
    exactly: float | str | None = msgspec.field(default=None, name="is")
    first: float | None = msgspec.field(default=None, name="from")
    below: float | None = None

    def __post_init__(self) -> None:
        if (self.exactly is None) == (self.first is None and self.below is None):
            raise ValueError("a choice has either is, or from and below (or one of them)")

    def fits(self, value: float | str) -> bool:
        """Whether the choice says that the computed value is `value`."""
        if isinstance(value, str) or isinstance(self.exactly, str):
            return self.exactly == value
        if self.exactly is not None:
            return abs(value - self.exactly) <= ROUNDING
        return (self.first is None or value >= self.first) and (self.below is None or value < self.below)


class Prediction(ContentPart, frozen=True):
    """Asked before the first run. `answer` counts the choices from 0; `computed` says how the simulation finds it, and
    `shows` tells what it found, with {value} in it, {percent}, or {choice}: the words of the choice that is right."""

    question: Text
    choices: Annotated[tuple[Choice, ...], Meta(min_length=2, max_length=5)]
    answer: Annotated[int, Meta(ge=0)]
    computed: AnyComputation
    shows: Text

    def choice_for(self, value: float | str) -> int | None:
        """The choice, counted from 0, that a computed `value` makes right; None if it fits none, or several."""
        fitting = [k for k, choice in enumerate(self.choices) if choice.fits(value)]
        return fitting[0] if len(fitting) == 1 else None

    def shown(self, value: float | str) -> str:
        """What the simulation found, in a sentence."""
        right = self.choice_for(value)
        words = {"{choice}": str(value) if right is None else self.choices[right].text}
        if isinstance(value, str):
            words["{value}"] = value
        else:
            words |= {"{value}": f"{value:,.4g}".replace("-", "−"), "{percent}": f"{value:.1%}"}
        sentence = self.shows
        for name, found in words.items():
            sentence = sentence.replace(name, found)
        return sentence


class Deal(ContentPart, frozen=True):
    """Nets that questions are asked about together; after a miss the next deal's come up."""

    nets: Annotated[tuple[Net, ...], Meta(min_length=1)]


class Level(ContentPart, frozen=True, kw_only=True):
    """One level. `epochs` is a run's budget (0 where nothing is trained); `button` and `noun` are what a try is called.
    `covers` names what stays hidden until a try: "outputs", "slope", "locks" (the slopes too) or "delta". `at_once`
    says how many parameters may differ from the start (0: any number). `lenses` are those that may be looked through,
    `not_yet` says what is left out of the screen, and `picture` names what is drawn below the network. `deal` draws
    what is on the table, `tries` says how many a visit has (0: any number); `kind` is one of the kinds of play, `play`
    what the file says to that kind alone.
    `was` is the level of the first edition that it comes from; `by_trying` says that it teaches by trying out, so that
    two stars may come by it."""

    id: Annotated[str, Meta(pattern=r"^[CL]\d\d$")]
    chapter: Annotated[int, Meta(ge=1, le=8)]
    title: Text
    kind: str
    was: Annotated[str, Meta(pattern=r"^(L\d\d)?$")] = ""
    play: dict[str, Any] = msgspec.field(default_factory=dict)
    deal: AnyDrawer | None = None
    tries: Annotated[int, Meta(ge=0, le=MOST_TRIES)] = 0
    by_trying: bool = False
    idea: Text
    goal: Text
    hints: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=2)]
    aha: Text
    misconception: Text
    button: Text
    noun: Text
    epochs: Annotated[int, Meta(ge=0, le=MOST_LEVEL_EPOCHS)] = 0
    covers: Literal["", "outputs", "slope", "locks", "delta"] = ""
    not_yet: tuple[NotYet, ...] = ()
    picture: str = ""
    at_once: Annotated[int, Meta(ge=0)] = 0
    lenses: tuple[LensName, ...] = ()
    start: StartTable = StartTable()
    controls: tuple[Control, ...] = ()
    prediction: Prediction
    stars: Annotated[tuple[Star, ...], Meta(min_length=3, max_length=3)]
    why: Why
    verdict: Verdict | None = None
    population: DrawnStarts | None = None
    deals: tuple[Deal, ...] = ()
    questions: tuple[AnyQuestion, ...] = ()
    patients: tuple[NamedStart, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    claim: Claim | None = None
    proof: Proof | None = None
    solutions: tuple[Solution, ...] = ()

    @property
    def own_start(self) -> Start:
        """What the level begins with before anything is touched: the first net or patient where it has some."""
        if self.patients:
            return self.patients[0].start()
        return self.nets(0)[0][1]

    @property
    def layers(self) -> Layers:
        """The network that it begins with."""
        return self.own_start.settings.layers

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What the deal on the table says of itself; nothing before one is drawn."""
        return {}

    def dealt(self, seed: int, number: int = 0, before: Dealt | None = None) -> Level:
        """The level with deal `number`, counted from 0, of the visit with `seed` on the table, and the deal's numbers
        in its texts; the level as it is if nothing is drawn in it. `before` is the deal of an earlier try in the same
        visit."""
        if self.deal is None:
            return self
        start, generator = self.start.start(), np.random.default_rng([seed, number])
        table = self.deal.draw_next(start, generator, before) if before else self.deal.draw(start, generator)
        own = {name: getattr(self, name) for name in Level.__struct_fields__}
        own["epochs"] = table.epochs or self.epochs
        return DealtLevel(**{name: with_facts(value, table.facts) for name, value in own.items()}, table=table)

    def nets(self, deal: int) -> tuple[tuple[str, Start], ...]:
        """Names and starts of the nets of a deal; deals come round again. The level's own, unnamed, if it has none."""
        if not self.deals:
            return (("", self.start.start()),)
        base = self.start.start().settings
        return tuple((net.name, net.start(base)) for net in self.deals[deal % len(self.deals)].nets)

    def control(self, name: str) -> Control | None:
        """The control of that name."""
        return next((control for control in self.controls if control.name == name), None)

    def question(self, name: str) -> Question | None:
        """The question of that name."""
        return next((question for question in self.questions if question.name == name), None)


class DealtLevel(Level, frozen=True, kw_only=True):
    """A level with a deal on its `table`."""

    table: Dealt

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.table.facts

    def nets(self, deal: int) -> tuple[tuple[str, Start], ...]:
        """Names and starts of the nets on the table; there is no other deal of this try."""
        return self.table.nets


WITH_TEXTS = (ContentPart, Question, Action, Control)
"""What has texts, or parts that have some."""


def with_facts(value: Any, facts: Mapping[str, Fact]) -> Any:
    """`value`, a part of a level or an action, with `facts` in its texts."""
    if isinstance(value, str):
        return filled(value, facts) if "{" in value else value
    if isinstance(value, tuple):
        new = tuple(with_facts(each, facts) for each in value)
        return value if all(a is b for a, b in zip(value, new, strict=True)) else new
    if not isinstance(value, WITH_TEXTS):
        return value
    if isinstance(value, Counterexample):  # what it says is of its own numbers, whatever the deal's are called
        own = {reading.name for reading in value.numbers}
        facts = {name: fact for name, fact in facts.items() if name not in own}
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    changed = {name: new for name, old in fields.items() if (new := with_facts(old, facts)) is not old}
    return msgspec.structs.replace(value, **changed) if changed else value
