"""What of the network stands still between two changes: edges, vessels, badges, gates, targets and the phase strip."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pygame

from game.sim.phases import Kind, Phase
from game.ui.draw.kit import Kit
from game.ui.network.edges import EdgeLayer
from game.ui.network.gate.hearing import slope_cancelled
from game.ui.network.gate.slope_gate import Opening, SlopeGate
from game.ui.network.instant import Instant
from game.ui.network.network_layout import NetworkLayout, Neuron
from game.ui.network.neuron_look import DeltaLook, Mark, NeuronLook, delta_bar, delta_look, neuron_look
from game.ui.network.number_tags import NumberTags
from game.ui.network.packets.packet_flow import ERROR_RADIUS, loudness, unbounded_radius
from game.ui.network.phase_strip import PhaseStrip
from game.ui.network.reveal import Revealed, gap_opened
from game.ui.network.scales import activation_of
from game.ui.network.sprites import Glows, Shapes
from game.ui.network.target_tube import TargetTube
from game.ui.network.vessels import NeuronVessels

_GLOWING = 0.05
"""Level from which on a vessel shines."""
RevealOf = Callable[[Neuron], Revealed]


class _Look(NamedTuple):
    """What is known of a neuron, and how that makes it and its badge look."""

    known: Revealed
    neuron: NeuronLook
    delta: DeltaLook | None


class StaticLayer:
    """Redrawn only when something on it looks different."""

    def __init__(
        self,
        kit: Kit,
        layout: NetworkLayout,
        shapes: Shapes,
        glows: Glows,
        edges: EdgeLayer,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._without = without
        self._kit, self._layout, self._glows, self._edges = kit, layout, glows, edges
        self._vessels, self._tags = NeuronVessels(kit, layout, shapes), NumberTags(kit, layout, shapes)
        self.strip = PhaseStrip(kit, edges.surface.get_width(), shapes, without)
        self.tube, self.gate = TargetTube(kit, layout, shapes), SlopeGate(kit, layout)
        self._canvas = pygame.Surface(edges.surface.get_size())
        self._seen: object = None
        self._painted: object = None
        self._base: object = None
        self._looks: dict[Neuron, _Look] = {}
        self.version = 0
        """Counts how often the canvas has been drawn anew."""

    def picture(self, instant: Instant, shown: RevealOf) -> pygame.Surface:
        """The canvas as it is at `instant`."""
        snapshot, edges = instant.snapshot, self._edges.version
        seen = (
            instant.trace,
            instant.phase,
            instant.progress,
            instant.gradual,
            instant.packets,
            instant.known.unfolds,
            snapshot.neurons,
            snapshot.moment.sample,
            edges,
        )
        if seen != self._seen:
            self._seen = seen
            self._look(instant, shown)
            looks = {neuron: each.neuron for neuron, each in self._looks.items()}
            deltas = {neuron: look for neuron in self._layout.badges if (look := self._looks[neuron].delta)}
            opened = gap_opened(instant.phase, instant.progress) if instant.gradual else 1.0
            passing = instant.phase.layer if instant.gradual and instant.phase.kind is Kind.BACKWARD else None
            sample = (instant.trace, snapshot.moment.sample if instant.packets else None)
            painted = (sample, instant.phase, instant.packets, looks, deltas, opened, passing, edges)
            if painted != self._painted:
                self._painted = painted
                self._paint(instant, looks, deltas, opened, passing)
        return self._canvas

    def draw_over(self, surface: pygame.Surface, *, vessels: bool) -> None:
        """What packets pass behind: every number, on its own ground; the vessels too, unless packets rest in them; and
        the sums they grow to."""
        layout = self._layout
        plates = (*layout.pills.values(), *layout.badges.values())
        surface.blits([(self._canvas, plate.topleft, plate) for plate in plates], False)
        if vessels:
            self._vessels.draw_again(surface)
        self._vessels.draw_sums(surface)

    def draw_some(
        self, surface: pygame.Surface, instant: Instant, neurons: Sequence[Neuron], faintness: float = 1.0
    ) -> None:
        """Draw those neurons with their gates and targets as they are, and the others fainter by `faintness` (0..1); at
        1 the others are not drawn."""
        last, opened = len(self._layout.layers) - 1, gap_opened(instant.phase, instant.progress)
        for neuron in neurons:
            if neuron[0] > 0 and "slope" not in self._without:
                passing = instant.gradual and instant.phase == Phase(Kind.BACKWARD, neuron[0])
                self.gate.draw(surface, neuron, self._opening_if_known(instant, neuron), passing)
            if neuron[0] == last:
                self._target(surface, instant, neuron[1], opened if instant.gradual else 1.0)
        self._vessels.draw_again(surface, neurons, faintness)

    def delta(self, neuron: Neuron) -> DeltaLook:
        """How the delta of `neuron`, one after the inputs, looks now."""
        look = self._looks[neuron].delta
        assert look is not None
        return look

    def _look(self, instant: Instant, shown: RevealOf) -> None:
        """Bring the looks up to date; one changes with the sample, the locks, or what is revealed of its neuron."""
        snapshot, trace = instant.snapshot, instant.trace
        base = (trace, snapshot.neurons, snapshot.batch, instant.decimals)
        if base != self._base:
            self._base, self._looks = base, {}
        for neuron in self._layout.neurons:
            known, before = shown(neuron), self._looks.get(neuron)
            if before is None or before.known != known:
                look = neuron_look(snapshot, trace, neuron, known, instant.decimals)
                if neuron[0] > 0 and neuron not in self._layout.badges:
                    look = replace(look, bar=delta_bar(trace, neuron, known))
                delta = delta_look(trace, neuron, known) if neuron[0] > 0 else None
                self._looks[neuron] = self._bare(_Look(known, look, delta))

    def _bare(self, look: _Look) -> _Look:
        """`look` without what is left out."""
        if not self._without:
            return look
        neuron, delta = look.neuron, look.delta
        if "slope" in self._without:
            neuron = replace(neuron, ring=None, deaf=False)
        if "locks" in self._without:
            neuron = replace(neuron, mark=Mark.NONE)
        if "delta" in self._without:
            neuron, delta = replace(neuron, bar=None), None
        return _Look(look.known, neuron, delta)

    def _paint(
        self,
        instant: Instant,
        looks: dict[Neuron, NeuronLook],
        deltas: dict[Neuron, DeltaLook],
        opened: float,
        passing: int | None,
    ) -> None:
        self.version += 1
        self._canvas.set_clip(None)
        self._canvas.blit(self._edges.surface, (0, 0))
        self._canvas.set_clip(self._edges.area)
        self._shine(looks)
        self._vessels.draw(self._canvas, looks)
        for neuron, look in deltas.items():
            self._tags.badge(self._canvas, self._layout.badges[neuron], look)
        for neuron in self._looks:
            if neuron[0] and "slope" not in self._without:
                self.gate.draw(self._canvas, neuron, self._opening_if_known(instant, neuron), neuron[0] == passing)
        self._targets(instant, opened)
        self._canvas.set_clip(None)
        self.strip.draw(self._canvas, instant)

    def _shine(self, looks: dict[Neuron, NeuronLook]) -> None:
        amber, radius, halos = self._kit.palette.activation, round(self._layout.radius), []
        for neuron, look in looks.items():
            if look.level > _GLOWING:
                halo, (x, y) = self._glows.halo(amber, radius, look.level), self._layout.centre(neuron)
                reach = halo.get_width() // 2
                halos.append((halo, (round(x) - reach, round(y) - reach)))
        self._canvas.fblits(halos, pygame.BLEND_RGB_ADD)

    def _opening_if_known(self, instant: Instant, neuron: Neuron) -> Opening | None:
        seen = self._looks[neuron].known
        return None if seen.held and seen.fill == 0.0 else self.opening(instant, neuron)

    def opening(self, instant: Instant, neuron: Neuron) -> Opening:
        """How the gate of `neuron` stands: for what waits before it in the backward pass, otherwise for a packet as
        large as the error."""
        (layer, unit), trace, scale = neuron, instant.trace, self._layout.unit
        loud, largest = loudness(trace), ERROR_RADIUS * self._layout.unit
        waiting = largest
        if instant.gradual and instant.phase.kind is Kind.BACKWARD and loud > 0.0:
            waiting = unbounded_radius(float(trace.backprop_sum[layer - 1][unit]) / loud, scale)
        slope, most = float(trace.slope[layer - 1][unit]), activation_of(instant.snapshot.settings, layer).max_slope
        slope = 0.0 if math.isnan(slope) else slope
        return Opening(waiting, slope, most, slope_cancelled(instant.snapshot, neuron), largest)

    def _targets(self, instant: Instant, opened: float) -> None:
        for unit in range(self._layout.layers[-1]):
            self._target(self._canvas, instant, unit, opened)

    def _target(self, surface: pygame.Surface, instant: Instant, unit: int, opened: float) -> None:
        trace, last = instant.trace, len(self._layout.layers) - 1
        target = float(trace.target[min(unit, len(trace.target) - 1)])
        self.tube.draw(surface, (last, unit), target, float(trace.output[unit]), opened)
