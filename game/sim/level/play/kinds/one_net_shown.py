"""What kinds of play have in common that ask about several nets, of which one is shown."""

from __future__ import annotations

from collections.abc import Callable

from game.sim.level.actions import Action, OpenCase
from game.sim.level.level import Level
from game.sim.level.play.kinds.kind import PlayKind
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage


class OneNetShown(PlayKind):
    """`net` is the one that is shown, `marks` says which answers the last check found right, `deal` counts the numbers
    dealt so far."""

    answers_ahead = True
    deal = 0

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        super().__init__(level, stage, listener)
        self.net = level.nets(0)[0][0]
        self.marks: dict[str, bool] = {}

    def refusal(self, action: Action) -> str | None:
        if not isinstance(action, OpenCase):
            return super().refusal(action)
        names = [name for name, _ in self.level.nets(self.deal)]
        return None if action.name in names else f"there is no net '{action.name}': there are {', '.join(names)}"

    def carry_out(self, action: Action) -> None:
        if isinstance(action, OpenCase):
            self._show(action.name)
        else:
            super().carry_out(action)

    def _show(self, name: str) -> None:
        self.net = name
        self.simulation = self.simulate(dict(self.level.nets(self.deal))[name])
