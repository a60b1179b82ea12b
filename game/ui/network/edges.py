"""The edges with their numbers, on a layer of their own that is redrawn only when something on it changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping

import pygame

from game.sim.network import Edge
from game.ui.network.edge_look import EdgeLook
from game.ui.network.edge_painter import EdgePainter
from game.ui.network.network_layout import NetworkLayout

EDGES_A_FRAME = 20
"""How many edges of a big network are drawn in one frame; the new picture is shown once it is whole."""


class EdgeLayer:
    """An opaque picture of all edges over `background`, on its part `area`."""

    def __init__(
        self, layout: NetworkLayout, painter: EdgePainter, background: pygame.Surface, area: pygame.Rect
    ) -> None:
        self._layout, self._painter, self._background = layout, painter, background
        self.area = area
        self._front, self._back = background.copy(), background.copy()
        for picture in (self._front, self._back):
            picture.set_clip(area)
        self.version = 0
        self._key: Hashable = None
        self._job: Iterator[None] | None = None
        self._job_key: Hashable = None

    @property
    def surface(self) -> pygame.Surface:
        """The newest whole picture."""
        return self._front

    def sync(self, key: Hashable, looks: Callable[[], Mapping[Edge, EdgeLook]], at_once: bool) -> None:
        """Bring the picture nearer to what `looks` says, `key` being all it depends on; `at_once`: fully."""
        if key != self._key and (self._job is None or (at_once and key != self._job_key)):
            self._job, self._job_key = self._paint(looks()), key
        if self._job is None:
            return
        budget = len(self._layout.curves) + 1 if at_once or self._key is None else EDGES_A_FRAME
        for _ in range(budget):
            if next(self._job, self) is self:
                self._front, self._back = self._back, self._front
                self._key, self._job = self._job_key, None
                self.version += 1
                return

    def _paint(self, looks: Mapping[Edge, EdgeLook]) -> Iterator[None]:
        self._back.blit(self._background, (0, 0))
        for edge in sorted(looks, key=lambda edge: _rank(looks[edge])):
            if not edge.is_bias:
                self._painter.ribbon(self._back, edge, looks[edge])
                yield
        for edge, look in looks.items():
            if edge.is_bias and edge in self._layout.pills:
                self._painter.bias_stem(self._back, edge, look)
            if edge in self._layout.pills:
                self._painter.pill(self._back, edge, look, self._layout.pills[edge])
            elif look.pulls and not edge.is_bias:
                self._painter.pull_dot(self._back, edge, look.pulls.net)


def _rank(look: EdgeLook) -> tuple[bool, bool, float]:
    """Strong edges over weak ones, the one explained over all."""
    return (look.hovered, look.pinned, abs(look.value))
