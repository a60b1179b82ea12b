"""How many multiplications it takes, counted off a network's shape."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.arithmetic.multiplications import COUNTS, CountName
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.settings import checked


class CountReading(Reading, frozen=True, tag="multiplications"):
    """`of` a network of `layers`, or of the one that is read off."""

    of: CountName
    layers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.layers:
            checked("layers", "-".join(map(str, self.layers)))

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        return float(COUNTS[self.of](self.layers or run.start.settings.layers))


READING = Entry("multiplications", 7, CountReading)
