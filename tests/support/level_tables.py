"""Levels made from tables, as a TOML file would hold them."""

from __future__ import annotations

from typing import Any

from game.sim.level.content_error import convert
from game.sim.level.level import Level
from game.sim.level.level_file import checked_level


def level_from(raw: dict[str, Any], file: str) -> Level:
    """The level in the tables `raw` of `file`. Raises ContentError."""
    return checked_level(convert(raw, Level, file), file)
