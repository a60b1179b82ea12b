"""The layers of the network with a button above each hidden one for a neuron more, and one below for one less."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim import commands as c
from game.sim.network import Layers
from game.sim.settings import MAX_LAYERS, MAX_UNITS
from game.ui.draw.kit import Kit
from game.ui.toolkit.panel import Message
from game.ui.widgets.button import Button

NARROWEST = 17
"""Design pixels: width of a layer's buttons where there are eight hidden ones."""
WIDEST = 30
"""Design pixels: their width where there are few."""
HEIGHT = 22
"""Design pixels: height of a button."""
GAP = 3
"""Design pixels: distance between two."""
FIRST_UNITS = 2
"""Neurons of a layer that is added."""


class LayerSteppers:
    """Three rows in `rect`: a neuron more, how many there are, a neuron less; at the right a button that adds a layer.
    A layer of one neuron goes with its last one."""

    def __init__(self, kit: Kit, rect: pygame.Rect, layers: Layers) -> None:
        self.layers = layers
        self._asks: list[tuple[Button, Layers]] = []
        hidden = layers[1:-1]
        height, gap = kit.px(HEIGHT), kit.px(GAP)
        add = pygame.Rect(0, rect.y, kit.px(56), height)
        add.right = rect.right
        room = add.left - rect.x - kit.px(6)
        width = max(kit.px(NARROWEST), min(kit.px(WIDEST), (room + gap) // max(1, len(hidden)) - gap))
        for place, units in enumerate(hidden, start=1):
            x = rect.x + (place - 1) * (width + gap)
            more = _changed(layers, place, units + 1)
            less = _changed(layers, place, units - 1)
            column = [pygame.Rect(x, rect.y + row * (height + gap), width, height) for row in range(3)]
            name = f"hidden layer {place}" if len(hidden) > 1 else "the hidden layer"
            up = Button(kit, column[0], "+", tip=f"A neuron more in {name}; the weights are drawn anew.")
            down = Button(kit, column[2], "−", tip=f"A neuron less in {name}; the weights are drawn anew.")
            number = Button(kit, column[1], str(units), style="quiet", tip=f"Neurons of {name}.")
            number.set_enabled(False)
            up.set_enabled(units < MAX_UNITS)
            self._asks += [(up, more), (down, less), (number, layers)]
        added = (*layers[:-1], FIRST_UNITS, layers[-1])
        button = Button(kit, add, "+ layer", tip="One hidden layer more, before the output.")
        button.set_enabled(len(layers) < MAX_LAYERS)
        self._asks.append((button, added))

    @property
    def buttons(self) -> list[Button]:
        """All buttons, layer by layer."""
        return [button for button, _ in self._asks]

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Other layers, where a button was pressed."""
        for button, layers in self._asks:
            if layers != self.layers and button.pressed(event):
                return [c.Set("layers", "-".join(map(str, layers)))]
        return []


def _changed(layers: Layers, place: int, units: int) -> Layers:
    """`layers` with so many units at `place`; without that layer, if there are none left in it."""
    middle = (units,) if units else ()
    return (*layers[:place], *middle, *layers[place + 1 :])
