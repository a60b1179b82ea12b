"""An exclusive choice between a few words, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
import pygame_gui

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import fitting_size
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.toolkit.panel import Hint, Message
from game.ui.widgets.button import SMALLEST_LABEL
from game.ui.widgets.painted import PaintedButton, Tip, press, sentence

RADIUS = 7
"""Design pixels: corner radius."""
TEXT_SIZE = 13
"""Design pixels: size of the text at most."""
INSET = 2
"""Design pixels: from the edges to the option that is chosen."""
PADDING = 3
"""Design pixels: beside an option's text."""


class Segmented:
    """A choice at `rect` (screen pixels); `options` are (name, text shown). Nothing is chosen until `show`."""

    def __init__(
        self, kit: Kit, rect: pygame.Rect, options: Sequence[tuple[str, str]], *, tip: Tip = "", layer: int = 1
    ) -> None:
        self.tip = tip
        self._layer = layer
        self._kit = kit
        self._rect = pygame.Rect(rect)
        self._options = list(options)
        line = mix(kit.palette.raised, kit.palette.text, 0.1)
        self._ground = rounded_box(rect.size, kit.px(RADIUS), kit.palette.raised, line, max(1, kit.px(1)))
        self._edges, self._text_size = self._shares()
        self._parts = [self._part(index) for index in range(len(self._options))]

    @property
    def rect(self) -> pygame.Rect:
        """Where it is, in screen pixels."""
        return self._rect

    @property
    def value(self) -> str | None:
        """The name of the part that is chosen."""
        return next((name for (name, _), part in zip(self._options, self._parts, strict=True) if part.selected), None)

    def part_rect(self, name: str) -> pygame.Rect:
        """Where the part called `name` stands. Raises ValueError when there is none."""
        return pygame.Rect(self._parts[[each for each, _ in self._options].index(name)].rect)

    def changed(self, event: pygame.event.Event) -> str | None:
        """The name newly chosen by `event`, if any."""
        if event.type != pygame_gui.UI_BUTTON_PRESSED or event.ui_element not in self._parts:
            return None
        name = self._options[self._parts.index(event.ui_element)][0]
        if name == self.value:
            return None
        self.show(name)
        return name

    def show(self, value: str) -> None:
        """Show `value` as chosen; one that is no option clears the choice."""
        for (name, _), part in zip(self._options, self._parts, strict=True):
            part.selected = name == value

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Left and right choose a neighbour, Home and End the first and last; `changed` then sees it."""
        last = len(self._parts) - 1
        at = next((index for index, part in enumerate(self._parts) if part.selected), 0)
        goals = {pygame.K_LEFT: at - 1, pygame.K_RIGHT: at + 1, pygame.K_HOME: 0, pygame.K_END: last}
        if event.key not in goals or not self._parts[0].is_enabled:
            return None
        press(self._parts[max(0, min(last, goals[event.key]))])
        return []

    def set_enabled(self, enabled: bool) -> None:
        """Let it be used, or grey it out."""
        for part in self._parts:
            part.set_enabled(enabled)

    def hint(self) -> Hint | None:
        """Its hover help, if it has any."""
        return Hint(self._rect, sentence(self.tip)) if self.tip else None

    def kill(self) -> None:
        """Take it away."""
        for part in self._parts:
            part.kill()

    def _shares(self) -> tuple[list[int], float]:
        """Where the parts begin and end, each as wide as its text and an equal share of what is left over; and the
        font size at which all of it fits."""
        kit, padding = self._kit, 2 * self._kit.px(INSET + PADDING) * len(self._options)
        together, room = "".join(text for _, text in self._options), self._rect.width - padding
        size = fitting_size(kit, together, TEXT_SIZE, room, "medium", smallest=SMALLEST_LABEL)
        widths = [kit.fonts.width(text, size, "medium") for _, text in self._options]
        spare = (self._rect.width - sum(widths)) / len(widths)
        return [round(sum(widths[:k]) + spare * k) for k in range(len(widths) + 1)], size

    def _part(self, index: int) -> PaintedButton:
        left, right = self._edges[index], self._edges[index + 1]
        place = pygame.Rect(self._rect.x + left, self._rect.y, right - left, self._rect.height)
        return PaintedButton(place, self._kit.manager, lambda state: self._paint(index, place, state), self._layer)

    def _paint(self, index: int, place: pygame.Rect, state: str) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        picture = self._ground.subsurface(place.move(-self._rect.x, -self._rect.y)).copy()
        fills = {
            "selected": mix(palette.panel, palette.positive, 0.42),
            "active": mix(palette.panel, palette.positive, 0.3),
            "hovered": mix(palette.raised, palette.text, 0.08),
        }
        if state in fills:
            inset = kit.px(INSET)
            pill = rounded_box(
                (place.width - 2 * inset, place.height - 2 * inset), kit.px(RADIUS - INSET), fills[state]
            )
            picture.blit(pill, (inset, inset))
        inks = {"normal": mix(palette.muted, palette.text, 0.25), "disabled": mix(palette.panel, palette.muted, 0.55)}
        text = kit.fonts.text(self._options[index][1], self._text_size, inks.get(state, palette.text), "medium")
        picture.blit(text, text.get_rect(center=(place.width // 2, place.height // 2)))
        return picture
