"""The network's picture for one size and shape: the painters of its parts and the order in which they paint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

import pygame

from game.sim.network import Edge, Layers
from game.sim.phases import Kind, Phase
from game.sim.trace import Trace
from game.ui.draw.kit import Kit
from game.ui.draw.motion import smooth
from game.ui.draw.palette import Palette
from game.ui.draw.panel_background import panel_background
from game.ui.network.camera import Camera
from game.ui.network.delta_arrows import DeltaArrows
from game.ui.network.edge_look import cancelled_share, collected_samples, edge_looks, update_share
from game.ui.network.edge_painter import EdgePainter
from game.ui.network.edges import EDGES_A_FRAME, EDGES_OUT_OF_SIGHT, EdgeLayer
from game.ui.network.focus.focus_view import FocusView
from game.ui.network.gate.error_bubble import ErrorBubble
from game.ui.network.gate.gate_plates import GatePlates, Said
from game.ui.network.gate.splash import draw_splash
from game.ui.network.instant import Instant
from game.ui.network.legend import LEGEND_Y, draw_legend
from game.ui.network.network_layout import RING, NetworkLayout, Neuron, network_layout
from game.ui.network.neuron_popover import NeuronPopover
from game.ui.network.number_tags import NumberTags, Tag
from game.ui.network.packets.flight_paths import FlightPaths
from game.ui.network.packets.flights import GATE_PASSED, Carries
from game.ui.network.packets.packet_flow import FlightPlan, PacketPose, Packets, flight_plan, packets
from game.ui.network.phase_strip import CAPTION_Y
from game.ui.network.reveal import EVERYTHING, Revealed, arrived, gap_opened, revealed
from game.ui.network.sprites import Glows, Shapes
from game.ui.network.static_layer import StaticLayer
from game.ui.network.words import gate_equation, sum_equation
from game.ui.selection import Selection

WHOLE = Camera()
"""The whole network."""
Voice = tuple[float, tuple[int, int], pygame.Rect]
"""An output's error, where its bubble's tail points, and within what it stands."""
Images = tuple[Shapes, Glows]
"""Boxes, rings and packets, each drawn once: they can be kept when a scene is made anew."""
TAIL = 9
"""Echoes behind a packet."""
ECHOES = 400
"""How many echoes there are in all: where there are many packets their tails are shorter."""
_NEAR = 14.0
"""Design pixels from a packet at which the mouse means it."""


def images_of(kit: Kit) -> Images:
    """Where boxes, rings and glows are kept once they are drawn: those of the last screen, if it had the same colours
    and scale."""
    return _images_at(kit.palette, kit.scale)


@lru_cache(maxsize=2)
def _images_at(palette: Palette, _scale: float) -> Images:
    """Empty at first. What is drawn has the sizes that a scale brings with it, and is forgotten with it."""
    return Shapes(), Glows(palette)


def network_area(kit: Kit, size: tuple[int, int]) -> pygame.Rect:
    """Where the network is seen on a panel of `size` pixels: between its header and its legend."""
    top, bottom = kit.px(CAPTION_Y + 14), kit.px(LEGEND_Y + 12)
    return pygame.Rect(0, top, size[0], size[1] - top - bottom)


@lru_cache(maxsize=16)
def _laid_out(layers: Layers, area: tuple[int, int, int, int], scale: float) -> NetworkLayout:
    """The layout, which takes longer than all else that a scene begins with; kept, since one screen after another shows
    a network of the same shape at the same place."""
    return network_layout(layers, pygame.Rect(area), scale)


class NetworkScene:
    """Draws on a surface of `size` pixels, the panel's own; all coordinates are that surface's. `crowd` is the largest
    number of packets and echoes that are drawn, if not the usual one. `without` names what is left out: "slope",
    "delta", "locks"."""

    def __init__(
        self,
        kit: Kit,
        size: tuple[int, int],
        layers: Layers,
        crowd: int | None = None,
        camera: Camera = WHOLE,
        images: Images | None = None,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._kit, self._size, self._crowd, self.without = kit, size, crowd, without
        self.area, self.camera = network_area(kit, size), camera
        """Where the network is seen on the panel, and how near."""
        self.layout: NetworkLayout = _laid_out(layers, tuple(camera.rect(self.area)), kit.scale)
        shapes, self._glows = images or images_of(kit)
        painter, self._tags = EdgePainter(kit, self.layout, shapes), NumberTags(kit, self.layout, shapes)
        self._edges = EdgeLayer(self.layout, painter, self._background(size), self.area)
        self.ground = StaticLayer(kit, self.layout, shapes, self._glows, self._edges, without)
        self.focus = FocusView(kit, self.layout, self.area, painter, self._tags, self.ground, self._spoken)
        self._arrows, self._popover = DeltaArrows(kit, self.layout), NeuronPopover(kit)
        self._bubble = ErrorBubble(kit, self.layout.unit / kit.scale)
        self._plates = GatePlates(kit, self.layout, self.area, shapes)
        self._paths = FlightPaths(self.layout)
        self._plan: FlightPlan | None = None
        self._plan_key: tuple[Trace, Phase] | None = None
        self._packets_key: tuple[float, bool] | None = None
        self._instant: Instant | None = None
        self.packets: Packets | tuple[()] = ()
        self._heads: tuple[PacketPose, ...] | None = None
        self.plates: list[pygame.Rect] = []
        """Where equations stood at the gates when it was drawn last."""
        self.tags: list[Tag] = []
        """The numbers of packets when it was drawn last."""

    def _background(self, size: tuple[int, int]) -> pygame.Surface:
        ground = panel_background(self._kit, size, "Network")
        self.legend = draw_legend(ground, self._kit, self._glows, self.layout.unit, self.without)
        return ground

    @property
    def unfinished(self) -> bool:
        """Whether edges are still to be drawn as they are at the instant."""
        return self._edges.unfinished

    @property
    def edges_version(self) -> int:
        """Counts how often the edges have been drawn anew."""
        return self._edges.version

    def sync(self, instant: Instant, selection: Selection) -> None:
        """Show `instant`; costs little when nothing but progress has changed."""
        self._instant = instant
        snapshot, progress = instant.snapshot, instant.progress
        self._sync_packets(instant)
        rolled = update_share(snapshot, progress) if instant.packets else 0.0
        cancelled = cancelled_share(snapshot, progress) if instant.packets else 0.0
        samples = self.edge_samples()
        values = (snapshot.params, snapshot.next_params if rolled else None, snapshot.batch if samples else None)
        key = (*values, rolled, cancelled, samples, selection.pinned, selection.hovered)
        self.focus.sync(instant, selection, key)
        looks = partial(edge_looks, snapshot, selection, progress, instant.packets)
        most = EDGES_A_FRAME if snapshot.animated else EDGES_OUT_OF_SIGHT
        self._edges.sync(key, looks, not snapshot.playing, most)

    def _sync_packets(self, instant: Instant) -> None:
        key = (instant.trace, instant.phase) if instant.packets else None
        if key != self._plan_key:
            self._plan = flight_plan(instant.trace, instant.phase, self._paths) if key else None
            self._plan_key, self._packets_key = key, None
        shown = (instant.progress, instant.reduced_motion)
        if shown != self._packets_key:
            self._packets_key, self.packets, self._heads = shown, (), None
            if self._plan and self._plan.flights:
                tail = 0 if instant.reduced_motion else self._tail(len(self._plan.flights))
                self.packets = packets(self._plan, instant.progress, tail, self._crowd)

    @property
    def heads(self) -> tuple[PacketPose, ...]:
        """The packets without their echoes."""
        if self._heads is None:
            self._heads = self.packets.heads if isinstance(self.packets, Packets) else ()
        return self._heads

    def _tail(self, flights: int) -> int:
        return min(TAIL, ECHOES // flights) if self._crowd is None else self._crowd // 2

    def draw(self, surface: pygame.Surface, hovered: Neuron | None, tagged: PacketPose | None) -> None:
        """Everything, from the ground up."""
        instant = self._instant
        if instant is None:
            return
        ground = self.ground.picture(instant, self._shown)
        focused = self.focus.turn_to(hovered)
        surface.blit(self.focus.picture(ground) if focused else ground, (0, 0))
        whole = surface.get_clip()
        surface.set_clip(self.area.clip(whole))
        self._draw_arrows(surface, instant, hovered)
        if self.packets:
            self._glows.draw(surface, self.packets)
            self._draw_gates(surface, instant)
            vessels = instant.phase.kind is not Kind.FORWARD
            (self.focus if focused else self.ground).draw_over(surface, vessels=vessels)
        self.plates = self._draw_gate_plates(surface, instant)
        self._draw_bubbles(surface)
        self.tags = self._placed_tags(instant, surface.get_size())
        self._tags.draw(surface, self.tags)
        surface.set_clip(whole)
        if tagged is not None:
            self._tags.packet(surface, tagged)
        if hovered is not None and "slope" not in self.without and self._explains(instant, hovered):
            vessel = self.layout.vessel(hovered, 8)
            self._popover.draw(surface, vessel, instant.snapshot.settings, instant.trace, hovered)

    @property
    def _pills(self) -> Mapping[Edge, pygame.Rect]:
        """Where weights have their numbers: all that have room, or those that stand out."""
        return self.focus.labels.pills if self.focus.labels else self.layout.pills

    @property
    def _badges(self) -> Mapping[Neuron, pygame.Rect]:
        """Where deltas have their numbers."""
        return self.focus.labels.badges if self.focus.labels else self.layout.badges

    @staticmethod
    def _explains(instant: Instant, hovered: Neuron) -> bool:
        """Whether a neuron under the mouse shows its curve: not in the mean, nor before its z is known."""
        return hovered[0] > 0 and not instant.mean and not instant.known.holds(Kind.FORWARD, hovered[0])

    def _shown(self, neuron: Neuron) -> Revealed:
        instant = self._instant
        if instant is None or not instant.gradual or self._plan is None:
            return EVERYTHING
        return revealed(
            neuron, instant.phase, instant.progress, self._plan.flights, instant.trace, held=instant.known.unfolds
        )

    def _placed_tags(self, instant: Instant, size: tuple[int, int]) -> list[Tag]:
        """The numbers that come and go with packets, where they lie on none that stays."""
        layout, labels, pills, plan = self.layout, self.focus.labels, self._pills, self._plan
        if instant.phase.kind is not Kind.BACKWARD or plan is None or not (pills or plan.exceeds):
            return []
        last = len(layout.layers) - 1
        kept = labels.kept if labels else [layout.vessel(neuron, RING) for neuron in layout.neurons]
        taken = [*kept, *self._badges.values(), *self.plates, *self.bubbles(size)]
        taken += [self.ground.tube.reach((last, unit)) for unit in range(layout.layers[last])]
        gradients = self._tags.gradients(self.heads, pills, taken)
        taken += [*pills.values(), *(tag.rect for tag in gradients)]
        shares = self._tags.shares(self.heads, plan.loud, self.area, taken) if plan.exceeds else []
        return [*gradients, *shares]

    def _draw_gate_plates(self, surface: pygame.Surface, instant: Instant) -> list[pygame.Rect]:
        """What is added and multiplied at the gates that complaints pass; where they gather, what has come so far.
        Returns where that stands."""
        badges, labels = self._badges, self.focus.labels
        if not badges or instant.phase.kind is not Kind.BACKWARD or not instant.gradual:
            return []
        layer = instant.phase.layer
        passing = layer if instant.progress < GATE_PASSED + 0.12 else layer - 1
        if passing == 0:
            return []
        neurons = [neuron for neuron in badges if neuron[0] == passing]
        said = [said for neuron in neurons if (said := self._said(instant, neuron))]
        kept = (*labels.kept, *labels.pills.values()) if labels else None
        return self._plates.draw(surface, passing, said, badges, kept, self.bubbles(surface.get_size()))

    def _said(self, instant: Instant, neuron: Neuron) -> Said | None:
        snapshot, trace, layer = instant.snapshot, instant.trace, instant.phase.layer
        opening = self.ground.opening(instant, neuron)
        colour = self.ground.gate.colour(opening, lit=True)
        if neuron[0] == layer:
            terms = trace.backprop_terms[layer - 1][neuron[1]].tolist()
            total = sum_equation(terms) if len(terms) > 1 else ""
            return Said(neuron, total, gate_equation(snapshot, trace, neuron), opening.words, colour)
        sent = self._plan.flights if self._plan else ()
        terms = arrived(neuron, instant.progress, sent, (Carries.COMPLAINT,))
        several = bool(terms) and self.layout.layers[layer] > 1
        return Said(neuron, sum_equation(terms), "", "", self._kit.palette.gradient) if several else None

    def _draw_bubbles(self, surface: pygame.Surface) -> None:
        for error, tail, bounds in self._speaking(surface.get_size()):
            self._bubble.draw(surface, error, tail, bounds)

    def bubbles(self, size: tuple[int, int]) -> list[pygame.Rect]:
        """Where errors speak now, on a surface of `size` pixels."""
        places = (self._bubble.place(*said) for said in self._speaking(size))
        return [place for place in places if place]

    def _speaking(self, size: tuple[int, int]) -> Iterator[Voice]:
        """What errors say now: from when they are known until they have passed the gate."""
        instant, last = self._instant, len(self.layout.layers) - 1
        if instant is not None and instant.gradual and _error_waits(instant, last):
            yield from self._voices(instant.trace, size)

    def _voices(self, trace: Trace, size: tuple[int, int]) -> Iterator[Voice]:
        last, top = len(self.layout.layers) - 1, self.area.top
        for unit in range(self.layout.layers[last]):
            tube, said = self.ground.tube.rect((last, unit)), self.ground.tube.reach((last, unit))
            bounds = pygame.Rect(0, top, size[0] - self._kit.px(8), said.top - top)
            yield float(trace.raw_error[unit]), (tube.centerx, said.top - self._kit.px(1)), bounds
            top = tube.bottom

    def _spoken(self, trace: Trace) -> list[pygame.Rect]:
        """Where the errors of `trace` speak when they do."""
        places = (self._bubble.place(*voice) for voice in self._voices(trace, self._size))
        return [place for place in places if place]

    def _draw_gates(self, surface: pygame.Surface, instant: Instant) -> None:
        """The jaws that are being passed, above the packets: only what fits through the hole is seen; and what is held
        back."""
        if instant.phase.kind is not Kind.BACKWARD or not instant.gradual:
            return
        loud = self._plan is not None and self._plan.loud > 0.0
        for unit in range(self.layout.layers[instant.phase.layer]):
            neuron = (instant.phase.layer, unit)
            opening = self.ground.opening(instant, neuron)
            self.ground.gate.draw(surface, neuron, opening, lit=True)
            if loud and not opening.cancelled and not instant.reduced_motion:
                draw_splash(surface, self._kit, self.layout, neuron, opening, instant.progress)

    def _draw_arrows(self, surface: pygame.Surface, instant: Instant, hovered: Neuron | None) -> None:
        if instant.phase.kind is Kind.BACKWARD and instant.gradual:
            grown = smooth(instant.progress, GATE_PASSED, GATE_PASSED + 0.35)
            march = 0.0 if instant.reduced_motion else -8.0 * instant.progress
            if self.focus.labels:
                self.focus.draw_arrows(surface, self._arrows, instant.phase.layer, grown, march)
                return
            self._arrows.draw(surface, instant.phase.layer, grown, hovered, march)

    def packet_at(self, point: tuple[float, float]) -> PacketPose | None:
        """The packet under `point` or near it."""
        reach = (_NEAR * self._kit.scale) ** 2
        near = [
            ((pose.x - point[0]) ** 2 + (pose.y - point[1]) ** 2, number)
            for number, pose in enumerate(self.heads)
            if pose.brightness > 0.2
        ]
        nearest = min(near, default=(reach, -1))
        return self.heads[nearest[1]] if nearest[0] < reach else None

    def edge_samples(self) -> tuple[int, ...]:
        """The samples from which the edges are seen to have collected their pull: none where no packets are shown."""
        instant = self._instant
        return collected_samples(instant.snapshot, instant.progress) if instant and instant.packets else ()


def _error_waits(instant: Instant, last: int) -> bool:
    """Whether the outputs, layer `last`, have been compared with their targets, and their errors wait at the gate."""
    if instant.phase == Phase(Kind.BACKWARD, last):
        return instant.progress <= GATE_PASSED
    return instant.phase.kind is Kind.LOSS and gap_opened(instant.phase, instant.progress) > 0.5
