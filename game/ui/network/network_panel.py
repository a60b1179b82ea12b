"""The network panel: shows every View, tells which edge the mouse means, explains what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.sim.network import Edge, bias_edges, edges
from game.ui.draw.kit import Kit
from game.ui.intents import Hover, LensWay, Pin
from game.ui.network.edge_drag import EdgeDrag
from game.ui.network.focus.ways import way_from
from game.ui.network.ground_drag import GroundDrag
from game.ui.network.hints import anchor_rect, edge_text, network_hints
from game.ui.network.hit_map import HitMap
from game.ui.network.instant import Instant, instant_of
from game.ui.network.network_layout import NetworkLayout, Neuron
from game.ui.network.packets.packet_flow import PacketPose
from game.ui.network.scene import WHOLE, NetworkScene, images_of
from game.ui.network.words import packet_words
from game.ui.selection import Selection
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.view import View

ZOOM_KEYS = {
    pygame.K_PLUS: 1,
    pygame.K_EQUALS: 1,
    pygame.K_KP_PLUS: 1,
    pygame.K_MINUS: -1,
    pygame.K_KP_MINUS: -1,
}
"""Turns of the wheel that a key stands for."""
REBUILD_SECONDS = 0.05
"""How often the picture is made anew while the ground is dragged."""
_TOUCH = 8
"""Side of the square around the mouse in which a moving thing keeps its hint."""


class NetworkPanel(ViewPanel):
    """Panel of the network: the wheel comes nearer to what is under the mouse, a drag on empty ground moves the
    picture. `crowd` is the largest number of packets and echoes that are drawn, if not the usual one (the benchmark
    asks for many). `without` names what is left out for students who have not met it yet: "slope", "delta", "locks".
    The help of a weight says that it can be dragged only where it is `movable`."""

    moves = True

    def __init__(
        self,
        crowd: int | None = None,
        *,
        zooms: bool = True,
        without: frozenset[str] = frozenset(),
        movable: Callable[[Edge], bool] = lambda _edge: True,
    ) -> None:
        self._crowd, self._zooms, self.without, self._movable = crowd, zooms, without, movable
        self.camera = WHOLE
        """How near the network is looked at; only if it `zooms`."""
        self.quiet = False
        """Whether nothing is said of what the mouse is on."""
        self._kit: Kit | None = None
        self._rect = pygame.Rect(0, 0, 0, 0)
        self._scene: NetworkScene | None = None
        self._hits: HitMap | None = None
        self._hints: list[Hint] = []
        self._instant: Instant | None = None
        self._selection = Selection()
        self._rebuilt_at = 0.0
        self._mouse: tuple[int, int] | None = None
        self._hovered: Edge | None = None
        self._focus = EdgeWalk(self)

    @property
    def rect(self) -> pygame.Rect:
        """The panel on screen."""
        return self._rect

    @property
    def selection(self) -> Selection:
        """What was pinned and hovered at the last sync."""
        return self._selection

    @property
    def instant(self) -> Instant | None:
        """What is being shown."""
        return self._instant

    @property
    def layout(self) -> NetworkLayout | None:
        """Where everything stands, in the panel's own pixels; None before the first sync."""
        return self._scene.layout if self._scene else None

    @property
    def scene(self) -> NetworkScene | None:
        """The picture of the present network; None before the first sync."""
        return self._scene

    @property
    def packets(self) -> Sequence[PacketPose]:
        """Every packet and echo in flight, in the panel's own pixels."""
        return self._scene.packets if self._scene else ()

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Stand at `rect` of the screen."""
        self._kit, self._rect = kit, pygame.Rect(rect)
        self._drag, self._pan = EdgeDrag(kit.scale), GroundDrag(kit.scale)
        self._images, self.camera = images_of(kit), WHOLE
        self._scene, self._hits, self._instant, self._hints = None, None, None, []

    def kill(self) -> None:
        """Let go of everything drawn."""
        self._scene, self._hits, self._instant, self._hints = None, None, None, []

    def sync(self, view: View) -> None:
        """Show `view`."""
        self._selection, self._instant = view.selection, instant_of(view)
        scene = self._scene_for(self._instant, view.now)
        scene.sync(self._instant, self._selection)

    @property
    def unfinished(self) -> bool:
        return self._scene is not None and self._scene.unfinished

    def _may_rebuild(self, now: float) -> bool:
        """Whether the picture may follow the camera now: while the ground is dragged, only so often."""
        return not self._pan.held or not 0.0 <= now - self._rebuilt_at < REBUILD_SECONDS

    def _scene_for(self, instant: Instant, now: float) -> NetworkScene:
        assert self._kit is not None, "build() comes first"
        layers = instant.snapshot.settings.layers
        if self._scene is not None and self._scene.layout.layers != layers:
            self._scene, self.camera = None, WHOLE
        if self._scene is not None and self._scene.without != self.without:
            self._scene = None
        if self._scene is None or (self._scene.camera != self.camera and self._may_rebuild(now)):
            self._rebuilt_at = now
            self._scene = NetworkScene(
                self._kit, self._rect.size, layers, self._crowd, self.camera, self._images, self.without
            )
            self._hits = HitMap(self._scene.layout, self._scene.area)
            self._hints = list(network_hints(self._scene, self._rect.topleft, self._now, self._movable))
        return self._scene

    def _now(self) -> Instant:
        assert self._instant is not None
        return self._instant

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the panel."""
        if self._scene is None:
            return
        hovered, tagged = None, None
        if self._mouse is not None and not self.quiet:
            hovered = self._neuron_under_mouse()
            tagged = self._scene.packet_at(self._mouse)
        own = surface.subsurface(self._rect.clip(surface.get_rect()))
        own.set_clip(surface.get_clip().move(-self._rect.x, -self._rect.y))
        self._scene.draw(own, hovered, tagged)

    @property
    def opaque(self) -> bool:
        return self._scene is not None

    @property
    def look(self) -> object:
        """All that the picture depends on."""
        instant, scene = self._instant, self._scene
        if instant is None or scene is None:
            return None
        shown = (instant.snapshot, instant.trace, instant.progress, instant.packets, instant.gradual)
        return (
            *shown,
            instant.reduced_motion,
            instant.mean,
            scene,
            scene.edges_version,
            None if self.quiet else self._mouse,
        )

    def _neuron_under_mouse(self) -> Neuron | None:
        return self._hits.neuron_at(self._mouse) if self._hits and self._mouse is not None else None

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Hover and Pin intents; a weight or bias that is dragged up or down is set."""
        if self._hits is None:
            return []
        if event.type == pygame.MOUSEMOTION:
            return self._dragged(event) if self._drag.held or self._pan.held else self._moved(event.pos)
        if event.type in (pygame.WINDOWLEAVE, pygame.WINDOWFOCUSLOST):
            return self._moved((-1, -1))
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._drag.end()
            return [Pin(None)] if self._pan.ended() else []
        if event.type == pygame.MOUSEWHEEL:
            self._come_nearer(event.precise_y or event.y)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self._rect.collidepoint(event.pos):
            return self._clicked(self._local(event.pos))
        return []

    def _dragged(self, event: pygame.event.Event) -> Sequence[Message]:
        if not event.buttons[0]:
            self._drag.end()
            self._pan.ended()
            return self._moved(event.pos)
        if self._pan.held and self._scene is not None:
            across, down = self._pan.moved(event.pos)
            self.camera = self.camera.moved(across, down, self._scene.area)
            return []
        command = self._drag.moved(self._local(event.pos)[1])
        return [command] if command else []

    def _local(self, position: tuple[int, int]) -> tuple[int, int]:
        return (position[0] - self._rect.left, position[1] - self._rect.top)

    def _moved(self, position: tuple[int, int]) -> Sequence[Message]:
        self._mouse = self._local(position) if self._rect.collidepoint(position) else None
        edge = self._hits.edge_at(self._mouse) if self._hits and self._mouse is not None else None
        if edge == self._hovered:
            return []
        self._hovered = edge
        return [Hover(edge)]

    def _clicked(self, point: tuple[int, int]) -> Sequence[Message]:
        assert self._hits is not None
        edge = self._hits.edge_at(point)
        if edge is not None:
            self._drag.begin(edge, self._now().snapshot.value(edge), point[1])
            return [Pin(edge)]
        thing = self._hits.neuron_at(point) is not None or self._hits.badge_at(point) is not None
        if not thing and self._way(point) is None:
            self._pan.begin((point[0] + self._rect.left, point[1] + self._rect.top))
        return []

    def zoom_by_key(self, event: pygame.event.Event, *, anywhere: bool = False) -> bool:
        """Come nearer at the key +, go farther away at the key −, if the mouse is over the network, or wherever it is
        if `anywhere`. True if the key meant that."""
        turns = ZOOM_KEYS.get(event.key, 0)
        if not turns or self._scene is None:
            return False
        return self._come_nearer(turns) or (anywhere and self._come_nearer(turns, self._scene.area.center))

    def _come_nearer(self, turns: float, to: tuple[int, int] | None = None) -> bool:
        """By so many turns of the wheel, `to` a place on the panel, or what is under the mouse if that is over the
        network; whether that could be done."""
        scene, here = self._scene, to or self._local(self._kit.pointer() if self._kit else (-1, -1))
        if scene is None or not self._zooms or not turns or not scene.area.collidepoint(here):
            return False
        self.camera = self.camera.nearer(turns, here, scene.area)
        return True

    def edge_at(self, position: tuple[int, int]) -> Edge | None:
        """The weight or bias at `position` of the screen."""
        return self._hits.edge_at(self._local(position)) if self._hits else None

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        """From the network's parts to the lenses that explain them."""
        return self._way(self._local(position))

    def _way(self, point: tuple[int, int]) -> LensWay | None:
        if self._scene is None or self._hits is None or self._instant is None:
            return None
        return way_from(self._scene, self._hits, self._instant, point)

    def hints(self) -> Iterable[Hint]:
        """A sentence on everything; what moves and what is no box is explained at the mouse itself."""
        yield from self._hints
        if self._mouse is None or self._scene is None or self._hits is None or self._instant is None:
            return
        instant, scene = self._instant, self._scene
        here = pygame.Rect(0, 0, _TOUCH, _TOUCH)
        here.center = (self._mouse[0] + self._rect.left, self._mouse[1] + self._rect.top)
        packet, edge = scene.packet_at(self._mouse), self._hits.edge_at(self._mouse)
        if packet is not None:
            yield Hint(here, lambda: packet_words(scene.layout.layers, packet))
        elif edge is not None and not any(pill.collidepoint(self._mouse) for pill in scene.layout.pills.values()):
            yield Hint(here, lambda: edge_text(scene, self._movable, instant, edge))

    @property
    def legend(self) -> dict[str, pygame.Rect]:
        """Where each entry of the legend stands on screen, by its full name."""
        found = self._scene.legend if self._scene else {}
        return {entry: place.move(self._rect.topleft) for entry, place in found.items()}

    def focusables(self) -> Sequence[Focusable]:
        """The network as a whole: up and down walk through its edges."""
        return [self._focus]

    def anchor_rect(self, name: str) -> pygame.Rect | None:
        """Where the thing called `name` stands on screen; None for a name that is not the network's."""
        if self._scene is None or self._instant is None:
            return None
        found = anchor_rect(self._scene, self._instant, self._selection, name)
        return found.move(self._rect.topleft) if found else None


class EdgeWalk:
    """The keyboard's way to an edge: up and down pin the previous or next one, Delete unpins; + and − come nearer and
    go farther."""

    def __init__(self, view: NetworkPanel) -> None:
        self._view = view

    @property
    def rect(self) -> pygame.Rect:
        """Where the network panel is, in screen pixels."""
        return self._view.rect

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Answer a KEYDOWN."""
        instant = self._view.instant
        if instant is None:
            return None
        if event.key in (pygame.K_DELETE, pygame.K_BACKSPACE):
            return [Pin(None)]
        if self._view.zoom_by_key(event, anywhere=True):
            return []
        steps: dict[int, Callable[[int], int]] = {pygame.K_UP: lambda at: at - 1, pygame.K_DOWN: lambda at: at + 1}
        if event.key not in steps:
            return None
        layers = instant.snapshot.settings.layers
        order = (*edges(layers), *bias_edges(layers))
        pinned = self._view.selection.pinned
        at = order.index(pinned) if pinned in order else (-1 if event.key == pygame.K_DOWN else 0)
        return [Pin(order[steps[event.key](at) % len(order)])]
