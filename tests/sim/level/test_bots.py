"""No level of the road is won without understanding, and every one with it."""

from __future__ import annotations

from random import Random
from typing import cast

import msgspec
import pytest

from game.sim.level.actions import Answer
from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.players import BOTS, ROAD, visit
from tests.support.bots.readers import combined, nearest, reader_of, readers
from tests.support.bots.recorded import FOLDER, UNDERSTANDS, VISITS, Stars, played, recorded
from tests.support.last_bits import as_recorded

TWO, THREE, UNDERSTOOD = 0.20, 0.03, 0.95
"""Shares of visits in which who understands nothing may earn two stars and three, and in which who does must."""
EVERY = 20
"""Of so many recorded visits one is made again."""
OTHERWISE = 1
"""Of those, so many may end otherwise where the last digits of exp and tanh differ."""


@pytest.fixture(params=ROAD, ids=lambda level: level.id, scope="module")
def level(request: pytest.FixtureRequest) -> Level:
    """Each level of the road; all visits to one follow each other, while its deals are known."""
    return cast(Level, request.param)


@pytest.fixture(scope="module")
def stars(level: Level, visits: int) -> Stars:
    """How the visits to it end."""
    if visits:
        return {bot: played(level, bot, range(visits)) for bot in (*BOTS, UNDERSTANDS)}
    return recorded(level) or {bot: played(level, bot, range(VISITS)) for bot in (*BOTS, UNDERSTANDS)}


def test_who_understands_nothing_does_not_win(level: Level, stars: Stars) -> None:
    for bot in BOTS:
        visits = len(stars[bot])
        assert visits
        assert stars[bot].count("3") <= THREE * visits, bot
        assert visits - stars[bot].count("0") - stars[bot].count("1") <= TWO * visits or level.by_trying, bot


def test_who_understands_wins_every_star(stars: Stars) -> None:
    assert stars[UNDERSTANDS].count("3") >= UNDERSTOOD * len(stars[UNDERSTANDS])


@pytest.mark.parametrize("bot", [*BOTS, UNDERSTANDS])
def test_visits_end_as_it_is_recorded(level: Level, bot: str) -> None:
    """A level that has changed is to be recorded anew: `python -m tests.support.bots --record C01`."""
    found = recorded(level)
    if found is None:
        pytest.skip("nothing is recorded: all visits were made")
    again = range(int(level.id[1:]) % EVERY, VISITS, EVERY)  # of each bot the same, whose deals are then known
    before = "".join(found[bot][seed] for seed in again)
    now = played(level, bot, again)
    assert now == before or (
        not as_recorded() and sum(a != b for a, b in zip(now, before, strict=True)) <= OTHERWISE
    ), "python -m tests.support.bots --record"


def test_only_levels_of_the_road_are_recorded() -> None:
    for level in ROAD:
        found = recorded(level)
        assert found is None or {bot: len(stars) for bot, stars in found.items()} == dict.fromkeys(
            [*BOTS, UNDERSTANDS], VISITS
        )
    assert {path.stem for path in FOLDER.glob("*.json")} <= {level.id for level in ROAD}


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
