"""No file is read beyond what it may have."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from game.sim.files.bounded_read import TooLargeError, first_bytes, read_at_most, read_or_refuse
from game.sim.level.content_error import ContentError, content_of


class RefusedError(ValueError):
    """What the reader of such files raises."""


def test_a_file_may_have_so_many_bytes_and_not_one_more(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"1234")
    assert read_at_most(path, 4) == read_or_refuse(path, 4, RefusedError, "") == b"1234"
    with pytest.raises(TooLargeError, match="it has more than 3 bytes"):
        read_at_most(path, 3)
    with pytest.raises(RefusedError, match=r"x has more than 3 bytes, which no such file has$"):
        read_or_refuse(path, 3, RefusedError, "which no such file has")


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_at_most(tmp_path / "x", 3)
    with pytest.raises(RefusedError, match=r"x cannot be read \(No such file or directory\)$"):
        read_or_refuse(tmp_path / "x", 3, RefusedError, "")


def test_a_file_is_read_as_far_as_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"1234")
    assert [first_bytes(tmp_path / "x", most) for most in (0, 3, 4, 9)] == [b"", b"123", b"1234", b"1234"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes lie in folders there")
def test_nobody_waits_for_a_pipe_or_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")  # type: ignore[attr-defined, unused-ignore]
    for path in (tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(RefusedError, match=r" cannot be read \(it is a pipe or a device, not a file\)$"):
            read_or_refuse(path, 3, RefusedError, "")
        with pytest.raises(ContentError, match=r" cannot be read \(it is a pipe or a device, not a file\)$"):
            content_of(path)
    with pytest.raises(IsADirectoryError):
        read_at_most(tmp_path, 3)


def test_a_name_that_no_file_can_have_is_refused_with_a_sentence() -> None:
    with pytest.raises(RefusedError, match=r"cannot be read \(no name of a file has a NUL in it\)$"):
        read_or_refuse(Path("x\0"), 3, RefusedError, "")
