"""Windows that many tests look into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tour import Tour


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Tour]:
    """A student before the map; the window is closed in the end."""
    tour = Tour(tmp_path)
    tour.to_map()
    yield tour
    tour.close()
