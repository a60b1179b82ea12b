"""The dragged part of a slider: a pygame_gui element that paints label, track and knob itself."""

from __future__ import annotations

import pygame
import pygame_gui
from pygame_gui.core import UIElement

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import fitting_size
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import mix
from game.ui.widgets.button import SMALLEST_LABEL
from game.ui.widgets.number_scale import NumberScale

TEXT_SIZE = 13
"""Design pixels: size of the label at most."""
KNOB = 14
"""Design pixels: width of the knob."""
THICKNESS = 4
"""Design pixels: height of the track."""
WARNING_SECONDS = 1.6
KNOB_COLOUR = (240, 246, 255)


class Track(UIElement):
    """A slider over `scale`, `rect` being the whole row: the label above, the track below (unless
    `bare`). While it is dragged it posts
    UI_HORIZONTAL_SLIDER_MOVED with the new `value`, once for each value."""

    def __init__(self, kit: Kit, rect: pygame.Rect, label: str, scale: NumberScale, room: int, bare: bool) -> None:
        super().__init__(
            rect, kit.manager, None, starting_height=1, layer_thickness=1, element_id=["horizontal_slider"]
        )
        self.held = False
        self.telling = False
        """Whether it has told of a value that nobody has heard of yet."""
        self.value = scale.lowest
        self._grip = 0
        self._kit, self._label, self._scale = kit, label, scale
        self._label_size = fitting_size(kit, label, TEXT_SIZE, room, smallest=SMALLEST_LABEL)
        self._label_room = room
        self._bare = bare
        self._warning, self._warned_for = "", 0.0
        knob = kit.px(KNOB)
        reach = 0 if bare else knob + kit.px(2)
        self._band = pygame.Rect(self.rect.x, self.rect.bottom - reach, self.rect.width, reach)
        self._strip = pygame.Rect(0, 0, self.rect.width, max(2, kit.px(THICKNESS)))
        self._strip.midleft = (0, self.rect.height - knob // 2 - kit.px(1))
        self._look: tuple[object, ...] = ()
        self._pieces = _pieces(kit, self._strip.size)
        self.blendmode = 0
        self._paint()

    @property
    def knob_centre(self) -> tuple[int, int]:
        """Where the knob stands, in screen pixels."""
        return self.place_of(self.value)

    def place_of(self, value: float) -> tuple[int, int]:
        """Where the knob stands for `value`, in screen pixels."""
        knob = self._kit.px(KNOB)
        x = knob / 2 + self._scale.position(value) * (self.rect.width - knob)
        return (self.rect.x + round(x), self.rect.y + self._strip.centery)

    def stand_at(self, value: float) -> None:
        """Stand at `value`."""
        if value != self.value:
            self.value = value
            self._paint()

    def move_to(self, value: float) -> None:
        """Stand at `value` and tell, as a drag does."""
        if value == self.value:
            return
        self.stand_at(value)
        self.telling = True
        data = {"ui_element": self, "value": value, "has_moved_recently": True}
        pygame.event.post(pygame.event.Event(pygame_gui.UI_HORIZONTAL_SLIDER_MOVED, data))

    def warn(self, warning: str) -> None:
        """Say `warning` in the label's place for a moment."""
        self._warning, self._warned_for = warning, WARNING_SECONDS
        self._paint()

    def hover_point(self, hover_x: float, hover_y: float) -> bool:
        return bool(self._band.collidepoint(hover_x, hover_y))

    def process_event(self, event: pygame.event.Event) -> bool:
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            if not self._band.collidepoint(event.pos):
                return False
            self.held = self.is_enabled
            off = event.pos[0] - self.knob_centre[0]
            self._grip = off if abs(off) <= self._kit.px(KNOB) / 2 else 0
            self._drag_to(event.pos[0])
            return True
        if self.held and event.type == pygame.MOUSEMOTION:
            self._drag_to(event.pos[0])
        elif self.held and event.type == pygame.WINDOWFOCUSLOST:
            self.held = False
        elif self.held and event.type == pygame.MOUSEBUTTONUP and event.button == pygame.BUTTON_LEFT:
            self.held = False
            return True
        return False

    def update(self, time_delta: float) -> None:
        if self._warning:
            self._warned_for -= time_delta
            if self._warned_for <= 0.0:
                self._warning = ""
        self._paint()

    def enable(self) -> None:
        self.is_enabled = True

    def disable(self) -> None:
        self.is_enabled = self.held = False

    def _drag_to(self, x: int) -> None:
        knob, x = self._kit.px(KNOB), x - self._grip
        if self.held and x != self.knob_centre[0]:
            self.move_to(self._scale.value_at((x - self.rect.x - knob / 2) / (self.rect.width - knob)))

    def _paint(self) -> None:
        """Paint anew if anything it shows has changed."""
        look = (self.value, self._warning, self.is_enabled, self.held, self.hovered)
        if look == self._look:
            return
        self._look = look
        picture = pygame.Surface(self.rect.size, pygame.SRCALPHA)
        self._paint_label(picture)
        if not self._bare:
            self._paint_track(picture)
        self.image = picture

    def _paint_track(self, picture: pygame.Surface) -> None:
        x, radius = self.knob_centre[0] - self.rect.x, self._strip.height // 2
        picture.blit(self._pieces["empty"], self._strip)
        full = self._pieces["full" if self.is_enabled else "faded"]
        picture.blit(full, self._strip, (0, 0, max(x, radius), self._strip.height))
        lit = self.held or self.hovered
        knob = self._pieces[("lit knob" if lit else "knob") if self.is_enabled else "faded knob"]
        picture.blit(knob, knob.get_rect(center=(x, self._strip.centery)))

    def _paint_label(self, picture: pygame.Surface) -> None:
        palette, fonts = self._kit.palette, self._kit.fonts
        colour = palette.text if self.is_enabled else palette.muted
        label = fonts.text(self._label, self._label_size, colour)
        if self._warning:
            room = self._label_room
            size = fitting_size(self._kit, self._warning, TEXT_SIZE, room, "medium", smallest=SMALLEST_LABEL)
            label = fonts.text(self._warning, size, palette.negative, "medium")
        picture.blit(label, (0, 0))


def _pieces(kit: Kit, strip: tuple[int, int]) -> dict[str, pygame.Surface]:
    """What a track of `strip` pixels is put together from."""
    palette, knob, radius = kit.palette, kit.px(KNOB), strip[1] // 2
    faded = mix(palette.panel, palette.muted, 0.55)
    return {
        "empty": rounded_box(strip, radius, palette.line),
        "full": rounded_box(strip, radius, palette.positive),
        "faded": rounded_box(strip, radius, faded),
        "knob": disc(knob, KNOB_COLOUR),
        "lit knob": disc(knob, KNOB_COLOUR, palette.positive, kit.px(2)),
        "faded knob": disc(knob, faded),
    }
