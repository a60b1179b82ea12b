"""The campaign's files, read once for all tests."""

from __future__ import annotations

from functools import cache

import pytest

from game.paths import ASSETS
from game.sim.campaign.campaign import Campaign, read_campaign
from game.sim.level.actions import BeginTry, Predict, Turn
from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay

FOLDER = ASSETS / "levels"


@cache
def campaign() -> Campaign:
    return read_campaign(FOLDER)


def level(name: str) -> Level:
    found = campaign().level(name)
    assert found is not None
    return found


def ready(name: str) -> LevelPlay:
    """A visit with the prediction committed."""
    play = LevelPlay(level(name))
    assert play.do(Predict(0)) is None
    return play


def run(play: LevelPlay, **turns: float | str) -> LevelPlay:
    """Turn controls and let a run end; "_" in a name stands for what Python does not allow there."""
    for control, value in turns.items():
        assert play.do(Turn(control, value)) is None
    assert play.do(BeginTry()) is None
    play.finish()
    return play


each_level = pytest.mark.parametrize("level", campaign().levels, ids=lambda each: each.id)
