"""The map by real clicks, drags and keys: neurons enlarged, planes chosen, samples placed, moved and erased."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.sim import commands as c
from game.sim.dataset import OWN, OwnData
from game.ui.lenses.hidden_space import output_line
from game.ui.lenses.map import MapLens
from game.ui.lenses.sample_tools import target_kinds
from tests.support.certain import there
from tests.support.cockpit import Cockpit
from tests.support.lab_hands import train
from tests.support.lens_hands import look_through, panel, picture, place, press, spot, view

XOR = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
MAP, CURVE = "across, x₂ from", "across, the answer up"
"""In the hover help of the large picture."""


def lens(lab: Cockpit) -> MapLens:
    found = panel(lab).lens
    assert isinstance(found, MapLens)
    return found


def opened(*options: str) -> Iterator[Cockpit]:
    lab = Cockpit(None, *options)
    lab.key(pygame.K_ESCAPE)
    look_through(lab, "map")
    yield lab
    lab.window.close()


@pytest.fixture
def three() -> Iterator[Cockpit]:
    """Three inputs, and three neurons in the last hidden layer."""
    yield from opened("--scenario", "parity3", "--set", "layers=3-4-3-1", "--seed", "3")


@pytest.fixture
def sine() -> Iterator[Cockpit]:
    yield from opened("--scenario", "sine", "--set", "layers=1-3-1", "--seed", "3")


def test_a_hidden_neurons_map_is_enlarged_and_put_back(lab: Cockpit) -> None:
    shown = look_through(lab, "map")
    press(lab, "What h₂ makes of the plane")
    assert "h₂" in shown.lens.says(view(lab))
    lab.click(place(lab, "Back to the first output's map", 0.03, 0.4))
    lab.frames(2)
    assert "answers 0.5" in shown.lens.says(view(lab))


def test_a_sample_clicked_on_the_map_is_the_one_that_is_looked_at(lab: Cockpit) -> None:
    look_through(lab, "map")
    press(lab, "Sample 3:")
    assert lab.lab.selection.sample == 2
    assert lab.snapshot.scenario == "xor"


def test_every_hidden_neuron_has_its_small_map_even_of_six_layers_of_eight() -> None:
    lab = Cockpit(None, "--set", "layers=2-8-8-8-8-8-8-1", "--size", "1024x640")
    lab.key(pygame.K_ESCAPE)
    shown = look_through(lab, "map")
    assert sum("makes of the plane" in each.hint for each in shown.spots) == 48
    lab.resize((1280, 800))
    assert sum("makes of the plane" in each.hint for each in panel(lab).spots) == 48
    lab.window.close()


def test_two_of_three_inputs_are_chosen_and_the_third_stays_as_the_pinned_sample_has_it(three: Cockpit) -> None:
    before = picture(three)
    press(three, "x₂: a click for the next input")
    assert lens(three).axes == (0, 2)
    assert picture(three) != before
    press(three, "x₁: a click for the next input")
    assert lens(three).axes == (1, 2), "never twice the same"
    before = picture(three)
    three.lab.carried_out(c.Pause())
    press(three, "Sample 5:")  # its x₁ is another one
    assert three.snapshot.inputs[4][0] != three.snapshot.inputs[0][0]
    assert picture(three) != before


def test_the_two_neurons_of_hidden_space_are_chosen(three: Cockpit) -> None:
    before = picture(three)
    press(three, "is up: a click for the next neuron")
    assert lens(three).space.pair == (0, 2)
    assert picture(three) != before
    press(three, "is across: a click for the next neuron")
    assert lens(three).space.pair == (1, 2)
    assert "h₂.₂ (across) and h₂.₃ (up)" in spot(three, "Each sample by how active").hint


def test_a_sample_is_placed_where_one_clicks_and_taken_back(lab: Cockpit) -> None:
    train(lab, 20)
    look_through(lab, "map")
    press(lab, "A click on the map places")
    assert "y = 1" in lens(lab).says(view(lab))
    lab.click(place(lab, "Click where a sample shall be", 0.5, 0.25))
    lab.frames(2)
    here = lab.snapshot
    assert (here.scenario, here.epoch, here.inputs[:4]) == (OWN, 20, XOR)
    assert here.inputs[4] == pytest.approx((0.5, 0.925), abs=0.02), "0.35 beyond the samples at each side"
    assert here.targets == (0.0, 1.0, 1.0, 0.0, 1.0)
    assert "Ctrl+Z" in lab.toast
    press(lab, "a click for the next")
    assert "y = 0" in lens(lab).says(view(lab))
    lab.key(pygame.K_z, mod=pygame.KMOD_LCTRL)
    lab.frames(2)
    assert lab.snapshot.scenario == "xor"
    assert lab.snapshot.inputs == XOR


def test_a_sample_is_dragged_and_the_network_learns_it_where_it_lies(lab: Cockpit) -> None:
    train(lab, 20)
    look_through(lab, "map")
    press(lab, "A drag moves a sample")
    start, end = place(lab, "Sample 4:"), place(lab, "Drag a sample to where", 0.5, 0.5)
    before = lab.snapshot
    lab.drag(start, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), end)
    lab.frames(2)
    here = lab.snapshot
    assert here.inputs[3] == pytest.approx((0.5, 0.5), abs=0.02)
    assert (here.inputs[:3], here.targets) == (XOR[:3], before.targets)
    assert here.params.flat() == before.params.flat()
    assert here.loss != before.loss
    lab.key(pygame.K_z, mod=pygame.KMOD_LCTRL)
    lab.frames(2)
    assert lab.snapshot.inputs == XOR, "a drag is one change"


def test_with_the_keyboard_arrows_move_a_sample(lab: Cockpit) -> None:
    shown = look_through(lab, "map")
    press(lab, "A drag moves a sample")
    goal = shown.on_screen(spot(lab, "Sample 1:"))
    for _ in range(70):
        lab.key(pygame.K_TAB)
        at = lab.lab.board.ring.current
        if at and at.rect == goal:
            break
    lab.key(pygame.K_RIGHT)
    lab.frames(2)
    x, y = lab.snapshot.inputs[0]
    assert x > 0.0
    assert y == pytest.approx(0.0, abs=0.02)
    assert lens(lab).tools.held is None


def test_a_sample_is_erased_by_a_click(lab: Cockpit) -> None:
    look_through(lab, "map")
    press(lab, "A click takes a sample away")
    press(lab, "Take sample 2 away")
    assert lab.snapshot.inputs == (XOR[0], *XOR[2:])
    assert lab.snapshot.targets == (0.0, 1.0, 0.0)
    lab.click(place(lab, "Click a sample to take", 0.5, 0.5))
    lab.frames(2)
    assert len(lab.snapshot.inputs) == 3, "a click on empty ground takes nothing away"


def test_of_one_input_the_curve_is_what_the_network_answers_and_targets_are_dragged(sine: Cockpit) -> None:
    assert "of the input" in spot(sine, "What h₂ makes").hint
    assert CURVE in spot(sine, CURVE).hint
    press(sine, "A drag moves a sample")
    count = len(sine.snapshot.inputs)
    start = place(sine, "Sample 1:")
    before = (sine.snapshot.inputs[0], sine.snapshot.targets)
    sine.drag(start, (start[0], start[1] - 20), (start[0], start[1] - 40))
    sine.frames(2)
    assert sine.snapshot.inputs[0] == pytest.approx(before[0], abs=0.05)
    assert sine.snapshot.targets[0] > before[1][0] + 0.1
    assert sine.snapshot.targets[1:] == before[1][1:]
    press(sine, "A click on the map places")
    sine.click(place(sine, "Click where a sample shall be", 0.05, 0.05))
    sine.frames(2)
    assert len(sine.snapshot.inputs) == count + 1
    assert sine.snapshot.targets[-1] > 0.9


def test_of_several_outputs_a_sample_is_placed_for_one_of_them() -> None:
    lab = Cockpit(None, "--seed", "3")
    lab.key(pygame.K_ESCAPE)
    data = np.array([[0, 0, 1, 0, 0], [0, 1, 0, 1, 0], [1, 0, 0, 0, 1]], dtype=np.float64)
    rows = tuple(tuple(map(float, row)) for row in data)
    lab.window.session.send(c.SetData(OwnData(("x1", "x2"), ("y1", "y2", "y3"), rows)))
    lab.frames(2)
    look_through(lab, "map")
    assert target_kinds(view(lab)) == [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
    assert "What ŷ₁ answers" in lens(lab).says(view(lab))
    press(lab, "What ŷ₃ makes of the plane")
    assert "What ŷ₃ answers" in lens(lab).says(view(lab))
    press(lab, "What ŷ₃ makes of the plane")
    press(lab, "A click on the map places")
    lab.click(place(lab, "Click where a sample shall be", 0.9, 0.1))
    lab.frames(2)
    assert lab.snapshot.targets[-3:] == (0.0, 1.0, 0.0)
    press(lab, "a click for the next")
    lab.click(place(lab, "Click where a sample shall be", 0.8, 0.1))
    lab.frames(2)
    assert lab.snapshot.targets[-3:] == (0.0, 0.0, 1.0)
    lab.window.close()


def test_the_line_in_hidden_space_is_where_the_output_is_undecided(three: Cockpit) -> None:
    """Each end of it, as activations of the two chosen neurons with the third as the shown sample has it."""
    train(three, 40)
    span, pair = (-0.3, 1.3), (0, 2)
    (ends,) = there(output_line(view(three), 0, pair, span))
    params, trace = three.snapshot.params, view(three).trace
    low, high = span
    for across, down in ends:
        a = list(map(float, trace.a[-2]))
        a[pair[0]] = low + float(across) * (high - low)
        a[pair[1]] = low + (1.0 - float(down)) * (high - low)
        z = sum(float(w) * value for w, value in zip(params.weights[-1][0], a, strict=True)) + float(
            params.biases[-1][0]
        )
        assert z == pytest.approx(0.0, abs=1e-9)
