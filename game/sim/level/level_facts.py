"""What predictions, trials and sweeps read of a level, so that the level may hold its prediction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from game.sim.level.controls import Control
from game.sim.level.filling import Fact
from game.sim.level.level_parts import DrawnStarts, Medicine, Star
from game.sim.level.start_table import NamedStart
from game.sim.start import Start


class LevelFacts(Protocol):
    """The fields of a `Level` that the simulation needs to work out what is asked."""

    @property
    def own_start(self) -> Start:
        """What the level begins with before anything is touched."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What the deal on the table says of itself."""

    @property
    def epochs(self) -> int:
        """A run's budget."""

    @property
    def controls(self) -> Sequence[Control]:
        """What the player may turn."""

    @property
    def population(self) -> DrawnStarts | None:
        """The random starts that the level is about, if it is."""

    @property
    def stars(self) -> Sequence[Star]:
        """What is measured of a run."""

    @property
    def patients(self) -> Sequence[NamedStart]:
        """Sick networks."""

    @property
    def medicines(self) -> Sequence[Medicine]:
        """What they may be given."""
