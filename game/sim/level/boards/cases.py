"""Cases side by side, each with a curve of its loss, numbers to read and words to choose for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.sim.level.boards.choices import Board


@dataclass(frozen=True)
class CaseReading:
    """Numbers under one `label`, each with a name (or none); words stand as they are. With a `look` they are shut until
    that is taken."""

    label: str
    names: tuple[str, ...]
    values: tuple[float | str, ...]
    look: str = ""


@dataclass(frozen=True)
class PlaceInCase:
    """A place that is filled for one case, by the name it has in the deal; its options stand in `columns` (0: all in a
    row)."""

    name: str
    heading: str
    columns: int = 0


@dataclass(frozen=True, kw_only=True)
class Case:
    """`losses` are those up to now, from epoch 0 on; the run that shows what becomes of it has the same `name`. In
    place of losses there may be a `gauge`: an output and its target. `box` is the place for a number that is typed
    there, "" if there is none."""

    name: str
    title: str
    losses: tuple[float, ...]
    readings: tuple[CaseReading, ...]
    places: tuple[PlaceInCase, ...]
    gauge: tuple[float, float] | None = None
    box: str = ""


@dataclass(frozen=True, kw_only=True)
class CasesBoard(Board):
    """`cases` in so many `columns`. Afterwards their curves go up to epoch `last`: the same run `goes_on`, or begins
    anew with something changed. One place, `choosing`, is filled with the name of a case; "" if there is none. `tips`
    say what options mean."""

    cases: tuple[Case, ...]
    columns: int
    last: int
    goes_on: bool = True
    choosing: str = ""
    choosing_label: str = ""
    tips: Mapping[str, str] = field(default_factory=dict)
