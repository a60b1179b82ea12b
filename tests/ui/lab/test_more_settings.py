"""More settings, in place of the parameters: by real clicks, every one of them, each undone as any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sim import commands as c
from game.sim.settings import OPTIMIZING, SPECS, TRAINING
from game.ui.lab.more_settings import NETWORK, ORDER, STEPS, TABS
from game.ui.lab.parameter_hints import HINTS
from game.ui.lab.parameters import SLIDERS
from game.ui.widgets.segmented import Segmented
from game.ui.widgets.slider import ValueSlider
from tests.support.certain import now
from tests.support.cockpit import Cockpit, pairs
from tests.support.lab_hands import parameters
from tests.support.stage import centre


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Cockpit]:
    """The Lab, its greeting read and put away, with more settings opened by their button."""
    cockpit = Cockpit(tmp_path, "--seed", "3")
    cockpit.key(pygame.K_ESCAPE)
    more = parameters(cockpit).more
    assert more
    cockpit.click(centre(more.rect))
    cockpit.frames(2)
    yield cockpit
    cockpit.window.close()


def part(choice: Segmented, name: str) -> tuple[int, int]:
    """Where a part of a choice is clicked."""
    return centre(choice.part_rect(name))


def open_tab(lab: Cockpit, name: str) -> None:
    tabs = lab.lab.more.tabs
    assert tabs
    lab.click(part(tabs, name))
    lab.frames(2)
    assert lab.lab.more.tab == name


def choose(lab: Cockpit, setting: str, value: str) -> None:
    choice = lab.lab.more.control(setting)
    assert isinstance(choice, Segmented)
    lab.click(part(choice, value))
    lab.frames(2)


def test_every_setting_can_be_reached_in_the_window_and_explains_itself(lab: Cockpit) -> None:
    reached = {*SLIDERS, "leak", "activation", "loss", "update", "layers"}
    for name, _ in TABS:
        open_tab(lab, name)
        if name == ORDER:
            choose(lab, "update", "batch")
        for value in SPECS["optimizer"].choices() if name == STEPS and SPECS["optimizer"].choices else [None]:
            if value:
                choose(lab, "optimizer", value)
            for setting in SPECS:
                try:
                    lab.lab.more.control(setting)
                except KeyError:
                    continue
                reached.add(setting)
    assert reached == set(SPECS) == {*HINTS, "layers"}
    assert set(OPTIMIZING) < set(TRAINING)


@pytest.mark.parametrize(
    ("tab", "setting", "value"),
    [
        (NETWORK, "activation", "linear"),
        (NETWORK, "output", "tanh"),
        (NETWORK, "loss", "squared_error"),
        (NETWORK, "biases", "none"),
        (STEPS, "optimizer", "adam"),
        (ORDER, "update", "batch"),
        (ORDER, "order", "shuffled"),
        (ORDER, "init", "xavier"),
    ],
)
def test_a_choice_is_made_and_undone(lab: Cockpit, tab: str, setting: str, value: str) -> None:
    open_tab(lab, tab)
    before = getattr(lab.snapshot.settings, setting)
    choose(lab, setting, value)
    assert getattr(lab.snapshot.settings, setting) == value
    choice = lab.lab.more.control(setting)
    assert isinstance(choice, Segmented)
    assert choice.value == value
    if setting != "init":  # which belongs to the next draw, not to the run
        lab.key(pygame.K_z, pygame.KMOD_LCTRL)
        assert getattr(lab.snapshot.settings, setting) == before


def test_layers_and_neurons_are_added_and_taken_away_and_undone(lab: Cockpit) -> None:
    def press(text: str, which: int = 0) -> None:
        steppers = lab.lab.more.steppers
        assert steppers
        lab.click(centre([button for button in steppers.buttons if button.text == text][which].rect))
        lab.frames(2)

    press("+")
    assert now(lab.snapshot.settings.layers) == (2, 3, 1)
    press("+ layer")
    assert now(lab.snapshot.settings.layers) == (2, 3, 2, 1)
    press("−", 1)
    press("−", 1)
    assert now(lab.snapshot.settings.layers) == (2, 3, 1)
    for _ in range(3):
        press("−")
    assert now(lab.snapshot.settings.layers) == (2, 1)
    lab.key(pygame.K_z, pygame.KMOD_LCTRL)
    assert lab.snapshot.settings.layers == (2, 1, 1)


def test_what_makes_no_sense_together_is_refused_by_a_sentence_that_names_what_does(lab: Cockpit) -> None:
    choose(lab, "output", "softmax")
    assert lab.snapshot.settings.output == "sigmoid"
    assert "needs 2 to 8 output neurons" in lab.toast
    choice = lab.lab.more.control("output")
    assert isinstance(choice, Segmented)
    assert choice.value == "sigmoid"


def test_a_slider_of_the_optimizer_is_typed_over(lab: Cockpit) -> None:
    open_tab(lab, STEPS)
    choose(lab, "optimizer", "momentum")
    slider = lab.lab.more.control("momentum")
    assert isinstance(slider, ValueSlider)
    lab.click(centre(slider.value_rect))
    lab.type("0.5")
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.settings.momentum == 0.5


def test_a_batch_is_a_whole_number_of_samples_up_to_all(lab: Cockpit) -> None:
    open_tab(lab, ORDER)
    choose(lab, "update", "batch")
    slider = lab.lab.more.control("batch_size")
    assert isinstance(slider, ValueSlider)
    lab.click(centre(slider.value_rect))
    lab.type("3")
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.settings.batch_size == 3


def test_back_and_the_key_lead_to_the_five_sliders_again(lab: Cockpit) -> None:
    lab.key(pygame.K_a, text="a")
    lab.frames(2)
    assert "parameters" in lab.lab.board.panels
    lab.key(pygame.K_a, text="a")
    lab.frames(2)
    assert "more" in lab.lab.board.panels
    lab.click(centre(lab.lab.more.focusables()[0].rect))
    lab.frames(2)
    assert "parameters" in lab.lab.board.panels


def test_no_control_leaves_the_panel_or_covers_another() -> None:
    lab = Cockpit(None, "--size", "1024x640", "--set", "optimizer=adam", "--set", "update=batch")
    lab.key(pygame.K_a, text="a")
    for size in ((1024, 640), (1280, 800), (1920, 1080)):
        lab.resize(size)
        place = lab.lab.board.places["more"]
        for layers in ("2-1", "2-2-1", "2-8-8-8-8-8-8-8-8-1"):
            lab.window.session.send(c.Set("layers", layers))
            lab.frames(2)
            for tab, _ in TABS:
                open_tab(lab, tab)
                stops = [stop.rect for stop in lab.lab.more.focusables()]
                assert all(place.contains(stop) for stop in stops), (size, layers, tab)
                assert not [pair for pair in pairs(stops) if pair[0].colliderect(pair[1])], (size, layers, tab)
    lab.window.close()
