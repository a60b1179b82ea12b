"""How many multiplications it takes, counted off a network's shape."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.arithmetic.multiplications import COUNTS, CountName
from game.sim.background_job import Rest, at_once
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.level.seen_course import CourseLine, SeenCourse
from game.sim.settings import checked
from game.sim.start import Start


class CountReading(Reading, frozen=True, tag="multiplications"):
    """`of` a network of `layers`, or of the one that is read off."""

    of: CountName
    layers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.layers:
            checked("layers", "-".join(map(str, self.layers)))

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        return float(COUNTS[self.of](self.layers or run.start.settings.layers))

    def course(self, start: Start, epochs: int, rest: Rest = at_once) -> SeenCourse:
        layers = self.layers or start.settings.layers
        shapes = [layers[:count] for count in range(2, len(layers) + 1)]
        points = tuple((float(COUNTS["parameters"](shape)), float(COUNTS[self.of](shape))) for shape in shapes)
        return SeenCourse(
            "Counted layer by layer",
            lines=(CourseLine(self.of, ((0.0, 0.0), *points)),),
            across="weights and biases so far",
            said="up",
        )


READING = Entry("multiplications", 7, CountReading)
