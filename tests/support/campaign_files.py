"""The campaign's files, read once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.paths import ASSETS
from game.sim.campaign.campaign import Campaign, read_campaign
from game.sim.level.actions import BeginTry, Predict, Turn
from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay

FOLDER = ASSETS / "levels"
FIRST_EDITION = Path(__file__).parent.parent / "levels_of_the_first_edition"
"""What was played before, one level and more of every kind: it must still load and play as it did, and it is what tests
of everything about levels stand on, whatever becomes of the road."""


@cache
def campaign() -> Campaign:
    return read_campaign(FOLDER)


@cache
def first_edition() -> Campaign:
    return read_campaign(FIRST_EDITION)


def read_once(folder: Path) -> Campaign:
    """The campaign in `folder`: a window of a test need not read all files again, which takes longer than the rest of
    opening it."""
    known = {FOLDER: campaign, FIRST_EDITION: first_edition}
    return known[folder]() if folder in known else read_campaign(folder)


def level(name: str) -> Level:
    """A level of the road, or else of the first edition."""
    found = first_edition().level(name) or campaign().level(name)
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


EVERY = (
    *campaign().levels,
    *(each for each in first_edition().levels if campaign().level(each.id) is None),
)
"""Every level of the road, and of the first edition what has left it."""

each_level = pytest.mark.parametrize("level", EVERY, ids=lambda each: each.id)
