"""Changing a weight or bias by dragging it up or down."""

from __future__ import annotations

from game.sim.commands import SetParameter
from game.sim.network import Edge

PER_PIXEL = 0.02
"""How much a design pixel of the way up adds."""
SLACK = 4
"""Design pixels the pointer may move before a press becomes a drag."""
LARGEST = 10.0


class EdgeDrag:
    """Follows one press on an edge, from `begin` to `end`."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._edge: Edge | None = None
        self._value = 0.0
        self._from = 0
        self._dragging = False

    @property
    def held(self) -> bool:
        """Whether an edge is held."""
        return self._edge is not None

    def begin(self, edge: Edge, value: float, y: int) -> None:
        """`edge`, which is `value` now, was pressed with the pointer at `y` (screen pixels, growing downward)."""
        self._edge, self._value, self._from, self._dragging = edge, value, y, False

    def moved(self, y: int) -> SetParameter | None:
        """What the pointer's new height asks for; None while it may still be a mere press."""
        up = (self._from - y) / self._scale
        if self._edge is None or not (self._dragging or abs(up) > SLACK):
            return None
        self._dragging = True
        value = round(self._value + up * PER_PIXEL, 2)
        bound = max(LARGEST, abs(self._value))
        edge = self._edge
        return SetParameter(edge.layer, edge.target, edge.source, max(-bound, min(bound, value)))

    def end(self) -> None:
        """The button was let go."""
        self._edge = None
