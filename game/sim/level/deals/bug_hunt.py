"""A machine whose gradients are wrong in one way, of six that there might be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import msgspec
import numpy as np

from game.sim.arithmetic.interval import DECIMALS
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.backprop import run_batch
from game.sim.dataset import OwnData, Rows
from game.sim.datasets import CORNERS, find_dataset
from game.sim.lenses.nudges import nudged_gradient
from game.sim.level.actions import Action, Answer
from game.sim.level.boards.choices import Board, ChoiceDeal, OpenPlace
from game.sim.level.boards.faulty import KINDS, MACHINES, gradient_table, table_edges
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start, samples
from game.sim.network import Array, Edge, edge_name, flat_index, params_from_flat
from game.sim.start import Start, params_of

SEEN = 0.0015
"""Two gradients differ to the eye, with four decimals, by so much."""
SHARE = 0.1
"""Or by this share of the larger one."""
FEWEST = 2
"""In so many cells at least each mistake must be seen."""
PROBES = 3
DIGITS = (DECIMALS, DECIMALS - 1)
"""Decimals of the activations that one may reckon with."""


@dataclass(frozen=True, kw_only=True)
class HuntBoard(Board):
    """The table that the machine shows, and the `true` one: a row for each of `edges`, a column for each sample.
    `wrong` says where they differ in the digits that are shown, `asked` is the cell whose right value is asked for,
    `bugs` are what the machine might do."""

    net: Start
    edges: tuple[Edge, ...]
    shown: Rows
    true: Rows
    wrong: tuple[tuple[bool, ...], ...]
    asked: tuple[int, int]
    bugs: tuple[str, ...]

    def telling(self, cell: tuple[int, int]) -> bool:
        """Whether a nudge there would measure what is asked for: in the marked cell, and in one of the same sample
        whose gradient is the same."""
        row, column = cell
        at, sample = self.asked
        return column == sample and round(self.true[row][column], DECIMALS) == round(self.true[at][sample], DECIMALS)

    def against(self, bug: str) -> tuple[tuple[int, int], float] | None:
        """The cell where a machine that does `bug` would come furthest from what is shown, and what it would show
        there; None if that is what the machine does."""
        kind = next(kind for kind, machine in MACHINES.items() if machine.says == bug)
        table = gradient_table(self.net, kind)
        away = np.abs(np.round(table, DECIMALS) - np.round(np.array(self.shown), DECIMALS))
        row, column = (int(each) for each in np.unravel_index(int(away.argmax()), away.shape))
        return ((row, column), float(table[row, column])) if away[row, column] > 0.0 else None

    def cell_name(self, row: int, column: int) -> str:
        """What scripts call a cell: "x1->h2@3", samples being counted from 0."""
        return f"{edge_name(self.net.settings.layers, self.edges[row])}@{column}"

    def cell(self, name: str) -> tuple[int, int]:
        """The row and column of a cell. Raises ValueError if there is none of that name."""
        edge, _, column = name.rpartition("@")
        names = [edge_name(self.net.settings.layers, each) for each in self.edges]
        return names.index(edge), int(column)

    def nudged(self, row: int, column: int) -> float:
        """The gradient of a cell as a nudge of that parameter on that sample measures it."""
        layers, dataset = self.net.settings.layers, self.net.dataset
        params = params_from_flat(layers, params_of(self.net))
        at = flat_index(layers, self.edges[row])
        return nudged_gradient(
            params, self.net.settings, dataset.inputs[column], dataset.targets[column : column + 1], at
        )


class BugHunt(Drawer, frozen=True, tag="bug_hunt"):
    """Weights, task and one of six mistakes, drawn again until each would be seen in two cells and no two give the same
    table. `network` says which: one "neuron" (2-1), a "chain" (1-1-1-1) or a small "network" (2-2-1)."""

    network: Literal["neuron", "chain", "network"] = "neuron"

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        kinds = KINDS[self.network]
        while True:
            net = _DRAWN[self.network](start, generator)
            true = gradient_table(net)
            tables = {kind: gradient_table(net, kind) for kind in kinds}
            kind = kinds[int(generator.integers(len(kinds)))]
            cells = np.argwhere(differs(tables[kind], true))
            if not _tells(true, tables):
                continue
            row, column = (int(each) for each in cells[int(generator.integers(len(cells)))])
            repair = _repair(net, (row, column), float(true[row, column]))
            if not repair.accepts(float(tables[kind][row, column])):
                break
        wrong = np.round(tables[kind], DECIMALS) != np.round(true, DECIMALS)
        board = HuntBoard(
            net=net,
            edges=table_edges(net.settings.layers),
            shown=_rows(tables[kind]),
            true=_rows(true),
            wrong=tuple(tuple(bool(each) for each in line) for line in wrong),
            asked=(row, column),
            bugs=tuple(MACHINES[each].says for each in kinds),
        )
        proof, bug = _places(board, MACHINES[kind].says)
        facts: dict[str, Fact] = {
            "bug": bug.right[0],
            "other": next(each for each in board.bugs if each not in bug.right),
            "proof": proof.right[0],
            "true": repair.value,
        }
        return ChoiceDeal(
            nets=(("", net),),
            facts=facts,
            places=(proof, bug, repair),
            board=board,
            looks=tuple(board.cell_name(*cell) for cell in _cells(board) if not board.telling(cell)),
            most_looks=PROBES,
        )

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """A cell that is wrong, the mistake, and the right value."""
        assert isinstance(dealt, ChoiceDeal)
        return tuple(Answer(place.name, place.answer) for place in dealt.places)


def differs(shown: Array, true: Array) -> Array:
    """Where two tables differ to the eye."""
    size = np.maximum(np.abs(shown), np.abs(true))
    return np.asarray(np.abs(shown - true) > np.maximum(SEEN, SHARE * size))


def _tells(true: Array, tables: dict[str, Array]) -> bool:
    """Whether each mistake can be seen, and told from the others."""
    seen = all(differs(table, true).sum() >= FEWEST for table in tables.values())
    return seen and all(differs(one, other).any() for one, other in combinations(tables.values(), 2))


def _rows(table: Array) -> Rows:
    return tuple(tuple(float(each) for each in row) for row in table)


def _cells(board: HuntBoard) -> list[tuple[int, int]]:
    return [(row, column) for row in range(len(board.edges)) for column in range(len(board.shown[0]))]


def _places(board: HuntBoard, bug: str) -> tuple[OpenPlace, ...]:
    """The cells that can be tested stand before the others of the same kind."""
    others = sorted((cell for cell in _cells(board) if cell != board.asked), key=board.telling)
    return (
        OpenPlace(
            name="proof",
            label="the cell that proves it",
            options=tuple(board.cell_name(*cell) for cell in others),
            right=tuple(board.cell_name(*cell) for cell in others if board.wrong[cell[0]][cell[1]]),
        ),
        OpenPlace(name="bug", label="what the machine does", options=board.bugs, right=(bug,)),
    )


def _repair(net: Start, cell: tuple[int, int], value: float) -> OpenPlace:
    """The right `value` of `cell`, as the digits on screen give it."""
    row, column = cell
    alone = one_sample(net, column)
    layers, dataset = alone.settings.layers, alone.dataset
    params = params_from_flat(layers, params_of(alone))
    batch = run_batch(params, dataset.inputs, dataset.targets, alone.settings)
    nets = (ShownNet(batch, alone.settings, taken) for taken in DIGITS)
    allowed = tuple(net.gradient(table_edges(layers)[row]) for net in nets)
    return OpenPlace(name="repair", label="the right value of the marked cell", value=value, allowed=allowed)


def one_sample(net: Start, column: int) -> Start:
    """`net` with one of its samples alone."""
    dataset = net.dataset
    alone = samples([dataset.inputs[column]], [dataset.targets[column]])
    return msgspec.structs.replace(net, data=alone)


# -- what is drawn ---------------------------------------------------------------------------------------------------


def _neuron(start: Start, generator: np.random.Generator) -> Start:
    weights = generator.choice([-3.0, -2.0, -1.5, 1.5, 2.0, 3.0], (1, 2))
    bias = generator.choice([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5], 1)
    return drawn_start([weights], [bias], _gate(generator, ("and", "or", "nand", "nor")), base=start)


def _chain(start: Start, generator: np.random.Generator) -> Start:
    weights = [generator.choice([-2.0, -1.5, -1.0, 1.0, 1.5, 2.0], (1, 1)) for _ in range(2)]
    weights.append(generator.choice([-2.5, -2.0, -1.5, 1.5, 2.0, 2.5], (1, 1)))
    biases = [generator.choice([-0.5, 0.0, 0.5], 1) for _ in range(3)]
    targets = [0.0, 1.0, 1.0] if generator.random() < 0.5 else [1.0, 0.0, 0.0]
    return drawn_start(weights, biases, samples([0.0, 1.0, 2.0], targets, "Three samples"), base=start)


def _network(start: Start, generator: np.random.Generator) -> Start:
    weights = [generator.choice([-2.0, -1.5, -1.0, 1.0, 1.5, 2.0], (2, 2))]
    weights.append(generator.choice([-2.5, -2.0, -1.5, 1.5, 2.0, 2.5], (1, 2)))
    biases = [generator.choice([-1.0, -0.5, 0.5, 1.0], 2), generator.choice([-0.5, 0.0, 0.5], 1)]
    return drawn_start(weights, biases, _gate(generator, ("and", "or", "xor", "nand")), base=start)


def _gate(generator: np.random.Generator, names: tuple[str, ...]) -> OwnData:
    name = names[int(generator.integers(len(names)))]
    return samples(CORNERS, find_dataset(name).targets, name.upper())


_DRAWN = {"neuron": _neuron, "chain": _chain, "network": _network}

DRAWER = Entry("bug_hunt", 2, BugHunt)
