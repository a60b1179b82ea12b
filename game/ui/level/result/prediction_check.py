"""What the simulation says to the prediction; computed beside the window as soon as the prediction is committed."""

from __future__ import annotations

from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay
from game.ui.level.background import Background


def foretold(level: Level) -> float | str:
    """What the prediction of `level` is about."""
    return level.prediction.computed.value(level)


class PredictionCheck:
    """Of the prediction in `play`, about the deal that is on its table."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._about: Level | None = None
        self._work: Background[float | str] | None = None

    def keep_up(self) -> None:
        """Compute what is not known yet, of what is on the table now."""
        level = self._play.level
        if self._play.visit.prediction is None or (self._work and self._about is level):
            return
        self.leave()
        self._about, self._work = level, Background(lambda _: [foretold(level)])

    def leave(self) -> None:
        """Stop computing."""
        if self._work and self._work.running:
            self._work.cancel()
            self._work = None

    def wait(self) -> None:
        """Until it is computed."""
        self.keep_up()
        if self._work:
            self._work.wait()

    @property
    def value(self) -> float | str | None:
        """What was computed; None as long as it is not. Raises what made it fail."""
        known = self._work is not None and self._about is self._play.level
        return self._work.found[0] if known and self._work and self._work.found else None

    @property
    def right(self) -> bool | None:
        """Whether the prediction was right; None as long as nothing is known."""
        if self.value is None:
            return None
        return self._play.level.prediction.choice_for(self.value) == self._play.visit.prediction

    @property
    def shows(self) -> str:
        """What the simulation shows, in a sentence."""
        return "" if self.value is None else self._play.level.prediction.shown(self.value)
