"""No level of the road is won without understanding, and every one with it."""

from __future__ import annotations

import math
from random import Random
from typing import cast

import msgspec
import pytest

from game.sim.level.actions import Answer
from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.players import BOTS, ROAD, SEEDS, understood, visit
from tests.support.bots.readers import combined, nearest, reader_of, readers

TWO, THREE, UNDERSTOOD = 0.20, 0.03, 0.95
"""Shares of visits in which who understands nothing may earn two stars and three, and in which who does must."""
FEW = 35
"""Visits of each bot where nothing else is asked for."""


@pytest.fixture(params=ROAD, ids=lambda level: level.id, scope="module")
def level(request: pytest.FixtureRequest) -> Level:
    """Each level of the road; all visits to one follow each other, while its deals are known."""
    return cast(Level, request.param)


def at_most(share: float, visits: int) -> int:
    """How many of so many visits may do what `share` of all may: of few visits, some more by chance."""
    if visits <= FEW:
        return math.floor(visits * share + 2.0 * math.sqrt(visits * share * (1.0 - share)))
    return math.floor(visits * share)


@pytest.mark.parametrize("bot", BOTS)
def test_who_understands_nothing_does_not_win(level: Level, bot: str, visits: int) -> None:
    outcomes = [visit(level, bot, SEEDS + seed) for seed in range(visits)]
    two, three = (sum(outcome.stars >= stars for outcome in outcomes) for stars in (2, 3))
    assert three <= at_most(THREE, visits)
    assert two <= at_most(TWO, visits) or level.by_trying


def test_who_understands_wins_every_star(level: Level) -> None:
    won = [understood(level, SEEDS + seed) for seed in range(20)]
    assert won.count(3) >= UNDERSTOOD * len(won)


def test_every_reader_is_one_of_a_level_and_who_has_none_copies_numbers() -> None:
    assert set(readers()) <= {level.id for level in ROAD}
    level = next(each for each in ROAD if each.questions and each.id in readers())
    without = msgspec.structs.replace(level, id="C99")
    assert reader_of(level) is readers()[level.id].sets
    filled = reader_of(without)(LevelPlay(level, 3), Random(3))
    assert [each.name for each in filled if isinstance(each, Answer)] == [
        question.name for question in level.questions if question.form == "number"
    ]


def test_a_bots_visit_can_be_made_again() -> None:
    for level in ROAD[:3]:
        for bot in BOTS:
            assert visit(level, bot, 5) == visit(level, bot, 5)


def test_what_a_reader_puts_together() -> None:
    found = {combined(Random(seed), (2.0, 3.0)) for seed in range(300)}
    assert {2.0, 3.0, 5.0, 6.0, -1.0, 1.5} <= found
    assert nearest((1.0, 2.5, 4.0), 3.0) == 2.5
