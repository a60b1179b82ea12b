"""What can be measured of lines on maps."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.level.evidence import Evidence


@dataclass(frozen=True, kw_only=True)
class LineEvidence(Evidence):
    """After a test: how many maps were answered rightly (`maps_right`), the least distance of a point from its line as
    a share of the best that is possible on its map (`room`), and the margin in hidden space, where there is one."""

    maps_right: int | None = None
    room: float | None = None
    hidden_margin: float | None = None
