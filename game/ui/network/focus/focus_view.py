"""Which part of a big network stands out now, where its numbers have room, and the picture of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import pygame

from game.sim.network import Edge
from game.sim.trace import Trace
from game.ui.draw.kit import Kit
from game.ui.network.delta_arrows import DeltaArrows
from game.ui.network.edge_look import looks_of
from game.ui.network.edge_painter import EdgePainter
from game.ui.network.focus.focus import Focus, edge_focus, neuron_focus
from game.ui.network.focus.focus_labels import FocusLabels, focus_labels
from game.ui.network.focus.focus_layer import RECEDED, FocusLayer, path_arrows
from game.ui.network.instant import Instant
from game.ui.network.network_layout import NetworkLayout, Neuron
from game.ui.network.number_tags import NumberTags
from game.ui.network.static_layer import StaticLayer
from game.ui.selection import Selection


class FocusView:
    """Of one layout, within the area where it is seen; nothing stands out where every number has its place anyway.
    `spoken` tells where the errors of a sample speak."""

    def __init__(
        self,
        kit: Kit,
        layout: NetworkLayout,
        area: pygame.Rect,
        painter: EdgePainter,
        tags: NumberTags,
        ground: StaticLayer,
        spoken: Callable[[Trace], Sequence[pygame.Rect]],
    ) -> None:
        self._layout, self._area, self._ground, self._spoken = layout, area, ground, spoken
        self._layer = FocusLayer(kit, area, painter, tags)
        self._instant: Instant | None = None
        self._selection = Selection()
        self._values: Hashable = None
        self._of: object = None
        self._painted: object = None
        self.focus: Focus | None = None
        self.labels: FocusLabels | None = None

    def sync(self, instant: Instant, selection: Selection, values: Hashable) -> None:
        """Take in what is shown; `values` is all that the looks of edges depend on."""
        self._instant, self._selection, self._values = instant, selection, values

    def turn_to(self, hovered: Neuron | None) -> bool:
        """Find what stands out, the hovered edge before the `hovered` neuron before the pinned edge; whether anything
        does."""
        instant, selection = self._instant, self._selection
        if instant is None or self._layout.complete:
            return False
        wanted = selection.hovered or hovered or selection.pinned
        of = (wanted, instant.trace)
        if of != self._of:
            self._of, self.focus, self.labels = of, None, None
            if wanted is not None:
                self.focus = _focus_on(wanted, instant)
                self.labels = focus_labels(self._layout, self.focus, self._area, self._spoken(instant.trace))
        return self.focus is not None

    def picture(self, ground: pygame.Surface) -> pygame.Surface:
        """`ground`, receded, and over it what stands out."""
        instant, focus, labels = self._instant, self.focus, self.labels
        if instant is None or focus is None or labels is None:
            return ground
        painted = (self._of, self._values, self._ground.version)
        if painted != self._painted or self._layer.canvas is None:
            self._painted = painted
            canvas = self._layer.begin(ground)
            looks = looks_of(focus.edges, instant.snapshot, self._selection, instant.progress, instant.packets)
            self._layer.ribbons(canvas, focus, looks)
            self._ground.draw_some(canvas, instant, focus.neurons)
            deltas = {neuron: self._ground.delta(neuron) for neuron in labels.badges}
            self._layer.numbers(canvas, labels, looks, deltas)
        return self._layer.canvas or ground

    def draw_over(self, surface: pygame.Surface, *, vessels: bool) -> None:
        """What packets pass behind: the numbers that stand out, and unless packets rest in them the vessels."""
        canvas, labels, focus, instant = self._layer.canvas, self.labels, self.focus, self._instant
        if canvas is None or labels is None or focus is None or instant is None:
            return
        if vessels:
            self._ground.draw_some(surface, instant, focus.neurons, RECEDED)
        plates = (*labels.pills.values(), *labels.badges.values())
        surface.blits([(canvas, plate.topleft, plate) for plate in plates], False)

    def draw_arrows(self, surface: pygame.Surface, arrows: DeltaArrows, layer: int, grown: float, march: float) -> None:
        """Along the way back: every step that has been gone in full, that of BACKWARD(`layer`) `grown` (0..1)."""
        if self.focus is None or self.labels is None:
            return
        for above, start, end in path_arrows(self.focus, self.labels):
            if above >= layer:
                arrows.arrow(surface, start, end, 1.0 if above > layer else grown, march)


def _focus_on(wanted: Edge | Neuron, instant: Instant) -> Focus:
    if isinstance(wanted, Edge):
        return edge_focus(instant.trace, instant.snapshot.settings, wanted)
    return neuron_focus(instant.trace, instant.snapshot.settings, wanted)
