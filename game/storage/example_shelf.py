"""The shelf of worked examples: those that come along, and those in the student's own folder."""

from __future__ import annotations

from pathlib import Path

from game.paths import ASSETS, user_folder
from game.sim.examples.example import Shelf, read_shelf

EXAMPLES_FOLDER = "examples"


def shelf(own: Path | None = None) -> Shelf:
    """All examples; one of the student's own takes the place of one that comes along under the same name. `own` is the
    student's folder, if it is not the usual one."""
    return read_shelf((ASSETS / EXAMPLES_FOLDER, (own or user_folder()) / EXAMPLES_FOLDER))
