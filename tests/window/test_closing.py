"""A window that is closed says what it waits for, and leaves nothing that is half written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.window.game_window import CLOSING_SECONDS, STILL_WRITING
from tests.support.cockpit import Cockpit

SECONDS = 60.0
"""A table that takes so long is not waited for."""


@pytest.fixture
def saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], Cockpit]:
    """A window that saves a run which takes so many seconds to work out."""

    def window(seconds: float) -> Cockpit:
        def lines(*_: object) -> Iterator[str]:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                time.sleep(0.001)
                yield "0,0.125\n"

        monkeypatch.setattr("game.session.services.run_table", lines)
        cockpit = Cockpit(tmp_path)
        cockpit.lab.services.save_run()
        return cockpit

    return window


def test_what_is_still_written_is_waited_for_and_said(saving: Callable[[float], Cockpit], tmp_path: Path) -> None:
    window = saving(CLOSING_SECONDS + 0.2)
    before = window.picture()
    window.window.close()
    assert STILL_WRITING in window.window.notices.said
    assert window.picture() != before
    (table,) = tmp_path.rglob("*.csv")
    assert table.read_text().startswith("0,0.125\n")


def test_a_second_close_gives_up_a_long_table_and_leaves_nothing_of_it(
    saving: Callable[[float], Cockpit], tmp_path: Path
) -> None:
    window = saving(SECONDS)
    window.post(pygame.QUIT)
    began = time.monotonic()
    window.window.close()
    assert time.monotonic() - began < SECONDS / 2
    assert not list(tmp_path.rglob("*.csv*"))


def test_what_is_written_at_once_is_not_spoken_of(saving: Callable[[float], Cockpit]) -> None:
    window = saving(0.0)
    window.window.close()
    assert not window.window.notices.said
