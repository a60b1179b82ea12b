"""Buttons, sliders and choices answer real mouse and keyboard events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pygame
import pytest

from game.sim.settings import SPECS
from game.ui.draw.palette import COLOUR_BLIND
from game.ui.widgets import Button, HotSpot, Segmented, ValueSlider
from tests.support.certain import there
from tests.support.fingerprint import fingerprint
from tests.support.stage import Stage, centre, differs, key_event


@pytest.fixture
def stage() -> Stage:
    return Stage()


def make_slider(stage: Stage, name: str = "weight_init", value: float = 1.0) -> ValueSlider:
    slider = ValueSlider(stage.kit, pygame.Rect(100, 100, 220, 34), SPECS[name], tip="what it does")
    slider.show(value)
    stage.listen(slider.changed)
    stage.frame()
    return slider


# -- button ------------------------------------------------------------------------------------------------------------


def make_button(stage: Stage, **options: Any) -> Button:
    button = Button(stage.kit, pygame.Rect(100, 100, 90, 30), "Play", **options)
    stage.listen(lambda event: "pressed" if button.pressed(event) else None)
    stage.frame()
    return button


def test_a_click_presses_a_button_once(stage: Stage) -> None:
    button = make_button(stage)
    stage.click(centre(button.rect))
    assert stage.heard == ["pressed"]


def test_a_click_beside_or_let_go_elsewhere_presses_nothing(stage: Stage) -> None:
    button = make_button(stage)
    stage.click((button.rect.right + 5, button.rect.centery))
    stage.drag(centre(button.rect), (button.rect.right + 60, button.rect.bottom + 60))
    assert stage.heard == []


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_SPACE])
def test_enter_and_space_press_a_focused_button(stage: Stage, key: int) -> None:
    button = make_button(stage)
    assert button.key(key_event(key)) == []
    assert button.key(key_event(pygame.K_RIGHT)) is None
    stage.settle()
    assert stage.heard == ["pressed"]


def test_disabled_and_hidden_buttons_answer_nothing(stage: Stage) -> None:
    button = make_button(stage)
    button.set_enabled(False)
    stage.click(centre(button.rect))
    assert button.key(key_event(pygame.K_RETURN)) is None
    button.set_enabled(True)
    button.set_visible(False)
    stage.click(centre(button.rect))
    assert button.key(key_event(pygame.K_RETURN)) is None
    assert stage.heard == []
    button.set_visible(True)
    stage.click(centre(button.rect))
    assert stage.heard == ["pressed"]


def picture(stage: Stage, rect: pygame.Rect) -> str:
    stage.frame()
    return fingerprint(stage.surface.subsurface(rect))


def test_every_state_of_a_button_looks_different(stage: Stage) -> None:
    button = make_button(stage)
    looks = [picture(stage, button.rect)]
    changes: list[Callable[[], None]] = [
        lambda: button.set_text("Pause"),
        lambda: button.set_icon("pause"),
        lambda: button.set_style("primary"),
        lambda: button.set_enabled(False),
    ]
    for change in changes:
        change()
        looks.append(picture(stage, button.rect))
    button.set_enabled(True)
    button.set_style("normal")
    stage.move(centre(button.rect))
    looks.append(picture(stage, button.rect))
    stage.button(pygame.MOUSEBUTTONDOWN, centre(button.rect))
    looks.append(picture(stage, button.rect))
    stage.button(pygame.MOUSEBUTTONUP, centre(button.rect))
    assert len(set(looks)) == len(looks)


def test_a_selected_button_is_seen(stage: Stage) -> None:
    button = make_button(stage)
    before = picture(stage, button.rect)
    button.set_selected(True)
    assert picture(stage, button.rect) != before


def test_a_button_with_only_an_icon_shows_it(stage: Stage) -> None:
    button = Button(stage.kit, pygame.Rect(100, 100, 30, 30), icon="book", style="quiet")
    stage.frame()
    assert differs(stage.surface, button.rect, stage.kit.palette.background)


def test_long_text_stays_inside(stage: Stage) -> None:
    button = Button(stage.kit, pygame.Rect(100, 100, 60, 30), "Re-initialise all weights", style="quiet")
    stage.frame()
    edge = pygame.Rect(button.rect.x - 4, button.rect.y, 4, button.rect.height)
    assert not differs(stage.surface, edge, stage.kit.palette.background)


def test_a_killed_button_is_gone(stage: Stage) -> None:
    button = make_button(stage)
    button.kill()
    stage.click(centre(button.rect))
    assert stage.heard == []
    assert not differs(stage.surface, button.rect, stage.kit.palette.background)


def test_hints(stage: Stage) -> None:
    plain, told = make_button(stage), make_button(stage, tip="Starts the clock")
    assert plain.hint() is None
    hint = told.hint()
    assert hint is not None
    assert (hint.rect, hint.text()) == (told.rect, "Starts the clock")
    told.set_visible(False)
    assert told.hint() is None


def test_a_hot_spot_frames_what_the_pointer_is_over_and_can_be_pressed(stage: Stage) -> None:
    spot = HotSpot(stage.kit, pygame.Rect(100, 100, 90, 30))
    stage.listen(lambda event: "pressed" if spot.pressed(event) else None)
    stage.frame()
    assert not differs(stage.surface, spot.rect, stage.kit.palette.background)
    stage.move(centre(spot.rect))
    stage.frame()
    assert differs(stage.surface, spot.rect, stage.kit.palette.background)
    stage.click(centre(spot.rect))
    assert stage.heard == ["pressed"]


# -- slider ------------------------------------------------------------------------------------------------------------


def test_dragging_gives_every_value_once_and_follows_the_pointer(stage: Stage) -> None:
    slider = make_slider(stage)
    x, y = slider.knob_centre
    stage.drag((x, y), (x + 20, y), (x + 20, y), (x + 40, y), (x + 40, y))
    assert stage.heard == sorted(set(stage.heard))
    assert len(stage.heard) == 2
    assert slider.value == stage.heard[-1]
    assert abs(slider.knob_centre[0] - (x + 40)) <= 1


def test_dragging_beyond_the_ends_gives_the_ends(stage: Stage) -> None:
    slider = make_slider(stage, "bias_init", 0.0)
    x, y = slider.knob_centre
    stage.drag((x, y), (slider.rect.right + 300, y))
    stage.drag(slider.knob_centre, (slider.rect.left - 90, y))
    assert stage.heard[-1] == -5.0
    assert 5.0 in stage.heard


def test_a_click_on_the_track_jumps_there_but_one_on_the_label_does_nothing(stage: Stage) -> None:
    slider = make_slider(stage)
    stage.click((slider.rect.x + 20, slider.rect.y + 4))
    assert stage.heard == []
    stage.click((slider.rect.centerx, slider.knob_centre[1]))
    assert stage.heard == [5.0]


def test_a_held_slider_does_not_listen_to_the_simulation(stage: Stage) -> None:
    slider = make_slider(stage)
    x, y = slider.knob_centre
    stage.move((x, y))
    stage.button(pygame.MOUSEBUTTONDOWN, (x, y))
    stage.move((x + 50, y), held=True)
    dragged = slider.value
    slider.show(9.0)
    assert slider.held
    assert slider.value == dragged
    stage.button(pygame.MOUSEBUTTONUP, (x + 50, y))
    slider.show(9.0)
    assert slider.value == 9.0


def test_a_press_on_the_knob_moves_nothing(stage: Stage) -> None:
    slider = make_slider(stage, value=1.23)
    x, y = slider.knob_centre
    stage.click((x + 4, y + 2))
    assert stage.heard == []
    assert slider.value == 1.23


def test_losing_the_window_ends_a_drag(stage: Stage) -> None:
    slider = make_slider(stage)
    x, y = slider.knob_centre
    stage.move((x, y))
    stage.button(pygame.MOUSEBUTTONDOWN, (x, y))
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    stage.move((x + 30, y), held=True)
    assert not slider.held
    assert slider.value == 1.0


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (pygame.K_RIGHT, 1.1),
        (pygame.K_LEFT, 0.9),
        (pygame.K_PAGEUP, 2.0),
        (pygame.K_PAGEDOWN, 0.0),
        (pygame.K_HOME, 0.0),
        (pygame.K_END, 10.0),
    ],
)
def test_keys_move_a_focused_slider(stage: Stage, key: int, value: float) -> None:
    slider = make_slider(stage)
    assert slider.key(key_event(key)) == []
    stage.settle()
    assert stage.heard == [pytest.approx(value)]
    assert slider.key(key_event(pygame.K_SPACE)) is None


def begin_typing(stage: Stage, slider: ValueSlider) -> None:
    stage.click(centre(slider.value_rect))
    assert slider.held


def test_a_number_is_typed_over_and_entered(stage: Stage) -> None:
    slider = make_slider(stage)
    begin_typing(stage, slider)
    stage.type("2.75")
    slider.show(1.0)
    assert stage.heard == []
    stage.key(pygame.K_RETURN)
    assert stage.heard == [2.75]
    assert slider.value == 2.75
    assert not slider.held


def test_enter_on_a_focused_slider_begins_typing_and_tab_ends_it(stage: Stage) -> None:
    slider = make_slider(stage)
    assert slider.key(key_event(pygame.K_RETURN)) == []
    stage.type("3")
    assert slider.key(key_event(pygame.K_RIGHT)) == []
    stage.key(pygame.K_TAB)
    assert stage.heard == [3.0]
    assert not slider.held


def test_clicking_elsewhere_enters_the_number(stage: Stage) -> None:
    slider = make_slider(stage)
    other = Button(stage.kit, pygame.Rect(400, 100, 90, 30), "Other")
    begin_typing(stage, slider)
    stage.type("4")
    stage.click(centre(other.rect))
    assert stage.heard == [4.0]


def test_a_long_number_stays_in_its_box(stage: Stage) -> None:
    slider = make_slider(stage, "bias_init", -4.123456)
    begin_typing(stage, slider)
    stage.type("-3.1234567")
    stage.key(pygame.K_RETURN)
    assert stage.heard == [-3.1234567]
    beside = pygame.Rect(slider.value_rect.right, slider.value_rect.y, 20, slider.value_rect.height)
    assert not differs(stage.surface, beside, stage.kit.palette.background)


def test_a_slider_killed_while_typing_gives_the_key_repeat_back(stage: Stage) -> None:
    slider = make_slider(stage)
    begin_typing(stage, slider)
    assert pygame.key.get_repeat() != (0, 0)
    slider.kill()
    assert pygame.key.get_repeat() == (0, 0)


def test_escape_gives_the_typing_up(stage: Stage) -> None:
    slider = make_slider(stage)
    begin_typing(stage, slider)
    stage.type("7")
    stage.key(pygame.K_ESCAPE)
    assert stage.heard == []
    assert slider.value == 1.0
    assert not slider.held


@pytest.mark.parametrize(
    ("typed", "heard"), [("99", [10.0]), ("-3", [0.0]), ("..", []), ("", []), ("1o0", []), ("abc", [])]
)
def test_what_is_not_allowed_is_clamped_or_restored_with_a_sign(stage: Stage, typed: str, heard: list[float]) -> None:
    slider = make_slider(stage)
    label = pygame.Rect(slider.rect.x, slider.rect.y, 120, 17)
    before = picture(stage, label)
    begin_typing(stage, slider)
    if not typed:
        stage.key(pygame.K_BACKSPACE)
    stage.type(typed)
    stage.key(pygame.K_RETURN)
    assert stage.heard == heard
    assert picture(stage, label) != before
    stage.move((600, 600))
    stage.frame(5.0)
    assert picture(stage, label) == before


def test_a_disabled_slider_answers_nothing(stage: Stage) -> None:
    slider = make_slider(stage)
    slider.set_enabled(False)
    x, y = slider.knob_centre
    stage.drag((x, y), (x + 50, y))
    stage.click(centre(slider.value_rect))
    assert slider.key(key_event(pygame.K_RIGHT)) is None
    assert not slider.held
    assert stage.heard == []
    slider.set_enabled(True)
    stage.drag((x, y), (x + 50, y))
    assert len(stage.heard) == 1


def test_a_logarithmic_slider_starts_and_ends_exactly(stage: Stage) -> None:
    slider = make_slider(stage, "learning_rate", 1.0)
    y = slider.knob_centre[1]
    stage.drag(slider.knob_centre, (0, y))
    stage.drag(slider.knob_centre, (1000, y))
    assert stage.heard == [0.001, 100.0]


def test_knob_and_number_are_drawn_where_the_value_is(stage: Stage) -> None:
    slider = make_slider(stage, value=0.0)
    low = picture(stage, slider.rect)
    slider.show(10.0)
    assert picture(stage, slider.rect) != low
    assert stage.surface.get_at(slider.knob_centre)[:3] == (240, 246, 255)


# -- choice ------------------------------------------------------------------------------------------------------------


def make_choice(stage: Stage) -> Segmented:
    options = [("mse", "MSE"), ("cross_entropy", "Cross-entropy"), ("other", "Other")]
    choice = Segmented(stage.kit, pygame.Rect(100, 100, 220, 28), options, tip="choose")
    choice.show("mse")
    stage.listen(choice.changed)
    stage.frame()
    return choice


def test_a_click_chooses_and_a_second_one_says_nothing(stage: Stage) -> None:
    choice = make_choice(stage)
    stage.click(centre(choice.rect))
    stage.click(centre(choice.rect))
    assert stage.heard == ["cross_entropy"]
    assert choice.value == "cross_entropy"


def test_arrows_choose_a_neighbour_and_stop_at_the_ends(stage: Stage) -> None:
    choice = make_choice(stage)
    for key in (pygame.K_LEFT, pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_RIGHT):
        assert choice.key(key_event(key)) == []
        stage.settle()
    assert stage.heard == ["cross_entropy", "other"]
    assert choice.key(key_event(pygame.K_UP)) is None


def test_the_chosen_part_is_seen(stage: Stage) -> None:
    choice = make_choice(stage)
    looks = set()
    for name in ("mse", "cross_entropy", "other"):
        choice.show(name)
        looks.add(picture(stage, choice.rect))
    assert len(looks) == 3


def test_the_parts_cover_the_whole_choice(stage: Stage) -> None:
    choice = make_choice(stage)
    chosen = []
    for x in range(choice.rect.left, choice.rect.right, 3):
        choice.show("none of them")
        stage.click((x, choice.rect.centery))
        chosen.append(choice.value)
    assert None not in chosen
    assert sorted(map(there, chosen), key=["mse", "cross_entropy", "other"].index) == chosen


def test_colours_come_from_the_palette() -> None:
    looks = set()
    for stage in (Stage(), Stage(palette=COLOUR_BLIND)):
        slider, choice = (
            make_slider(stage, value=10.0),
            Segmented(stage.kit, pygame.Rect(400, 100, 90, 28), [("a", "A")]),
        )
        choice.show("a")
        stage.frame()
        looks.add((picture(stage, slider.rect), picture(stage, choice.rect)))
    assert len({look[0] for look in looks}) == 2
    assert len({look[1] for look in looks}) == 2
