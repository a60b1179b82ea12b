"""Which files are offered to be opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.sim.engine.simulation import Simulation
from game.sim.files.replay import encoded
from game.sim.files.share_code import share_code
from game.sim.start import Start
from game.storage.openable_files import openable_files, typed_path
from tests.support.saved import whole_session


def test_sessions_codes_and_data_are_found_by_their_first_bytes_newest_first(tmp_path: Path) -> None:
    one, two = tmp_path / "Downloads", tmp_path / "Desktop"
    one.mkdir()
    two.mkdir()
    session = encoded(whole_session(Simulation()))
    contents = {
        one / "x (1).json": session,
        one / "other.json": b'{"a": 1}',
        one / "mail.txt": f"try this: {share_code(Start(seed=9))}".encode(),
        one / "notes.txt": b"nothing here",
        one / "picture.png": session,
        two / "Iris.CSV": b"a,b\n1,2\n",
        two / "broken.json": b"\xff\xfe",
    }
    for age, (path, data) in enumerate(contents.items()):
        path.write_bytes(data)
        os.utime(path, (1000 - age, 1000 - age))
    (one / "folder.json").mkdir()
    found = openable_files([one, two, tmp_path / "none"])
    assert [file.name for file in found] == ["x (1).json", "mail.txt", "Iris.CSV"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ('"/a b/c.json"', "/a b/c.json"),
        ("'/a/c.json' ", "/a/c.json"),
        ("file:///a%20b/c.json", "/a b/c.json"),
        ("plain.json", "plain.json"),
    ],
)
def test_a_path_is_taken_as_file_managers_give_it(typed: str, path: str) -> None:
    assert typed_path(typed) == Path(path)


def test_the_home_folder_may_be_told_in_short() -> None:
    assert typed_path("~/c.json") == Path.home() / "c.json"
