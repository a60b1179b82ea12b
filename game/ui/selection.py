"""What the student is looking at: view state, no part of the simulation."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.network import Edge


@dataclass(frozen=True)
class Selection:
    """`pinned` edge (it stays through training and rewinding), `hovered` edge (a preview), the `sample` pinned in the
    samples table (None: the one being animated), `mean` for the average over the samples instead of one of them."""

    pinned: Edge | None = None
    hovered: Edge | None = None
    sample: int | None = None
    mean: bool = False

    @property
    def edge(self) -> Edge | None:
        """The edge to explain."""
        return self.hovered or self.pinned
