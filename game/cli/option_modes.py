"""Which options go together: every mode of the program with the options it heeds, so that none is silently ignored."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Set
from dataclasses import dataclass

START = frozenset({"scenario", "seed", "code", "set", "params", "data", "target", "example"})
PRINTED = frozenset({"headless", "json"})
SEEN = frozenset({"size", "select", "record"})


@dataclass(frozen=True)
class Mode:
    """What the program does when all of `chosen_by` are given; `heeds` are the options that make a difference then.
    `words` name the mode in a sentence."""

    words: str
    chosen_by: Set[str]
    heeds: Set[str] = frozenset()

    @property
    def takes(self) -> Set[str]:
        """All options that may be given together in this mode."""
        return self.chosen_by | self.heeds


MODES = (
    Mode("--bench", {"bench"}, PRINTED),
    Mode("--selfcheck", {"selfcheck"}, PRINTED),
    Mode("--first-frame", {"first_frame"}),
    Mode("--list-levels", {"list_levels"}, PRINTED),
    Mode("--exercise", {"exercise"}, PRINTED | {"seed"}),
    Mode("--list-examples", {"list_examples"}, PRINTED),
    Mode("--film", {"film"}, START | {"headless", "ticks", "epochs", "speed", "size", "select"}),
    Mode("--screenshot --replay", {"screenshot", "replay"}, PRINTED | SEEN | {"ticks", "check"}),
    Mode("--screenshot", {"screenshot"}, PRINTED | SEEN | START | {"ticks", "epochs"}),
    Mode("--headless --level", {"headless", "level"}, {"json", "do", "seed"}),
    Mode(
        "--headless --trace --replay", {"headless", "trace", "replay"}, {"json", "ticks", "check", "sample", "record"}
    ),
    Mode("--headless --replay", {"headless", "replay"}, {"json", "ticks", "check", "record"}),
    Mode("--headless --population", {"headless", "population"}, {"json", "epochs", "float64"} | START - {"params"}),
    Mode("--headless --trace", {"headless", "trace"}, {"json", "epochs", "sample", "record"} | START),
    Mode("--headless --example", {"headless", "example"}, {"json"}),
    Mode("--headless", {"headless"}, {"json", "epochs", "history", "record"} | START),
    Mode("--level", {"level"}, {"size", "seed"}),
    Mode("--replay", {"replay"}, SEEN | {"ticks", "check"}),
    Mode("the window", frozenset(), SEEN | START),
)
"""The first one whose options are all given is the one that runs."""


def mode_of(given: Set[str]) -> Mode:
    """The mode that the options `given` choose."""
    return next(mode for mode in MODES if mode.chosen_by <= given)


def given_in(raw: Namespace) -> frozenset[str]:
    """The names of the options that stand on the command line."""
    return frozenset(
        name for name, value in vars(raw).items() if value is not None and value is not False and value != []
    )


def ignored_option(raw: Namespace) -> str | None:
    """A sentence about an option that would make no difference; None when every one does."""
    given = given_in(raw)
    mode = mode_of(given)
    left = sorted(given - mode.takes, key=lambda name: (len(_places(name)), name))
    if not left:
        return None
    *others, last = [f"{place} alone" if mode.words.startswith(f"{place} ") else place for place in _places(left[0])]
    places = f"{', '.join(others)} or {last}" if others else last
    return f"--{left[0].replace('_', '-')} does nothing with {mode.words}: it goes with {places}"


def _places(option: str) -> list[str]:
    """The modes that `option` can be given in; "--headless --trace" says no more where "--headless" is one of them."""
    words = [mode.words for mode in MODES if option in mode.takes]
    return [word for word in words if not any(word.startswith(f"{other} ") for other in words)]
