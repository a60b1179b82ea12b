"""Windows that many tests look into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from tests.support.cockpit import Cockpit
from tests.support.tour import Tour


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Tour]:
    """A student before the map; the window is closed in the end."""
    tour = Tour(tmp_path)
    tour.to_map()
    yield tour
    tour.close()


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Cockpit]:
    """The Lab, its greeting read and put away."""
    cockpit = Cockpit(tmp_path)
    cockpit.key(pygame.K_ESCAPE)
    yield cockpit
    cockpit.window.close()
