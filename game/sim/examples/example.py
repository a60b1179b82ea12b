"""A worked example, read from one TOML file: what to set up, and what the source prints, in the order it prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from game.sim.compatibility import misfit
from game.sim.dataset import LONGEST_DATA_NAME, OWN, OwnData
from game.sim.examples.quantity import Quantity, quantity
from game.sim.files.bounded_read import files_in
from game.sim.level.content_error import ContentError, content_of, decode
from game.sim.network import Params, frozen
from game.sim.phases import Moment, sample_phases
from game.sim.quoting import counted
from game.sim.settings import Settings, changed
from game.sim.start import Start
from game.sim.start_check import check_start

SUFFIX = ".toml"
MOST_BYTES = 500_000
"""Of all examples together, more than a hundred times what one has: they are read while the student waits."""
KEPT = 100
"""Examples that need not be taken from their TOML again, at most."""
_PRINTED = re.compile(r"[+-]?(\d{1,12}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)
ShortText = Annotated[str, Meta(min_length=1, max_length=400)]
Name = Annotated[str, Meta(min_length=1, max_length=80)]


class PrintedValue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`printed` is what stands in the source, digit for digit, under the heading `part`; `of` says what it is a value
    of (see `quantity`), after `after` updates, on `sample` (by default the one whose turn it is). `exact` is the value
    by exact arithmetic. `opposite` where the source has it with the other sign. Where printed and exact differ, `why`
    says why."""

    of: str
    printed: str
    exact: float
    part: str = ""
    after: Annotated[int, Meta(ge=0, le=100_000)] = 0
    sample: Annotated[int, Meta(ge=0)] | None = None
    opposite: bool = False
    why: Annotated[str, Meta(max_length=200)] = ""

    @property
    def as_ours(self) -> float:
        """The printed number with the sign that it has here."""
        return -float(self.printed) if self.opposite else float(self.printed)

    @property
    def agrees(self) -> bool:
        """Whether it is the exact value, rounded to the digits that are printed."""
        return self.agrees_with(self.exact)

    def agrees_with(self, found: float) -> bool:
        """Whether it is `found`, rounded to the digits that are printed."""
        unit = float(Decimal(1).scaleb(int(Decimal(self.printed).as_tuple().exponent)))
        return abs(self.as_ours - found) <= 0.5000001 * unit

    def difference(self, found: float) -> str:
        """Why it is not what is `found` here: as its file says, or since its file takes another value for the exact
        one. Nothing where there is no difference that anyone could tell."""
        if self.agrees_with(found) == self.agrees:
            return self.why
        return f"the example's file says that {self.exact:.10g} is exact"


