"""What the tables INSIDE THE BOX hold: View -> rows of numbers for every neuron and edge (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import msgspec

from game.sim.network import (
    Array,
    Edge,
    Layers,
    bias_edges,
    edge_label,
    edge_symbol,
    edges,
    neuron_label,
)
from game.sim.phases import Kind
from game.sim.quoting import counted
from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.ui.draw.number_text import figure, rate
from game.ui.draw.text_files import load_text
from game.ui.network.reveal import NOT_YET, UNKNOWN, Known, known
from game.ui.view import View

MOST_NEURONS = 4
"""Up to so many neurons a network fits in one flat table; a bigger one is shown layer by layer."""
MOST_WEIGHTS = 8
"""Up to so many weights it does."""


class TableQuantity(StrEnum):
    """A row of the tables."""

    A = "a"
    SLOPE = "slope"
    DELTA = "delta"
    BIAS = "b"
    WEIGHT = "w"


class Cell(NamedTuple):
    """One number: a weight's or bias's has an `edge`. `unit` of `layer` (from 1) is the neuron it belongs to (a weight
    belongs to the one it leads to). It is `bright` once its phase has brought it out, `held` while it is not to be seen
    before that; `lit` when the selected edge's chain rule uses it."""

    quantity: TableQuantity
    value: float
    layer: int
    unit: int
    edge: Edge | None = None
    bright: bool = True
    held: bool = False
    lit: bool = False


@dataclass(frozen=True)
class TableLine:
    """A row of cells with its label."""

    label: str
    quantity: TableQuantity
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Block:
    """Lines under the names of neurons. In the flat table a neuron's column holds all weights that lead to it."""

    heads: tuple[str, ...]
    lines: tuple[TableLine, ...]


@dataclass(frozen=True)
class NumberTable:
    """Everything the panel shows; `flat` is one block for the whole network, otherwise there is one a layer."""

    scope: str
    blocks: tuple[Block, ...]
    flat: bool


class TableTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/text/tables.toml`."""

    title: str
    hints: dict[str, str]
    rows: dict[str, str]
    hints_mean: dict[str, str]


@cache
def table_texts() -> TableTexts:
    """The panel's words, read once."""
    return load_text("tables", TableTexts)


def number_table(view: View) -> NumberTable:
    """The tables for the sample shown, or for the mean over the samples."""
    snapshot, mean = view.current, view.selection.mean
    count, shown = len(snapshot.inputs), snapshot.batch.mean if mean else view.trace
    scope = f"mean of {counted(count, 'sample')}" if mean else f"sample {shown.sample + 1} of {count}"
    source = _Source(snapshot, shown, known(view), view.selection.edge)
    layers = snapshot.params.layers
    flat = sum(layers[1:]) <= MOST_NEURONS and len(edges(layers)) <= MOST_WEIGHTS
    return NumberTable(scope, (_flat(source),) if flat else _stacked(source), flat)


def cell_hint(view: View, cell: Cell) -> str:
    """One sentence about `cell`, with its number put in."""
    snapshot, mean = view.current, view.selection.mean
    layers = snapshot.params.layers
    if cell.held:
        return f"{LABELS[cell.quantity]} of {neuron_label(layers, cell.layer, cell.unit)}: {NOT_YET}"
    words = {
        "neuron": neuron_label(layers, cell.layer, cell.unit),
        "value": figure(cell.value, 4),
        "samples": counted(len(snapshot.batch.traces), "sample"),
        "threshold": rate(snapshot.settings.lock_threshold),
        "symbol": edge_symbol(layers, cell.edge) if cell.edge else "",
        "edge": edge_label(layers, cell.edge) if cell.edge else "",
    }
    return (table_texts().hints_mean if mean else table_texts().hints)[cell.quantity].format(**words)


def row_hint(line: TableLine, scope: str) -> str:
    """One sentence about the quantity of a row, with the span of its numbers."""
    values = [cell.value for cell in line.cells if not cell.held]
    if not values:
        return f"{line.label}: {NOT_YET}"
    least, most = figure(min(values)), figure(max(values))
    return table_texts().rows[LABELS[line.quantity]].format(least=least, most=most, scope=scope)


def head_hint(block: Block, column: int, scope: str) -> str:
    """Everything a block says of the neuron at the head of a column, in one line."""
    own = [line for line in block.lines if line.quantity is not TableQuantity.WEIGHT]
    cells = [(line.label, line.cells[column]) for line in own]
    parts = ", ".join(f"{label} = {UNKNOWN if cell.held else figure(cell.value)}" for label, cell in cells)
    return f"{block.heads[column]} ({scope}): {parts}."


@dataclass(frozen=True)
class _Source:
    """Where the numbers come from."""

    snapshot: Snapshot
    trace: Trace
    seen: Known
    selected: Edge | None

    @property
    def layers(self) -> Layers:
        return self.snapshot.params.layers

    def line(self, label: str, quantity: TableQuantity, neurons: Sequence[tuple[int, int]]) -> TableLine:
        """A row of one quantity of some neurons, each a (layer, unit)."""
        reading, kind = _READINGS[quantity]
        values = {layer: reading(self.trace, layer) for layer, _ in neurons}
        cells = tuple(
            Cell(
                quantity,
                float(values[layer][unit]),
                layer,
                unit,
                bright=self.seen.shows(kind, layer),
                held=self.seen.holds(kind, layer),
                lit=self._used(quantity, layer, unit),
            )
            for layer, unit in neurons
        )
        return TableLine(label, quantity, cells)

    def edge_line(self, label: str, quantity: TableQuantity, of: Sequence[Edge]) -> TableLine:
        """A row of weights or biases."""
        value, selected = self.snapshot.value, self.selected
        cells = (Cell(quantity, value(edge), edge.layer + 1, edge.target, edge, lit=edge == selected) for edge in of)
        return TableLine(label, quantity, tuple(cells))

    def _used(self, quantity: TableQuantity, layer: int, unit: int) -> bool:
        edge = self.selected
        if edge is None:
            return False
        if quantity is TableQuantity.A:
            return (layer, unit) == (edge.layer, edge.source)
        return (layer, unit) == (edge.layer + 1, edge.target)


_READINGS: dict[TableQuantity, tuple[Callable[[Trace, int], Array], Kind]] = {
    TableQuantity.A: (lambda trace, layer: trace.a[layer], Kind.FORWARD),
    TableQuantity.SLOPE: (lambda trace, layer: trace.slope[layer - 1], Kind.FORWARD),
    TableQuantity.DELTA: (lambda trace, layer: trace.delta[layer - 1], Kind.BACKWARD),
}
LABELS = {
    TableQuantity.A: "a",
    TableQuantity.SLOPE: "slope",
    TableQuantity.DELTA: "δ",
    TableQuantity.BIAS: "b",
    TableQuantity.WEIGHT: "w",
}


def _flat(source: _Source) -> Block:
    layers = source.layers
    neurons = [(layer, unit) for layer in range(1, len(layers)) for unit in range(layers[layer])]
    return Block(
        heads=tuple(neuron_label(layers, *neuron) for neuron in neurons),
        lines=(
            *(source.line(LABELS[quantity], quantity, neurons) for quantity in _READINGS),
            source.edge_line("b", TableQuantity.BIAS, bias_edges(layers)),
            source.edge_line("w", TableQuantity.WEIGHT, incoming(layers)),
        ),
    )


def incoming(layers: Layers) -> list[Edge]:
    """Every weight, neuron by neuron as they lead to it."""
    return sorted(edges(layers), key=lambda edge: (edge.layer, edge.target))


def _stacked(source: _Source) -> tuple[Block, ...]:
    return tuple(_layer_block(source, layer) for layer in range(1, len(source.layers)))


def _layer_block(source: _Source, layer: int) -> Block:
    layers = source.layers
    units = range(layers[layer])
    neurons = [(layer, unit) for unit in units]
    weights = (
        source.edge_line(
            f"{neuron_label(layers, layer - 1, start)} →",
            TableQuantity.WEIGHT,
            [Edge(layer - 1, unit, start) for unit in units],
        )
        for start in range(layers[layer - 1])
    )
    return Block(
        heads=tuple(neuron_label(layers, *neuron) for neuron in neurons),
        lines=(
            *(source.line(LABELS[quantity], quantity, neurons) for quantity in _READINGS),
            source.edge_line("b", TableQuantity.BIAS, [Edge(layer - 1, unit, None) for unit in units]),
            *weights,
        ),
    )
