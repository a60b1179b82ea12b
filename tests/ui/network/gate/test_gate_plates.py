"""The plates at the gates: what is added, the sum times the slope, and a word, where they cover nothing."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ui.draw.kit import Kit, build_kit, scale_for
from game.ui.lab.lab_layout import lab_layout
from game.ui.network.gate.gate_plates import GatePlates, Said
from game.ui.network.network_layout import RING, NetworkLayout, network_layout
from game.ui.network.sprites import Shapes
from game.ui.network.words import sum_equation

SIZES = [(1024, 640), (1280, 800), (1920, 1080)]
SUMS = ("", "Σ = +0.0366 − 0.0041", "Σ = +0.0366 − 0.0041 + 0.1234")
EQUATIONS = ("0 × 0 = 0", "+0.0792 × 0.0003 = +0.0001", "−0.0130 × 0.0004 = −0.00001")


@cache
def kit_of(size: tuple[int, int]) -> Kit:
    pygame.init()
    pygame.display.set_mode(size)
    return build_kit(size)


def laid_out(layers: tuple[int, ...], size: tuple[int, int]) -> NetworkLayout:
    scale, panel = scale_for(size), lab_layout(size).network
    top, bottom = round(58 * scale), round(29 * scale)
    return network_layout(layers, pygame.Rect(0, top, panel.width, panel.height - top - bottom), scale)


def plates(layout: NetworkLayout, size: tuple[int, int], layer: int, total: str, equation: str) -> list[pygame.Rect]:
    said = [
        Said((layer, unit), total, equation, "deaf on this sample", (255, 99, 112))
        for unit in range(layout.layers[layer])
    ]
    surface = pygame.Surface(lab_layout(size).network.size)
    return GatePlates(kit_of(size), layout, layout.rect, Shapes()).draw(surface, layer, said, layout.badges)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(1, 3), min_size=2, max_size=4).map(tuple),
    st.sampled_from(SIZES),
    st.sampled_from(SUMS),
    st.sampled_from(EQUATIONS),
)
def test_plates_cover_neither_each_other_nor_a_number_nor_a_neuron(
    layers: tuple[int, ...], size: tuple[int, int], total: str, equation: str
) -> None:
    layout = laid_out(layers, size)
    if not layout.labelled:
        return
    for layer in range(1, len(layers)):
        found = plates(layout, size, layer, total, equation)
        numbers = [*layout.pills.values(), *(badge for owner, badge in layout.badges.items() if owner[0] != layer)]
        for plate in found:
            assert layout.rect.contains(plate)
            assert plate.collidelist(numbers) < 0
            assert plate.collidelist([layout.vessel(other, RING) for other in layout.neurons]) < 0
            assert plate.collidelist([layout.gate(other) for other in layout.neurons if other[0] > 0]) < 0
        assert not any(one.colliderect(other) for one, other in combinations(found, 2))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("equation", EQUATIONS)
def test_a_small_network_has_room_for_every_plate(size: tuple[int, int], equation: str) -> None:
    for layers, total in (((2, 2, 1), ""), ((2, 2, 2, 1), SUMS[1])):
        layout = laid_out(layers, size)
        for layer in range(1, len(layers) - 1):
            assert len(plates(layout, size, layer, total, equation)) == layers[layer]
        assert len(plates(layout, size, len(layers) - 1, "", equation)) == 1


def test_complaints_are_told_one_by_one_or_by_what_either_sign_comes_to() -> None:
    assert sum_equation([0.0366, -0.0041]) == "Σ = +0.0366 − 0.0041"
    assert sum_equation([-0.0041]) == "Σ = −0.0041"
    assert sum_equation([0.5, 0.25, -0.125]) == "Σ = +0.5000 + 0.2500 − 0.1250"
    assert sum_equation([0.25, 0.25, -0.125, -0.25, 0.25]) == "Σ = +0.7500 − 0.3750"
    assert sum_equation([0.25, 0.25, 0.25, 0.125]) == "Σ = +0.8750"
    assert sum_equation([0.0, 0.0, 0.0, 0.0]) == "Σ = 0"


def test_a_plate_gives_way_to_a_bubble() -> None:
    size = (1280, 800)
    layout = laid_out((2, 2, 1), size)
    said = [Said((2, 0), "", EQUATIONS[1], "listening", (80, 230, 150))]
    surface = pygame.Surface(lab_layout(size).network.size)
    drawer = GatePlates(kit_of(size), layout, layout.rect, Shapes())
    (usual,) = drawer.draw(surface, 2, said, layout.badges)
    moved = drawer.draw(surface, 2, said, layout.badges, None, [usual])
    assert all(not place.colliderect(usual) for place in moved)
