"""Levels in the student's own folder: a faulty one spoils nothing but itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.sim.campaign.own_levels import MOST_FILES, own_level, own_levels, problem_in_playing
from game.sim.level.level_file import read_level
from game.storage.level_shelf import LevelShelf
from tests.support.campaign_files import FIRST_EDITION

GOOD = FIRST_EDITION / "07-fifty-epochs.toml"
MANUAL = FIRST_EDITION / "03-the-deaf-neuron.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "levels"
    found.mkdir()
    return found


def put(folder: Path, name: str, old: str = "", new: str = "", level: Path = MANUAL) -> None:
    """A level of the game's own with one thing changed."""
    text = level.read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1) if old else text, "utf-8")


def test_a_level_dropped_into_the_folder_is_found_under_its_own_name(folder: Path) -> None:
    put(folder, "my first.toml")
    put(folder, "another.toml")
    found = own_levels(folder)
    assert [own.file for own in found] == ["another.toml", "my first.toml"]
    assert [own.name for own in found] == ["own/another", "own/my first"]
    assert all(own.level and own.level.id == own.name and not own.problem for own in found), "both say L03 inside"
    again = own_level(folder, "own/my first")
    assert again
    assert again.level == found[1].level
    assert own_level(folder, "own/none") is None
    assert own_level(folder, "L03") is None


def test_where_there_is_no_folder_there_are_no_levels(tmp_path: Path) -> None:
    assert own_levels(tmp_path / "levels") == ()
    assert own_level(tmp_path / "levels", "own/x") is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('kind = "manual"', 'kind = "dance"', "bad.toml: kind is 'dance', but must be one of "),
        ('title = "The deaf neuron"', "", "bad.toml: title is missing"),
        ("chapter = 2", "chapter = 99", "bad.toml: chapter is 99"),
        ('id = "L03"', 'id = "L03"\nid = "L04"', "bad.toml is no TOML file: "),
    ],
)
def test_a_faulty_file_is_answered_with_one_sentence_and_spoils_nothing(
    folder: Path, old: str, new: str, sentence: str
) -> None:
    put(folder, "bad.toml", old, new)
    put(folder, "good.toml")
    bad, good = own_levels(folder)
    assert bad.level is None
    assert bad.problem.startswith(sentence)
    assert "\n" not in bad.problem
    assert good.level is not None


def test_rubbish_folders_and_strange_names_are_told_too(folder: Path) -> None:
    (folder / "bytes.toml").write_bytes(bytes(range(256)))
    (folder / "folder.toml").mkdir()
    put(folder, f"{'n' * 70}.toml")
    problems = {own.file: own.problem for own in own_levels(folder)}
    assert "bytes.toml is no text in UTF-8: byte" in problems["bytes.toml"]
    assert "cannot be read" in problems["folder.toml"]
    assert "at most 60 characters" in problems[f"{'n' * 70}.toml"]
    assert all(own.level is None for own in own_levels(folder))


def test_more_files_than_anybody_makes_are_not_all_read(folder: Path) -> None:
    for k in range(MOST_FILES + 3):
        (folder / f"{k:04}.toml").write_text("x", "utf-8")
    found = own_levels(folder)
    assert len(found) == MOST_FILES + 1
    assert "only the first 200" in found[-1].problem


def test_a_level_must_keep_what_its_solutions_promise(folder: Path) -> None:
    put(folder, "7.toml", level=GOOD)
    level = read_level(folder / "7.toml")
    assert problem_in_playing(level, "7.toml") == ""
    put(folder, "8.toml", "value = 20 }", "value = 0.5 }", level=GOOD)
    told = problem_in_playing(read_level(folder / "8.toml"), "8.toml")
    assert told.startswith("8.toml: solutions[2].script: act 4 (why) is refused")
    put(folder, "9.toml", "value = 20 }", "value = 10 }", level=GOOD)
    told = problem_in_playing(read_level(folder / "9.toml"), "9.toml")
    measured = "measured are first_epoch_max_err_below_0.3 = 57, tries = 1"
    assert told == f"9.toml: solutions[2].stars is 3, but its script earns 2: {measured}"


def test_the_shelf_reads_in_the_background_and_again_when_asked(tmp_path: Path) -> None:
    shelf = LevelShelf(tmp_path)
    assert shelf.found() is None
    shelf.look()
    shelf.wait()
    assert shelf.found() == ()
    shelf.folder.mkdir()
    shutil.copy(MANUAL, shelf.folder / "mine.toml")
    shelf.look()
    shelf.wait()
    found = shelf.found()
    assert found
    assert found[0].level
    assert shelf.level("own/mine") == found[0].level
    assert shelf.level("own/yours") is None
    shelf.close()
