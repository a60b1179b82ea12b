"""The allowed values of a control along a slider: equally far apart, and the only places it stops at (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.settings import Spec
from game.ui.widgets.number_scale import NumberScale


class AllowedScale(NumberScale):
    """`allowed` in rising order."""

    def __init__(self, label: str, allowed: Sequence[float]) -> None:
        self._allowed = sorted(allowed)
        self.spec = Spec("control", label, self._allowed[0], self._allowed[-1])
        super().__init__(self.spec)

    def position(self, value: float) -> float:
        return self._index(value) / max(1, len(self._allowed) - 1)

    def value_at(self, position: float) -> float:
        last = len(self._allowed) - 1
        return self._allowed[max(0, min(last, round(position * last)))]

    def stepped(self, value: float, steps: int, *, big: bool = False) -> float:
        at = self._index(value) + steps * (max(2, len(self._allowed) // 10) if big else 1)
        return self._allowed[max(0, min(len(self._allowed) - 1, at))]

    def clamped(self, value: float) -> float:
        return self._allowed[self._index(value)]

    def _index(self, value: float) -> int:
        return min(range(len(self._allowed)), key=lambda k: abs(self._allowed[k] - value))
