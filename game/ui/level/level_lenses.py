"""The lenses that a level introduces: in place of its numbers, as soon as nothing is given away by them."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.network import Array
from game.sim.population.outcomes import StartsCounter, StartsRun
from game.sim.start import Start
from game.ui.intents import ShowLens
from game.ui.lab.dock import Dock
from game.ui.lenses import lenses
from game.ui.level.hidden import hidden

STAGES = (Stage.READY, Stage.RUNNING, Stage.RESULT)
"""The stages in which a lens may be looked through: at the right in place of the numbers, or, where a result stands
there, at the left."""


class LevelRecords:
    """What a lens may ask of a level's `play`: all but to change it."""

    free = False

    def __init__(self, play: LevelPlay) -> None:
        self._play, self._counter = play, StartsCounter()

    def beginning(self) -> Start:
        """The settings and data in force now, from the parameters that the run on screen began with."""
        return self._play.simulation.beginning()

    @property
    def unchanged(self) -> bool:
        """Whether the run on screen has gone on as it began."""
        return self._play.simulation.unchanged

    def start_at(self, run: int, epoch: int) -> Start:
        """The parameters, settings and data of a run after `epoch` epochs."""
        return self._play.simulation.start_at(run, epoch)

    def starts(self, start: Start, epochs: int, *, again: bool = False) -> StartsRun:
        """A thousand starts of `start`, each being trained for `epochs` epochs."""
        return self._counter.count(start, epochs, again=again)

    def history(self, run: int, epochs: Sequence[int]) -> Array:
        """Parameters (epochs × parameters) of a run after each of `epochs`."""
        return self._play.simulation.history(run, epochs)


class LevelLenses:
    """Which of the level's lenses may be looked through now, and which one is."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self.dock = Dock(LevelRecords(play))

    @property
    def names(self) -> tuple[str, ...]:
        """All that the level introduces, whether they may be looked through yet or not."""
        return self._play.level.lenses

    def may(self, name: str) -> bool:
        """Whether the lens called `name` may be looked through now. A level without the numbers has room for one only
        beside its result."""
        covered = lenses()[name].tells & hidden(self._play) if name in self.names else {name}
        stages = STAGES if "card" not in self._play.level.not_yet else (Stage.RESULT,)
        return not covered and self._play.visit.stage in stages

    @property
    def shown(self) -> str | None:
        """The lens that is looked through."""
        name = self.dock.name
        return name if name is not None and self.may(name) else None

    def show(self, show: ShowLens) -> None:
        """Look through a lens, if that may be, or at the numbers again."""
        if show.name is None or self.may(show.name):
            self.dock.show(show.name, show)

    def next(self) -> None:
        """Look through the next lens that may be looked through, or at the numbers after the last."""
        ways = [None, *filter(self.may, self.names)]
        at = ways.index(self.shown)
        self.show(ShowLens(ways[(at + 1) % len(ways)]))

    def words(self, name: str) -> str | None:
        """What a lens is called where it may be looked through, with the key."""
        return f"{lenses()[name].title} (key V)" if self.may(name) else None
