"""A frame of the Lab is drawn, saved and read back, and is not blank."""

from __future__ import annotations

import hashlib
import io
import tempfile
from contextlib import redirect_stderr
from pathlib import Path

import pygame

from game.cli.options import parse
from game.screenshot import screenshot
from game.selfcheck import Facts, Problem

SIZE = (1280, 800)
FEWEST_COLOURS = 500
"""Anti-aliased text alone brings more than this."""
GRID = 7
"""Every how many pixels across and down one is looked at."""


def check(problem: Problem) -> Facts:
    """SHA-256 of the pixels."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "lab.png"
        options = parse(["--screenshot", str(path), "--size", f"{SIZE[0]}x{SIZE[1]}", "--ticks", "100"])
        with redirect_stderr(io.StringIO()) as words:
            failed = screenshot(options, path)
        if failed:
            problem(words.getvalue().strip())
            return {}
        picture = pygame.image.load(str(path))
    if picture.get_size() != SIZE:
        problem(f"it is {picture.get_size()} pixels large, but should be {SIZE}")
    colours = colours_of(picture)
    if colours < FEWEST_COLOURS:
        problem(f"it is blank, or nearly: {colours} colours")
    return {"sha256": hashlib.sha256(pygame.image.tobytes(picture, "RGB")).hexdigest()}


def colours_of(picture: pygame.Surface) -> int:
    """How many colours a grid of its pixels has."""
    width, height = picture.get_size()
    return len({picture.get_at_mapped((x, y)) for x in range(0, width, GRID) for y in range(0, height, GRID)})
