"""One control of a level: a slider over its allowed numbers, or a choice of words."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.activations import activations
from game.sim.level.actions import Turn
from game.sim.level.controls import Control, Value
from game.sim.losses import losses
from game.sim.network import find_edge, flat_index
from game.sim.settings import Spec
from game.sim.start import Start, params_of
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.number_scale import NumberScale
from game.ui.widgets.segmented import Segmented
from game.ui.widgets.slider import ValueSlider

LABEL, CHOICE, SLIDER = 20, 28, 36
"""Design pixels: a label above a choice, a choice, and a slider with its label."""


class AllowedScale(NumberScale):
    """The allowed values of a control along a slider: equally far apart, and the only places it stops at."""

    def __init__(self, label: str, allowed: Sequence[float]) -> None:
        self._allowed = sorted(allowed)
        self.spec = Spec("control", label, self._allowed[0], self._allowed[-1])
        super().__init__(self.spec)

    def position(self, value: float) -> float:
        return self._index(value) / max(1, len(self._allowed) - 1)

    def value_at(self, position: float) -> float:
        last = len(self._allowed) - 1
        return self._allowed[max(0, min(last, round(position * last)))]

    def stepped(self, value: float, steps: int, *, big: bool = False) -> float:
        at = self._index(value) + steps * (max(2, len(self._allowed) // 10) if big else 1)
        return self._allowed[max(0, min(len(self._allowed) - 1, at))]

    def clamped(self, value: float) -> float:
        return self._allowed[self._index(value)]

    def _index(self, value: float) -> int:
        return min(range(len(self._allowed)), key=lambda k: abs(self._allowed[k] - value))


class ControlRow:
    """`control`, called `text`, at the top of `rect`."""

    def __init__(self, kit: Kit, rect: pygame.Rect, control: Control, text: str) -> None:
        self.control = control
        self._text = text
        self.rect = rect
        self._kit = kit
        self._slider: ValueSlider | None = None
        self._choice: Segmented | None = None
        numbers = [value for value in control.allowed if not isinstance(value, str)]
        if numbers:
            scale = AllowedScale(text, numbers)
            self._slider = ValueSlider(kit, rect, scale.spec, scale=scale, tip=self._tip)
        else:
            place = pygame.Rect(rect.x, rect.y + kit.px(LABEL), rect.width, kit.px(CHOICE))
            options = [(str(word), word_text(control.name, str(word))) for word in control.allowed]
            self._choice = Segmented(kit, place, options, tip=self._tip)

    @staticmethod
    def height(control: Control) -> int:
        """Design pixels it needs."""
        return SLIDER if any(not isinstance(value, str) for value in control.allowed) else LABEL + CHOICE + 4

    @property
    def widget(self) -> ValueSlider | Segmented:
        """What is moved or pressed."""
        found = self._slider or self._choice
        assert found is not None
        return found

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """A turn to the new value, if `event` brings one."""
        value = self.widget.changed(event)
        return [] if value is None else [Do(Turn(self.control.name, value))]

    @property
    def held(self) -> bool:
        """Whether the player is at it."""
        return self._slider is not None and self._slider.held

    def show(self, value: Value) -> None:
        """Stand at `value`."""
        if self._slider and not isinstance(value, str):
            self._slider.show(value)
        elif self._choice:
            self._choice.show(str(value))

    def set_enabled(self, enabled: bool) -> None:
        self.widget.set_enabled(enabled)

    def draw(self, pen: Lettering, origin: tuple[int, int]) -> None:
        """The label of a choice; a slider paints its own."""
        if self._choice:
            place = (self.rect.x - origin[0], self.rect.y - origin[1] + self._kit.px(8))
            pen.write(self._text, place, 13, self._kit.palette.text)

    def hints(self) -> list[Hint]:
        hint = self.widget.hint()
        return [hint] if hint else []

    def focusables(self) -> list[Focusable]:
        return [self.widget]

    def kill(self) -> None:
        self.widget.kill()

    def _tip(self) -> str:
        allowed = self.control.allowed
        if len(allowed) <= 14:
            return f"{self._text} can be {', '.join(_spelled(self.control.name, value) for value in allowed)}."
        low, high = _spelled(self.control.name, allowed[0]), _spelled(self.control.name, allowed[-1])
        return f"{self._text} can be {low} to {high}, in {len(allowed)} steps."


def word_text(name: str, word: str) -> str:
    """A setting's word as the screen spells it."""
    if name == "activation":
        return activations()[word].label
    return losses()[word].label if name == "loss" else word


def _spelled(name: str, value: Value) -> str:
    return word_text(name, value) if isinstance(value, str) else f"{value:g}".replace("-", "−")


def start_value(start: Start, control: Control) -> Value:
    """Where `control` stands in a level that begins with `start`."""
    if control.is_setting:
        found: Value = getattr(start.settings, control.name)
        return found
    if control.scales:
        return 1.0
    layers = start.settings.layers
    edge = find_edge(layers, control.sets[0] if control.sets else control.name)
    return float(params_of(start)[flat_index(layers, edge)])
