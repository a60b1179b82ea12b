"""A wrong prediction runs against what comes, in the place of the network."""

from __future__ import annotations

import pytest

from game.sim.level import actions as a
from game.sim.level.level import Choice
from game.ui.level.course_panel import CoursePanel
from game.ui.level.example_panel import ExamplePanel
from game.ui.level.ruler import NumberLine, place_of
from tests.support.level_player import Enter, LevelPlayer
from tests.support.written import Written

pytestmark = [pytest.mark.road, pytest.mark.unasked]

SIZES = ["1024x640", "1280x800"]


def _wrong(enter: Enter, level: str, size: str) -> LevelPlayer:
    """The result of a try with what is understood, after the choice after the right one was predicted."""
    player = enter(level, size)
    play = player.play
    right = play.level.prediction.answer
    script = next(each for each in play.level.solutions if each.stars == 3).script
    for act in script:
        if isinstance(act, a.AnswerWhy):
            break
        player.do(a.Predict((right + 1) % len(play.level.prediction.choices)) if isinstance(act, a.Predict) else act)
    player.screen.foresight.wait()
    player.frames(3)
    return player


def _course(player: LevelPlayer) -> CoursePanel:
    panel = player.screen.panels.all["course"]
    assert isinstance(panel, CoursePanel)
    return panel


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", ["C05", "C13", "C20", "C23"])
def test_what_was_predicted_and_what_comes_are_drawn_together(
    enter: Enter, written: Written, level: str, size: str
) -> None:
    player = _wrong(enter, level, size)
    before = dict(player.screen.board.places)
    player.click(player.screen.panels.result.buttons["example"].rect.center)
    panel = _course(player)
    panel.wait()
    player.frames(5)
    assert "course" in player.screen.board.places
    assert 0.0 < panel.told < 1.0, "it runs"
    written.clear()
    player.frames(200)
    assert panel.told == 1.0
    chosen = player.play.level.prediction.choices[player.play.visit.prediction or 0].text
    assert any(text == f"Predicted: {chosen}" for _, _, text in written)
    for rect, picture, text in written:
        assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"
    assert panel.again
    player.click(panel.again.rect.center)
    player.frames(2)
    assert panel.told < 1.0
    player.click(player.screen.panels.result.buttons["example"].rect.center)
    player.frames(3)
    assert player.screen.board.places == before


def test_the_controls_give_way_to_what_was_predicted(enter: Enter) -> None:
    player = _wrong(enter, "C05", "1024x640")
    player.do(a.ShowExample())
    player.frames(3)
    panel = player.screen.board.panels["example"]
    assert isinstance(panel, ExamplePanel)
    assert panel.back
    player.click(panel.back.rect.center)
    player.frames(3)
    assert not player.play.foreseen
    assert "course" not in player.screen.board.places


def test_the_number_that_was_predicted_stands_beside_the_one_that_came(enter: Enter, written: Written) -> None:
    player = _wrong(enter, "C01", "1024x640")
    player.do(a.ShowExample())
    player.frames(150)
    texts = {text for _, _, text in written}
    assert "predicted: at 10" in texts
    assert "came: 2.5" in texts


def test_a_choice_stands_on_the_ruler_where_its_number_is() -> None:
    one, many = Choice(text="1", exactly=1.0), Choice(text="many", first=900.0, below=1100.0)
    assert [place_of(each) for each in (one, many, Choice(text="never", exactly="never"))] == [1.0, 1000.0, None]


def test_numbers_far_apart_stand_by_their_powers_others_as_they_are() -> None:
    far, near = NumberLine([1.0, 10.0, 1000.0]), NumberLine([-1.0, 0.0, 1.0])
    third = (far.at(1000.0) - far.at(1.0)) / 3.0
    assert far.at(10.0) - far.at(1.0) == pytest.approx(third)
    assert near.at(0.0) == pytest.approx(0.5)
    assert 0.0 < near.at(-1.0) < near.at(1.0) < 1.0
