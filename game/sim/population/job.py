"""A population trained in the background."""

from __future__ import annotations

from collections.abc import Callable

from game.sim.background_job import REST_SECONDS, BackgroundJob, Rest
from game.sim.population.population import Population
from game.sim.population.population_result import PopulationResult

LOOKS = 40
"""Partial results during a run."""


class PopulationJob(BackgroundJob):
    """Builds a population and trains it for `epochs` epochs. `build(rest)` should call `rest()` now and then where it
    works in plain Python, such as `starts_from_seeds` does. All properties may be read at any time."""

    def __init__(self, build: Callable[[Rest], Population], epochs: int) -> None:
        super().__init__("population")
        self._build = build
        self._epochs = epochs
        self._progress = 0.0
        self._population: Population | None = None
        self._partial: PopulationResult | None = None
        self._result: PopulationResult | None = None

    @property
    def progress(self) -> float:
        """0 to 1."""
        return self._progress

    @property
    def partial(self) -> PopulationResult | None:
        """How the networks stood a moment ago; the result once there is one."""
        return self._partial

    @property
    def result(self) -> PopulationResult | None:
        """How they stand after all epochs; None before that, and for ever if cancelled or failed."""
        return self._result

    @property
    def population(self) -> Population | None:
        """What is trained, once it is built. While the job runs, only its `start` may be asked."""
        return self._population

    def _work(self) -> None:
        population = self._population = self._build(lambda: self._cancel.wait(REST_SECONDS))

        def report(progress: float) -> None:
            if int(progress * LOOKS) > int(self._progress * LOOKS):
                self._partial = population.result()
            self._progress = progress

        if population.run(self._epochs, report, self._cancel.is_set):
            self._result = self._partial = population.result()
            self._progress = 1.0
