"""The Lab, its greeting put away, to look through lenses in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from tests.support.cockpit import Cockpit


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Cockpit]:
    cockpit = Cockpit(tmp_path, "--seed", "3")
    cockpit.key(pygame.K_ESCAPE)
    yield cockpit
    cockpit.window.close()
