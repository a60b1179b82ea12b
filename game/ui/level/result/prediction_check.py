"""What the simulation says to the prediction; computed beside the window as soon as the prediction is committed."""

from __future__ import annotations

from game.sim.level.level import Level
from game.ui.level.background import Background


def foretold(level: Level) -> float | str:
    """What the prediction of `level` is about."""
    return level.prediction.computed.value(level)


class PredictionCheck:
    """`chosen` is the choice that was committed, counted from 0."""

    def __init__(self, level: Level) -> None:
        self._level = level
        self._chosen: int | None = None
        self._work: Background[float | str] | None = None

    def begin(self, chosen: int) -> None:
        """Start computing."""
        self._chosen = chosen
        self._work = Background(lambda: [foretold(self._level)])

    def wait(self) -> None:
        """Until it is computed."""
        if self._work:
            self._work.wait()

    @property
    def value(self) -> float | str | None:
        """What was computed; None as long as it is not."""
        return self._work.found[0] if self._work and self._work.found else None

    @property
    def right(self) -> bool | None:
        """Whether the prediction was right; None as long as nothing is known."""
        return None if self.value is None else self._level.prediction.choice_for(self.value) == self._chosen

    @property
    def shows(self) -> str:
        """What the simulation shows, in a sentence."""
        return "" if self.value is None else self._level.prediction.shown(self.value)
