"""The plot that curves are drawn in, whatever the numbers."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.ui.draw.kit import build_kit
from game.ui.lenses.lens import Canvas
from game.ui.lenses.plot import Plot

RECT = pygame.Rect(20, 10, 200, 100)


def ground() -> Canvas:
    pygame.font.init()
    return Canvas(build_kit((1280, 800)), pygame.Surface((300, 150)), pygame.Rect(0, 0, 300, 150))


@pytest.mark.parametrize("most", [1.0, 1e30, 1.7e308])
def test_any_numbers_have_a_place(most: float) -> None:
    plot = Plot(ground(), RECT, (-most, most), (-most, most))
    assert plot.at(-most, -most) == (RECT.left, RECT.bottom - 1)
    assert plot.at(most, most) == (RECT.right - 1, RECT.top)
    assert plot.dot(0.0, 0.0, (255, 255, 255), 3.0).collidepoint(RECT.center)
    plot.ground()
    plot.curve(np.array([-most, most]), np.array([-most, most]), (255, 255, 255))


def test_what_lies_far_beyond_the_plot_takes_no_place() -> None:
    plot = Plot(ground(), RECT, (-1.0, 1.0), (-1.0, 1.0))
    assert plot.dot(1e300, 0.0, (255, 255, 255), 3.0).size == (0, 0)
    assert plot.dot(0.0, -1e12, (255, 255, 255), 3.0).size == (0, 0)
