"""Every file in assets/ opens as what it is, and every icon leaves a mark."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path

import pygame

from game.paths import ASSETS
from game.selfcheck import Facts, Problem
from game.sim.campaign.campaign import CHAPTERS
from game.sim.level.level_file import read_level
from game.ui.draw.app_icon import app_icon
from game.ui.draw.fonts import FILES, open_font
from game.ui.draw.icons import Icons

WHITE = (255, 255, 255)
ICON_PIXELS = 24


def check(problem: Problem) -> Facts:
    """SHA-256 of every file by its place, and the icons' names."""
    return {"files": _files(ASSETS, problem), "icons": _icons(problem)}


def _files(folder: Path, problem: Problem) -> dict[str, str]:
    pygame.font.init()
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    for name in (f"fonts/{font}" for font in FILES.values()):
        if name not in found:
            problem(f"{name} is missing")
    for name, path in found.items():
        try:
            _opener(path)(path)
        except Exception as broken:
            problem(f"{name} does not open ({broken})")
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()}


def _opener(path: Path) -> Callable[[Path], object]:
    if path.parent.name == "levels" and path.name != CHAPTERS:
        return read_level
    return {".otf": _font, ".ttf": _font, ".toml": _toml, ".txt": _text, ".md": _text, ".png": _png}[path.suffix]


def _font(path: Path) -> None:
    if not _leaves_a_mark(open_font(path, 20).render("η 0.25", True, WHITE)):
        raise ValueError("it draws nothing")


def _toml(path: Path) -> None:
    if not tomllib.loads(path.read_text(encoding="utf-8")):
        raise ValueError("it is empty")


def _text(path: Path) -> None:
    if not path.read_text(encoding="utf-8").strip():
        raise ValueError("it is empty")


def _png(path: Path) -> None:
    pygame.image.load(str(path))


def _icons(problem: Problem) -> list[str]:
    icons = Icons()
    for name in icons.names:
        if not _leaves_a_mark(icons.get(name, ICON_PIXELS, WHITE)):
            problem(f"icon '{name}' is blank")
    if not _leaves_a_mark(app_icon(ICON_PIXELS)):
        problem("the app's icon is blank")
    return list(icons.names)


def _leaves_a_mark(picture: pygame.Surface) -> bool:
    return picture.get_bounding_rect().width > 0
