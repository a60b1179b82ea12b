"""The pictures of levels of boxes, in the whole window, by mouse and keyboard."""

from __future__ import annotations

from typing import get_args

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.play.kinds.boxes import FARTHEST, DrawingName
from game.sim.level.play.visit import Stage
from game.sim.level.questions import NumberQuestion
from game.ui.level.controls.number_row import NumberRow
from game.ui.level.drawings import Drawing, drawings
from game.ui.level.drawings.nudges import NudgesDrawing
from game.ui.level.drawings.valley import ValleyDrawing
from game.ui.level.intents import Do
from tests.support.campaign_files import campaign
from tests.support.level_player import NAME, Enter, LevelPlayer
from tests.support.level_views import BOTH_SIZES, as_option, carry_out_at_once, look_on, solve_from_size_to_size
from tests.support.written import Written

LEVELS = [each.id for each in campaign().levels if each.kind == "boxes"]
pytestmark = pytest.mark.road


def drawing_of(player: LevelPlayer) -> Drawing:
    found = player.screen.board.panels["drawing"]
    assert isinstance(found, Drawing)
    return found


def inside(written: Written) -> None:
    for rect, picture, text in written:
        assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"


def test_every_picture_that_a_file_may_name_is_there() -> None:
    assert set(drawings()) == set(get_args(DrawingName))
    assert set(LEVELS)


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_of_boxes_is_played_by_hand_and_the_truth_told_bit_by_bit(
    enter: Enter, written: Written, level: str
) -> None:
    """In both sizes: each second level begins in the larger one."""
    first, second = sorted(BOTH_SIZES, reverse=bool(LEVELS.index(level) % 2))
    player = enter(level, as_option(first))
    solve_from_size_to_size(player, second)
    assert (player.stage, player.play.visit.stars) == (Stage.RESULT, 3)
    player.screen.foresight.wait()
    told_bit_by_bit(player)
    player.resize(first)
    told_bit_by_bit(player)
    inside(written)
    player.window.rooms.close()
    assert player.store.load(NAME)[0].levels[level].stars == 3


def told_bit_by_bit(player: LevelPlayer) -> None:
    """The truth, by a drawing that begins to tell it."""
    drawing = drawing_of(player)
    player.seconds(0.4)
    look_on(player, drawing.seconds + 1.4)
    assert drawing.told == 1.0
    assert 0 < player.screen.panels.result.bottom <= player.screen.panels.result.floor
    if drawing.seconds:  # once more on request, and at once without motion
        assert drawing.again
        player.click(drawing.again.rect.center)
        assert drawing.told < 0.5
        player.key(pygame.K_m, text="m")
        player.frames(2)
        assert drawing.told == 1.0
        player.key(pygame.K_m, text="m")


@pytest.mark.parametrize("level", LEVELS)
def test_everything_is_reached_by_tab_and_what_was_wrong_is_told_where_there_is_room(
    enter: Enter, written: Written, level: str
) -> None:
    player = enter(level)
    player.key(pygame.K_1, text="1")
    reached_by_tab(player)
    kind = player.play.kind
    for question in player.play.level.questions:
        start = kind.sheet.start(question)
        wrong = next(each for each in question.tried_out(start) if not question.accepts(each, start))
        player.screen.carry_out(Do(a.Answer(question.name, wrong)))
    player.frames(3)
    player.click(player.go.center)
    player.wait_for_the_end()
    player.screen.foresight.wait()
    look_on(player, drawing_of(player).seconds + 1.0)
    told = [row.correction for row in player.screen.panels.work.questions]
    assert all(told)
    rows = [row.rect for row in player.screen.panels.work.questions]
    assert all(rect.collidelist(rows[k + 1 :]) == -1 for k, rect in enumerate(rows))
    assert rows[-1].bottom <= player.go.top
    inside(written)


@pytest.mark.parametrize("size", BOTH_SIZES)
def test_how_one_went_wrong_is_told_to_its_end(enter: Enter, written: Written, size: tuple[int, int]) -> None:
    player = enter("C02", as_option(size))
    player.screen.carry_out(Do(a.Predict(0)))
    kind = player.play.kind
    for question in player.play.level.questions:
        start = kind.sheet.start(question)
        slips = question.slips(start) if isinstance(question, NumberQuestion) else ()
        wrong = max(slips, key=lambda slip: len(slip[1]))[0] if slips else "down"
        player.screen.carry_out(Do(a.Answer(question.name, wrong)))
    player.frames(3)
    player.click(player.go.center)
    player.wait_for_the_end()
    look_on(player, 9.0)
    said, slip = player.screen.panels.work.questions[0].correction
    words = " ".join(text for _, _, text in written)
    assert said in words
    assert slip in words
    inside(written)


