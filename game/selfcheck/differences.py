"""Where the facts of two self-checks part, in sentences."""

from __future__ import annotations

from typing import Any


def differences(expected: Any, found: Any, place: str = "") -> list[str]:
    """What `found` (the app's) has otherwise than `expected` (the source's), a sentence each, by name."""
    if isinstance(expected, dict) and isinstance(found, dict):
        keys = dict.fromkeys([*expected, *found])
        return [
            problem
            for key in keys
            for problem in differences(expected.get(key, "nothing"), found.get(key, "nothing"), f"{place}.{key}")
        ]
    if expected == found:
        return []
    if isinstance(expected, list) and isinstance(found, list):
        missing, more = ([x for x in a if x not in b] for a, b in ((expected, found), (found, expected)))
        if missing or more:
            return [f"{place.lstrip('.')}: the app lacks {missing or 'nothing'} and has {more or 'nothing'} besides"]
    return [f"{place.lstrip('.')} is {expected} in the source, but {found} in the app"]
