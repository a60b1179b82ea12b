"""The parameters panel sets what it shows and shows what is set."""

from __future__ import annotations

from itertools import combinations

import pygame
import pytest

from game.sim import commands as c
from game.ui.draw.palette import COLOUR_BLIND, STANDARD
from game.ui.lab.parameters import ACTIVATIONS, LOSSES, SLIDERS, UPDATES, ParametersPanel
from game.ui.widgets import Segmented, ValueSlider
from tests.support.bench import PanelBench
from tests.support.stage import centre, key_event

SIZES = [(1024, 640), (1280, 800), (1024, 900), (1920, 1080), (3840, 2160)]
CHOICES = ("activation", "loss", "update")
OFFERED = {"activation": ACTIVATIONS, "loss": LOSSES, "update": [name for name, _ in UPDATES]}


@pytest.fixture
def panel() -> ParametersPanel:
    return ParametersPanel()


@pytest.fixture
def bench(panel: ParametersPanel) -> PanelBench[ParametersPanel]:
    return PanelBench(panel, "parameters")


def slider(panel: ParametersPanel, name: str) -> ValueSlider:
    control = panel.control(name)
    assert isinstance(control, ValueSlider)
    return control


def choice(panel: ParametersPanel, name: str) -> Segmented:
    control = panel.control(name)
    assert isinstance(control, Segmented)
    return control


def setting_of(message: object) -> str:
    """The setting that `message` changes: the lock threshold is one of looking, with a command of its own."""
    if isinstance(message, c.SetLockThreshold):
        return "lock_threshold"
    assert isinstance(message, c.Set)
    return message.name


@pytest.mark.parametrize("name", SLIDERS)
def test_dragging_a_slider_sets_its_setting(
    bench: PanelBench[ParametersPanel], panel: ParametersPanel, name: str
) -> None:
    x, y = slider(panel, name).knob_centre
    bench.drag((x, y), (x + 15, y), (x + 30, y))
    assert bench.messages
    assert all(setting_of(message) == name for message in bench.messages)
    value, message = getattr(bench.snapshot.settings, name), bench.messages[-1]
    assert isinstance(message, c.Set | c.SetLockThreshold)
    assert value == message.value == slider(panel, name).value
    assert value > getattr(PanelBench(ParametersPanel(), "parameters").snapshot.settings, name)


@pytest.mark.parametrize("name", SLIDERS)
def test_typing_a_number_sets_its_setting(
    bench: PanelBench[ParametersPanel], panel: ParametersPanel, name: str
) -> None:
    bench.click(centre(slider(panel, name).value_rect))
    bench.type("0.125")
    bench.key(pygame.K_RETURN)
    assert [(setting_of(message), getattr(message, "value", None)) for message in bench.messages] == [(name, 0.125)]
    assert getattr(bench.snapshot.settings, name) == 0.125


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_can_be_clicked(bench: PanelBench[ParametersPanel], panel: ParametersPanel, name: str) -> None:
    row = choice(panel, name).rect
    for x in (*range(row.left + 2, row.right, 12), row.left + 2):
        bench.click((x, row.centery))
    chosen = {message.value for message in bench.messages if isinstance(message, c.Set) and message.name == name}
    assert chosen == set(OFFERED[name])
    assert choice(panel, name).value == getattr(bench.snapshot.settings, name)


def test_the_leak_is_there_only_with_leaky_relu(bench: PanelBench[ParametersPanel], panel: ParametersPanel) -> None:
    leak = slider(panel, "leak")
    bench.click(centre(leak.value_rect))
    bench.type("5")
    assert bench.messages == []
    assert leak not in panel.focusables()
    bench.apply(c.Set("activation", "leaky_relu"))
    assert leak in panel.focusables()
    bench.click(centre(leak.value_rect))
    bench.type("0.2")
    bench.key(pygame.K_RETURN)
    assert bench.snapshot.settings.leak == 0.2
    assert "0.20" in bench.hint_at(leak.rect)


