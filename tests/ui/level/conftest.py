"""Windows with a level of the road in them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.level_player import Enter, LevelPlayer


@pytest.fixture
def enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Open a window with the deal that the level's own scripts are for."""
    players: list[LevelPlayer] = []
    monkeypatch.setattr(time, "perf_counter_ns", lambda: LevelPlayer.time)

    def entered(level: str, size: str = "1024x640") -> LevelPlayer:
        players.append(LevelPlayer(tmp_path, level, "--size", size, "--seed", "3"))
        return players[-1]

    yield entered
    for player in players:
        player.leave()
