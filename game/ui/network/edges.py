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
EDGES_OUT_OF_SIGHT = 60
"""The same while panels are painted out of sight, one a frame."""


class EdgeLayer:
    """An opaque picture of all edges over `background`, on its part `area`."""

    def __init__(
        self, layout: NetworkLayout, painter: EdgePainter, background: pygame.Surface, area: pygame.Rect
    ) -> None:
        self._layout, self._painter, self._background = layout, painter, background
        self.area = area
        self._front = self._blank()
        self._back: pygame.Surface | None = None
        self.version = 0
        self._key: Hashable = None
        self._wanted: Hashable = None
        self._job: Iterator[None] | None = None
        self._job_key: Hashable = None

    def _blank(self) -> pygame.Surface:
        picture = self._background.copy()
        picture.set_clip(self.area)
        return picture

    @property
    def surface(self) -> pygame.Surface:
        """The newest whole picture."""
        return self._front

    @property
    def unfinished(self) -> bool:
        """Whether the newest whole picture is not yet of what was asked for last."""
        return self._wanted != self._key

    def sync(
        self,
        key: Hashable,
        looks: Callable[[], Mapping[Edge, EdgeLook]],
        at_once: bool,
        most: int = EDGES_A_FRAME,
    ) -> None:
        """Bring the picture nearer to what `looks` says, `key` being all it depends on; `at_once`: fully, else by
        `most` edges."""
        self._wanted = key
        if key != self._key and (self._job is None or (at_once and key != self._job_key)):
            self._job, self._job_key = self._paint(self._next, looks()), key
        if self._job is None:
            return
        budget = len(self._layout.curves) + 1 if at_once or self._key is None else most
        for _ in range(budget):
            if next(self._job, self) is self:
                if self._next is not self._front:
                    self._front, self._back = self._next, self._front
                self._key, self._job = self._job_key, None
                self.version += 1
                return

    @property
    def _next(self) -> pygame.Surface:
        """The picture that is painted next: the one that is shown as long as nothing is on it, then the other one."""
        if self._key is None:
            return self._front
        if self._back is None:
            self._back = self._blank()
        return self._back

    def _paint(self, picture: pygame.Surface, looks: Mapping[Edge, EdgeLook]) -> Iterator[None]:
        picture.blit(self._background, (0, 0))
        for edge in sorted(looks, key=lambda edge: _rank(looks[edge])):
            if not edge.is_bias:
                self._painter.ribbon(picture, edge, looks[edge])
                yield
        for edge, look in looks.items():
            if edge.is_bias and edge in self._layout.pills:
                self._painter.bias_stem(picture, edge, look)
            if edge in self._layout.pills:
                self._painter.pill(picture, edge, look, self._layout.pills[edge])
            elif look.pulls and not edge.is_bias:
                self._painter.pull_dot(picture, edge, look.pulls.net)


def _rank(look: EdgeLook) -> tuple[bool, bool, float]:
    """Strong edges over weak ones, the one explained over all."""
    return (look.hovered, look.pinned, abs(look.value))
