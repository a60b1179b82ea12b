"""What is read off a network of the prediction's own."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import SeenCourse
from game.sim.level.trial import trial_start
from game.sim.level.why import AnyReading, Counterexample, Scene


class ReadOff(Computation, frozen=True, tag="reading"):
    """The last of `numbers`, read off `network`, or off the level's own."""

    numbers: Annotated[tuple[AnyReading, ...], Meta(min_length=1)]
    network: Scene | None = None

    @property
    def _example(self) -> Counterexample:
        return Counterexample(says="…", numbers=self.numbers, network=self.network)

    @property
    def example(self) -> Counterexample | None:
        """The network as it is at the end of the last training that was read off; None where many starts were."""
        if self.network is None or any(hasattr(each, "starts") for each in self.numbers):
            return None
        trained = [each.name for each in self.numbers if each.trial.epochs]
        return Counterexample(
            says="…", numbers=self.numbers, network=self.network, shown=trained[-1] if trained else ""
        )

    @property
    def has_course(self) -> bool:
        return any(each.has_course for each in self.numbers)

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        start = self._example.start(level.own_start)
        drawn = [each for each in self.numbers if each.has_course]
        found = [each.course(trial_start(start, each.trial), each.trial.epochs or 0, rest) for each in drawn]
        return found[-1]._replace(lines=tuple(line for each in found for line in each.lines))

    def problem(self, level: LevelFacts) -> str | None:
        return self._example.problem(level.own_start)

    def value(self, level: LevelFacts) -> float:
        return self._example.values(level.own_start)[self.numbers[-1].name]


COMPUTATION = Entry("reading", 12, ReadOff)
