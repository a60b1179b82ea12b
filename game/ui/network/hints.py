"""Where on the network there is something to explain, and the places that a text elsewhere can light up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

import pygame

from game.sim.network import Edge
from game.sim.phases import Kind
from game.ui.draw.number_text import figure
from game.ui.network.instant import Instant
from game.ui.network.line_words import TO_COME, legend_words, phase_words, sample_words
from game.ui.network.network_layout import RING, Neuron
from game.ui.network.neuron_look import Mark, mark_of
from game.ui.network.reveal import NOT_YET
from game.ui.network.scene import NetworkScene
from game.ui.network.words import (
    DRAG,
    delta_words,
    edge_words,
    gate_words,
    mark_words,
    mean_edge_words,
    mean_target_words,
    mean_words,
    name,
    neuron_words,
    target_words,
)
from game.ui.selection import Selection
from game.ui.toolkit.panel import Hint

Now = Callable[[], Instant]
Movable = Callable[[Edge], bool]
"""Whether a weight or bias can be dragged now."""
T = TypeVar("T")


def _then(now: Now, words: Callable[[Instant, T], str], what: T) -> Callable[[], str]:
    """What `words` say of `what`, of the instant at which they are asked for."""
    return lambda: words(now(), what)


def network_hints(scene: NetworkScene, origin: tuple[int, int], now: Now, movable: Movable) -> Iterator[Hint]:
    """A hint for everything that stands still, and is not left out of the scene; the sentences are made of what `now`
    gives when they are asked for."""
    for kind, chip in scene.ground.strip.chips.items():
        yield Hint(chip.move(origin), _then(now, _phase_text, kind))
    yield Hint(scene.ground.strip.sample_rect.move(origin), lambda: sample_words(now()))
    if len(scene.ground.strip.chips) == len(Kind):
        yield Hint(scene.ground.strip.caption_rect.move(origin), lambda: _phase_text(now(), now().phase.kind))
    seen = scene.area.move(origin)
    for hint in _parts(scene, origin, now, movable):
        if hint.rect.colliderect(seen):
            yield Hint(hint.rect.clip(seen), hint.text)
    for entry, place in scene.legend.items():
        yield Hint(place.move(origin), _then(now, _legend_text, entry))


def _parts(scene: NetworkScene, origin: tuple[int, int], now: Now, movable: Movable) -> Iterator[Hint]:
    """Neurons, weights and targets, whether they are in sight or not."""
    layout, last = scene.layout, len(scene.layout.layers) - 1
    for neuron in layout.neurons:
        yield from _neuron_hints(scene, origin, neuron, now)
    for edge, pill in layout.pills.items():
        yield Hint(pill.move(origin), _then(now, partial(edge_text, scene, movable), edge))
    for unit in range(layout.layers[last]):
        tube = scene.ground.tube.reach((last, unit))
        yield Hint(tube.move(origin), _then(now, _target_text, unit))


def _neuron_hints(scene: NetworkScene, origin: tuple[int, int], neuron: Neuron, now: Now) -> Iterator[Hint]:
    layout, without = scene.layout, scene.without
    slope = "slope" not in without
    yield Hint(layout.vessel(neuron, RING).move(origin), lambda: _vessel_text(now(), neuron, slope_met=slope))
    if neuron[0] == 0:
        return
    if slope:
        yield Hint(scene.ground.gate.rect(neuron).move(origin), lambda: _gate_text(now(), neuron))
    if "locks" not in without:
        yield Hint(lock_rect(scene, neuron).move(origin), lambda: _mark_text(now(), neuron, slope_met=slope))
    if neuron in layout.badges and "delta" not in without:
        badge = layout.badges[neuron]
        yield Hint(badge.move(origin), lambda: _delta_text(now(), neuron))


def _phase_text(instant: Instant, kind: Kind) -> str:
    last = len(instant.snapshot.settings.layers) - 1
    if kind is not Kind.UPDATE and instant.known.holds(kind, last):
        return TO_COME[kind]
    return phase_words(instant, kind)


def _legend_text(instant: Instant, entry: str) -> str:
    return legend_words(instant)[entry]


def _vessel_text(instant: Instant, neuron: Neuron, *, slope_met: bool) -> str:
    if instant.known.holds(Kind.FORWARD, neuron[0]):
        return f"{name(instant.snapshot.settings.layers, neuron)}: {NOT_YET}"
    if instant.mean:
        return mean_words(instant.snapshot, instant.trace, neuron)
    return neuron_words(instant.snapshot, instant.trace, neuron, slope_met=slope_met)


def _gate_text(instant: Instant, neuron: Neuron) -> str:
    if instant.known.holds(Kind.FORWARD, neuron[0]):
        return f"The slope gate of {name(instant.snapshot.settings.layers, neuron)}: {NOT_YET}"
    words = mean_words if instant.mean else gate_words
    return words(instant.snapshot, instant.trace, neuron)


def _delta_text(instant: Instant, neuron: Neuron) -> str:
    if instant.known.holds(Kind.BACKWARD, neuron[0]):
        return f"δ({name(instant.snapshot.settings.layers, neuron)}): {NOT_YET}"
    words = mean_words if instant.mean else delta_words
    return words(instant.snapshot, instant.trace, neuron)


def _target_text(instant: Instant, unit: int) -> str:
    if instant.known.holds(Kind.LOSS, len(instant.snapshot.settings.layers) - 1):
        target = float(instant.trace.target[min(unit, len(instant.trace.target) - 1)])
        return f"Target y = {figure(target)}; the gap to the output is not laid open yet."
    return (mean_target_words if instant.mean else target_words)(instant.trace, unit)


def _mark_text(instant: Instant, neuron: Neuron, *, slope_met: bool) -> str:
    if mark_of(instant.snapshot, neuron) is Mark.NONE:
        return _vessel_text(instant, neuron, slope_met=slope_met)
    return mark_words(instant.snapshot, neuron)


def edge_text(scene: NetworkScene, movable: Movable, instant: Instant, edge: Edge) -> str:
    """What a weight or bias says of itself at `instant`, and that it can be dragged, where it can."""
    drag = DRAG if movable(edge) else ""
    if instant.mean:
        return mean_edge_words(instant.snapshot, edge) + drag
    unmet = "delta" in scene.without
    held = unmet or instant.known.holds(Kind.BACKWARD, edge.layer + 1)
    samples = () if unmet else scene.edge_samples()
    return edge_words(instant.snapshot, None if held else instant.trace, edge, samples) + drag


def lock_rect(scene: NetworkScene, neuron: Neuron) -> pygame.Rect:
    """Where the lock of `neuron` is, or would be."""
    (x, y), reach = scene.layout.centre(neuron), 0.7071 * (scene.layout.radius + 4 * scene.layout.unit)
    side = max(12, round(22 * scene.layout.unit))
    rect = pygame.Rect(0, 0, side, side)
    rect.center = (round(x + reach), round(y - reach))
    return rect


def anchor_rect(scene: NetworkScene, instant: Instant, selection: Selection, name: str) -> pygame.Rect | None:
    """The place called `name`, in the scene's own pixels; None for a name that is no place of the network."""
    layout = scene.layout
    last = len(layout.layers) - 1
    output, hidden = (last, 0), (max(1, last - 1), 0)
    marked = [neuron for neuron in layout.neurons if mark_of(instant.snapshot, neuron) is not Mark.NONE]
    dead = [neuron for neuron in marked if mark_of(instant.snapshot, neuron) is Mark.DEAD]
    edge = selection.edge or Edge(last - 1, 0, 0)
    places: dict[str, Callable[[], pygame.Rect]] = {
        **{kind.value: partial(scene.ground.strip.chips.__getitem__, kind) for kind in Kind},
        "network": lambda: layout.rect,
        "slope ring": lambda: layout.vessel(hidden, RING),
        "slope gate": lambda: scene.ground.gate.rect(next(iter(dead), hidden)),
        "output delta": lambda: layout.badges.get(output) or layout.vessel(output, RING),
        "hidden delta": lambda: layout.badges.get(hidden) or layout.vessel(hidden, RING),
        "lock": lambda: lock_rect(scene, marked[0]) if marked else layout.vessel(hidden, RING),
        "edge": lambda: layout.weight_rect(edge),
        "bias": lambda: layout.weight_rect(Edge(last - 1, 0, None)),
        "target": lambda: scene.ground.tube.rect(output),
        "activation": lambda: layout.vessel(hidden),
    }
    if name not in places:
        return None
    place = pygame.Rect(places[name]())
    if name in [kind.value for kind in Kind]:
        return place
    return place.clip(scene.area) if place.colliderect(scene.area) else pygame.Rect(scene.area)
