"""Reads the words of the game from `assets/text/*.toml`, checked against a type."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from game.paths import ASSETS

T = TypeVar("T")


def load_text(name: str, kind: type[T]) -> T:
    """`assets/text/<name>.toml` as a `kind`. Raises msgspec.ValidationError naming a field that does not fit."""
    return msgspec.toml.decode((ASSETS / "text" / f"{name}.toml").read_bytes(), type=kind)
