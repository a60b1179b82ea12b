"""Axes of the pictures beside a level's network."""

from __future__ import annotations

import pygame
import pytest

from game.ui.draw.kit import build_kit
from game.ui.draw.lettering import Lettering
from game.ui.level.pictures.level_picture import PlotAxes
from tests.support.written import Written


@pytest.mark.parametrize("x", [0.0, 0.3, 0.5, 0.7, 1.0])
def test_words_beside_an_upright_line_touch_neither_it_nor_the_ends(written: Written, x: float) -> None:
    pygame.font.init()
    plot = pygame.Rect(30, 20, 220, 100)
    axes = PlotAxes(Lettering(build_kit((1024, 640)), pygame.Surface((300, 150))), plot, (0.0, 1.0), (0.0, 1.0))
    axes.beside(x, "a dot for each try")
    ((rect, _, _),) = written
    assert plot.contains(rect)
    assert not rect.left <= axes.at(x, 0.0)[0] <= rect.right
