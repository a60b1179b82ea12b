"""The same task trained in batches of three sizes: how long it takes in epochs, one of them given."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.level.boards.choices import Board


@dataclass(frozen=True, kw_only=True)
class BatchColumn:
    """Batches of `size` of the `samples`; `epochs` are those after which so many percent of the starts were right for
    the first time (`PERCENTILES`), `middle` that of half of them. `place` is where it is bet, "" where it is given."""

    size: int
    samples: int
    epochs: tuple[int, ...]
    middle: int
    place: str

    @property
    def steps(self) -> int:
        """Of an epoch."""
        return -(-self.samples // self.size)

    @property
    def title(self) -> str:
        """What the batches are called."""
        if self.size == self.samples:
            return f"the whole batch of {self.samples}"
        return "single samples" if self.size == 1 else f"batches of {self.size}"


@dataclass(frozen=True, kw_only=True)
class BatchesBoard(Board):
    """From the largest batch to the smallest."""

    columns: tuple[BatchColumn, ...]

    @property
    def given(self) -> BatchColumn:
        """The column that the player need not place."""
        return next(each for each in self.columns if not each.place)
