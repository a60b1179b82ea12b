"""Draws what stands out over the receded rest: ribbons, the lit way back from the loss, neurons, gates, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pygame

from game.sim.network import Edge
from game.ui.draw.kit import Kit
from game.ui.network.edge_look import EdgeLook
from game.ui.network.edge_painter import EdgePainter
from game.ui.network.focus.focus import Focus
from game.ui.network.focus.focus_labels import FocusLabels
from game.ui.network.network_layout import Neuron
from game.ui.network.neuron_look import DeltaLook
from game.ui.network.number_tags import NumberTags

RECEDED = 0.66
"""How much of the ground lies over what recedes."""


class FocusLayer:
    """A picture of its own, made anew when what stands out or what lies under it changes."""

    def __init__(self, kit: Kit, area: pygame.Rect, painter: EdgePainter, tags: NumberTags) -> None:
        self._kit, self._area, self._painter, self._tags = kit, area, painter, tags
        self._veil: pygame.Surface | None = None
        self.canvas: pygame.Surface | None = None

    def begin(self, ground: pygame.Surface) -> pygame.Surface:
        """Start from `ground`, receded; what is returned is drawn on."""
        if self.canvas is None or self._veil is None:
            self.canvas = ground.copy()
            self._veil = pygame.Surface(self._area.size)
            self._veil.fill(self._kit.palette.panel)
            self._veil.set_alpha(round(255 * RECEDED))
        self.canvas.set_clip(None)
        self.canvas.blit(ground, (0, 0))
        self.canvas.blit(self._veil, self._area)
        self.canvas.set_clip(self._area)
        return self.canvas

    def ribbons(self, canvas: pygame.Surface, focus: Focus, looks: Mapping[Edge, EdgeLook]) -> None:
        """The edges in full, the most important ones on top."""
        for edge in reversed(focus.edges):
            if edge.is_bias:
                self._painter.bias_stem(canvas, edge, looks[edge])
            else:
                self._painter.ribbon(canvas, edge, looks[edge], lit=edge in focus.path)

    def numbers(
        self,
        canvas: pygame.Surface,
        labels: FocusLabels,
        looks: Mapping[Edge, EdgeLook],
        deltas: Mapping[Neuron, DeltaLook],
    ) -> None:
        """The weights and deltas that have room."""
        for edge, rect in labels.pills.items():
            self._painter.pill(canvas, edge, looks[edge], rect)
        for neuron, rect in labels.badges.items():
            self._tags.badge(canvas, rect, deltas[neuron])


def path_arrows(focus: Focus, labels: FocusLabels) -> Iterator[tuple[int, pygame.Rect, pygame.Rect]]:
    """The layer, the delta it comes from and the delta it leads to, for each step of the way back that has both."""
    for edge in focus.path:
        above, below = (edge.layer + 1, edge.target), (edge.layer, edge.source or 0)
        if above in labels.badges and below in labels.badges:
            yield above[0], labels.badges[above], labels.badges[below]
