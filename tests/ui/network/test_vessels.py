"""Numbers and names in the vessels can be read at every level of the amber."""

from __future__ import annotations

import numpy as np

from game.ui.network.network_layout import RADIUS
from game.ui.network.vessels import number_place, text_places

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
