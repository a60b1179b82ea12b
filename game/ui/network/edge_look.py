"""What each edge and bias shows at one instant (pure): its rolling value, halo, pulse and collected pull."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.network import Array, Edge, bias_edges, edges
from game.sim.phases import Kind
from game.sim.snapshot import Snapshot
from game.ui.draw.motion import smooth
from game.ui.draw.number_text import compact
from game.ui.network.packets.flights import COLLECTED
from game.ui.network.pulls import MOST, Pulls, pulls, pulls_of_many
from game.ui.selection import Selection

ROLL_FROM = 0.15
"""UPDATE: when a number begins to roll from the old value to the new one."""
ROLL_TO = 0.85
"""UPDATE: when it has come there."""


@dataclass(frozen=True)
class EdgeLook:
    """`value` to draw and `text` to write; `pinned`, `hovered`; `pulse` (0..1) during UPDATE; the `pulls` collected so
    far for the coming UPDATE, None where nothing is collected."""

    value: float
    text: str
    pinned: bool
    hovered: bool
    pulse: float
    pulls: Pulls | None


def collected_samples(snapshot: Snapshot, progress: float) -> tuple[int, ...]:
    """The samples from which the edges have collected their pull for the coming UPDATE by now; none where each sample
    has an update of its own."""
    if snapshot.settings.update == "sample" or not snapshot.animated:
        return ()
    phase = snapshot.phase
    arrived = phase.kind is Kind.UPDATE or (phase.kind is Kind.BACKWARD and phase.layer == 1 and progress >= COLLECTED)
    return snapshot.group[: snapshot.group.index(snapshot.sample) + (1 if arrived else 0)]


def update_share(snapshot: Snapshot, progress: float) -> float:
    """How far (0..1) the numbers have rolled to their new values."""
    return smooth(progress, ROLL_FROM, ROLL_TO) if snapshot.phase.kind is Kind.UPDATE else 0.0


def cancelled_share(snapshot: Snapshot, progress: float) -> float:
    """How far (0..1) the pulls that go against each other have cancelled."""
    return smooth(progress, 0.0, ROLL_FROM) if snapshot.phase.kind is Kind.UPDATE else 0.0


def edge_looks(snapshot: Snapshot, selection: Selection, progress: float, animated: bool) -> dict[Edge, EdgeLook]:
    """Every weight and bias as it looks at `progress` of the current phase."""
    layers = snapshot.settings.layers
    return looks_of((*edges(layers), *bias_edges(layers)), snapshot, selection, progress, animated)


def looks_of(
    some: Iterable[Edge], snapshot: Snapshot, selection: Selection, progress: float, animated: bool
) -> dict[Edge, EdgeLook]:
    """As `edge_looks`, of some edges."""
    rolled = update_share(snapshot, progress) if animated else 0.0
    pulse = 4.0 * rolled * (1.0 - rolled)
    samples = collected_samples(snapshot, progress) if animated else ()
    cancelled = cancelled_share(snapshot, progress) if animated else 0.0
    collected = _Collected(snapshot, samples)
    decimals = 3 if 0.0 < rolled < 1.0 else 2
    looks = {}
    for edge in some:
        old = snapshot.value(edge)
        value = old + (snapshot.next_value(edge) - old) * rolled if rolled else old
        text = compact(value, 4 + decimals, signed=True, decimals=decimals)
        pulled = collected.pulls(edge).cancelled(cancelled).let_go(rolled) if samples else None
        looks[edge] = EdgeLook(value, text, edge == selection.pinned, edge == selection.hovered, pulse, pulled)
    return looks


class _Collected:
    """What the edges have collected from `samples`."""

    def __init__(self, snapshot: Snapshot, samples: Sequence[int]) -> None:
        self._batch, self._samples, self._size = snapshot.batch, samples, len(snapshot.group)
        self._sums: dict[int, tuple[Array, Array]] = {}

    def pulls(self, edge: Edge) -> Pulls:
        """The samples' pulls on `edge`; of many, only what they come to."""
        if len(self._samples) <= MOST:
            traces = self._batch.traces
            return pulls([traces[sample].gradient(edge) / self._size for sample in self._samples])
        if edge.layer not in self._sums:
            self._sums[edge.layer] = self._sums_of(edge.layer)
        up, down = self._sums[edge.layer]
        source = -1 if edge.source is None else edge.source
        return pulls_of_many(float(up[edge.target, source]), float(down[edge.target, source]))

    def _sums_of(self, layer: int) -> tuple[Array, Array]:
        """The sums of the gradients below 0 and of those above, each (targets, sources + 1), the biases' last: by sign
        of δ and a, so that no gradient of a single sample is needed."""
        chosen = list(self._samples)
        delta, a = self._batch.passes.delta[layer][chosen] / self._size, self._batch.passes.a[layer][chosen]
        a = np.concatenate([a, np.ones_like(a[:, :1])], axis=1)
        less, more = (np.minimum(delta, 0.0).T, np.minimum(a, 0.0)), (np.maximum(delta, 0.0).T, np.maximum(a, 0.0))
        with np.errstate(all="ignore"):
            return less[0] @ more[1] + more[0] @ less[1], less[0] @ less[1] + more[0] @ more[1]
