"""Data as comma-separated values: what spreadsheets write is read, what is written is read again to the bit, and every
mistake is told with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.dataset import OwnData
from game.sim.datasets import datasets
from game.sim.files.data_file import MOST_BYTES, DataFileError, data_from, data_in_words, read_data, written

EXPECTED = (("width", "height"), ("y",), ((0.5, 2.0, 1.0), (-1.25, 3e-3, 0.0)))


def parts(data: OwnData) -> tuple[object, ...]:
    return data.inputs, data.targets, data.rows


@pytest.mark.parametrize(
    "text",
    [
        "width,height,y\n0.5,2,1\n-1.25,3e-3,0\n",
        "width;height;y\r\n0,5;2;1\r\n-1,25;0,003;0\r\n",
        "width\theight\ty\n0.5\t2\t1\n-1,25\t.003\t0",
        "\ufeffwidth,height,y\n\n0.5 , 2.0 ,1\n\n\u22121.25,3E-3,+0\n\n",
        'width,height,y,,\n"0,5",2,1,,\n-1.25,0.003,0\n',
        "y,width,height\n1,0.5,2\n0,-1.25,0.003\n",
    ],
    ids=["commas", "semicolons", "tabs", "mark, gaps and minus signs", "quotes and empty columns", "target first"],
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert parts(data_from(text)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_however_it_is_encoded(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "Blätter.csv"
    path.write_bytes("Länge;ziel\n1,5;0\n".encode(encoding))
    data = read_data(path)
    assert (data.name, *parts(data)) == ("Blätter", ("Länge",), ("ziel",), ((1.5, 0.0),))


def test_targets_are_the_columns_called_y_or_else_the_last() -> None:
    assert data_from("a,b,c\n1,2,3").targets == ("c",)
    assert data_from("a,Y1,b\n1,2,3").rows == ((1.0, 3.0, 2.0),)


NAMES = st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), min_size=2, max_size=8, unique=True)
NUMBERS = st.floats(-1e6, 1e6).map(lambda value: value + 0.0)


@given(NAMES, st.data())
def test_what_is_written_is_read_again_to_the_bit(names: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(*[NUMBERS] * len(names)), min_size=1, max_size=5))
    whole = OwnData(tuple(names[:-1]), (names[-1],), tuple(rows))
    again = data_from(written(whole))
    assert again.rows == whole.rows
    assert len(again.inputs) == len(whole.inputs)


def test_every_data_set_there_is_can_be_saved_and_read() -> None:
    for dataset in datasets().values():
        assert parts(data_from(written(dataset.own()))) == parts(dataset.own())
    assert data_in_words(datasets()["sine"]) == "40 samples of 1 input and 1 target"


WRONG = [
    ("", "line 1 has 0 columns, but must name 2 or more, such as x1,x2,y"),
    ("x\n1", "line 1 has 1 column, but must name 2 or more"),
    ("0,1,1\n1,1,0", "line 1, column 1 is '0', but must be a name of 1 to 40 characters that is no number"),
    ("a,,y\n1,1,0", "line 1, column 2 is empty, but must be a name"),
    ("a,a,y\n1,1,0", "line 1, column 2 is called 'a' as one before it"),
    ("y1,y2\n1,1", "line 1 names 0 inputs, but must name 1 to 8"),
    ("a,b,c,d,e,f,g,h,i,y\n", "line 1 names 9 inputs, but must name 1 to 8"),
    ("a,y\n", "there are 0 samples, but there must be 1 to 1,000"),
    ("a,b,y\n1,2,0\n1,zwei,0", "line 3, column 2 (b) is 'zwei', but must be a number"),
    ("a,b,y\n1,2,0\n1,2", "line 3, column 3 is empty, but the line must have 3 values"),
    ("a,b,y\n1,2,0,7", "line 2, column 4 is '7', but the line must have 3 values"),
    ("a,b,y\n0,5,1,2", "line 2, column 4 is '2', but the line must have 3 values"),
    ("a;y\n1.000,5;2", "line 2, column 1 (a) is '1.000,5', but must be a number"),
    ("a,y\nnan,1", "line 2, column 1 (a) is 'nan'"),
    ("a,y\n1,1e9", "line 2, column 2 (y): a value is 1,000,000,000, but must be a number from -1,000,000 to 1,000,000"),
    ("a,y\n" + "1,1\n" * 1001, "line 1002: there must be at most 1,000 samples"),
    ("a,y\n1,٣", "line 2, column 2 (y) is '٣'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), WRONG, ids=lambda value: value[:20].encode("unicode_escape").decode())
def test_a_mistake_is_told_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(DataFileError) as caught:
        data_from(text)
    assert sentence in str(caught.value)


def test_marks_that_cannot_be_seen_do_not_count() -> None:
    """As spreadsheets and web pages put them in: a space that keeps words together, one of no width, a joiner."""
    data = data_from("leaf\u00a0size,\u200bb\u200d, y\u202f\n1\u00a0,\u200b2,0\n")
    assert (data.inputs, data.targets, data.rows) == (("leaf size", "b"), ("y",), ((1.0, 2.0, 0.0),))


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    for content, sentence in (
        (b"a,y\0\n1,2", "it holds no text"),
        (b"x" * (MOST_BYTES + 1), "more than 1,000,000 bytes"),
    ):
        (tmp_path / "data.csv").write_bytes(content)
        with pytest.raises(DataFileError, match=sentence):
            read_data(tmp_path / "data.csv")
    with pytest.raises(DataFileError, match="cannot be read"):
        read_data(tmp_path)
