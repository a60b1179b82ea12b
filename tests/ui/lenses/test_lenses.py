"""The lenses in the Lab: every one of the registry, by real keys and clicks."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.film.backward_film import BackwardFilm
from game.sim import commands as c
from game.sim.dataset import OwnData
from game.sim.lenses.landscape import loss_at
from game.sim.lenses.path import loss_path
from game.sim.network import bias_edges, edges, find_edge, flat_index
from game.sim.phases import Kind
from game.sim.settings import Settings
from game.ui.dialogs.row_menu import RowMenu
from game.ui.draw.number_text import figure
from game.ui.draw.palette import STANDARD
from game.ui.intents import Pin
from game.ui.lenses import lenses
from game.ui.lenses.landscape import LandscapeLens
from game.ui.lenses.what_if import WhatIfLens
from game.ui.network.reveal import NOT_YET
from game.ui.tables.tables import TablesPanel
from tests.support.certain import now, there
from tests.support.cockpit import AWAY, Cockpit
from tests.support.lab_hands import edge_place, train
from tests.support.lens_hands import look_through, panel, picture, press, view
from tests.support.saved import told
from tests.support.stage import centre

NETWORKS = ["2-1", "2-2-1", "2-4-3-1", "2-8-8-8-8-8-8-1"]


@pytest.mark.parametrize("layers", NETWORKS)
def test_every_lens_shows_any_network_inside_its_panel(layers: str) -> None:
    lab = Cockpit(None, "--seed", "3", "--set", f"layers={layers}", "--size", "1280x800")
    train(lab, 30)
    lab.window.session.send(c.Seek(10))
    lab.frames(2)
    lab.window.session.send(c.Set("learning_rate", 2.0))  # a second run, to be compared with
    lab.frames(2)
    for name in lenses():
        assert_inside(lab, name)
        before = picture(lab)
        train(lab, 40)
        assert not panel(lab).lens.follows or picture(lab) != before, f"{name} does not follow the training"
    lab.resize((1024, 640))
    for name in lenses():
        assert_inside(lab, name)
    lab.window.close()


def assert_inside(lab: Cockpit, name: str) -> None:
    """Look through the lens called `name`: what it shows stands inside its panel, and explains itself."""
    shown = look_through(lab, name)
    area = pygame.Rect((0, 0), shown.rect.size)
    assert shown.spots, f"nothing in {name} can be hovered"
    for spot in shown.spots:
        assert area.contains(spot.rect.clip(area)), name
        assert area.colliderect(spot.rect), name
        assert spot.hint.endswith((".", "?")), spot.hint
    assert shown.lens.says(view(lab)).endswith((".", "?")), name


@pytest.mark.parametrize(
    ("scenario", "settings"),
    [
        ("sine", ["layers=1-3-1"]),
        ("parity3", ["layers=3-3-1"]),
        ("moons:points=300", ["layers=2-4-1", "update=batch", "batch_size=50", "optimizer=adam"]),
    ],
)
def test_every_lens_shows_any_data(scenario: str, settings: list[str]) -> None:
    options = [part for setting in settings for part in ("--set", setting)]
    lab = Cockpit(None, "--scenario", scenario, "--size", "1024x640", *options)
    train(lab, 3)
    walk(lab)
    lab.window.close()


def test_every_lens_shows_several_outputs(lab: Cockpit) -> None:
    rows = ((0.0, 0.0, 1.0, 0.0, 0.0), (0.0, 1.0, 0.0, 1.0, 0.0), (1.0, 0.5, 0.0, 0.0, 1.0))
    for command in (
        c.SetData(OwnData(("x1", "x2"), ("y1", "y2", "y3"), rows)),
        c.Set("loss", "cross_entropy"),
        c.Set("output", "softmax"),
        c.Step("epoch", 3),
    ):
        lab.window.session.send(command)
        lab.frames(1)
    assert lab.snapshot.settings.output == "softmax"
    walk(lab)


def walk(lab: Cockpit) -> None:
    """Look through every lens, which stands inside its panel and says something."""
    for name in lenses():
        shown = look_through(lab, name)
        area = pygame.Rect((0, 0), shown.rect.size)
        assert shown.spots, name
        assert all(area.colliderect(each.rect) for each in shown.spots), name
        assert shown.lens.says(view(lab)).endswith((".", "?")), name
        assert picture(lab)


def test_every_lens_lives_through_playing_rewinding_and_a_network_gone_wild(lab: Cockpit) -> None:
    for name in lenses():
        look_through(lab, name)
        for command in (
            c.SetSpeed(1000),
            c.Play(),
            c.Pause(),
            c.Seek(3),
            c.Set("layers", "2-3-1"),
            c.SetParameter(0, 0, 0, 1e308),
            c.SetParameter(1, 0, 0, -1e308),
            c.SetParameter(0, 1, 0, -1e308),
            c.Set("activation", "relu"),
        ):
            lab.window.session.send(command)
            lab.frames(2)
        assert lab.lab.dock.name == name
        lab.window.session.send(c.Set("layers", "2-2-1"))
        lab.frames(1)


def test_the_menu_opens_by_its_button_and_by_a_key_and_a_row_chooses(lab: Cockpit) -> None:
    tables = lab.panel("tables")
    assert isinstance(tables, TablesPanel)
    lab.click(centre(tables.lenses_rect()))
    menu = lab.overlay
    assert isinstance(menu, RowMenu)
    assert [choice.name for choice in menu.choices] == ["Chain rule", *(kind.title for kind in lenses().values())]
    lab.click(centre(menu.row("Curves").rect))
    lab.frames(2)
    assert lab.lab.dock.name == "curves"
    assert now(lab.overlay) is None
    lab.key(pygame.K_v, text="v")
    assert now(lab.overlay) is menu
    lab.key(pygame.K_ESCAPE)
    assert lab.overlay is None
    lab.key(pygame.K_3, text="3")
    lab.frames(2)
    assert lab.lab.dock.name is None


def test_a_click_on_a_connection_brings_up_the_chain_rule_and_a_drag_leaves_the_lens(lab: Cockpit) -> None:
    look_through(lab, "map")
    place = edge_place(lab, "w1")
    before, weight = picture(lab), lab.snapshot.value(find_edge((2, 2, 1), "w1"))
    lab.drag(place, (place[0], place[1] - 30), (place[0], place[1] - 60))
    assert now(lab.lab.dock.name) == "map"
    assert lab.snapshot.value(find_edge((2, 2, 1), "w1")) > weight
    assert picture(lab) != before
    lab.click(edge_place(lab, "w5"))
    lab.frames(2)
    assert lab.lab.dock.name is None
    assert lab.lab.selection.pinned == find_edge((2, 2, 1), "w5")


def test_the_slope_does_not_ask_for_the_target(lab: Cockpit) -> None:
    """Flip every target: the curves, with all their dots, stay as they are to the pixel."""
    lab.window.session.send(c.Pause())
    shown = look_through(lab, "curves")
    out = next(spot for spot in shown.spots if spot.hint == "Look at ŷ.")
    lab.click(centre(shown.on_screen(out)))
    lab.move(AWAY)
    before = picture(lab)
    for sample in range(4):
        lab.window.session.send(c.SetTarget(sample, 1.0 - lab.snapshot.targets[sample]))
    lab.frames(3)
    assert picture(lab) == before


def test_the_curves_tell_of_each_sample_what_one_reckons_by_hand(lab: Cockpit) -> None:
    train(lab, 20)
    shown = look_through(lab, "curves")
    press(lab, "Look at h₂.")
    params = lab.snapshot.params
    for k, (x1, x2) in enumerate(lab.snapshot.inputs, start=1):
        z = float(params.weights[0][1, 0]) * x1 + float(params.weights[0][1, 1]) * x2 + float(params.biases[0][1])
        a = 1.0 / (1.0 + math.exp(-z))
        told = f"Sample {k}: z {figure(z, signed=True)}, a {figure(a)}, slope {figure(a * (1.0 - a))}."
        assert sum(each.hint == told for each in shown.spots) == 2, "on the curve, and on its slope"
    press(lab, "Sample 4: z")
    assert lab.lab.selection.sample == 3


def test_a_layers_size_leads_to_its_first_weight(lab: Cockpit) -> None:
    shown = look_through(lab, "path")
    press(lab, "Layer 2: its gradient")
    assert lab.lab.selection.pinned == find_edge((2, 2, 1), "w5")
    assert "∂L/∂w₅" in shown.lens.says(view(lab))
    assert lab.lab.dock.name == "path"


def test_a_pinned_parameter_becomes_an_axis_of_the_landscape(lab: Cockpit) -> None:
    train(lab, 20)
    lab.click(edge_place(lab, "w5"))
    shown = look_through(lab, "landscape")
    press(lab, "w₅, which is pinned")
    lens = shown.lens
    assert isinstance(lens, LandscapeLens)
    layers = (2, 2, 1)
    assert lens.axes == (flat_index(layers, find_edge(layers, "w5")), 1)
    assert "w₅ (across)" in lens.says(view(lab))


def test_the_path_follows_the_edge_that_is_pinned(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w1"))
    shown = look_through(lab, "path")
    said = shown.lens.says(view(lab))
    assert "∂L/∂w₁" in said
    path = loss_path(view(lab).trace, find_edge((2, 2, 1), "w1"), Settings())
    factors = [spot for spot in shown.spots if "So far" in spot.hint]
    assert len(factors) == len(path.factors) == 5


def test_tab_reaches_what_can_be_clicked_in_a_lens_and_enter_clicks_it(lab: Cockpit) -> None:
    shown = look_through(lab, "map")
    stops = shown.focusables()
    assert len(stops) == 3 + len(shown.clickable)
    h1 = next(spot for spot in shown.clickable if "makes of the plane" in spot.hint)
    for _ in range(60):
        lab.key(pygame.K_TAB)
        at = lab.lab.board.ring.current
        if at and at.rect == shown.on_screen(h1):
            break
    assert at
    assert at.rect == shown.on_screen(h1)
    lab.key(pygame.K_RETURN)
    lab.frames(2)
    assert "h₁" in shown.lens.says(view(lab))


def test_a_click_on_the_landscape_moves_the_network_there_and_downhill_is_against_the_gradient(lab: Cockpit) -> None:
    train(lab, 200)
    shown = look_through(lab, "landscape")
    lens = shown.lens
    assert isinstance(lens, LandscapeLens)
    up = next(spot for spot in shown.clickable if "click for the next parameter" in spot.hint)
    lab.click(centre(shown.on_screen(up)))
    assert lens.axes == (0, 1)
    lab.until(lambda: lens.ground and lens.ground.finished)
    ground = next(spot for spot in shown.clickable if spot.hint.startswith("Each point"))
    before, runs = lab.snapshot.params.flat(), len(lab.snapshot.runs)
    place = shown.on_screen(ground)
    lab.window.session.send(c.Seek(50))
    lab.frames(3)
    lab.click((place.x + place.width // 4, place.y + place.height // 3))
    lab.frames(3)
    after = lab.snapshot.params.flat()
    assert after[0] != before[0]
    assert len(lab.snapshot.runs) == runs + 1, "acting in the past branches"


def test_the_landscape_is_that_of_the_data_and_the_weights_there_are_now(lab: Cockpit) -> None:
    """Where the run ends, the ground under the white dot is as high as the loss on screen, whatever was edited."""
    train(lab, 60)
    lens = look_through(lab, "landscape").lens
    assert isinstance(lens, LandscapeLens)
    for command in (c.MoveSample(3, (0.2, 0.3), (0.0,)), c.SetTarget(3, 1.0), c.SetParameter(0, 0, 0, 4.0), c.Undo()):
        lab.window.session.send(command)
        lab.seconds(0.6)
        shot, ground = lab.snapshot, there(lens.ground)
        on_plane = ground.cut.at(*ground.cut.place(shot.params.flat()))
        assert np.allclose(on_plane, shot.params.flat())
        loss = loss_at(shot.settings.layers, on_plane[None], lab.simulation.beginning().dataset, shot.settings)
        assert float(loss[0]) == pytest.approx(shot.loss, rel=1e-9)
        assert ground.finished
        middle = there(ground.values)[[0, -1], :][:, [0, -1]]
        corners = [[ground.window.place(across, up) for across in (0.0, 1.0)] for up in (1.0, 0.0)]
        flats = np.array([ground.cut.at(*place) for row in corners for place in row])
        losses = loss_at(shot.settings.layers, flats, lab.simulation.beginning().dataset, shot.settings)
        assert middle.ravel() == pytest.approx(losses, rel=1e-9)


def test_a_lens_takes_another_network_that_begins_where_nothing_was_trained(lab: Cockpit) -> None:
    for name in ("map", "curves", "path", "landscape", "nudges", "compare"):
        look_through(lab, name)
        for command in (
            c.Set("layers", "2-3-1"),
            c.Reinitialise(9),
            c.Step("epoch", 30),
            c.Set("layers", "2-2-1"),
            c.Undo(),
        ):
            lab.window.session.send(command)
            lab.frames(2)
        assert lab.snapshot.settings.layers == (2, 3, 1)
        lab.window.session.send(c.Reset("xor"))
        lab.frames(1)


def test_nudges_are_made_one_after_another_and_counted(lab: Cockpit) -> None:
    shown = look_through(lab, "nudges")
    assert sum("has not been nudged" in spot.hint for spot in shown.spots) >= 8
    lab.seconds(4.0)
    told = [spot.hint for spot in shown.spots if "chain rule" in spot.hint]
    assert len(told) == 9
    assert all(hint.endswith("the same.") for hint in told)
    press(lab, "w₃: nudged")
    assert lab.lab.selection.pinned == find_edge((2, 2, 1), "w3")
    assert lab.lab.dock.name == "nudges"
    press(lab, "Click to nudge again")
    assert any("has not been nudged" in each.hint for each in shown.spots)


def test_of_many_nudges_those_about_the_pinned_parameter_are_listed() -> None:
    lab = Cockpit(None, "--set", "layers=2-8-8-1", "--size", "1024x640")
    lab.key(pygame.K_ESCAPE)
    lab.key(pygame.K_m, text="m")
    shown = look_through(lab, "nudges")
    assert not any(spot.hint.startswith("w₁: nudged") for spot in shown.spots)
    lab.lab.carry_out(Pin(find_edge((2, 8, 8, 1), "w1")))
    look_through(lab, "nudges")
    assert any(spot.hint.startswith("w₁: nudged") for spot in shown.spots)
    lab.window.close()


def test_what_if_ranks_what_would_have_helped_and_opens_it_as_a_ghost(lab: Cockpit) -> None:
    train(lab, 400)
    shown = look_through(lab, "what_if")
    lens = shown.lens
    assert isinstance(lens, WhatIfLens)
    lab.frames(60)
    assert lens.job
    lens.job.wait(60.0)
    lab.frames(10)
    assert lens.job.error is None
    assert "would" in lens.says(view(lab)) or "solved" in lens.says(view(lab))
    tile = next(spot for spot in shown.clickable if "Click to open" in spot.hint)
    label = tile.hint.partition(":")[0]
    before, job = lab.snapshot, lens.job
    lab.click(centre(shown.on_screen(tile)))
    lab.frames(5)
    assert len(lab.snapshot.runs) == len(before.runs) + 1
    assert lab.snapshot.run.id == before.run.id
    assert lab.snapshot.moment == before.moment
    assert lab.snapshot.params.flat() == before.params.flat()
    ghost = next(run for run in lab.snapshot.runs if not run.active)
    assert (ghost.name, ghost.last_epoch) == (label, job.epochs)
    lab.seconds(1.0)
    assert lens.job is job, "what is asked about has not changed"
    train(lab, 300)
    lab.seconds(1.0)
    assert there(lens.job).epochs == 700, "the run has become longer"
    assert "from the start on" not in lens.says(view(lab))
    lab.window.session.send(c.Set("learning_rate", 2.5))
    lab.seconds(1.0)
    there(lens.job).wait(60.0)
    lab.frames(10)
    base = next(each for each in shown.spots if each.hint.startswith("The beginning of the run with what is set now"))
    assert base.act is None
    assert "as it is" not in lens.says(view(lab)), "the run on screen has had another rate for a while"


def test_two_runs_are_compared_at_the_same_epoch(lab: Cockpit) -> None:
    train(lab, 300)
    lab.window.session.send(c.Seek(100))
    lab.frames(2)
    lab.window.session.send(c.Set("learning_rate", 10.0))
    lab.frames(2)
    train(lab, 50)
    shown = look_through(lab, "compare")
    assert lab.snapshot.epoch == 150
    other = next(run for run in lab.snapshot.runs if not run.active)
    assert f"{other.loss_at(150):.3g}"[:6] in shown.lens.says(view(lab))
    there = lab.simulation.start_at(other.id, 150).params
    rows = {spot.hint.partition(":")[0]: spot.hint for spot in shown.spots if "in the other run" in spot.hint}
    assert there is not None
    w5 = there[flat_index((2, 2, 1), find_edge((2, 2, 1), "w5"))]
    assert figure(w5, 4, signed=True) in rows["w₅"]
    lab.window.session.send(c.Seek(20))
    lab.frames(2)
    lab.window.session.send(c.Set("learning_rate", 3.0))
    lab.frames(3)
    press(lab, f"Compare with “{other.name}”.")
    assert f"“{other.name}”" in shown.lens.says(view(lab))
    lab.window.session.send(c.Set("loss", "cross_entropy"))
    train(lab, 10)
    assert "of another kind" in shown.lens.says(view(lab))


@pytest.mark.parametrize(("choice", "ground"), [("Picture, white", 255), ("Picture, dark", STANDARD.panel[0])])
def test_a_lens_is_taken_along_as_a_picture(lab: Cockpit, tmp_path: Path, choice: str, ground: int) -> None:
    shown = look_through(lab, "curves")
    lab.click(centre(shown.button_rect("save")))
    menu = lab.overlay
    assert isinstance(menu, RowMenu)
    lab.click(centre(menu.row(choice).rect))
    said = told(lab, "Picture saved")
    (path,) = (tmp_path / "pictures").glob("Curves epoch 0*.png")
    assert str(path) in said
    picture = pygame.image.load(path)
    assert picture.get_size() == (688, 1048)
    assert picture.get_at((picture.get_width() // 2, 20))[0] == ground


def test_a_run_is_taken_along_as_a_table_that_reads_back_bit_for_bit(lab: Cockpit, tmp_path: Path) -> None:
    train(lab, 25)
    shown = look_through(lab, "path")
    lab.click(centre(shown.button_rect("save")))
    menu = lab.overlay
    assert isinstance(menu, RowMenu)
    lab.click(centre(menu.row("The run as CSV").rect))
    told(lab, "Run saved")
    (path,) = (tmp_path / "runs").glob("*.csv")
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    assert head.startswith("epoch,loss,x1->h1,x1->h2,")
    assert head.endswith("b:h1,b:h2,b:out")
    assert len(rows) == 26
    for epoch in (0, 7, 25):
        lab.window.session.send(c.Seek(epoch))
        lab.frames(2)
        numbers = [float(text) for text in rows[epoch].split(",")]
        layers = lab.snapshot.settings.layers
        order = [*edges(layers), *bias_edges(layers)]
        assert numbers == [epoch, lab.snapshot.loss, *(lab.snapshot.value(edge) for edge in order)]


def test_the_backward_pass_is_taken_along_as_a_film(lab: Cockpit, tmp_path: Path) -> None:
    train(lab, 30)
    before, runs = lab.simulation.state_hash(), lab.snapshot.runs
    shown = look_through(lab, "path")
    press(lab, "source")
    lab.click(centre(shown.button_rect("save")))
    menu = lab.overlay
    assert isinstance(menu, RowMenu)
    lab.click(centre(menu.row("The backward pass, a film").rect))
    film = lab.lab.film
    assert isinstance(film, BackwardFilm)
    lab.until(lambda: film.wait(60.0))
    lab.frames(2)
    (path,) = (tmp_path / "pictures").glob("backward pass epoch 30 sample 1*.gif")
    assert str(path) in lab.toast
    frames = pygame.image.load_animation(path)
    assert len(frames) > 15
    assert frames[0][0].get_size() == lab.lab.network.rect.size
    assert frames[0][0].get_view("1").raw != frames[len(frames) // 2][0].get_view("1").raw
    assert lab.simulation.state_hash() == before, "what is filmed stays as it is"
    assert lab.snapshot.runs == runs


def test_the_code_of_the_update_is_lit_in_its_phase_and_its_pages_are_turned(lab: Cockpit) -> None:
    shown = look_through(lab, "code")
    assert not any(spot.hint.startswith("b2 is") for spot in shown.spots), "the end of the program is not on this page"
    press(lab, "The lines after these.")
    assert sum(spot.hint.startswith("b2 is") for spot in shown.spots) == 1
    press(lab, "The lines before these.")
    assert shown.spots[3].hint.startswith("z1 is")
    lab.window.session.send(c.Seek(0, 3, 5, 1_000_000 - 1))
    lab.frames(3)
    assert lab.snapshot.phase.kind is Kind.UPDATE
    after = " ".join(figure(value) for value in lab.snapshot.next_params.biases[0])
    assert any(spot.hint == f"b1 is {after}." for spot in shown.spots)


def test_the_code_follows_the_phase_and_is_saved_as_a_script_that_runs(lab: Cockpit, tmp_path: Path) -> None:
    shown = look_through(lab, "code")
    lab.window.session.send(c.Seek(0, 1, 2, 500_000))
    lab.frames(3)
    hints = [spot.hint for spot in shown.spots]
    assert any(hint.startswith("a2 is 0.") for hint in hints)
    assert any(hint.startswith("d2 is ") for hint in hints), "paused, nothing is held back"
    lab.window.session.send(c.Play())
    lab.frames(3)
    hints = [spot.hint for spot in shown.spots]
    assert any(hint.startswith("a2 is 0.") for hint in hints)
    assert NOT_YET in hints
    lab.window.session.send(c.Pause())
    lab.frames(3)
    torch = next(spot for spot in shown.clickable if spot.hint == "Write it for PyTorch.")
    lab.click(centre(shown.on_screen(torch)))
    lab.frames(2)
    assert any("works out every gradient" in spot.hint for spot in shown.spots)
    lab.click(centre(shown.on_screen(next(spot for spot in shown.clickable if spot.hint == "Write it for numpy."))))
    lab.frames(2)
    save = next(spot for spot in shown.clickable if spot.hint.startswith("Save a program"))
    lab.click(centre(shown.on_screen(save)))
    told(lab, "Script saved")
    (path,) = (tmp_path / "scripts").glob("*.py")
    done = subprocess.run([sys.executable, str(path)], check=True, capture_output=True, text=True)
    assert f"sample 2 loss {lab.snapshot.batch.traces[1].loss:.12g}" in done.stdout