def test_what_others_set_is_shown(bench: PanelBench[ParametersPanel], panel: ParametersPanel) -> None:
    bench.apply(c.Set("learning_rate", 20.0), c.Set("loss", "cross_entropy"), c.Set("update", "sample"))
    assert slider(panel, "learning_rate").value == 20.0
    assert choice(panel, "loss").value == "cross_entropy"
    assert choice(panel, "update").value == "sample"


def test_arrow_keys_reach_every_control(bench: PanelBench[ParametersPanel], panel: ParametersPanel) -> None:
    names = [*SLIDERS, *CHOICES]
    _, _, *stops = panel.focusables()  # the first two make all larger, and lead to more settings
    assert [panel.control(name) for name in names] == stops
    for stop in stops:
        assert stop.key(key_event(pygame.K_RIGHT)) == []
        bench.settle()
    assert [setting_of(message) for message in bench.messages] == names


def test_hints_tell_the_numbers_of_now(bench: PanelBench[ParametersPanel], panel: ParametersPanel) -> None:
    def hint(name: str) -> str:
        return bench.hint_at(panel.control(name).rect)

    assert "−1.00 ×" in hint("learning_rate")
    assert "at epoch 0 a change takes effect at once" in hint("weight_init")
    bench.apply(c.Set("learning_rate", 20.0), c.Set("animation_speed", 0.05), c.Step("epoch", 7))
    assert "−20 ×" in hint("learning_rate")
    assert "10.0 seconds" in hint("animation_speed")
    assert "at epoch 7" in hint("weight_init")
    assert "±" not in hint("bias_init")
    assert f"{bench.snapshot.loss:.4g}" in hint("loss")
    bench.apply(c.Set("lock_threshold", 0.25))
    bench.apply(c.Step("epoch", 1))
    locked = sum(neuron.locked for layer in bench.snapshot.neurons for neuron in layer)
    assert f"now {locked} of 3" in hint("lock_threshold")


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_setting_has_a_hint_of_one_sentence(
    bench: PanelBench[ParametersPanel], panel: ParametersPanel, activation: str
) -> None:
    for loss in ("mse", "cross_entropy"):
        for update in ("epoch", "sample"):
            bench.apply(c.Set("activation", activation), c.Set("loss", loss), c.Set("update", update))
            texts = [hint.text() for hint in panel.hints()]
            settings = 9 if activation == "leaky_relu" else 8
            assert len(texts) == settings + 3 + 2  # choices are explained on their names too, and there are two buttons
            assert all(text.endswith(".") and 30 < len(text) < 190 for text in texts)


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_and_nothing_overlaps(size: tuple[int, int]) -> None:
    panel = ParametersPanel()
    bench = PanelBench(panel, "parameters", size)
    bench.apply(c.Set("activation", "leaky_relu"))
    rects = [stop.rect for stop in panel.focusables()]
    assert len(rects) == 11
    for rect in rects[2:]:
        assert bench.rect.inflate(-bench.kit.px(20), -bench.kit.px(20)).contains(rect)
    for one, other in combinations(rects, 2):
        assert not one.colliderect(other)
    for name in SLIDERS:
        assert slider(panel, name).rect.height >= bench.kit.px(34)


def test_it_is_drawn_in_the_palette_and_only_changes_when_something_does() -> None:
    looks = []
    for palette in (STANDARD, COLOUR_BLIND):
        bench = PanelBench(ParametersPanel(), "parameters", palette=palette)
        looks.append(bench.picture())
        assert bench.picture() == looks[-1]
        bench.apply(c.Set("bias_init", 2.0))
        assert bench.picture() != looks[-1]
    assert looks[0] != looks[1]


def test_a_killed_panel_leaves_nothing_behind(bench: PanelBench[ParametersPanel], panel: ParametersPanel) -> None:
    before = len(bench.kit.manager.get_sprite_group().sprites())
    assert before > 15
    panel.kill()
    assert len(bench.kit.manager.get_sprite_group().sprites()) == 1
