"""Data while they are typed: a table of texts, of which every state is kept until it can be used."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.sim.dataset import Dataset, OwnData
from game.sim.files.data_file import DataFileError, data_of, number_text, rows_in, split_columns
from game.sim.limits import MOST_COLUMNS, MOST_SAMPLES
from game.sim.quoting import as_seen

NAMES = -1
"""The row of the names."""
MOST_PASTED = 100
"""Columns that a table has at most after pasting: more than can be learnt from, so that one can take out what is too
much, and few enough to be shown."""


@dataclass(frozen=True)
class DataTable:
    """`names` of the columns and `rows` of texts, as many in each as there are names. Columns whose name begins with y
    are targets, or the last one if there is none."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; `NAMES` is the row of the names."""
        return self.names[column] if row == NAMES else self.rows[row][column]

    def is_target(self, column: int) -> bool:
        """Whether a column is one of targets."""
        return column in split_columns(self.names)[1]

    def with_text(self, row: int, column: int, text: str) -> DataTable:
        """The table with `text` in one cell."""
        if row == NAMES:
            return replace(self, names=_set(self.names, column, as_seen(text)))
        rows = list(self.rows)
        rows[row] = _set(rows[row], column, as_seen(text))
        return replace(self, rows=tuple(rows))

    def with_row(self, at: int) -> DataTable:
        """The table with another row at `at`, empty. Raises DataFileError where it is full."""
        if len(self.rows) >= MOST_SAMPLES:
            raise DataFileError(f"there are {MOST_SAMPLES:,} samples already, and there must be at most so many")
        return replace(self, rows=(*self.rows[:at], ("",) * len(self.names), *self.rows[at:]))

    def without_row(self, at: int) -> DataTable:
        """The table without row `at`. Raises DataFileError for the only one."""
        if len(self.rows) == 1:
            raise DataFileError("there is one sample only, and without any there is nothing to learn")
        return replace(self, rows=(*self.rows[:at], *self.rows[at + 1 :]))

    def with_column(self, *, target: bool) -> DataTable:
        """The table with another column, empty: the last target, or the last input. Raises DataFileError where there
        are as many as there may be."""
        inputs, targets = split_columns(self.names)
        if len(targets if target else inputs) >= MOST_COLUMNS:
            kind = "targets" if target else "inputs"
            raise DataFileError(f"there are {MOST_COLUMNS} {kind} already, and there must be at most so many")
        names = self.names
        if not any(name[:1] in ("y", "Y") for name in names):  # the last one is a target by its name from now on
            names = _set(names, len(names) - 1, _free("y", names))
        at = len(names) if target else len(names) - len(targets)
        if not target and set(targets) != set(range(at, len(names))):
            at = len(names)
        name = _free("y" if target else "x", names)
        rows = tuple((*row[:at], "", *row[at:]) for row in self.rows)
        return DataTable((*names[:at], name, *names[at:]), rows)

    def without_column(self, at: int) -> DataTable:
        """The table without column `at`. Raises DataFileError for the only input and the only target."""
        inputs, targets = split_columns(self.names)
        if len(targets if at in targets else inputs) == 1:
            kind = "target" if at in targets else "input"
            raise DataFileError(f"there is one {kind} only, and there must be 1 to {MOST_COLUMNS}")
        names = (*self.names[:at], *self.names[at + 1 :])
        return DataTable(names, tuple((*row[:at], *row[at + 1 :]) for row in self.rows))

    def pasted(self, text: str, row: int, column: int) -> DataTable:
        """The table with cells of a spreadsheet, or lines of a CSV, from a cell on; rows are added as they are needed.
        What begins with a line of names takes the place of everything. Raises DataFileError."""
        cells = rows_in(text)
        if not cells:
            return self
        width = max(map(len, cells))
        if width > 1 and not any(map(_like_number, cells[0])) and all(map(any, cells[:1])):
            _check_count(len(cells) - 1)
            if width > MOST_PASTED:
                told = f"that makes {width:,} columns, but there must be at most {MOST_COLUMNS} inputs and"
                raise DataFileError(f"{told} {MOST_COLUMNS} targets")
            data = tuple((*line, *("",) * (width - len(line))) for line in cells[1:])
            return DataTable((*cells[0], *("",) * (width - len(cells[0]))), data or (("",) * width,))
        _check_count(row + len(cells))
        table, room = self, len(self.names) - column
        for down, line in enumerate(cells):
            if len(line) > room:
                columns = f"{room} columns" if room > 1 else "1 column"
                raise DataFileError(
                    f"line {down + 1} of what is pasted has {len(line)} values, but the table has {columns} from the "
                    "marked one on: + Input and + Target add more"
                )
            if row + down >= len(table.rows):
                table = table.with_row(len(table.rows))
            for right, cell in enumerate(line):
                table = table.with_text(row + down, column + right, cell)
        return table

    def data(self, name: str) -> OwnData:
        """The data that it holds, called `name`. Raises DataFileError for what cannot be learnt from, with its line
        (the names are line 1) and column."""
        return data_of(enumerate((self.names, *self.rows), start=1), name)


def _check_count(samples: int) -> None:
    """Raises DataFileError for more samples than there may be."""
    if samples > MOST_SAMPLES:
        raise DataFileError(f"that makes {samples:,} samples, but there must be at most {MOST_SAMPLES:,} samples")


def table_of(dataset: Dataset, targets: tuple[float, ...]) -> DataTable:
    """The samples of `dataset` with `targets` in place of its own."""
    data = dataset.own(targets)
    return DataTable((*data.inputs, *data.targets), tuple(tuple(map(number_text, row)) for row in data.rows))


def _set(texts: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*texts[:at], text, *texts[at + 1 :])


def _free(letter: str, names: tuple[str, ...]) -> str:
    return next(name for k in range(1, 100) if (name := f"{letter}{k}") not in names)


def _like_number(text: str) -> bool:
    return text[:1] in "+-.,−0123456789" if text else False
