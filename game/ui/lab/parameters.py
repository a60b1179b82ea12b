"""The parameters panel: every setting of the run, to drag, to type and to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pygame

from game.sim import commands as c
from game.sim.activations import activations
from game.sim.losses import losses
from game.sim.settings import SPECS
from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.intents import ShowMore, Toggle
from game.ui.lab.parameter_hints import HINTS
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.view import View
from game.ui.widgets.button import Button
from game.ui.widgets.segmented import Segmented
from game.ui.widgets.slider import ValueSlider

SLIDERS = ("learning_rate", "animation_speed", "weight_init", "bias_init", "lock_threshold")
TOP = 33
"""Design pixels: where the first row begins."""
BOTTOM = 13
"""Design pixels: what is left free below."""
GAP = 8
"""Design pixels: between choices."""
ROW = 34
"""Design pixels: height of a slider."""
WIDEST_PITCH = 46
"""Design pixels: the farthest that a slider stands from the next."""
CHOICE = 26
"""Design pixels: height of a choice."""
LABEL = 19
"""Design pixels: height of a label above a choice."""
LABEL_WIDTH = 52
"""Design pixels: width of a label beside a choice."""
LEAK_WIDTH = 114
"""Design pixels: width of the leak's number."""
TEXT_SIZE = 13
MORE = (62, 20)
"""Design pixels: size of the button that leads to more settings."""
MORE_HINT = "More settings: layers, output, biases, optimizer, order of the samples, first weights (key A)."
TEXT_BUTTON = 30
"""Design pixels: width of the button that makes all larger."""
TEXT_HINT = "Larger text and pictures, up to twice as large: the window then follows pointer and keyboard (key T)."
ACTIVATIONS = ("sigmoid", "relu", "tanh", "leaky_relu")
LOSSES = ("mse", "cross_entropy")
UPDATES = (("epoch", "After epoch"), ("sample", "After sample"))


