"""What can be measured of a walk on a hill."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.level.evidence import Evidence


@dataclass(frozen=True, kw_only=True)
class WalkEvidence(Evidence):
    """`heights` are the losses at the start and after every stride, up to where the walker stopped; `bet_right` says
    whether the bet was right, `stopped` whether the walk has ended."""

    heights: tuple[float, ...] = ()
    bet_right: bool = False
    stopped: bool = False

    @property
    def excess(self) -> float:
        """The loss at the end, as a share of that at the start."""
        return self.heights[-1] / self.heights[0]

    @property
    def rises(self) -> int:
        """Strides that raised the loss."""
        return sum(after > before for before, after in zip(self.heights, self.heights[1:], strict=False))
