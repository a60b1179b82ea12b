"""The ravine in the window."""

from __future__ import annotations

import pytest

from game.sim.level.actions import AnswerWhy
from game.sim.level.play.visit import Stage
from game.ui.level.plane.ravine_panel import RavinePanel
from tests.support.level_player import Enter
from tests.support.level_views import carry_out_at_once
from tests.support.written import Written

pytestmark = pytest.mark.road


@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
def test_the_walk_is_seen_as_it_goes_and_won_by_hand(enter: Enter, written: Written, size: str) -> None:
    player = enter("C17", size)
    script = next(each for each in player.play.level.solutions if each.stars == 3).script
    for act in script[:4]:
        player.do(act)
    panel = player.screen.board.panels["network"]
    assert isinstance(panel, RavinePanel)
    player.click(player.go.center)
    pictures = set()
    for _ in range(45):
        player.frame()
        pictures.add(player.surface.subsurface(panel.square).copy().get_buffer().raw)
    assert len(pictures) > 8
    assert player.stage is Stage.RESULT
    player.do(script[-1])
    assert player.play.visit.stars == 3
    assert any("Down to a thousandth after 33 steps; fewest possible: 33." in text for _, _, text in written)
    for rect, picture, text in written:
        assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"


def test_what_refutes_a_wrong_answer_is_walked(enter: Enter) -> None:
    player = enter("C17")
    script = next(each for each in player.play.level.solutions if each.stars == 3).script
    carry_out_at_once(player, *script[:-1], AnswerWhy(1))
    panel = player.screen.board.panels["network"]
    assert isinstance(panel, RavinePanel)
    own = player.surface.subsurface(panel.square).copy().get_buffer().raw
    player.click(player.screen.panels.result.buttons["example"].rect.center)
    player.frames(6)
    assert player.surface.subsurface(panel.square).copy().get_buffer().raw != own
