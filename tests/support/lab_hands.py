"""What a student's hands do in the Lab: presses, typed values, training for a while; and where its parts are."""

from __future__ import annotations

import pygame

from game.sim import commands as c
from game.sim.network import find_edge
from game.ui.chain_rule.chain_rule_card import ChainRuleCard
from game.ui.lab.parameters import ParametersPanel
from game.ui.tables.samples_table import SamplesPanel
from game.ui.timeline.timeline_panel import TimelinePanel
from game.ui.widgets.slider import ValueSlider
from tests.support.certain import there
from tests.support.cockpit import Cockpit
from tests.support.stage import centre

CTRL, SHIFT = pygame.KMOD_LCTRL, pygame.KMOD_LSHIFT
SIZES = [(1024, 640), (1280, 800), (1920, 1080), (3840, 2160)]


def timeline(lab: Cockpit) -> TimelinePanel:
    panel = lab.panel("timeline")
    assert isinstance(panel, TimelinePanel)
    return panel


def press(lab: Cockpit, name: str) -> None:
    """Click a button of the transport."""
    lab.click(centre(timeline(lab).transport.button(name).rect))


def parameters(lab: Cockpit) -> ParametersPanel:
    panel = lab.panel("parameters")
    assert isinstance(panel, ParametersPanel)
    return panel


def slider_of(lab: Cockpit, name: str) -> ValueSlider:
    """The slider of a setting."""
    control = parameters(lab).control(name)
    assert isinstance(control, ValueSlider)
    return control


def samples(lab: Cockpit) -> SamplesPanel:
    panel = lab.panel("samples")
    assert isinstance(panel, SamplesPanel)
    return panel


def card(lab: Cockpit) -> ChainRuleCard:
    panel = lab.panel("chain_rule")
    assert isinstance(panel, ChainRuleCard)
    return panel


def edge_place(lab: Cockpit, name: str) -> tuple[int, int]:
    """Where the number of an edge stands in the network."""
    network, edge = lab.lab.network, find_edge(lab.snapshot.settings.layers, name)
    x, y = there(network.layout).pills[edge].center
    return (x + network.rect.x, y + network.rect.y)


def train(lab: Cockpit, epochs: int) -> None:
    lab.window.session.send(c.Step("epoch", epochs))
    lab.frames(2)


def type_value(lab: Cockpit, slider: str, text: str) -> None:
    """Click a slider's number and type over it, without ending."""
    lab.click(centre(slider_of(lab, slider).value_rect))
    assert there(lab.lab.board.kit).typing
    lab.type(text)
