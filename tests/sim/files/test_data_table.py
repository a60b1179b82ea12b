"""The table in which data are typed: rows and columns come and go, cells are pasted, mistakes keep their place."""

from __future__ import annotations

from functools import partial

import pytest

from game.sim.datasets import datasets
from game.sim.files.data_file import DataFileError
from game.sim.files.data_table import NAMES, DataTable, table_of

XOR = datasets()["xor"]


def table() -> DataTable:
    return table_of(XOR, XOR.targets)


def test_a_table_begins_with_the_data_and_gives_them_back() -> None:
    assert table().names == ("x1", "x2", "y")
    assert table().rows[1] == ("0", "1", "1")
    assert table().data("again").dataset.inputs == XOR.inputs
    assert table_of(XOR, (0.25, *XOR.targets[1:])).rows[0] == ("0", "0", "0.25")


def test_cells_rows_and_columns_come_and_go() -> None:
    changed = table().with_text(0, 1, " 0,5 ").with_text(NAMES, 0, "width").with_row(1).with_text(1, 0, "7")
    changed = changed.with_text(1, 1, "-1").with_text(1, 2, "1")
    assert changed.data("d").rows[:2] == ((0.0, 0.5, 0.0), (7.0, -1.0, 1.0))
    wider = changed.with_column(target=False).with_column(target=True)
    assert wider.names == ("width", "x2", "x1", "y", "y1")
    assert [wider.is_target(k) for k in range(5)] == [False, False, False, True, True]
    assert wider.without_column(2).without_column(3) == changed
    assert changed.without_row(1).without_row(0).rows == table().rows[1:]


def test_one_row_one_input_and_one_target_stay() -> None:
    small = DataTable(("x", "y"), (("1", "0"),))
    for taken, told in (
        (partial(small.without_row, 0), "one sample only"),
        (partial(small.without_column, 0), "one input only, and there must be 1 to 8"),
        (partial(small.without_column, 1), "one target only"),
    ):
        with pytest.raises(DataFileError, match=told):
            taken()


def test_there_are_eight_inputs_eight_targets_and_a_thousand_rows_at_most() -> None:
    wide = DataTable(("x", "y"), (("1", "0"),))
    for _ in range(7):
        wide = wide.with_column(target=False).with_column(target=True)
    assert len(wide.names) == 16
    assert wide.with_row(0).with_row(0).rows[0] == ("",) * 16
    for target, kind in ((False, "inputs"), (True, "targets")):
        with pytest.raises(DataFileError, match=f"there are 8 {kind} already"):
            wide.with_column(target=target)
    full = DataTable(("x", "y"), (("1", "0"),) * 1000)
    with pytest.raises(DataFileError, match="there are 1,000 samples already"):
        full.with_row(3)


def test_a_column_keeps_what_it_is_when_another_one_comes() -> None:
    table = DataTable(("a", "b", "c"), (("1", "2", "3"),)).with_column(target=True)
    assert table.names == ("a", "b", "y1", "y2")
    assert table.rows == (("1", "2", "3", ""),)


def test_a_spreadsheet_is_pasted_from_a_cell_on() -> None:
    pasted = table().pasted("0,25\t1\n0,5\t0\n9\t9", 2, 1)
    assert pasted.rows[2:] == (("1", "0,25", "1"), ("1", "0,5", "0"), ("", "9", "9"))
    assert len(pasted.rows) == 5


def test_lines_that_begin_with_names_take_the_place_of_everything() -> None:
    pasted = table().pasted("a;b;c;y\n1;2;3;0\n4;5;6;1", 3, 2)
    assert pasted.names == ("a", "b", "c", "y")
    assert pasted.data("d").rows == ((1.0, 2.0, 3.0, 0.0), (4.0, 5.0, 6.0, 1.0))


def test_too_many_rows_are_refused_and_nothing_changes() -> None:
    before = table()
    for many, row in (("1\n" * 1001, 0), ("1\n" * 998, 3), ("a\ty\n" + "1\t0\n" * 1001, 0)):
        with pytest.raises(DataFileError, match=r"that makes 1,001 samples, but there must be at most 1,000 samples"):
            before.pasted(many, row, 0)
    assert before == table()


def test_cells_beyond_the_last_column_are_refused_and_nothing_changes() -> None:
    before = table()
    told = r"line 2 of what is pasted has 3 values, but the table has 2 columns from the marked one on: \+ Input"
    with pytest.raises(DataFileError, match=told):
        before.pasted("1\t2\n3\t4\t5\n", 0, 1)
    assert before == table()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (table().with_text(2, 1, "two"), (4, 2, "(x2) is 'two', but must be a number")),
        (table().with_text(2, 2, ""), (4, 3, "(y) is empty, but must be a number")),
        (table().with_row(4), (6, 1, "(x1) is empty, but must be a number")),
        (table().with_row(1).with_text(4, 0, "two"), (3, 1, "(x1) is empty")),
        (table().with_text(NAMES, 1, "x1"), (1, 2, "is called 'x1' as one before it")),
        (table().with_text(NAMES, 1, ""), (1, 2, "is empty, but must be a name")),
    ],
)
def test_a_mistake_is_told_with_its_place(wrong: DataTable, told: tuple[int, int, str]) -> None:
    line, column, said = told
    with pytest.raises(DataFileError) as caught:
        wrong.data("d")
    assert f"line {line}, column {column} {said}" in str(caught.value)
    assert caught.value.place == (line, column)
