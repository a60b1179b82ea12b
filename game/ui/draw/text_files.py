"""Reads the words of the game from `assets/text/*.toml`, checked against a type."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from game.paths import ASSETS

T = TypeVar("T")


def load_text(name: str, kind: type[T]) -> T:
    """`assets/text/<name>.toml` as a `kind`, read once as long as it stays as it is. Raises OSError, or
    msgspec.ValidationError naming a field that does not fit."""
    path = ASSETS / "text" / f"{name}.toml"
    shape: Any = kind  # a type can be hashed, which the type checker does not know of one that it does not know
    words: T = _read(path, shape, path.stat().st_mtime_ns)
    return words


@cache
def _read(path: Path, kind: Any, _changed: int) -> Any:
    return msgspec.toml.decode(path.read_bytes(), type=kind)
