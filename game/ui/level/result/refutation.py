"""The sentence that refutes a wrong answer to the why-question, its numbers computed beside the window."""

from __future__ import annotations

from game.sim.level.play.level_play import LevelPlay
from game.sim.level.why import Counterexample
from game.ui.level.background import Background


class Refutation:
    """Of the wrong answer taken in `play`, if its level says what refutes it."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._about: Counterexample | None = None
        self._work: Background[dict[str, float]] | None = None

    def wait(self) -> None:
        """Until it is computed."""
        self._begin()
        if self._work:
            self._work.wait()

    @property
    def sentence(self) -> str:
        """What refutes it; nothing as long as it is not computed, or where nothing does."""
        self._begin()
        return self._about.sentence(self._work.found[0]) if self._about and self._work and self._work.found else ""

    @property
    def due(self) -> bool:
        """Whether a sentence is being computed."""
        self._begin()
        return self._work is not None and not self._work.found

    def _begin(self) -> None:
        """Compute what refutes the answer, if it is another one than before."""
        mistake = self._play.mistake
        refuted, own = mistake.refuted if mistake else None, self._play.level.own_start
        if refuted is self._about:
            return
        self._about = refuted
        self._work = Background(lambda _: [refuted.values(own)]) if refuted else None