class ParametersPanel(ViewPanel):
    """Sliders and choices for the settings of `settings.SPECS` (but the layers); each change is a `Set` command."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._sliders: dict[str, ValueSlider] = {}
        self._choices: dict[str, Segmented] = {}
        self._labels: dict[str, pygame.Rect] = {}
        self._more: Button | None = None
        self._text_size: Button | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._rect = rect
        self._art = panel_background(kit, rect.size, "Parameters")
        left, width = rect.x + kit.px(MARGIN), rect.width - 2 * kit.px(MARGIN)
        more = pygame.Rect(0, rect.y + kit.px(8), kit.px(MORE[0]), kit.px(MORE[1]))
        more.right = left + width
        self._more = Button(kit, more, "More ▾", tip=MORE_HINT)
        beside = pygame.Rect(more.x - kit.px(GAP + TEXT_BUTTON), more.y, kit.px(TEXT_BUTTON), more.height)
        self._text_size = Button(kit, beside, "Aa", tip=TEXT_HINT)
        choices = kit.px(LABEL) + 3 * kit.px(CHOICE) + 2 * kit.px(GAP)
        room = rect.height - kit.px(TOP) - kit.px(BOTTOM) - choices
        pitch = min(kit.px(WIDEST_PITCH), room // len(SLIDERS))
        self._sliders = {
            name: self._slider(kit, name, pygame.Rect(left, rect.y + kit.px(TOP) + row * pitch, width, kit.px(ROW)))
            for row, name in enumerate(SLIDERS)
        }
        spare = room - len(SLIDERS) * pitch
        self._build_choices(kit, pygame.Rect(left, rect.bottom - kit.px(BOTTOM) - choices - spare, width, choices))

    def _build_choices(self, kit: Kit, area: pygame.Rect) -> None:
        height, pitch = kit.px(CHOICE), kit.px(CHOICE + GAP)
        leak = pygame.Rect(area.right - kit.px(LEAK_WIDTH), area.y, kit.px(LEAK_WIDTH), kit.px(LABEL) - kit.px(2))
        self._sliders["leak"] = self._slider(kit, "leak", leak, bare=True)
        full = pygame.Rect(area.x, area.y + kit.px(LABEL), area.width, height)
        beside = pygame.Rect(area.x + kit.px(LABEL_WIDTH), full.y, area.width - kit.px(LABEL_WIDTH), height)
        rows = {"loss": beside.move(0, pitch), "update": beside.move(0, 2 * pitch)}
        functions = [(name, activations()[name].label) for name in ACTIVATIONS]
        self._choices = {
            "activation": self._choice(kit, "activation", full, functions),
            "loss": self._choice(kit, "loss", rows["loss"], [(name, losses()[name].label) for name in LOSSES]),
            "update": self._choice(kit, "update", rows["update"], UPDATES),
        }
        self._labels = {
            "activation": self._letter(kit, "Activation", (area.x, area.y + leak.height // 2)),
            "loss": self._letter(kit, "Loss", (area.x, rows["loss"].centery)),
            "update": self._letter(kit, "Update", (area.x, rows["update"].centery)),
        }

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._more and self._more.pressed(event):
            return [ShowMore(True)]
        if self._text_size and self._text_size.pressed(event):
            return [Toggle("text_size")]
        changes = [(name, slider.changed(event)) for name, slider in self._sliders.items()]
        chosen = [(name, choice.changed(event)) for name, choice in self._choices.items()]
        return [_setting(name, value) for name, value in (*changes, *chosen) if value is not None]

    def sync(self, view: View) -> None:
        self._snapshot = view.current
        settings = view.current.settings
        for name, slider in self._sliders.items():
            slider.show(getattr(settings, name))
        for name, choice in self._choices.items():
            choice.show(getattr(settings, name))
        self._sliders["leak"].set_visible(activations()[settings.activation].leaky)

    @property
    def look(self) -> object:
        return self._art

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._art, self._rect)

    def hints(self) -> Iterable[Hint]:
        hints = [control.hint() for control in (*self._controls(), *self._head())]
        hints += [Hint(place, partial(self._hint, name)) for name, place in self._labels.items()]
        return [hint for hint in hints if hint]

    def focusables(self) -> Sequence[Focusable]:
        sliders = [self._sliders[name] for name in SLIDERS]
        leak = [self._sliders["leak"]] if self._sliders["leak"].visible else []
        return [*self._head(), *sliders, *leak, *self._choices.values()]

    def kill(self) -> None:
        for control in self._controls():
            control.kill()
        for button in self._head():
            button.kill()
        self._more = self._text_size = None

    def _controls(self) -> list[ValueSlider | Segmented]:
        return [*self._sliders.values(), *self._choices.values()]

    def _head(self) -> list[Button]:
        """The buttons beside the heading."""
        return [button for button in (self._text_size, self._more) if button]

    @property
    def text_size(self) -> Button | None:
        """The button that makes all larger."""
        return self._text_size

    @property
    def more(self) -> Button | None:
        """The button that leads to more settings."""
        return self._more

    def control(self, name: str) -> ValueSlider | Segmented:
        """The control of setting `name`."""
        return self._sliders.get(name) or self._choices[name]

    def _slider(self, kit: Kit, name: str, rect: pygame.Rect, *, bare: bool = False) -> ValueSlider:
        return ValueSlider(kit, rect, SPECS[name], tip=lambda: self._hint(name), bare=bare)

    def _choice(self, kit: Kit, name: str, rect: pygame.Rect, options: Sequence[tuple[str, str]]) -> Segmented:
        return Segmented(kit, rect, options, tip=lambda: self._hint(name))

    def _hint(self, name: str) -> str:
        return HINTS[name](self._snapshot) if self._snapshot else ""

    def _letter(self, kit: Kit, text: str, midleft: tuple[int, int]) -> pygame.Rect:
        """Write a label on the panel; where it stands on screen."""
        label = kit.fonts.text(text, TEXT_SIZE, kit.palette.text)
        place = label.get_rect(midleft=midleft)
        self._art.blit(label, place.move(-self._rect.x, -self._rect.y))
        return place


def _setting(name: str, value: float | str) -> c.Command:
    """What sets `name`. The threshold of locks is a way of looking, at all that was trained."""
    return c.SetLockThreshold(float(value)) if name == "lock_threshold" else c.Set(name, value)
