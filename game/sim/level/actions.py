"""What a player of a level does, as frozen, serialisable Actions; beside the simulation's own Commands.

A script is a JSON list of both, each an object whose "do" says which, played in order by `--do FILE`:

    [{"do": "predict", "choice": 3},
     {"do": "turn", "control": "learning_rate", "value": 20},
     {"do": "run"},
     {"do": "why", "choice": 0}]

`predict`: `choice` counts the prediction's choices from 0. `turn`: a control and one of its values (the Commands `set`
and `parameter` do the same for settings and single parameters). `run`: RUN, TEST, COMMIT, CHECK or SUBMIT, whatever the
level calls it; a script waits for its end. `stop` gives a run up. `answer`: `value` is a number, a word, a list of
words or an object of words, as the question asks. `nudge`: push the weight of the net that is shown `by` so much.
`assign`: a medicine for a patient, taken from whoever has it; without one, what the patient has is taken away. `open`:
show another net or patient, or take a look. `place`: a line of a map, by `angle` (degrees towards its filled side) and
`offset` from the middle; or `impossible`. `feel`: see the loss a tenth of a weight away, `stride`: move both weights,
`bet`: say what will turn out. `declare`: the level's verdict.
`why`: `choice` 0 is the right one, 1, 2, ... the wrong ones in the file's order, however they are shuffled on screen.
`hint`: take the next one. `retry`: back to the controls. `deal`: a new visit, with new numbers. `solve`: after the last
try, see what would have won. `example`: see what refutes a wrong answer to the why-question.
"""

from __future__ import annotations

import msgspec

from game.sim.commands import AnyCommand

AnswerValue = float | str | tuple[str, ...] | dict[str, str]


class Action(msgspec.Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    """Base of all actions."""


class Predict(Action, frozen=True, tag="predict"):
    """Commit the prediction. It stands for the whole visit."""

    choice: int


class Turn(Action, frozen=True, tag="turn"):
    """Put a control to a value."""

    control: str
    value: float | str


class BeginTry(Action, frozen=True, tag="run"):
    """Run, test, commit, check or submit what has been set up."""


class Stop(Action, frozen=True, tag="stop"):
    """Give up the run that is under way; it counts."""


class Answer(Action, frozen=True, tag="answer"):
    """Fill in the answer to a question."""

    name: str
    value: AnswerValue


class Nudge(Action, frozen=True, tag="nudge"):
    """Push the first weight of the net that is shown by so much, and look at the loss."""

    by: float


class Assign(Action, frozen=True, tag="assign"):
    """Give a patient a medicine, taken from whoever has it (None: take away what the patient has)."""

    patient: str
    medicine: str | None = None


class OpenCase(Action, frozen=True, tag="open"):
    """Show a net or a patient."""

    name: str


class PlaceLine(Action, frozen=True, tag="place"):
    """Turn line number `line` (counted from 1) of a map to `angle`, move it to `offset`, or say whether the map is
    `impossible`; what is None stays as it is. `net` is the map that is open if nothing is said."""

    net: str = ""
    line: int = 1
    angle: float | None = None
    offset: float | None = None
    impossible: bool | None = None


class Feel(Action, frozen=True, tag="feel"):
    """Look what the loss would be with weight number `weight` (counted from 1) a tenth lower and a tenth higher."""

    weight: int


class Stride(Action, frozen=True, tag="stride"):
    """Move both weights at once, by `across` and `up`."""

    across: float
    up: float


class Bet(Action, frozen=True, tag="bet"):
    """Say beforehand what will turn out."""

    choice: str


class Declare(Action, frozen=True, tag="declare"):
    """Give the level's verdict."""


class AnswerWhy(Action, frozen=True, tag="why"):
    """Answer the why-question: 0 for the right choice, 1, 2, ... for the wrong ones in the file's order."""

    choice: int


class TakeHint(Action, frozen=True, tag="hint"):
    """Read the next hint."""


class Retry(Action, frozen=True, tag="retry"):
    """Back to the controls, with everything as it was set."""


class NewDeal(Action, frozen=True, tag="deal"):
    """A new visit, with new numbers where the level draws them."""


class ShowExample(Action, frozen=True, tag="example"):
    """See the network that refutes the wrong answer to the why-question; once more: the own one again."""


class ShowSolved(Action, frozen=True, tag="solve"):
    """See what would have won, after the last try."""


AnyAction = (
    Predict
    | Turn
    | BeginTry
    | Stop
    | Answer
    | Nudge
    | Assign
    | OpenCase
    | PlaceLine
    | Feel
    | Stride
    | Bet
    | Declare
    | AnswerWhy
    | TakeHint
    | Retry
    | NewDeal
    | ShowSolved
    | ShowExample
)
Act = AnyCommand | AnyAction
