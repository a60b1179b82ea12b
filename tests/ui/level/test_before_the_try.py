"""What is seen, and what is not, before a level's first try."""

from __future__ import annotations

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.play.visit import Stage
from game.ui.level.plane.lines_panel import LinesPanel
from tests.support.bots.counted import counts_of
from tests.support.level_player import Enter, ready_player
from tests.support.level_views import carry_out_at_once, look_on, solution_of
from tests.support.written import Written
from tests.support.written import written as texts_set

pytestmark = pytest.mark.road
PHASES = ("Forward", "Loss", "Backward", "Update")


@pytest.mark.parametrize("level", ["C01", "C02", "C06", "C08", "C22"])
def test_the_sandbox_gives_nothing_away_before_the_try(enter: Enter, level: str) -> None:
    player = enter(level)
    script = next(each for each in player.play.level.solutions if each.stars == 3).script
    button = player.screen.panels.bar.buttons["sandbox"]
    tries = [k for k, act in enumerate(script) if isinstance(act, a.BeginTry)]
    carry_out_at_once(player, *script[: tries[0]])
    assert not button.enabled
    hint = button.hint()
    assert hint
    assert hint.text().startswith(f"After the {player.play.level.noun}: ")
    with counts_of(level):
        carry_out_at_once(player, script[tries[0]])
    player.frame()
    assert button.enabled


@pytest.mark.parametrize("level", ["C26", "C29"])
def test_a_covered_slope_is_not_told_by_the_sum_of_what_came_through_it(
    enter: Enter, written: Written, level: str
) -> None:
    player = ready_player(enter, level)
    card = player.screen.board.places["card"]
    said = {text for _, picture, text in written if picture.size == card.size}
    assert "Backprop sum" in said
    assert not any("×" in text and "δ(" in text for text in said)
    carry_out_at_once(player, a.BeginTry())
    assert not player.screen.board.places.get("card")


@pytest.mark.parametrize("level", ["C02", "C31"])
def test_a_goal_that_is_too_long_for_one_line_is_written_smaller(enter: Enter, written: Written, level: str) -> None:
    player = ready_player(enter, level)
    goal, bar = player.play.level.goal, player.screen.board.places["top"]
    lines = [text for _, picture, text in written if picture.size == bar.size and text in goal]
    assert " ".join(dict.fromkeys(lines)) == goal


@pytest.mark.parametrize(("level", "named"), [("C01", {"Forward"}), ("C05", set(PHASES))])
def test_phases_that_have_not_been_met_are_not_named(enter: Enter, level: str, named: set[str]) -> None:
    with texts_set() as said:
        look_on(enter(level), 4.0)
    assert {text for text in said if text in PHASES} == named


@pytest.mark.parametrize("level", ["C15", "C16"])
def test_the_picture_takes_the_room_that_no_card_takes(enter: Enter, level: str) -> None:
    player = ready_player(enter, level)
    places = player.screen.board.places
    assert places["picture"].right == places["goals"].right == places["timeline"].right
    assert places["goals"].bottom == places["network"].bottom
    rects = list(places.values())
    assert all(rect.collidelist(rects[k + 1 :]) == -1 for k, rect in enumerate(rects))


def test_the_plane_is_large_until_hidden_space_opens(enter: Enter) -> None:
    player = ready_player(enter, "C20")
    panel = player.screen.board.panels["network"]
    assert isinstance(panel, LinesPanel)
    before = panel.sheet.rect.width
    carry_out_at_once(player, *solution_of(player)[1:-1])
    assert player.stage is Stage.RESULT
    assert panel.space
    assert panel.space.size == panel.sheet.rect.size
    assert before > 1.4 * panel.sheet.rect.width


def test_a_walk_is_counted_in_steps(enter: Enter, written: Written) -> None:
    ready_player(enter, "C17")
    assert any("400 steps a walk" in text for _, _, text in written)
    assert not any("epochs a walk" in text for _, _, text in written)


def test_keys_do_not_act_on_a_level_that_help_covers(enter: Enter) -> None:
    player = enter("C05")
    player.click(player.screen.panels.bar.buttons["keys"].rect.center)
    assert player.screen.board.opened == "keys"
    stages = []
    for key, text in ((pygame.K_1, "1"), (pygame.K_ESCAPE, ""), (pygame.K_1, "1")):
        player.key(key, text=text)
        stages.append(player.stage)
    assert stages == [Stage.PREDICTING, Stage.PREDICTING, Stage.READY]
    player.key(pygame.K_QUESTION, text="?")
    player.key(pygame.K_SPACE, text=" ")
    assert (player.stage, player.play.visit.tries) == (Stage.READY, 0)
    player.key(pygame.K_ESCAPE)
    player.key(pygame.K_SPACE, text=" ")
    assert player.play.visit.tries == 1
