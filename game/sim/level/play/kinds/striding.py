"""A walk on the hill of the loss over two weights, in strides: what lies around is told by nudges alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import hypot
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim import commands as c
from game.sim.level.actions import Action, Bet, Feel, Stride
from game.sim.level.evidence import Evidence
from game.sim.level.hill import Hill, Weights, steeper
from game.sim.level.level import Level
from game.sim.level.lines import ON_LINE
from game.sim.level.play.kinds.kind import KindEntry, Move, PlayKind, PlayTable
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage
from game.sim.level.play_evidence.walk_evidence import WalkEvidence
from game.sim.start import Start, params_of

BETS = ("w₁", "w₂")


class StridesTable(PlayTable, frozen=True):
    """How many `strides` a walk has at most, and how long one is at least and at most (`shortest`, `longest`)."""

    strides: Annotated[int, Meta(ge=1, le=50)] = 8
    shortest: Annotated[float, Meta(gt=0.0, le=10.0)] = 0.1
    longest: Annotated[float, Meta(gt=0.0, le=10.0)] = 4.0


class Striding(PlayKind):
    """`trail` holds the weights at the start and after every stride, `heights` the losses there; `felt` the losses a
    nudge lower and higher of each weight that was nudged where the walker stands; `bet` what was bet."""

    table: StridesTable
    table_type = StridesTable

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        self.hill = Hill(level.own_start)
        across, up = params_of(level.own_start)[:2]
        self.trail: list[Weights] = [(across, up)]
        self.heights = [self.hill.height((across, up))]
        self.felt: dict[int, tuple[float, float]] = {}
        self.bet: str | None = None
        self.stopped = False
        super().__init__(level, stage, listener)

    @property
    def here(self) -> Weights:
        """Where the walker stands."""
        return self.trail[-1]

    @property
    def left(self) -> int:
        """Strides that are left."""
        return self.table.strides - len(self.trail) + 1

    def unready(self) -> str | None:
        return "make a stride first" if len(self.trail) == 1 else None

    def begin(self) -> None:
        self.stopped = True

    def again(self) -> None:
        """A new walk from the same place."""
        del self.trail[1:], self.heights[1:]
        self.felt, self.bet, self.stopped = {}, None, False
        self.load()

    def evidence(self) -> Evidence:
        found = self.found()
        own = {name: getattr(found, name) for name in Evidence.__dataclass_fields__}
        right = self.bet == steeper(self.hill.slopes(self.trail[0]))
        if len(self.trail) == 1:
            return found
        return WalkEvidence(**own, heights=tuple(self.heights), bet_right=right, stopped=self.stopped)

    def refusal(self, action: Action) -> str | None:
        if isinstance(action, Feel):
            return None if action.weight in (1, 2) else f"weight is {action.weight}, but must be 1 or 2"
        if isinstance(action, Bet):
            if action.choice not in BETS:
                return f"choice is '{action.choice}', but must be one of {', '.join(BETS)}"
            return "the bet is made before the first stride" if len(self.trail) > 1 else None
        if not isinstance(action, Stride):
            return super().refusal(action)
        length = hypot(action.across, action.up)
        if not self.table.shortest - ON_LINE <= length <= self.table.longest + ON_LINE:
            return f"a stride is {self.table.shortest:g} to {self.table.longest:g} long, this one is {length:.2f}"
        return None if self.left > 0 else f"that was the last stride: press {self.level.button}"

    def carry_out(self, action: Action) -> None:
        if isinstance(action, Feel):
            self.felt[action.weight] = self.hill.nudged(self.here, action.weight - 1)
        elif isinstance(action, Bet):
            self.bet = action.choice
        elif isinstance(action, Stride):
            place = self.here[0] + action.across, self.here[1] + action.up
            self.trail.append(place)
            self.heights.append(self.hill.height(place))
            self.felt = {}
            self.load()
        else:
            super().carry_out(action)

    def load(self) -> None:
        """Let the network on screen have the weights of the place."""
        self.simulation.carry_out(c.LoadParams(params_of(self.set_up())))

    def set_up(self) -> Start:
        params = (*self.here, *params_of(self.own_start)[2:])
        return msgspec.structs.replace(self.own_start, params=params)

    def space(self) -> tuple[Move, ...]:
        """A bet, and strides in any of eight directions."""
        far = self.table.longest
        slant = far * 0.7
        ways = tuple((x, y) for x in (-slant, 0.0, slant) for y in (-slant, 0.0, slant) if (x, y) != (0.0, 0.0))
        ways += tuple((x / 3.0, y / 3.0) for x, y in ways)
        return (Move(Bet, BETS), *(Move(partial(_strided), ways) for _ in range(self.table.strides)))


def _strided(way: Weights) -> Stride:
    return Stride(*way)


KIND = KindEntry("strides", 7, Striding, needs=("deal",))
