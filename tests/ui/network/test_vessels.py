"""Numbers and names in the vessels can be read at every level of the amber."""

from __future__ import annotations

import numpy as np
import pygame

from game.ui.lab.lab_layout import lab_layout
from game.ui.network.network_layout import RADIUS, network_layout
from game.ui.network.neuron_look import Mark, NeuronLook
from game.ui.network.sprites import Shapes
from game.ui.network.vessels import NeuronVessels, number_place, text_places
from tests.support.stage import Stage

LEVELS = [float(level) for level in np.linspace(0.0, 1.0, 201)]
DIGITS, LETTERS = 6.0, 5.5
"""Half the heights of digits and letters at the size they have in a vessel."""


def test_neither_number_nor_name_is_cut_by_the_surface_or_lies_on_the_other() -> None:
    for level in LEVELS:
        number, name = text_places(level)
        surface = RADIUS - 2 * RADIUS * level
        assert name - number >= DIGITS + LETTERS
        assert number - DIGITS > -RADIUS
        assert name + LETTERS < RADIUS
        if 0.0 < level < 1.0:
            assert abs(number - surface) >= DIGITS
            assert abs(name - surface) >= LETTERS
            assert abs(number_place(level) - surface) >= DIGITS


def test_nor_is_it_cut_where_it_is_as_small_as_any_text_gets() -> None:
    size = (1024, 640)
    kit = Stage(size).kit
    layout = network_layout((1, *[8] * 6, 1), lab_layout(size).network, kit.scale)
    assert layout.numbered
    assert not layout.named
    vessels, neuron = NeuronVessels(kit, layout, Shapes()), (1, 0)
    inside = pygame.Rect((0, 0), [round(1.3 * layout.radius)] * 2)
    inside.center = round(layout.centre(neuron)[0]), round(layout.centre(neuron)[1])
    for level in (0.45, 0.4875):
        surface = pygame.Surface(size)
        look = NeuronLook(level=level, ghost=level, number="0.82", name="", ring=None, mark=Mark.NONE, dim=False)
        vessels.draw(surface, {neuron: look})
        part = surface.subsurface(inside)
        dark = pygame.mask.from_threshold(part, kit.palette.background, (3, 3, 3))
        assert dark.count() == 0, "all of it stands above the amber, and is light"
