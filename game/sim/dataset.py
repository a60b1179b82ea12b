"""What a data set is: samples of real inputs and real targets, with names for the columns, in the order given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import msgspec

from game.sim.limits import LARGEST_VALUE, MOST_COLUMNS, MOST_SAMPLES
from game.sim.losses import losses
from game.sim.quoting import counted, in_full, quoted

Rows = tuple[tuple[float, ...], ...]

OWN = "own"
"""The scenario of a session whose data came from a file or were typed in."""
LONGEST_DATA_NAME = 40
"""Characters of a column's name, or of the data's own."""


@dataclass(frozen=True)
class Dataset:
    """Samples of one task, in the order given: `inputs` are n rows of as many values as there are input units;
    `targets` hold the values asked of the output units, all of sample 0 first, then all of sample 1, and so on, so that
    for one output they are n values. Without names, columns are called x1, x2, ... and y (y1, y2, ... if several).
    `regression` where values are to be hit, not one of two sides of 0.5."""

    name: str
    label: str
    order: int
    inputs: Rows
    targets: tuple[float, ...]
    input_columns: tuple[str, ...] = ()
    target_columns: tuple[str, ...] = ()
    regression: bool = False

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return len(self.inputs)

    @property
    def outputs(self) -> int:
        """Targets that each sample has."""
        return len(self.targets) // len(self.inputs)

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        """A name for each input, given or made up."""
        return self.input_columns or numbered("x", len(self.inputs[0]))

    @cached_property
    def target_names(self) -> tuple[str, ...]:
        """A name for each target, given or made up."""
        return self.target_columns or (("y",) if self.outputs == 1 else numbered("y", self.outputs))

    def own(self, targets: tuple[float, ...] | None = None) -> OwnData:
        """The same samples as data that a session carries along; `targets` in place of its own."""
        flat, k = targets or self.targets, self.outputs
        rows = tuple((*row, *flat[at * k : (at + 1) * k]) for at, row in enumerate(self.inputs))
        return OwnData(self.input_names, self.target_names, rows, self.label)


class OwnData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Data from a file or typed in: the names of the input columns and of the target columns, and a row for each sample
    with its inputs first and its targets after them. `name` is what they are called, such as their file's name."""

    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    rows: Rows
    name: str = "Own data"

    @property
    def dataset(self) -> Dataset:
        """These samples as a data set."""
        k = len(self.inputs)
        return Dataset(
            name=OWN,
            label=self.name,
            order=0,
            inputs=tuple(row[:k] for row in self.rows),
            targets=tuple(value for row in self.rows for value in row[k:]),
            input_columns=self.inputs,
            target_columns=self.targets,
        )


def numbered(letter: str, count: int) -> tuple[str, ...]:
    """`letter`1, `letter`2, ... as names of `count` columns."""
    return tuple(f"{letter}{k}" for k in range(1, count + 1))


def data_refusal(data: OwnData) -> str | None:
    """Why `data` cannot be learnt from, in one sentence; None when they can."""
    for kind, names in (("input", data.inputs), ("target", data.targets)):
        if not 1 <= len(names) <= MOST_COLUMNS:
            return f"there are {len(names)} {kind} columns, but there must be 1 to {MOST_COLUMNS}"
    names = (*data.inputs, *data.targets)
    for name in (*names, data.name):
        if not 1 <= len(name) <= LONGEST_DATA_NAME or not name.isprintable():
            return f"a name is {quoted(name)}, but must have 1 to {LONGEST_DATA_NAME} characters that can be printed"
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        return f"two columns are called {quoted(twice)}, but each needs a name of its own"
    if not 1 <= len(data.rows) <= MOST_SAMPLES:
        return f"there are {len(data.rows):,} samples, but there must be 1 to {MOST_SAMPLES:,}"
    for number, row in enumerate(data.rows, start=1):
        if len(row) != len(names):
            return f"sample {number} has {counted(len(row), 'number')}, but needs {len(names)}: one for each column"
        wrong = next((value for value in row if value_refusal(value)), None)
        if wrong is not None:
            return f"sample {number}: {value_refusal(wrong)}"
    return None


def value_refusal(value: float) -> str | None:
    """Why `value` cannot be an input or a target."""
    if math.isfinite(value) and abs(value) <= LARGEST_VALUE:
        return None
    return f"a value is {in_full(value)}, but must be a number from -{LARGEST_VALUE:,.0f} to {LARGEST_VALUE:,.0f}"


def targets_refusal(targets: tuple[float, ...], loss: str) -> str | None:
    """Why `targets` cannot be asked for under `loss`: some losses take them for probabilities."""
    wrong = next((found for value in targets if (found := value_refusal(value))), None)
    if wrong or not losses()[loss].targets_in_0_1:
        return wrong.replace("a value", "a target", 1) if wrong else None
    outside = next((value for value in targets if not 0.0 <= value <= 1.0), None)
    if outside is None:
        return None
    return f"a target is {in_full(outside)}, but must be 0 to 1 with the loss {loss}: mse takes any number"
