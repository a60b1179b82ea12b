"""The student of the tour plays what is dealt."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.sim.level import actions as a
from tests.support.level_player import LevelPlayer


@pytest.mark.road
def test_a_script_is_filled_from_the_deal_that_is_on_the_table(tmp_path: Path) -> None:
    player = LevelPlayer(tmp_path, "C04", "--size", "1024x640")
    script = next(each for each in player.play.written.solutions if each.stars == 3).script
    missed = [act for act in script if isinstance(act, a.BeginTry | a.Answer)]
    first = player.play.level.facts
    player.perform([*script[:-1], a.AnswerWhy(1), a.NewDeal(), *missed])
    assert player.play.level.facts != first
    assert player.play.result
    assert player.play.visit.tries == 1
    assert player.play.in_reach == 3
    player.leave()