class ExampleData(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`inputs` and `targets` name the columns; a row holds its inputs first."""

    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`title` and `source` say what it is and who has published it, `where` at which place (a chapter, a page's
    address), `about` what is to be seen in it. `weights` and `biases` are shaped as in a parameter file; without
    `biases` the network has none. Samples are `data`, or those of `scenario`. `values` in the source's own order."""

    title: Name
    source: ShortText
    where: ShortText
    about: ShortText
    weights: tuple[tuple[tuple[float, ...], ...], ...]
    biases: tuple[tuple[float, ...], ...] | None = None
    scenario: str | None = None
    data: ExampleData | None = None
    settings: dict[str, Any] = msgspec.field(default_factory=dict)
    values: tuple[PrintedValue, ...]

    def __post_init__(self) -> None:
        if (self.data is None) == (self.scenario is None):
            raise ValueError("there must be either data or a scenario")
        if not self.weights or not all(layer and layer[0] for layer in self.weights):
            raise ValueError("weights must have a list for each layer, with a list of numbers for each neuron in it")
        _check_shape(self.weights, self.biases)
        start = self.start
        check_start(start)
        for number, value in enumerate(self.values, start=1):
            _check_value(f"values[{number - 1}]", value, start)

    @property
    def start(self) -> Start:
        """Where it begins. Raises ValueError for settings that are none, or make no sense together."""
        layers = (len(self.weights[0][0]), *(len(layer) for layer in self.weights))
        settings = msgspec.structs.replace(Settings(), layers=layers)
        given = dict(self.settings) if self.biases else {"biases": "none", **self.settings}
        for name, value in given.items():
            settings = changed(settings, name, value)
        refused = misfit(settings)
        if refused:
            raise ValueError(f"settings: {refused}")
        data = self.data and OwnData(
            self.data.inputs, self.data.targets, self.data.rows, self.title[:LONGEST_DATA_NAME]
        )
        return Start(
            scenario=OWN if data else str(self.scenario),
            settings=settings,
            params=Params(tuple(map(frozen, self.weights)), tuple(map(frozen, self._biases))).flat(),
            data=data or msgspec.UNSET,
        )

    @property
    def _biases(self) -> tuple[tuple[float, ...], ...]:
        return self.biases or tuple((0.0,) * len(layer) for layer in self.weights)

    def quantity(self, value: PrintedValue) -> Quantity:
        """What `value` is a value of."""
        return quantity(value.of, self.start.settings.layers)

    def moment(self, value: PrintedValue) -> Moment:
        """When `value` is to be seen."""
        start = self.start
        samples, settings = start.dataset.samples, start.settings
        epoch, sample = divmod(value.after, samples) if settings.update == "sample" else (value.after, 0)
        sample = sample if value.sample is None else value.sample
        phases = sample_phases(settings, samples, sample)
        return Moment(epoch, sample, self.quantity(value).shown_in(phases))


@dataclass(frozen=True)
class Shelf:
    """Examples by their ids, which are the names of their files, and what is wrong with files that are none."""

    examples: dict[str, Example]
    problems: tuple[str, ...] = ()


def read_shelf(folders: Iterable[Path]) -> Shelf:
    """The examples in `folders`, in the order of their names, folder by folder; a folder that is not there holds none,
    and a file that cannot be used is a problem told, no more."""
    examples: dict[str, Example] = {}
    problems: list[str] = []
    room = MOST_BYTES
    for folder in folders:
        for path in files_in(folder, f"*{SUFFIX}"):
            try:
                data = content_of(path)
                if len(data) > room:
                    raise ContentError(f"{path.name} is not read: all examples together may have {MOST_BYTES:,} bytes")
                room -= len(data)
                examples[path.stem] = _decoded(data, path.name)
            except ContentError as problem:
                problems.append(str(problem))
    return Shelf(examples, tuple(problems))


@lru_cache(KEPT)
def _decoded(data: bytes, file: str) -> Example:
    """The example that `data` are; the shelf is read whenever one is opened, and most files are as they were."""
    return decode(data, Example, file)


def _check_shape(
    weights: tuple[tuple[tuple[float, ...], ...], ...], biases: tuple[tuple[float, ...], ...] | None
) -> None:
    fan_in = len(weights[0][0])
    for layer, rows in enumerate(weights):
        if any(len(row) != fan_in for row in rows):
            raise ValueError(f"weights[{layer}] must have {counted(fan_in, 'number')} for each of its neurons")
        if biases is not None and (len(biases) != len(weights) or len(biases[layer]) != len(rows)):
            raise ValueError(
                f"biases[{layer}] must have {counted(len(rows), 'number')}, one for each neuron of weights[{layer}]"
            )
        fan_in = len(rows)


def _check_value(field: str, value: PrintedValue, start: Start) -> None:
    try:
        quantity(value.of, start.settings.layers)
    except ValueError as problem:
        raise ValueError(f"{field}.of: {problem}") from None
    if not _PRINTED.fullmatch(value.printed):
        raise ValueError(f"{field}.printed is '{value.printed[:40]}', but must be a number as it is printed")
    if value.sample is not None and value.sample >= start.dataset.samples:
        raise ValueError(f"{field}.sample is {value.sample}, but must be 0 to {start.dataset.samples - 1}")
    if not value.agrees and not value.why:
        raise ValueError(f"{field}: {value.printed} is printed where {value.exact:.10g} is exact: 'why' must say why")
