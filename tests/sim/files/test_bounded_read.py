"""No file is read beyond what it may have."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.sim.files.bounded_read import TooLargeError, read_at_most, read_or_refuse


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
