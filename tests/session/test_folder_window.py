"""Showing a folder in the system's file manager."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.session.folder_window import show_folder

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux does it")


@linux
def test_the_file_manager_is_asked_with_the_libraries_that_are_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], dict[str, Any]]] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: asked.append((command, options)))
    for name, value in (("DISPLAY", ":0"), ("LD_LIBRARY_PATH", "/app"), ("LD_LIBRARY_PATH_ORIG", "/own")):
        monkeypatch.setenv(name, value)
    assert show_folder(tmp_path)
    ((command, options),) = asked
    assert command == ["/usr/bin/xdg-open", str(tmp_path)]
    assert options["env"]["LD_LIBRARY_PATH"] == "/own"


@linux
@pytest.mark.parametrize("lacking", ["a program", "a display", "leave"])
def test_where_none_can_be_shown_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(shutil, "which", lambda name: None if lacking == "a program" else name)
    monkeypatch.setattr(subprocess, "Popen", refused)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", "" if lacking == "a display" else ":0")
    assert not show_folder(tmp_path)
