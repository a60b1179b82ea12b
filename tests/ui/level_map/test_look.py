"""What of the level map is open, and which level is the current one."""

from __future__ import annotations

from game.sim.campaign.campaign import read_campaign
from game.ui.level_map.look import Standing, map_look
from tests.support.campaign_files import FIRST_EDITION

CAMPAIGN = read_campaign(FIRST_EDITION)
COUNTS = [len(CAMPAIGN.levels_of(chapter)) for chapter in CAMPAIGN.chapters]


def test_at_first_one_level_is_open_and_it_is_the_current_one() -> None:
    look = map_look(CAMPAIGN, {}, everything=False)
    assert look.levels[0].standing is Standing.CURRENT
    assert {level.standing for level in look.levels[1:]} == {Standing.LOCKED}
    assert [len(chapter.levels) for chapter in look.chapters] == COUNTS
    assert (look.stars, look.current, look.finished) == (0, 0, False)


def test_a_star_opens_the_next_level_and_a_gap_stays_the_current_one() -> None:
    look = map_look(CAMPAIGN, {"L01": 2, "L02": 0, "L03": 3}, everything=False)
    assert [level.standing.value for level in look.levels[:5]] == ["open", "current", "open", "open", "locked"]
    assert (look.stars, look.current) == (5, 1)
    assert [chapter.stars for chapter in look.chapters[:3]] == [2, 3, 0]


def test_unlocked_all_levels_are_open_and_the_stars_are_what_they_were() -> None:
    look = map_look(CAMPAIGN, {"L01": 1}, everything=True)
    assert not any(level.locked for level in look.levels)
    assert (look.stars, look.current) == (1, 1)


def test_who_has_won_all_stands_at_the_last() -> None:
    look = map_look(CAMPAIGN, {level.id: 1 for level in CAMPAIGN.levels}, everything=False)
    assert look.finished
    assert look.current == len(CAMPAIGN.levels) - 1
