"""A file's name made from what a person typed is one that any system takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.storage.atomic_files import write_atomically
from game.storage.file_names import LONGEST_FILE_NAME, file_name, free_path

DEVICES = [
    *("con", "prn", "aux", "nul", "CONIN$", "conout$"),
    *(f"{port}{k}" for port in ("Com", "LPT") for k in "123456789¹²³"),
]
RUBBISH = ["", " ", "..", "  . .. ", "<>|?*", "\0", "\ud800", "/" * 10_000, "." * 10_000, " " * 10_000]
LONG = ["x" * 10_000, "\U0001f9e0" * 10_000, "con." + "x" * 10_000, "a ." * 10_000, "\u1f82" * 10_000]
USUAL = ["data", "Iris (2)", "Übung 1 → δ", "李", "loss_1.5", "a-b", "console", "comma", "\U0001f9e0"]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize(
    "around", ["{}", " {} ", "{}.", "{} .", "{}.old", "{}. .x", "{} .tar.gz", "..{}", "{}:", "\t{}\n"]
)
def test_what_windows_takes_for_a_device_gets_a_word_before_it(device: str, around: str) -> None:
    name = file_name(around.format(device), "run")
    assert name.startswith(f"run {device}"), "and is still to be recognized"


@pytest.mark.parametrize("text", RUBBISH)
def test_where_nothing_is_left_the_kind_of_file_is_its_name(text: str) -> None:
    assert file_name(text, "film") == "film"


@pytest.mark.parametrize("text", USUAL)
def test_what_any_system_takes_stays_as_it_is(text: str) -> None:
    assert file_name(text, "data") == text


@pytest.mark.parametrize("text", ["x ", "x.", ". x ..", "  x. . ", "\nx\n", "/x/", "x\ud800", "x\x7f."])
def test_no_name_begins_or_ends_with_what_a_system_drops(text: str) -> None:
    assert file_name(text, "picture") == "x"


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_a_name_of_any_length_can_be_written_more_than_once(tmp_path: Path, text: str) -> None:
    name = file_name(text, "session")
    assert 0 < len(name) <= LONGEST_FILE_NAME
    assert name == name.strip(" .")
    for _ in range(2):
        write_atomically(free_path(tmp_path, name, ".glassbox.json"), b"{}")
    assert sorted(tmp_path.iterdir()) == sorted(tmp_path / f"{name}{number}.glassbox.json" for number in ("", "-2"))


@pytest.mark.parametrize("text", [*DEVICES, *RUBBISH, *LONG, *USUAL], ids=lambda text: repr(text[:20]))
def test_a_name_that_was_made_once_is_not_changed_again(text: str) -> None:
    once = file_name(text, "data")
    assert file_name(once, "data") == once