def reached_by_tab(player: LevelPlayer) -> None:
    """Every box and the button are."""
    stops = {stop.rect.topleft for stop in player.screen.board.focusables()}
    work = player.screen.panels.work
    for row in work.questions:
        for stop in row.focusables():
            assert stop.rect.topleft in stops
    assert player.go.topleft in stops


def test_a_click_on_the_ground_plants_the_flag_and_the_box_says_where(enter: Enter) -> None:
    player = enter("C03")
    player.key(pygame.K_1, text="1")
    picture = drawing_of(player)
    assert isinstance(picture, ValleyDrawing)
    assert picture.plot is not None
    x, y = picture.plot.at(2.0, 0.0)
    player.click((round(x) + picture.rect.x, round(y) + picture.rect.y - 5))
    flag = picture.answer("flag")
    assert flag == pytest.approx(2.0, abs=0.03)
    row = player.screen.panels.work.question("flag")
    assert isinstance(row, NumberRow)
    assert float(row.box.text) == flag
    assert player.stage is Stage.READY
    player.click(player.go.center)
    assert player.said == "Fill in every box first: 1 is empty"


@pytest.mark.parametrize("level", LEVELS)
def test_what_refutes_a_wrong_why_is_seen_in_place_of_the_drawing(enter: Enter, written: Written, level: str) -> None:
    player = enter(level)
    solution = next(each for each in player.play.level.solutions if each.stars == 3)
    for act in solution.script[:-1]:
        assert isinstance(act, a.Action)
        carry_out_at_once(player, act)
    player.why(a.AnswerWhy(1))
    player.frames(2)
    assert "drawing" in player.screen.board.places
    player.click(player.screen.panels.result.buttons["example"].rect.center)
    player.frame()
    assert player.play.example
    assert "drawing" not in player.screen.board.places
    assert "network" in player.screen.board.places
    player.click(player.screen.panels.result.buttons["example"].rect.center)
    player.frame()
    assert "drawing" in player.screen.board.places
    assert 0 < player.screen.panels.result.bottom <= player.screen.panels.result.floor
    inside(written)


def test_nudges_are_pushed_with_mouse_and_keys_and_read_to_six_decimals(enter: Enter) -> None:
    player = enter("C02")
    player.key(pygame.K_1, text="1")
    drawing = drawing_of(player)
    assert isinstance(drawing, NudgesDrawing)
    home = drawing.boxes.home
    assert not drawing.buttons["home"].enabled
    player.do(a.Nudge(0.1))
    player.do(a.Nudge(-0.2))
    assert drawing.boxes.here.weight == pytest.approx(home.weight - 0.1)
    assert [round(each.weight - home.weight, 6) for each in drawing.boxes.readings] == [-0.1, 0.0, 0.1]
    assert player.play.simulation.cursor.params[0] == drawing.boxes.here.weight
    assert player.play.simulation.snapshot().loss == drawing.boxes.here.loss
    player.click(drawing.buttons["home"].rect.center)
    assert drawing.boxes.here == home
    player.open(a.OpenCase("B"))
    assert [each.weight for each in drawing.boxes.readings] == [drawing.boxes.home.weight]
    for _ in range(25):
        player.do(a.Nudge(0.1))
    assert "far enough" in player.said
    assert drawing.boxes.here.weight == pytest.approx(drawing.boxes.home.weight + FARTHEST)
    player.open(a.OpenCase("A"))
    assert len(drawing.boxes.readings) == 3
    assert player.play.visit.tries == 0


def test_the_valley_is_seen_before_one_says_where_its_steps_are_longest(enter: Enter, written: Written) -> None:
    """Covered, nothing on the screen decided which step would be the longest."""
    player = enter("C03")
    player.frames(2)
    before = len(written)
    player.key(pygame.K_1, text="1")
    player.frames(4)
    assert player.stage is Stage.READY
    texts = [text for _, _, text in written[before:]]
    assert "loss" in texts
    assert not [text for text in texts if "covered until" in text]
