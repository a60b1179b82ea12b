"""Placing lines on the map of two inputs, each the line of a neuron of the first layer: on several maps with a neuron
each, or on one map for a hidden layer, whose output the game then sets as well as can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from game.sim import commands as c
from game.sim.level.actions import Action, OpenCase, PlaceLine
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.lines import ON_LINE, Bools, HiddenCut, LineGrid, MapLine, narrowest, widest_cut
from game.sim.level.play.kinds.kind import KindEntry, Move, PlayKind, PlayTable
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage
from game.sim.level.play_evidence.line_evidence import LineEvidence
from game.sim.level.shown_map import ShownMap
from game.sim.network import Array, Params, frozen, params_from_flat
from game.sim.quoting import in_full
from game.sim.start import Start, params_of

OUTPUT_SHARPNESS = 16.0
"""How steep the output's line through hidden space is."""


class LinesTable(PlayTable, frozen=True):
    """Where lines may stand, as in `LineGrid`; how fast a neuron's z grows across its line (`sharpness`); and whether a
    map can be called `impossible` in place of a line."""

    middle: float = 0.0
    reach: Annotated[float, Meta(gt=0.0, le=10.0)] = 1.0
    step: Annotated[float, Meta(gt=0.0, le=10.0)] = 0.1
    turn: Annotated[float, Meta(gt=0.0, le=90.0)] = 15.0
    sharpness: Annotated[float, Meta(gt=0.0, le=100.0)] = 8.0
    impossible: bool = False

    @property
    def grid(self) -> LineGrid:
        """Where lines can stand."""
        return LineGrid(self.middle, self.reach, self.step, self.turn)


