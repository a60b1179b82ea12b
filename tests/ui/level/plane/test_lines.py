"""Lines placed by mouse and keyboard in the window."""

from __future__ import annotations

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.lines import MapLine
from game.sim.level.play.visit import Stage
from game.ui.level.plane.lines_panel import LinesPanel
from game.ui.level.plane.tiles_panel import TilesPanel
from tests.support.certain import now
from tests.support.cockpit import turn_wheel
from tests.support.level_player import Enter, LevelPlayer
from tests.support.level_views import (
    BOTH_SIZES,
    as_option,
    carry_out_at_once,
    look_on,
    solution_of,
    solve_from_size_to_size,
)
from tests.support.written import Written

pytestmark = pytest.mark.road


def lines_of(player: LevelPlayer) -> LinesPanel:
    found = player.screen.board.panels["network"]
    assert isinstance(found, LinesPanel)
    return found


def tiles_of(player: LevelPlayer) -> TilesPanel:
    found = player.screen.board.panels["work"]
    assert isinstance(found, TilesPanel)
    return found


@pytest.mark.parametrize(("level", "first", "then"), [("C19", *BOTH_SIZES), ("C20", *reversed(BOTH_SIZES))])
def test_a_level_of_lines_is_won_by_hand_and_its_text_stands_inside(
    enter: Enter, written: Written, level: str, first: tuple[int, int], then: tuple[int, int]
) -> None:
    player = enter(level, as_option(first))
    before = player.surface.copy()
    assert player.stage is Stage.PREDICTING
    solve_from_size_to_size(player, then)
    assert player.play.visit.stars == 3
    player.resize(first)
    assert player.surface.get_size() == before.get_size()
    assert before.get_buffer().raw != player.surface.get_buffer().raw
    assert len(written) > 20
    for rect, picture, text in written:
        assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"


def test_keys_turn_move_and_flip_a_line(enter: Enter) -> None:
    player = enter("C19")
    player.do(a.Predict(2))
    panel = lines_of(player)
    while player.screen.board.ring.current is not panel.focusables()[0]:
        player.key(pygame.K_TAB)
    assert panel.line(1) == MapLine(0.0, -0.9)
    for key, wanted in (
        (pygame.K_UP, MapLine(0.0, -0.8)),
        (pygame.K_DOWN, MapLine(0.0, -0.9)),
        (pygame.K_RETURN, MapLine(180.0, 0.9)),
    ):
        player.key(key)
        assert panel.line(1) == wanted
    for _ in range(9):
        player.key(pygame.K_DOWN)
    player.key(pygame.K_LEFT)
    assert panel.line(1) == MapLine(195.0, 0.0)
    player.key(pygame.K_RIGHT)
    player.key(pygame.K_RIGHT)
    assert panel.line(1) == MapLine(165.0, 0.0)


def test_a_wheel_and_the_button_turn_it_too_and_a_click_brings_it(enter: Enter) -> None:
    player = enter("C19")
    player.do(a.Predict(2))
    panel = lines_of(player)
    player.click(panel.middle)
    assert panel.line(1) == MapLine(0.0, 0.0)
    turn_wheel(player, panel.middle, 1)
    assert panel.line(1) == MapLine(15.0, 0.0)
    player.click(panel.button_place("round"))
    assert panel.line(1) == MapLine(195.0, 0.0)
    assert panel.kind.placed("1")
    assert not panel.kind.placed("2")


def test_calling_a_table_impossible_is_taken_back_by_a_line(enter: Enter) -> None:
    player = enter("C19")
    player.do(a.Predict(2))
    panel, kind = lines_of(player), lines_of(player).kind
    player.click(tiles_of(player).tile("4").center)
    assert kind.net == "4"
    player.click(panel.button_place("impossible"))
    assert kind.called_impossible("4")
    player.click(panel.middle)
    assert not kind.called_impossible("4")
    player.click(panel.button_place("impossible"))
    player.click(panel.button_place("impossible"))
    assert not kind.called_impossible("4")


def test_the_test_is_refused_until_every_table_is_answered_and_there_is_one(enter: Enter) -> None:
    player = enter("C19")
    player.do(a.Predict(2))
    player.key(pygame.K_SPACE)
    assert now(player.stage) is Stage.READY
    assert player.said == "Table 1 has no line yet"
    for net in "12345":
        player.click(tiles_of(player).tile(net).center)
        player.click(lines_of(player).button_place("impossible"))
    player.click(player.go.center)
    player.frames(3)
    assert player.stage is Stage.RESULT
    assert player.play.spent
    assert not tiles_of(player).go.enabled
    before = lines_of(player).line(1)
    player.click(lines_of(player).middle)
    assert lines_of(player).line(1) == before
    assert "last test" in player.said


def test_hidden_space_is_covered_until_the_test_and_the_points_move_there(enter: Enter) -> None:
    player = enter("C20")
    player.do(a.Predict(1))
    panel = lines_of(player)
    space = panel.space
    assert space is not None
    covered = player.surface.subsurface(space).copy()
    for act in player.play.level.solutions[0].script[1:]:
        player.do(act)
    pictures = {covered.get_buffer().raw}
    for _ in range(12):
        player.frame()
        pictures.add(player.surface.subsurface(space).copy().get_buffer().raw)
    player.frames(20)
    assert len(pictures) > 5
    assert player.play.visit.stars == 1
    player.key(pygame.K_r, text="r")
    player.frames(3)
    assert player.surface.subsurface(space).copy().get_buffer().raw == covered.get_buffer().raw
    assert panel.kind.margins == pytest.approx([0.17635258])


@pytest.mark.parametrize("level", ["C19", "C20"])
def test_what_refutes_a_wrong_answer_is_drawn_on_the_map(enter: Enter, written: Written, level: str) -> None:
    player = enter(level)
    carry_out_at_once(player, *(a.AnswerWhy(2) if isinstance(act, a.AnswerWhy) else act for act in solution_of(player)))
    look_on(player, 3.0)
    own = player.surface.subsurface(lines_of(player).sheet.rect).copy().get_buffer().raw
    player.click(player.screen.panels.result.buttons["example"].rect.center)
    player.frames(3)
    assert player.play.example is not None
    assert player.surface.subsurface(lines_of(player).sheet.rect).copy().get_buffer().raw != own
    assert any(text.startswith(("1 of 4 corners", "Margin 0.000")) for _, _, text in written)
    player.click(player.screen.panels.result.buttons["example"].rect.center)
    player.frames(3)
    assert player.surface.subsurface(lines_of(player).sheet.rect).copy().get_buffer().raw == own
