"""The student's own data as comma-separated values: a line of names, then a line for each sample.

Columns whose name begins with y are targets; if there is none, the last column is. Between values stands a comma, a
semicolon or a tab; numbers have a decimal point, or a comma where that does not stand between values. Every mistake is
told with its line and column and what is allowed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from game.sim.dataset import LONGEST_DATA_NAME, Dataset, OwnData, data_refusal, value_refusal
from game.sim.files.bounded_read import read_or_refuse
from game.sim.limits import MOST_COLUMNS, MOST_SAMPLES
from game.sim.quoting import as_seen, quoted, shortened

MOST_BYTES = 1_000_000
SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma"}
"""By the order in which the first line is searched for them."""
_NUMBER = re.compile(r"[+-]?(\d{1,40}([.,]\d{0,40})?|[.,]\d{1,40})([eE][+-]?\d{1,3})?", re.ASCII)
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"))
"""Byte-order marks, and how a file is written that begins with one."""


class DataFileError(ValueError):
    """Data that cannot be taken; the message says in one sentence what is wrong and where. `place` is the line and the
    column of the mistake, both counted from 1, if it is one value's."""

    def __init__(self, message: str, place: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        self.place = place


def read_data(path: Path) -> OwnData:
    """The data in the file at `path`. Raises DataFileError."""
    data = read_or_refuse(path, MOST_BYTES, DataFileError, "which no file of data has")
    try:
        return data_from(_decoded(data), _name(path.stem))
    except DataFileError as problem:
        raise DataFileError(f"{path}: {problem}") from None


def data_from(text: str, name: str = "Own data") -> OwnData:
    """The data that `text` holds, called `name`. Raises DataFileError."""
    if len(text) > MOST_BYTES:
        raise DataFileError(f"there are more than {MOST_BYTES:,} characters, which no data have")
    return data_of(_lines(text), name)


def data_of(numbered: Iterable[tuple[int, Sequence[str]]], name: str) -> OwnData:
    """The data called `name` whose names and samples are lines, each with its number. Raises DataFileError."""
    lines = iter(numbered)
    number, names = next(lines, (1, []))
    _check_names(number, names)
    rows = []
    for at, (number, values) in enumerate(lines):
        if at == MOST_SAMPLES:
            raise DataFileError(f"line {number}: there must be at most {MOST_SAMPLES:,} samples")
        rows.append(_row(number, values, names))
    inputs, targets = split_columns(names)
    order = (*inputs, *targets)
    data = OwnData(
        inputs=tuple(names[k] for k in inputs),
        targets=tuple(names[k] for k in targets),
        rows=tuple(tuple(row[k] for k in order) for row in rows),
        name=name,
    )
    refused = data_refusal(data)
    if refused:
        raise DataFileError(refused)
    return data


def rows_in(text: str) -> list[list[str]]:
    """The cells of `text`, such as a spreadsheet puts on the clipboard, line by line. Raises DataFileError."""
    if len(text) > MOST_BYTES:
        raise DataFileError(f"there are more than {MOST_BYTES:,} characters, which no data have")
    return [values for _, values in _lines(text)]


def split_columns(names: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which columns called `names` are inputs, and which targets."""
    targets = tuple(k for k, name in enumerate(names) if name[:1] in ("y", "Y")) or (len(names) - 1,)
    return tuple(k for k in range(len(names)) if k not in targets), targets


def written(data: OwnData) -> str:
    """`data` as a file holds them, with commas between values and decimal points. Where the rule for targets would
    take a column for what it is not, its name gets an x_ or y_ in front."""
    names = (*data.inputs, *data.targets)
    if split_columns(names)[1] != tuple(range(len(data.inputs), len(names))):
        inputs = [f"x_{name}" if name[:1] in ("y", "Y") else name for name in data.inputs]
        targets = [name if name[:1] in ("y", "Y") else f"y_{name}" for name in data.targets]
        names = tuple(name[:LONGEST_DATA_NAME] for name in (*inputs, *targets))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([number_text(value) for value in row] for row in data.rows)
    return text.getvalue()


def number_text(value: float) -> str:
    """`value` with all its digits, and no more: 0.1, or 2 for a whole number."""
    return f"{int(value)}" if value == int(value) else repr(value)


def data_in_words(dataset: Dataset) -> str:
    """What `dataset` holds, in words: "150 samples of 4 inputs and 1 target"."""
    inputs = len(dataset.inputs[0])
    counts = ((dataset.samples, "sample"), (inputs, "input"), (dataset.outputs, "target"))
    samples, inputs_word, targets = (f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts)
    return f"{samples} of {inputs_word} and {targets}"


def _name(stem: str) -> str:
    """What data are called that come from a file called `stem`."""
    return as_seen(stem)[:LONGEST_DATA_NAME].strip() or "Own data"


def _decoded(data: bytes) -> str:
    """Text as spreadsheets write it: UTF-8 or UTF-16 with or without a mark, or the older Windows code page."""
    encoding = next(name for mark, name in _MARKS if data.startswith(mark))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise DataFileError("it holds no text, but must hold comma-separated values")
    return text


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Number and values of every line that is not empty; empty columns at the end of the first line are no columns."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = next((mark for mark in SEPARATORS if mark in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    width = 0
    try:
        for row in reader:
            values = [as_seen(value) for value in row]
            while len(values) > width and not values[-1]:
                values.pop()
            if any(values):
                width = width or len(values)
                yield reader.line_num, values
    except csv.Error as problem:
        raise DataFileError(f"line {reader.line_num}: {shortened(str(problem))}") from None


def _check_names(number: int, names: Sequence[str]) -> None:
    """Raises DataFileError unless the first line names columns."""
    if len(names) < 2:
        words = ", ".join(SEPARATORS.values())
        raise DataFileError(
            f"line {number} has {len(names)} column{'' if len(names) == 1 else 's'}, but must name 2 or more, such as "
            f"x1,x2,y, with one of {words} between them"
        )
    if len(names) > 2 * MOST_COLUMNS:
        told = f"line {number} names {len(names):,} columns, but must name at most {MOST_COLUMNS} inputs and"
        raise DataFileError(f"{told} {MOST_COLUMNS} targets")
    for column, name in enumerate(names, start=1):
        if not name or len(name) > LONGEST_DATA_NAME or not name.isprintable() or _NUMBER.fullmatch(name):
            raise DataFileError(
                f"line {number}, column {column} is {_found(name)}, but must be a name of 1 to {LONGEST_DATA_NAME} "
                "characters that is no number: the first line names the columns",
                (number, column),
            )
        if name in names[: column - 1]:
            told = f"line {number}, column {column} is called {quoted(name)} as one before it"
            raise DataFileError(told, (number, column))
    inputs, targets = split_columns(names)
    for kind, columns in (("inputs", inputs), ("targets (columns whose name begins with y)", targets)):
        if not 1 <= len(columns) <= MOST_COLUMNS:
            raise DataFileError(f"line {number} names {len(columns)} {kind}, but must name 1 to {MOST_COLUMNS}")


def _row(number: int, values: Sequence[str], names: Sequence[str]) -> list[float]:
    if len(values) != len(names):
        short = "is empty" if len(values) < len(names) else f"is {quoted(values[len(names)])}"
        column = min(len(values), len(names)) + 1
        raise DataFileError(
            f"line {number}, column {column} {short}, but the line must have {len(names)} values: one for each name"
        )
    return [
        number_in(value, f"line {number}, column {at} ({name})", (number, at))
        for at, (value, name) in enumerate(zip(values, names, strict=True), start=1)
    ]


def number_in(text: str, where: str, place: tuple[int, int] | None = None) -> float:
    """The number that `text` writes, with a decimal point or comma. Raises DataFileError, which tells `where`."""
    plain = text.strip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(plain):
        raise DataFileError(f"{where} is {_found(text)}, but must be a number, such as 0.5 or -2", place)
    value = float(plain.replace(",", ".")) + 0.0
    refused = value_refusal(value)
    if refused:
        raise DataFileError(f"{where}: {refused}", place)
    return value


def _found(text: str) -> str:
    """What stands in a cell, as a sentence says it."""
    return quoted(text) if text.strip() else "empty"
