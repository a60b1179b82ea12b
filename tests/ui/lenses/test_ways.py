"""From a thing on screen to the lens that explains it: by real clicks, told by hover help, in the Lab."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.sim import commands as c
from game.sim.network import find_edge
from game.sim.phases import Kind
from game.ui.lenses import lenses
from game.ui.lenses.compare import CompareLens
from game.ui.lenses.curves import CurvesLens
from game.ui.lenses.lens_menu import LENS_KEYS, lens_words
from game.ui.network.hints import lock_rect
from game.ui.network.network_layout import Neuron
from game.ui.network.scene import NetworkScene
from game.ui.tables.number_table import TableQuantity
from game.ui.tables.tables import TablesPanel
from tests.support.certain import now, there
from tests.support.cockpit import Cockpit
from tests.support.lab_hands import card, edge_place, timeline, train
from tests.support.stage import centre

Place = tuple[int, int]
LEFT, RIGHT = pygame.BUTTON_LEFT, pygame.BUTTON_RIGHT
W1 = find_edge((2, 2, 1), "w1")


def scene(lab: Cockpit) -> NetworkScene:
    return there(lab.lab.network.scene)


def in_network(lab: Cockpit, rect: pygame.Rect) -> Place:
    return centre(rect.move(lab.lab.network.rect.topleft))


def vessel(lab: Cockpit, neuron: Neuron) -> Place:
    return in_network(lab, scene(lab).layout.vessel(neuron))


def gate(lab: Cockpit, neuron: Neuron) -> Place:
    return in_network(lab, scene(lab).ground.gate.rect(neuron))


def badge(lab: Cockpit, neuron: Neuron) -> Place:
    return in_network(lab, scene(lab).layout.badges[neuron])


def chip(lab: Cockpit, kind: Kind) -> Place:
    return in_network(lab, scene(lab).ground.strip.chips[kind])


def tube(lab: Cockpit) -> Place:
    return in_network(lab, scene(lab).ground.tube.rect((2, 0)))


def nudge(lab: Cockpit) -> Place:
    lab.click(edge_place(lab, "w5"))
    lab.frames(2)
    panel = card(lab)
    return centre(there(there(panel.picture).nudge).move(lab.lab.board.places["chain_rule"].topleft))


def rule(lab: Cockpit) -> Place:
    return centre(lab.lab.board.places["chain_rule"])


def cell(lab: Cockpit, quantity: TableQuantity) -> Place:
    panel = lab.panel("tables")
    assert isinstance(panel, TablesPanel)
    return centre(next(placed.rect for placed in panel.placed if placed.cell.quantity is quantity))


def loss(lab: Cockpit) -> Place:
    return centre(timeline(lab).stats.loss_rect)


def plot(lab: Cockpit) -> Place:
    rect = timeline(lab).chart.plot
    return rect.x + rect.width // 3, rect.y + rect.height // 4


WAYS: dict[str, tuple[Callable[[Cockpit], Place], int, str]] = {
    "a hidden neuron": (lambda lab: vessel(lab, (1, 1)), LEFT, "curves"),
    "a slope gate": (lambda lab: gate(lab, (1, 1)), LEFT, "curves"),
    "an input": (lambda lab: vessel(lab, (0, 0)), LEFT, "map"),
    "the target": (tube, LEFT, "map"),
    "a delta": (lambda lab: badge(lab, (1, 0)), LEFT, "path"),
    "a phase": (lambda lab: chip(lab, Kind.LOSS), LEFT, "code"),
    "a connection": (lambda lab: edge_place(lab, "w1"), RIGHT, "path"),
    "the nudge": (nudge, LEFT, "nudges"),
    "the rule": (rule, RIGHT, "path"),
    "an activation in the tables": (lambda lab: cell(lab, TableQuantity.A), LEFT, "curves"),
    "a delta in the tables": (lambda lab: cell(lab, TableQuantity.DELTA), LEFT, "path"),
    "a weight in the tables": (lambda lab: cell(lab, TableQuantity.WEIGHT), RIGHT, "path"),
    "the samples": (lambda lab: centre(lab.lab.board.places["samples"]), RIGHT, "map"),
    "the loss": (loss, LEFT, "landscape"),
    "the seed": (lambda lab: centre(timeline(lab).stats.seed_rect), LEFT, "starts"),
    "the chart": (plot, RIGHT, "landscape"),
}


def click(lab: Cockpit, place: Place, button: int) -> None:
    lab.move(place)
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        lab.post(kind, pos=place, button=button)
    lab.frames(2)


def test_a_thing_leads_to_its_lens_and_says_so(lab: Cockpit) -> None:
    train(lab, 20)
    for thing, (find, button, name) in WAYS.items():
        lab.key(pygame.K_3, text="3")
        lab.frames(2)
        place = find(lab)
        lab.move(place)
        lab.seconds(0.45)
        said = lab.lab.board.tooltip.text
        if thing != "the chart":  # what it reads at the pointer stands there
            verb = "Click" if button == LEFT else "Right-click"
            assert said.endswith(f"{verb}: {lens_words(name)}."), (thing, said)
        click(lab, place, button)
        assert lab.lab.dock.name == name, thing


def test_a_left_click_on_an_edge_is_always_the_chain_rules(lab: Cockpit) -> None:
    click(lab, edge_place(lab, "w1"), RIGHT)
    assert now(lab.lab.dock.name) == "path"
    assert lab.lab.selection.pinned == W1
    click(lab, edge_place(lab, "w1"), LEFT)
    assert now(lab.lab.dock.name) is None
    assert lab.lab.selection.pinned == W1


def test_the_neuron_that_was_clicked_is_the_one_that_curves_shows(lab: Cockpit) -> None:
    for neuron in ((1, 1), (2, 0), (1, 0)):
        click(lab, gate(lab, neuron), LEFT)
        lens = lab.lab.dock.lens.lens
        assert isinstance(lens, CurvesLens)
        assert lens.neuron == neuron


def test_a_lock_leads_to_what_would_have_kept_it_open(lab: Cockpit) -> None:
    for command in (c.SetParameter(0, 0, None, -9.0), c.SetLockThreshold(0.2), c.Step("epoch", 10)):
        lab.window.session.send(command)
        lab.frames(2)
    assert lab.snapshot.neurons[0][0].locked
    click(lab, in_network(lab, lock_rect(scene(lab), (1, 0))), LEFT)
    assert lab.lab.dock.name == "what_if"
    lab.key(pygame.K_3, text="3")
    lab.frames(2)
    click(lab, centre(timeline(lab).chart.hints()[0].rect), RIGHT)
    assert lab.lab.dock.name == "what_if"


def test_a_run_in_the_list_leads_to_what_it_differs_in_and_so_does_a_key(lab: Cockpit) -> None:
    train(lab, 30)
    lab.window.session.send(c.Seek(10))
    lab.frames(2)
    lab.window.session.send(c.Set("learning_rate", 2.0))
    lab.frames(3)
    runs = there(timeline(lab).runs)
    click(lab, centre(runs.row(0)), RIGHT)
    lens = lab.lab.dock.lens.lens
    assert lab.lab.dock.name == "compare"
    assert isinstance(lens, CompareLens)
    assert lens.other == 1
    lab.key(pygame.K_3, text="3")
    lab.frames(2)
    lab.key(pygame.K_d, text="d")
    lab.frames(2)
    assert lab.lab.dock.name == "compare"


def test_every_lens_has_a_key_that_its_menu_tells(lab: Cockpit) -> None:
    found = set()
    for key in LENS_KEYS[1:]:
        lab.key(ord(key), text=key)
        lab.frames(1)
        name = there(lab.lab.dock.name)
        assert f"(key {key.upper()})" in (lens_words(name) or "")
        found.add(name)
    assert found == set(lenses())
