"""What a scrolled list says of how much of it is seen."""

from __future__ import annotations


def in_sight_of(first: int, shown: int, count: int) -> str:
    """Which of `count` rows are seen, the first being `first` from 0 on; more is promised only where more follows."""
    last = first + shown
    return f"{first + 1} to {last} of {count}" + (", scroll for more" if last < count else "")
