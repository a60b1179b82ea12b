"""How many epochs a tick may train at speed "max" without costing the window a frame."""

from __future__ import annotations

from game.sim.commands import SetBatch
from game.sim.limits import MOST_EPOCHS

TARGET_MS = 7.0
"""Training time aimed at in a tick of 16.7 ms; the rest is for drawing."""
WORTH_A_PART = 0.6
"""Share of an epoch that fits into a tick below which an epoch is spread over several ticks."""
UNMEASURED_WORK = 20_000
"""Samples times parameters that a tick may train before it is known how long that takes: some 5 ms."""


class EpochBudget:
    """Turns measured tick times into SetBatch commands. Only a size that is a quarter off is worth a command, so that a
    recorded session stays small."""

    ticks_a_frame = 1
    """A frame that is late must not train twice as much, or the next one is late as well."""

    def __init__(self) -> None:
        self._ms_per_epoch = 0.0
        self._work = 0

    def expect(self, work: int) -> None:
        """Say how much work an epoch is: samples times parameters. When that changes, the times measured before are
        forgotten."""
        if work != self._work:
            self._work, self._ms_per_epoch = work, 0.0

    def measured(self, epochs: float, milliseconds: float) -> None:
        """Note that a tick trained `epochs` epochs, or a part of one, in that time."""
        if epochs > 0:
            latest = milliseconds / epochs
            self._ms_per_epoch = latest if not self._ms_per_epoch else 0.8 * self._ms_per_epoch + 0.2 * latest

    def correction(self, batch: int, part: int = 0, divisible: int = 1) -> SetBatch | None:
        """The command that sets a better size, or None where the present one is near enough: that is `batch` epochs a
        tick, or, where `part` is not 0, so many samples of one epoch. An epoch can be cut between its `divisible`
        samples; 1 where it cannot be cut."""
        if not self._ms_per_epoch:
            careful = UNMEASURED_WORK / max(1, self._work)
            return self._size(careful, divisible) if (part / divisible or batch) > max(1 / divisible, careful) else None
        affordable = min(MOST_EPOCHS, TARGET_MS / self._ms_per_epoch)
        best = self._size(affordable, divisible)
        wanted, now = (best.samples, part) if best.samples else (best.epochs, 0 if part else batch)
        return best if not 0.8 * wanted <= now <= 1.25 * wanted else None

    @staticmethod
    def _size(epochs: float, divisible: int) -> SetBatch:
        """So many epochs, or the part of one; at least one, or a sample."""
        if epochs < WORTH_A_PART and divisible > 1:
            return SetBatch(1, max(1, round(epochs * divisible)))
        return SetBatch(max(1, round(epochs)))


class SteadyBudget(EpochBudget):
    """Always `epochs` epochs a tick: as fast on every machine, and slow enough to be watched."""

    ticks_a_frame = 4

    def __init__(self, epochs: int) -> None:
        super().__init__()
        self._epochs = epochs

    def correction(self, batch: int, part: int = 0, divisible: int = 1) -> SetBatch | None:
        """The steady size."""
        return None if batch == self._epochs and not part else SetBatch(self._epochs)
