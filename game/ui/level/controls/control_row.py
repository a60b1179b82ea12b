"""One control of a level: a slider over its allowed numbers, or a choice of words."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.activations import activations
from game.sim.arithmetic.expression import UnreadableExpressionError, read_expression
from game.sim.level.actions import Turn
from game.sim.level.controls import Control, Value
from game.sim.losses import losses
from game.sim.network import find_edge, flat_index
from game.sim.optimizers import optimizers
from game.sim.quoting import in_full
from game.sim.settings import Spec
from game.sim.start import Start, params_of
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import MINUS
from game.ui.intents import Say
from game.ui.level.controls.number_row import PLAIN
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.number_scale import NumberScale
from game.ui.widgets.segmented import Segmented
from game.ui.widgets.slider import ValueSlider
from game.ui.widgets.text_box import TextBox

LABEL = 20
"""Design pixels: height of a label above a choice."""
CHOICE = 28
"""Design pixels: height of a choice."""
SLIDER = 36
"""Design pixels: height of a slider with its label."""
BOX = 96
"""Design pixels: width of a box."""
NUMBER = 44
"""Design pixels: room for a slider's number."""


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
    """`control`, called `text`, at the top of `rect`; `written` is what was typed, where it is typed."""

    def __init__(self, kit: Kit, rect: pygame.Rect, control: Control, text: str) -> None:
        self.control = control
        self._text = text
        self.rect = rect
        self._kit = kit
        self._slider: ValueSlider | None = None
        self._choice: Segmented | None = None
        self.truth: Value | None = None
        """What it should have said, once that is known; None where nothing was to be said."""
        self._box: TextBox | None = None
        self.written = ""
        numbers = [value for value in control.allowed if not isinstance(value, str)]
        if control.typed:
            wide = kit.px(BOX)
            place = pygame.Rect(rect.right - wide, rect.y + kit.px(2), wide, kit.px(CHOICE))
            self._box = TextBox(kit, place, placeholder="?", whole=True)
        elif numbers:
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
    def widget(self) -> ValueSlider | Segmented | TextBox:
        """What is moved, pressed or typed in."""
        found = self._slider or self._choice or self._box
        assert found is not None
        return found

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """A turn to the new value, if `event` brings one."""
        if self._box:
            typed = self._box.finished(event)
            return [] if typed is None or typed == self.written else self._typed(self._box, typed)
        if self._slider and event.type == pygame.MOUSEWHEEL and self.rect.collidepoint(self._kit.pointer()):
            self._slider.step(event.y)  # finer than a pixel of a slider that has more steps than pixels
        moved = self._slider or self._choice
        value = moved.changed(event) if moved else None
        return [] if value is None else [Do(Turn(self.control.name, value))]

    def _typed(self, box: TextBox, typed: str) -> Sequence[Message]:
        """The number that `typed` comes to, which the box shows from now on; or what cannot be read in it."""
        self.written = typed
        if not typed.strip():
            return []
        try:
            number = read_expression(typed)
        except UnreadableExpressionError as problem:
            return [Say(f"{str(problem)[:1].upper()}{str(problem)[1:]}.")]
        if not PLAIN.fullmatch(typed.strip().replace("-", MINUS)):  # what it comes to is taken as it is shown
            number = float(f"{number:.6g}")
        self.show(number)
        return [Do(Turn(self.control.name, number))]

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
        elif self._box and not isinstance(value, str):
            self.written = in_full(value).replace(",", "")
            self._box.set_text(self.written)

    def set_enabled(self, enabled: bool) -> None:
        """Let it be used, or grey it out."""
        if self._box:
            self._box.set_visible(enabled)
        else:
            self.widget.set_enabled(enabled)  # type: ignore[union-attr]

    def draw(self, pen: Lettering, origin: tuple[int, int]) -> None:
        """The label of a choice or a box; a slider paints its own. At the end a mark, and what is right."""
        if self.truth is not None:
            self._mark(pen, origin, self.truth)
        if self._box:
            place = (self.rect.x - origin[0], self._box.rect.centery - origin[1])
            pen.write(self._text, place, 13, self._kit.palette.text, room=self._box.rect.x - self.rect.x)
            beside = (self._box.rect.x - origin[0] + self._kit.px(8), place[1])
            pen.write(self.written.replace("-", "−"), beside, 13, self._kit.palette.activation, "mono")
        if self._choice:
            place = (self.rect.x - origin[0], self.rect.y - origin[1] + self._kit.px(8))
            pen.write(self._text, place, 13, self._kit.palette.text)

    def _mark(self, pen: Lettering, origin: tuple[int, int], truth: Value) -> None:
        palette, right = self._kit.palette, self.shown == truth
        ink = palette.gradient if right else palette.negative
        end = self.rect.right - origin[0] - (self._kit.px(NUMBER) if self._slider else 0)
        icon = self._kit.icons.get("check" if right else "cross", self._kit.px(11), ink)
        place = icon.get_rect(midright=(end, self.rect.y - origin[1] + self._kit.px(8)))
        pen.surface.blit(icon, place)
        if not right:
            beside = (place.x - self._kit.px(5), place.centery)
            pen.write(_spelled(self.control.name, truth), beside, 12, palette.gradient, "medium", anchor="midright")

    @property
    def shown(self) -> Value | None:
        """Where it stands."""
        return self._slider.value if self._slider else self._choice.value if self._choice else None

    def hints(self) -> list[Hint]:
        """Hover help, and where it is shown."""
        if self._box:
            return [Hint(self._box.rect, self._tip)]
        hint = self.widget.hint()  # type: ignore[union-attr]
        return [hint] if hint else []

    def focusables(self) -> list[Focusable]:
        """What Tab stops at, in its order."""
        return [self.widget]

    def kill(self) -> None:
        """Take it away."""
        self.widget.kill()

    def _tip(self) -> str:
        allowed = self.control.allowed
        if self.control.typed:
            reach = f"{self.control.first:g} to {self.control.last:g}"
            return f"{self._text}: type a number from {reach}, or what comes to it, such as 3/8."
        if len(allowed) <= 14:
            *most, last = (_spelled(self.control.name, value) for value in allowed)
            return f"{self._text}: {', '.join(most)} or {last}."
        low, high = _spelled(self.control.name, allowed[0]), _spelled(self.control.name, allowed[-1])
        return f"{self._text} can be {low} to {high}, in {len(allowed)} steps."


def word_text(name: str, word: str) -> str:
    """A setting's word as the screen spells it."""
    if name == "activation":
        return activations()[word].label
    if name == "optimizer":
        return optimizers()[word].label
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
    if control.loose:
        return control.first
    layers = start.settings.layers
    edge = find_edge(layers, control.sets[0] if control.sets else control.name)
    return float(params_of(start)[flat_index(layers, edge)])
