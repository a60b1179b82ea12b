"""A setting's row: its label, its value to read and to type over, and a slider below them."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
import pygame_gui

from game.sim.settings import Spec
from game.ui.draw.kit import Kit
from game.ui.toolkit.draft import Draft, Drafted
from game.ui.toolkit.focus_ring import ENTER
from game.ui.toolkit.panel import Hint, Message, Slides
from game.ui.widgets.number_scale import NumberScale
from game.ui.widgets.painted import Tip, sentence
from game.ui.widgets.track import Track
from game.ui.widgets.value_box import BOX_PADDING, ValueBox

VALUE_WIDTH, VALUE_HEIGHT = 78, 18
"""Design pixels."""


class ValueSlider(Slides, Drafted):
    """A slider over the numbers of `spec` in the row `rect` (screen pixels; at least 34 design pixels high). A `bare`
    one has no track, only label and number, and needs 17. `scale` lays the numbers out in another way than `spec`."""

    def __init__(
        self,
        kit: Kit,
        rect: pygame.Rect,
        spec: Spec,
        *,
        tip: Tip = "",
        bare: bool = False,
        scale: NumberScale | None = None,
    ) -> None:
        self.tip = tip
        self._spec = spec
        self._rect = pygame.Rect(rect)
        self._scale = scale or NumberScale(spec)
        self._told = spec.lowest
        width = kit.px(VALUE_WIDTH)
        place = pygame.Rect(rect.right - width + kit.px(BOX_PADDING), rect.y - kit.px(1), width, kit.px(VALUE_HEIGHT))
        self._track = Track(kit, rect, spec.label, self._scale, rect.width - width, bare)
        self._box = ValueBox(kit, place)
        self._box.show(self._scale.text(self.value))

    @property
    def rect(self) -> pygame.Rect:
        """Where it is, in screen pixels."""
        return self._rect

    @property
    def value_rect(self) -> pygame.Rect:
        """Where the number stands that can be clicked and typed over."""
        return self._box.rect

    @property
    def knob_centre(self) -> tuple[int, int]:
        """The middle of its knob, in screen pixels."""
        return self._track.knob_centre

    def place_of(self, value: float) -> tuple[int, int]:
        """Where its knob stands for `value`, in screen pixels."""
        return self._track.place_of(value)

    @property
    def value(self) -> float:
        """The value shown."""
        return self._track.value

    @property
    def visible(self) -> bool:
        """Whether it can be seen."""
        return bool(self._track.visible)

    @property
    def held(self) -> bool:
        """Whether the student is dragging it or typing into it, or a key has just moved it."""
        return self._track.held or self._track.telling or self._box.typing

    def show(self, value: float) -> None:
        """Show `value`, unless the student is at it."""
        if not self.held:
            self._told = value
            self._display(value)

    def changed(self, event: pygame.event.Event) -> float | None:
        """The value newly set by `event` - a drag, a key, or the end of typing -, never the same twice running. Give it
        every event: a click on the number starts the typing, and Esc gives it up."""
        if self._box.typing and event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self._box.end()
        elif self._box.clicked(event):
            self._box.begin(self._scale.text(self.value))
        elif event.type == pygame_gui.UI_HORIZONTAL_SLIDER_MOVED and event.ui_element is self._track:
            if event.value != self.value:
                return None
            self._track.telling = False
            return self._set(event.value)
        typed = self._box.finished(event)
        return None if typed is None else self._take(typed)

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Arrows step, Page Up and Down step further, Home and End go to the ends, Enter lets a number be typed;
        `changed` then sees it. While a number is typed all keys belong to it."""
        if self._box.typing:
            return []
        if not self._track.is_enabled:
            return None
        if event.key in ENTER:
            self._box.begin(self._scale.text(self.value))
            return []
        goal = self._goal(event.key)
        if goal is None:
            return None
        self._track.move_to(goal)
        return []

    def draft(self) -> Draft | None:
        return self._box.draft()

    def resume(self, draft: Draft) -> None:
        self._box.resume(draft)

    def step(self, count: int) -> None:
        """Go so many of its steps up, or down where `count` is below 0; `changed` then sees it."""
        if self._track.is_enabled and not self._box.typing:
            self._track.move_to(self._scale.stepped(self.value, count))

    def set_enabled(self, enabled: bool) -> None:
        """Let it be used, or grey it out."""
        if enabled != self._track.is_enabled:
            (self._track.enable if enabled else self._track.disable)()
            self._box.set_enabled(enabled)

    def set_visible(self, visible: bool) -> None:
        """Show or hide it."""
        if visible != self.visible:
            (self._track.show if visible else self._track.hide)()
            self._box.set_visible(visible)

    def hint(self) -> Hint | None:
        """Its hover help, if it has any and can be seen."""
        return Hint(self.rect, sentence(self.tip)) if self.tip and self.visible else None

    def kill(self) -> None:
        """Take it away."""
        self._box.kill()
        self._track.kill()

    def _goal(self, key: int) -> float | None:
        steps = {
            pygame.K_LEFT: (-1, False),
            pygame.K_DOWN: (-1, False),
            pygame.K_RIGHT: (1, False),
            pygame.K_UP: (1, False),
            pygame.K_PAGEDOWN: (-1, True),
            pygame.K_PAGEUP: (1, True),
        }
        if key in steps:
            count, big = steps[key]
            return self._scale.stepped(self.value, count, big=big)
        return {pygame.K_HOME: self._scale.lowest, pygame.K_END: self._scale.highest}.get(key)

    def _take(self, typed: str) -> float | None:
        """Set what was typed, brought into the range, and say so if that changed it. What is no number, or has no place
        on the scale at all, leaves the value as it was."""
        number = self._scale.parsed(typed)
        if number is None or number != self._scale.clamped(number):
            self._track.warn(f"{self._spec.lowest:g} to {self._spec.highest:g}".replace("-", "−"))
        if number is None:
            return None
        return self._set(self._scale.clamped(number))

    def _set(self, value: float) -> float | None:
        self._display(value)
        if value == self._told:
            return None
        self._told = value
        return value

    def _display(self, value: float) -> None:
        self._track.stand_at(value)
        self._box.show(self._scale.text(value))
