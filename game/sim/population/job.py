"""A population trained in the background, in a thread of its own.

A thread is enough: numpy lets go of the interpreter inside every one of the short calls that the work consists of, so
a window beside it gets the interpreter within microseconds, and nothing has to be copied between processes.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from game.sim.population.population import Population
from game.sim.population.population_result import PopulationResult

LOOKS = 40
"""Partial results during a run."""

REST_SECONDS = 0.001

Rest = Callable[[], object]


class PopulationJob:
    """Builds a population and trains it for `epochs` epochs. `build(rest)` should call `rest()` now and then where it
    works in plain Python, such as `starts_from_seeds` does. All properties may be read at any time."""

    def __init__(self, build: Callable[[Rest], Population], epochs: int) -> None:
        self._build = build
        self._epochs = epochs
        self._cancel = Event()
        self._thread = Thread(target=self._work, name="population", daemon=True)
        self._progress = 0.0
        self._population: Population | None = None
        self._partial: PopulationResult | None = None
        self._result: PopulationResult | None = None
        self._error: Exception | None = None

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
    def error(self) -> Exception | None:
        """What made the job fail."""
        return self._error

    @property
    def population(self) -> Population | None:
        """What is trained, once it is built. While the job runs, only its `start` may be asked."""
        return self._population

    @property
    def running(self) -> bool:
        """Whether it is still computing."""
        return self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Whether it was told to stop: it may run for some milliseconds more, but to no end."""
        return self._cancel.is_set()

    def start(self) -> None:
        """Begin. A job starts once."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop within a few milliseconds; no result will come."""
        self._cancel.set()

    def wait(self, seconds: float | None = None) -> None:
        """Until it has ended, or `seconds` have passed."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            population = self._population = self._build(lambda: self._cancel.wait(REST_SECONDS))

            def report(progress: float) -> None:
                if int(progress * LOOKS) > int(self._progress * LOOKS):
                    self._partial = population.result()
                self._progress = progress

            if population.run(self._epochs, report, self._cancel.is_set):
                self._result = self._partial = population.result()
                self._progress = 1.0
        except Exception as error:
            self._error = error
