"""A run as a table: the loss and every parameter after every epoch, as lines of CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from game.sim.network import Array, Layers, bias_edges, edge_name, edges, flat_index
from game.sim.snapshot import RunView

MOST_ROWS = 50_000
"""A longer run is told every so-many-th epoch, its last one included."""
BLOCK = 2_000
"""Rows that are worked out at a time."""


class Records(Protocol):
    """What a table is made from."""

    def history(self, run: int, epochs: Sequence[int]) -> Array:
        """Parameters (epochs × parameters) of a run after each of `epochs`."""


def epochs_told(last_epoch: int, most: int = MOST_ROWS) -> range:
    """The epochs of the rows of a run that ends after `last_epoch` epochs: every one, or as few between as leave up to
    `most` rows, counted from its end."""
    step = -(-(last_epoch + 1) // most)
    return range(last_epoch % step, last_epoch + 1, step)


def run_table(records: Records, run: RunView, layers: Layers) -> Iterator[str]:
    """The lines of the table, each ended by a newline; numbers in full, so that they are read back bit for bit. The
    columns are called as `--select` and `find_edge` know the edges, such as x1->h1 and b:out."""
    order = [*edges(layers), *bias_edges(layers)]
    places = [flat_index(layers, edge) for edge in order]
    yield ",".join(["epoch", "loss", *(edge_name(layers, edge) for edge in order)]) + "\n"
    epochs = epochs_told(run.last_epoch)
    for start in range(0, len(epochs), BLOCK):
        part = epochs[start : start + BLOCK]
        for epoch, flat in zip(part, records.history(run.id, list(part)).tolist(), strict=True):
            numbers = (run.loss_at(epoch), *(flat[place] for place in places))
            yield ",".join([str(epoch), *map(repr, numbers)]) + "\n"