class PlacingLines(PlayKind):
    """`net` is the map that is open. `marks` says after a test which maps were answered rightly, `cut` what the output
    does in hidden space, and `margins` holds the margin of every test so far."""

    table: LinesTable
    table_type = LinesTable

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        self.starts = dict(level.nets(0))
        self.net = next(iter(self.starts))
        self.marks: dict[str, bool] = {}
        self.cut: HiddenCut | None = None
        self.margins: list[float] = []
        self._lines: dict[tuple[str, int], MapLine] = {}
        self._called: set[str] = set()
        super().__init__(level, stage, listener)
        self.grid = self.table.grid
        self.load()

    # -- looking -----------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many lines a map has."""
        return self.own_start.settings.layers[1]

    @property
    def folds(self) -> bool:
        """Whether the lines belong to a hidden layer."""
        return len(self.own_start.settings.layers) > 2

    def line(self, net: str, number: int) -> MapLine:
        """Where line `number`, counted from 1, of a map stands. Before it is placed, at the edge: the first at the left
        with all of the map on its filled side, the second at the top with nothing, so that they do not stand side by
        side, as they may have to in the end."""
        edge = round(self.grid.reach - self.grid.step, 6)
        return self._lines.get((net, number), MapLine(0.0, -edge) if number % 2 else MapLine(90.0, edge))

    def placed(self, net: str) -> bool:
        """Whether something was said about a map: a line was placed, or it was called impossible."""
        return net in self._called or any(name == net for name, _ in self._lines)

    def called_impossible(self, net: str) -> bool:
        """Whether the player says that no line parts the points of map `net`."""
        return net in self._called

    def points(self, net: str) -> Array:
        """The points of a map (points × 2)."""
        return np.array(self.starts[net].dataset.inputs)

    def full(self, net: str) -> Bools:
        """Which of them are filled."""
        return np.array(self.starts[net].dataset.targets) > 0.5

    def params(self, net: str) -> Params:
        """The network of a map with its lines where they stand, and with the output that the last test has set."""
        neurons = [self.line(net, k).neuron(self.grid.middle, self.table.sharpness) for k in range(1, self.count + 1)]
        own = params_from_flat(self.own_start.settings.layers, params_of(self.starts[net]))
        weights, biases = list(own.weights), list(own.biases)
        weights[0], biases[0] = np.array([each for each, _ in neurons]), np.array([bias for _, bias in neurons])
        if self.cut:
            weights[-1] = OUTPUT_SHARPNESS * np.array([self.cut.direction])
            biases[-1] = np.array([-OUTPUT_SHARPNESS * self.cut.threshold])
        return Params(tuple(map(frozen, weights)), tuple(map(frozen, biases)))

    def shown(self, net: str) -> ShownMap:
        """A map as it stands."""
        lines = tuple(self.line(net, number) for number in range(1, self.count + 1))
        own = self.starts[net].settings
        return ShownMap(self.params(net), own, self.points(net), self.full(net), lines, self.cut)

    def wrong(self, net: str) -> list[int]:
        """Points on the wrong side, after a test: of the map's line, or of the output's in hidden space."""
        return self.shown(net).wrong

    def best(self, net: str) -> float:
        """The most room that any line of the grid leaves; nought or less where none parts the points."""
        return float(narrowest(self.grid.distances(self.points(net)), self.full(net)).max())

    # -- tries -------------------------------------------------------------------------------------------------------

    def unready(self) -> str | None:
        without = next((net for net in self.starts if not self.placed(net)), None)
        if without is None:
            return None
        return f"table {without} has no line yet" if without else "move or turn a line first"

    def begin(self) -> None:
        if self.folds:
            self.cut = widest_cut(self.shown(self.net).hidden, self.full(self.net))
            self.margins.append(self.cut.margin)
            self.marks = {self.net: self.cut.margin > ON_LINE}
        else:
            self.marks = {net: self._answered_rightly(net) for net in self.starts}
        self.load()

    def _answered_rightly(self, net: str) -> bool:
        if net in self._called:
            return self.best(net) <= ON_LINE
        return not self.wrong(net)

    def again(self) -> None:
        self.marks, self.cut = {}, None

    def evidence(self) -> Evidence:
        found = self.found()
        if not self.marks:
            return found
        own = {name: getattr(found, name) for name in Evidence.__dataclass_fields__}
        if self.cut:
            return LineEvidence(**own, hidden_margin=self.cut.margin)
        return LineEvidence(**own, maps_right=sum(self.marks.values()), room=self._room())

    def _room(self) -> float:
        """Of the maps on which a line stands that could part them; 1 where there is none, 0 where a point is on its
        wrong side."""
        shares = [
            max(0.0, float(narrowest(self.shown(net).distances[None], self.full(net))[0]) / best)
            for net in self.starts
            if net not in self._called and (best := self.best(net)) > ON_LINE
        ]
        return min(shares, default=1.0)

    # -- what the player does ----------------------------------------------------------------------------------------

    def refusal(self, action: Action) -> str | None:
        if isinstance(action, OpenCase):
            return self._unknown(action.name)
        if not isinstance(action, PlaceLine):
            return super().refusal(action)
        if not 1 <= action.line <= self.count:
            return f"line is {action.line}, but must be 1 to {self.count}" if self.count > 1 else "there is one line"
        for name, value, allowed in (
            ("angle", action.angle, self.grid.angles),
            ("offset", action.offset, self.grid.offsets),
        ):
            if value is not None and min(abs(value - each) for each in allowed) > ON_LINE:
                step = self.grid.turn if name == "angle" else self.grid.step
                return f"{name} is {in_full(value)}, but must be {allowed[0]:g} to {allowed[-1]:g} in steps of {step:g}"
        if action.impossible and not self.table.impossible:
            return "nothing can be called impossible in this level"
        return self._unknown(action.net or self.net)

    def _unknown(self, net: str) -> str | None:
        return None if net in self.starts else f"there is no table '{net}': there are {', '.join(self.starts)}"

    def carry_out(self, action: Action) -> None:
        if isinstance(action, OpenCase):
            self._open(action.name)
        elif isinstance(action, PlaceLine):
            self._place(action)
        else:
            super().carry_out(action)

    def _open(self, net: str) -> None:
        if net != self.net:
            self.net = net
            self.simulation = self.simulate(self.starts[net])
            self.load()

    def _place(self, action: PlaceLine) -> None:
        net = action.net or self.net
        old = self.line(net, action.line)
        if action.angle is not None or action.offset is not None:
            angle = old.angle if action.angle is None else action.angle
            offset = old.offset if action.offset is None else action.offset
            self._lines[net, action.line] = self.grid.nearest(MapLine(angle, offset))
        if action.impossible is not None:
            (self._called.add if action.impossible else self._called.discard)(net)
        if net == self.net:
            self.load()

    def load(self) -> None:
        """Let the network on screen have the lines as they stand."""
        self.simulation.carry_out(c.LoadParams(params_of(self.set_up())))

    def set_up(self) -> Start:
        """The network of the open map."""
        return msgspec.structs.replace(self.starts[self.net], params=self.params(self.net).flat())

    def space(self) -> tuple[Move, ...]:
        moves: list[Move] = []
        for net in self.starts:
            for number in range(1, self.count + 1):
                moves.append(Move(partial(_turned, net, number), self.grid.angles))
                moves.append(Move(partial(_moved, net, number), self.grid.offsets))
            if self.table.impossible:
                moves.append(Move(partial(_called, net), (False, False, False, True)))
        return tuple(moves)


def _turned(net: str, line: int, angle: float) -> PlaceLine:
    return PlaceLine(net=net, line=line, angle=angle)


def _moved(net: str, line: int, offset: float) -> PlaceLine:
    return PlaceLine(net=net, line=line, offset=offset)


def _called(net: str, impossible: bool) -> PlaceLine:
    return PlaceLine(net=net, impossible=impossible)


KIND = KindEntry("lines", 5, PlacingLines, needs=("deal",))
