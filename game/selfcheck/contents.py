"""What the source tree held when the app was built from it: a file in the app, so that an app that is damaged or
incomplete knows it, wherever it is."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from game.paths import ASSETS
from game.selfcheck import Facts
from game.selfcheck.differences import differences

CONTENTS_FILE = ASSETS.with_name("contents.json")
"""Only the app has it."""
HELD = ("modules", "dependencies", "registries", "assets")
"""Checks whose facts are the same on every machine; the last bits of a figure may be another system's own."""


def contents(facts: Mapping[str, Facts]) -> bytes:
    """The file for a source tree whose self-check found `facts`."""
    return json.dumps({name: facts[name] for name in HELD}).encode()


def missing_or_changed(facts: Mapping[str, Facts], file: Path = CONTENTS_FILE) -> list[str]:
    """What an app whose self-check found `facts` has otherwise than the source, a sentence each. The source itself has
    nothing to be compared with."""
    if not hasattr(sys, "frozen"):
        return []
    try:
        expected = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        return [f"{file.name} cannot be read ({problem})"]
    return differences(expected, {name: facts.get(name, {}) for name in expected})
