"""Numbers and words in boxes, all filled in before the button uncovers what is true.

What is given may be looked at, and a weight be nudged where the level has nudges; what is asked stays covered until the
try. A drawing, which the file names, shows what the student says, and then what is so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from game.sim import commands as c
from game.sim.level.actions import Action, Answer, AnswerValue, Nudge
from game.sim.level.evidence import Evidence
from game.sim.level.filling import filled
from game.sim.level.level import Level
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.kind import KindEntry, Move, PlayTable
from game.sim.level.play.kinds.one_net_shown import OneNetShown
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage
from game.sim.level.questions import Question
from game.sim.network import Edge
from game.sim.settings import checked
from game.sim.start import Start, params_of

DrawingName = Literal["nudges", "valley", "race", "floors", "two_losses", "one_edge", "who_hears", "one_step"]
"""What shows the student's answers and then the truth: one of `game/ui/level/drawings/`, one file each."""
FARTHEST = 2.0
"""How far from its place a weight may be nudged."""
DIGITS = 9
"""Decimals to which a nudged weight is kept, so that steps there and back end where they began."""


Shape = tuple[int, ...]


class GivenNumber(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of what is given: `label` and `value`, with the deal's facts in {braces}; of one `net` alone, if one is
    named."""

    net: str = ""
    label: Annotated[str, Meta(min_length=1, max_length=60)]
    value: Annotated[str, Meta(min_length=1, max_length=60)]


class BoxesTable(PlayTable, frozen=True, kw_only=True):
    """Which `drawing` is shown, what is `given` beside it, and by how much the first weight of a net may be nudged; of
    which shapes counts are shown as an `example`, and of which `afterwards`."""

    drawing: DrawingName
    given: tuple[GivenNumber, ...] = ()
    nudges: tuple[Annotated[float, Meta(gt=0.0, le=FARTHEST)], ...] = ()
    example: tuple[Shape, ...] = ()
    afterwards: tuple[Shape, ...] = ()

    def __post_init__(self) -> None:
        for shape in (*self.example, *self.afterwards):
            checked("layers", "-".join(map(str, shape)))


@dataclass(frozen=True)
class SeenLoss:
    """What was seen with the weight at `weight`: the output on the first sample, and the loss."""

    weight: float
    output: float
    loss: float


class Boxes(OneNetShown):
    """A try is over when the run, where the level has one, has come to its end."""

    table_type = BoxesTable
    table: BoxesTable

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        super().__init__(level, stage, listener)
        self.run: MeasuredRun | None = None
        self._readings: dict[str, dict[float, SeenLoss]] = {}
        self._places: dict[str, float] = {}
        self._corrections: dict[str, tuple[AnswerValue, tuple[str, ...]]] = {}

    # -- what is seen ------------------------------------------------------------------------------------------------

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """What is given: labels with their values."""
        facts = self.level.facts
        own = (each for each in self.table.given if each.net in ("", self.net))
        return tuple((filled(each.label, facts), filled(each.value, facts)) for each in own)

    @property
    def start(self) -> Start:
        """How the net that is shown begins."""
        return dict(self.level.nets(self.deal))[self.net]

    @property
    def home(self) -> SeenLoss:
        """What is seen with the weight of the net that is shown where it stands by itself."""
        return self._seen(params_of(self.start)[0])

    @property
    def here(self) -> SeenLoss:
        """What is seen with the weight where it has been nudged to."""
        return self._seen(self._places.get(self.net, params_of(self.start)[0]))

    @property
    def readings(self) -> Sequence[SeenLoss]:
        """What was seen of the net that is shown, by the weight."""
        here = self.here
        return sorted({here.weight: here, **self._readings[self.net]}.values(), key=lambda each: each.weight)

    def _seen(self, weight: float) -> SeenLoss:
        """What is seen with the weight there; found out once."""
        seen = self._readings.setdefault(self.net, {})
        if weight not in seen:
            moved = msgspec.structs.replace(self.start, params=(weight, *params_of(self.start)[1:]))
            run = MeasuredRun(moved, 0)
            seen[weight] = SeenLoss(weight, float(run.batch(0).traces[0].output[0]), run.losses[0])
        return seen[weight]

    def correction(self, name: str) -> tuple[str, ...]:
        """Of a wrong answer to the question called `name`, once the try is over: what is right, and how one comes to
        the wrong one, where that is known."""
        question = self.level.question(name)
        if question is None or self._stage() is not Stage.RESULT or self.marks.get(name, True):
            return ()
        given = self.sheet.filled[name]
        told = self._corrections.get(name)
        if told is None or told[0] != given:
            told = self._corrections[name] = (given, _corrected(question, given, self.sheet.start(question)))
        return told[1]

    @property
    def limit(self) -> int:
        return self.level.epochs

    @property
    def watchable(self) -> tuple[Stage, ...]:
        return ()

    def moving_refusal(self, command: c.Command) -> str | None:
        return "time moves with the try alone"

    # -- tries -------------------------------------------------------------------------------------------------------

    def unready(self) -> str | None:
        empty = [question for question in self.level.questions if question.name not in self.sheet.filled]
        if not empty:
            return None
        *most, last = sorted({question.net for question in empty})
        nets = f" (nets {', '.join(most)} and {last})" if most else f" (net {last})" if last else ""
        return f"fill in every box first: {len(empty)} {'is' if len(empty) == 1 else 'are'} empty{nets}"

    def begin(self) -> None:
        self.marks, self._corrections = self.sheet.marks(), {}
        self.run = MeasuredRun(self.set_up(), self.level.epochs)
        self.run.extend(self.level.epochs)
        if self.level.epochs:
            self.simulation.carry_out(c.Play())

    @property
    def over(self) -> bool:
        return self.run is not None and self._shown >= self.run.reached

    def finish(self) -> None:
        if self.run is None:
            return
        self.simulation.carry_out(c.Pause())
        missing = self.run.reached - self._shown
        if missing > 0:
            self.simulation.carry_out(c.Seek(self._shown))
            self.simulation.carry_out(c.Step("epoch", missing))

    def again(self) -> None:
        self.run, self.marks = None, {}
        self.load()

    @property
    def _shown(self) -> int:
        """The epoch up to which the screen has revealed the run."""
        return self.simulation.timeline.active.last_epoch

    def evidence(self) -> Evidence:
        """Nothing is measured of what is only filled in."""
        if self.run is None:
            return replace(self.found(), answers={})
        right = frozenset(name for name, mark in self.marks.items() if mark)
        return self.found(run=self.run, epoch=self.run.reached, right=right)

    def space(self) -> tuple[Move, ...]:
        answers = (
            Move(partial(Answer, question.name), question.tried_out(self.sheet.start(question)))
            for question in self.level.questions
        )
        return (*super().space(), *answers)

    # -- nudging -----------------------------------------------------------------------------------------------------

    def refusal(self, action: Action) -> str | None:
        if not isinstance(action, Nudge):
            return super().refusal(action)
        if not self.table.nudges:
            return "nothing can be nudged in this level"
        here, home = self.here.weight, self.home.weight
        if not abs(here + action.by - home) <= FARTHEST:
            return f"that is far enough: the slope is asked at w = {home:g}".replace("-", "−")
        return None

    def carry_out(self, action: Action) -> None:
        if not isinstance(action, Nudge):
            super().carry_out(action)
            return
        self._places[self.net] = round(self.here.weight + action.by, DIGITS)
        self._set(self.here.weight)

    def _show(self, name: str) -> None:
        super()._show(name)
        if name in self._places:
            self._set(self._places[name])

    def _set(self, weight: float) -> None:
        edge = Edge(0, 0, 0)
        self.simulation.carry_out(c.SetParameter(edge.layer, edge.target, edge.source, weight))


def _corrected(question: Question, given: AnswerValue, start: Start) -> tuple[str, ...]:
    """What is right in place of `given`, and how one comes to that, where it is known."""
    said = f"Right: {question.spelt(question.right(start), start)}."
    slip = question.slip(given, start)
    return (said, slip) if slip else (said,)


KIND = KindEntry("boxes", 5, Boxes, needs=("questions",), takes=("questions", "epochs"))
