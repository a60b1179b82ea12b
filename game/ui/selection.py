"""What the student is looking at: view state, no part of the simulation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.sim.network import Edge, bias_edges, edges
from game.sim.snapshot import Snapshot
from game.ui.intents import Hover, Pin, PinSample, ShowMean


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


def selected(selection: Selection, intent: Pin | Hover | PinSample | ShowMean) -> Selection:
    """`selection` as `intent` changes it."""
    match intent:
        case Pin(edge):
            return replace(selection, pinned=edge)
        case Hover(edge):
            return replace(selection, hovered=edge)
        case PinSample(sample):
            return replace(selection, sample=sample, mean=False)
        case ShowMean(on):
            return replace(selection, mean=on, sample=None)


def still_there(selection: Selection, snapshot: Snapshot) -> Selection:
    """`selection` without what is not to be seen in `snapshot`: edges that a network which has become another one no
    longer has, and a sample beyond the last of data that have."""
    layers = snapshot.params.layers
    known = (None, *edges(layers), *bias_edges(layers))
    kept = Selection(
        pinned=selection.pinned if selection.pinned in known else None,
        hovered=selection.hovered if selection.hovered in known else None,
        sample=selection.sample if (selection.sample or 0) < len(snapshot.inputs) else None,
        mean=selection.mean,
    )
    return selection if kept == selection else kept
