"""The controls of a level: all fit, open in their order, and can be typed over."""

from __future__ import annotations

import msgspec
import pygame
import pytest

from game.selfcheck.tour.cockpit import pairs
from game.sim.level import actions as a
from game.sim.level.controls import Control
from game.sim.level.level_file import MOST_NEEDED, NUMBERS_NEED, WORDS_NEED
from game.sim.level.play.level_play import LevelPlay
from game.ui.level.controls.work_panel import WorkPanel
from game.ui.widgets.slider import ValueSlider
from game.ui.widgets.text_box import TextBox
from tests.support.certain import there
from tests.support.level_player import Enter, ready_player

pytestmark = pytest.mark.road


def test_as_many_controls_as_a_level_may_have_fit_into_the_smallest_window(enter: Enter) -> None:
    player = ready_player(enter, "C24")
    kit = there(player.screen.board.kit)
    place = player.screen.panels.places((1024, 640), kit)["work"][0]
    for words, numbers in ((13, 0), (0, 20), (6, 11)):
        assert WORDS_NEED * words + NUMBERS_NEED * numbers in (MOST_NEEDED, MOST_NEEDED - 1)
        said = [Control(name=f"say_{k}", loose=True, values=("up", "down")) for k in range(words)]
        moved = [Control(name=f"move_{k}", loose=True, first=0, last=1, step=0.1) for k in range(numbers)]
        level = msgspec.structs.replace(player.play.level, controls=(*said, *moved))
        panel = WorkPanel(LevelPlay(level), lambda _: None)
        panel.build(kit, place)
        rects = [panel.control(control.name).widget.rect for control in level.controls]
        assert all(rect.bottom < panel.go.rect.top for rect in rects)
        assert not any(one.colliderect(other) for one, other in pairs(rects))
        panel.kill()


def test_the_boxes_of_net_c_open_one_after_another(enter: Enter) -> None:
    player = ready_player(enter, "C10")
    player.do(a.OpenCase("C"))
    player.frames(2)
    work = player.screen.panels.work
    assert [row.enabled for row in work.questions] == [True, False, False]
    player.answer(a.Answer("C_slope", 0.25))
    player.frames(2)
    assert [row.enabled for row in work.questions] == [True, True, False]
    reason = player.play.refusal(a.Answer("C_gradient", 0.1))
    assert reason == "fill in the box before it first: Then δ of ŷ."


def test_a_rate_that_was_typed_is_typed_over(enter: Enter) -> None:
    player = ready_player(enter, "C15")
    player.turn(a.Turn("learning_rate", 3))
    player.turn(a.Turn("learning_rate", 0.5))
    assert player.play.kind.values["learning_rate"] == 0.5


@pytest.mark.parametrize(
    ("typed", "shown", "said"),
    [
        ("9999999", "9999999", "Learning rate η is 9,999,999, but must be a number from 0.02 to 50"),
        ("50.000001", "50.000001", "Learning rate η is 50.000001, but must be a number from 0.02 to 50"),
        ("0.1234567", "0.1234567", ""),
        ("1/3", "0.333333", ""),
    ],
)
def test_a_rate_that_was_typed_is_taken_and_repeated_as_it_is(enter: Enter, typed: str, shown: str, said: str) -> None:
    player = ready_player(enter, "C15")
    box = player.screen.panels.work.control("learning_rate").widget
    player.click(box.rect.center)
    player.key(pygame.K_a, mod=pygame.KMOD_CTRL)
    player.type(typed)
    player.key(pygame.K_RETURN)
    assert isinstance(box, TextBox)
    assert (box.text, player.said) == (shown, said)
    if not said:
        assert player.play.kind.values["learning_rate"] == float(shown)


def test_a_click_on_a_sliders_knob_gives_it_the_arrows_one_step_a_press(enter: Enter) -> None:
    player = ready_player(enter, "C05")
    control = player.play.level.controls[0]
    slider = player.screen.panels.work.control(control.name).widget
    assert isinstance(slider, ValueSlider)
    allowed = sorted(value for value in control.allowed if not isinstance(value, str))
    here = min(range(len(allowed)), key=lambda k: abs(allowed[k] - slider.value))
    player.click(slider.knob_centre)
    player.key(pygame.K_RIGHT)
    player.key(pygame.K_UP)
    player.frames(2)
    assert player.play.kind.values[control.name] == allowed[here + 2]
    player.key(pygame.K_LEFT)
    player.frames(2)
    assert player.play.kind.values[control.name] == allowed[here + 1]
