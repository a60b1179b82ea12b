"""Training with the controls in play; or, with no epochs to train, building a network by hand and testing it."""

from __future__ import annotations

from game.sim import commands as c
from game.sim.level.evidence import Evidence
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.kind import KindEntry, PlayKind
from game.sim.level.trial import settle, settled_epoch


class TrainingPlay(PlayKind):
    """A try is a run of the simulation, over as soon as nothing that counts can change any more."""

    run: MeasuredRun | None = None
    _stopped = False

    def begin(self) -> None:
        self.run, self._stopped = MeasuredRun(self.set_up(), self.level.epochs), False
        if self.level.epochs:
            self.simulation.carry_out(c.Play())

    @property
    def over(self) -> bool:
        if self.run is None:
            return False
        diverged = self.simulation.timeline.active.diverged is not None
        self.run.extend(self.level.epochs if diverged else self._shown)
        return self._end is not None

    def finish(self) -> None:
        if self.run is None:
            return
        self.simulation.carry_out(c.Pause())
        end = self.run.reached if self._stopped else settle(self.level, self.run, self.own_start)
        if end > self._shown:
            self.simulation.carry_out(c.Seek(self._shown))
            self.simulation.carry_out(c.Step("epoch", end - self._shown))

    def stop(self) -> None:
        self._stopped = True

    def again(self) -> None:
        self.run = None
        if self.level.epochs:
            self.load()

    def evidence(self) -> Evidence:
        run = self.run
        if run is None:
            return self.found()
        run.extend(self._shown)
        end = self._end
        epoch = min(self._shown, run.reached) if end is None else end
        right = frozenset(name for name, mark in self.sheet.marks().items() if mark)
        return self.found(run=run, epoch=epoch, right=right)

    @property
    def decisive_epoch(self) -> int:
        """When the loss first rose, if it did and the run ends higher than it began; else when it fell most."""
        if self.run is None:
            return 0
        epoch, losses = self.evidence().epoch, self.run.losses
        rises = self.run.rises(epoch)
        return rises[0] if rises and losses[epoch] > losses[0] else self.run.steepest(epoch)

    @property
    def _shown(self) -> int:
        """The epoch up to which the screen has revealed the run."""
        return self.simulation.timeline.active.last_epoch

    @property
    def _end(self) -> int | None:
        """The epoch at which all that counts was settled; None as long as it is not."""
        if self.run is None:
            return None
        end = settled_epoch(self.level, self.run, self.own_start)
        return self.run.reached if end is None and self._stopped else end


KIND = KindEntry("train", 1, TrainingPlay, needs=("controls", "epochs"), takes=("questions",))
