"""The dock with a lens in it: its name, what it shows in a sentence, its picture, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pygame

from game.ui.draw.kit import Kit, build_kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.palette import Palette
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.intents import Open, ShowLens
from game.ui.lenses import lenses
from game.ui.lenses.lens import Canvas, Drag, Lens, RunRecords, Spot
from game.ui.toolkit.focus_ring import ARROW_STEPS, PRESS_KEYS
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.view import View
from game.ui.widgets.button import Button

HEAD = 12
"""Design pixels: from the top to the buttons."""
BUTTON = 26
"""Design pixels: height of the buttons."""
NAME_WIDTH = 126
"""Design pixels: width of the button with the lens's name."""
SAVE_WIDTH = 64
"""Design pixels: width of the button that saves."""
BACK_WIDTH = 96
"""Design pixels: width of the button that leads back."""
TOP = 46
"""Design pixels: from the top to the sentence."""
TEXT_SIZE = 12
"""Design pixels: size of the sentence."""
PITCH = 17
"""Design pixels: distance of its lines."""
LEAST_PITCH = 13
"""Screen pixels that this distance is at least."""
GAP = 8
"""Design pixels: from the sentence to the picture."""
MOST_LINES = 3
BUTTONS: dict[str, Message] = {"menu": Open("lenses"), "save": Open("take_along"), "back": ShowLens(None)}
PRINTED = (2560, 1600)
"""The window whose scale a saved picture has."""
DOCK = (344, 524)
"""Design pixels: size of a saved picture."""
STEP = 5
"""Design pixels that an arrow key moves something."""


class LensPanel(PicturePanel, ViewPanel):
    """It keeps one instance of every lens, and shows the one `shown`. Where the run is not free to be changed, it has
    only the way back: what may be looked through there is chosen elsewhere."""

    moves = True

    def __init__(self, records: RunRecords) -> None:
        self.lenses = {name: kind(records) for name, kind in lenses().items()}
        self.shown = next(iter(self.lenses))
        self._free = records.free
        self.spots: list[Spot] = []
        self._rect = pygame.Rect(0, 0, 0, 0)
        self._kit: Kit | None = None
        self._key: object = None
        self._buttons: dict[str, Button] = {}
        self._stops: list[SpotStop] = []
        self._drag: Drag | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self._ground = panel_background(kit, rect.size, "" if self._free else self.lens.title)
        self._picture, self._key = self._ground, None
        margin, height = kit.px(MARGIN), kit.px(BUTTON)
        top = rect.y + kit.px(HEAD)
        names = pygame.Rect(rect.x + margin - kit.px(4), top, kit.px(NAME_WIDTH), height)
        back = pygame.Rect(0, top, kit.px(BACK_WIDTH), height)
        back.right = rect.right - margin + kit.px(4)
        save = pygame.Rect(names.right + kit.px(6), top, kit.px(SAVE_WIDTH), height)
        if not self._free:
            self._buttons = {"back": Button(kit, back, "Numbers", style="quiet", tip="Back to the numbers (key V).")}
            return
        self._buttons = {
            "menu": Button(kit, names, self._title, tip="Look through another lens (key V)."),
            "save": Button(kit, save, "Save ▾", style="quiet", tip="Take this picture or the run's numbers along."),
            "back": Button(
                kit, back, "Chain rule", style="quiet", tip="Back to the chain rule and the tables (key 3)."
            ),
        }

    @property
    def rect(self) -> pygame.Rect:
        """Where it stands in the window."""
        return self._rect

    @property
    def step(self) -> int:
        """Pixels that an arrow key moves something."""
        return self._kit.px(STEP) if self._kit else STEP

    @property
    def lens(self) -> Lens:
        """The lens that is shown."""
        return self.lenses[self.shown]

    @property
    def _title(self) -> str:
        return f"{self.lens.title} ▾"

    def choose(self, name: str, show: ShowLens | None = None) -> None:
        """Show the lens called `name`, and what `show` asks for in it. Raises KeyError when there is none."""
        if name != self.shown:
            self.lens.leave()
        self.shown = self.lenses[name].name
        if show:
            self.lens.look_at(show)
        self._key = None
        if "menu" in self._buttons:
            self._buttons["menu"].set_text(self._title)
        elif self._kit and not self._free:
            self._ground = panel_background(self._kit, self._rect.size, self.lens.title)

    def button_rect(self, name: str) -> pygame.Rect:
        """Where the button called "menu", "save" or "back" stands."""
        return self._buttons[name].rect

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        asked = next((name for name, button in self._buttons.items() if button.pressed(event)), None)
        if asked:
            return [BUTTONS[asked]]
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            spot = self.spot_at(event.pos)
            return self.press(spot, event.pos) if spot else []
        if self._drag and event.type in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP):
            return self._dragged(self._drag, event)
        return []

    def _dragged(self, drag: Drag, event: pygame.event.Event) -> Sequence[Message]:
        """The pointer is moved, or the button let go, in a drag."""
        ended = event.type == pygame.MOUSEBUTTONUP or not event.buttons[0]
        if ended:
            self._drag = None
        return drag(self._in_picture(event.pos), ended)

    def _in_picture(self, position: tuple[int, int]) -> tuple[int, int]:
        return position[0] - self._rect.x, position[1] - self._rect.y

    @property
    def clickable(self) -> list[Spot]:
        """The spots that can be clicked, or dragged."""
        return [spot for spot in self.spots if spot.act or spot.drag]

    def spot_at(self, position: tuple[int, int]) -> Spot | None:
        """The uppermost spot that can be clicked at `position` (screen pixels)."""
        found = (spot for spot in reversed(self.clickable) if self.on_screen(spot).collidepoint(position))
        return next(found, None)

    def on_screen(self, spot: Spot) -> pygame.Rect:
        """Where `spot` stands in the window."""
        return spot.rect.move(self._rect.topleft)

    def press(self, spot: Spot, position: tuple[int, int]) -> Sequence[Message]:
        """Do what a click on `spot` at `position` (screen pixels) does, or begin to drag it. The lens is shown anew,
        whatever that was."""
        self._drag = spot.drag
        if spot.drag:
            return [ShowLens(self.shown), *spot.drag(self._in_picture(position), False)]
        rect = self.on_screen(spot)
        across = (position[0] - rect.x) / max(1, rect.width - 1)
        down = (position[1] - rect.y) / max(1, rect.height - 1)
        return [ShowLens(self.shown), *(spot.act(across, down) if spot.act else [])]

    def nudge(self, spot: Spot, step: tuple[int, int]) -> Sequence[Message]:
        """Drag `spot` from its middle by `step` pixels."""
        if spot.drag is None:
            return []
        (x, y), (across, down) = spot.rect.center, step
        taken = spot.drag((x, y), False)
        return [*taken, *spot.drag((x + across, y + down), True)]

    def sync(self, view: View) -> None:
        if self._kit is None or not self._due(view):
            return
        self._paint(self._kit, view)

    def _due(self, view: View) -> bool:
        """Whether the picture may have changed."""
        key = (self.shown, self.lens.watches(view))
        if self._key is not None and key == self._key:
            return False
        self._key = key
        return True

    def _paint(self, kit: Kit, view: View) -> None:
        self._picture, self.spots = painted(kit, self._ground, self.lens, view)

    def picture_of(self, view: View, palette: Palette) -> pygame.Surface:
        """What the lens shows as a picture by itself, large enough to be printed, with its name in place of the
        buttons."""
        kit = build_kit(PRINTED, palette)
        size = (kit.px(DOCK[0]), kit.px(DOCK[1]))
        picture, _ = painted(kit, panel_background(kit, size, self.lens.title), self.lens, view)
        return picture

    def hints(self) -> Iterable[Hint]:
        buttons = (button.hint() for button in self._buttons.values())
        spots = (Hint(self.on_screen(spot), partial(_hint, spot)) for spot in reversed(self.spots))
        return [*(hint for hint in buttons if hint), *spots]

    def focusables(self) -> Sequence[Focusable]:
        count = len(self.clickable)
        self._stops += [SpotStop(self, index) for index in range(len(self._stops), count)]
        return [*self._buttons.values(), *self._stops[:count]]

    def kill(self) -> None:
        self.lens.leave()
        for button in self._buttons.values():
            button.kill()
        self._buttons, self.spots, self._kit, self._drag = {}, [], None, None


def _hint(spot: Spot) -> str:
    return spot.hint


def painted(kit: Kit, ground: pygame.Surface, lens: Lens, view: View) -> tuple[pygame.Surface, list[Spot]]:
    """What `lens` says and shows, on a copy of `ground`, and the spots in it."""
    picture, margin = ground.copy(), kit.px(MARGIN)
    pitch, y = max(kit.px(PITCH), LEAST_PITCH), kit.px(TOP)
    room = picture.get_width() - 2 * margin
    pen = Lettering(kit, picture)
    for line in wrapped(kit, lens.says(view), TEXT_SIZE, room)[:MOST_LINES]:
        pen.write(line, (margin, y + pitch // 2), TEXT_SIZE, kit.palette.text)
        y += pitch
    top = y + kit.px(GAP)
    area = pygame.Rect(margin, top, room, picture.get_height() - top - margin)
    return picture, list(lens.paint(Canvas(kit, picture, area), view))


class SpotStop:
    """The spot number `index` of those that can be clicked, as Tab finds it."""

    def __init__(self, panel: LensPanel, index: int) -> None:
        self._panel, self._index = panel, index

    @property
    def _spot(self) -> Spot:
        return self._panel.clickable[self._index]

    @property
    def rect(self) -> pygame.Rect:
        """Where the place is, in screen pixels."""
        return self._panel.on_screen(self._spot)

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Enter and Space click in its middle; arrows move what can be dragged."""
        spot = self._spot
        if event.key in ARROW_STEPS and spot.drag:
            across, down = ARROW_STEPS[event.key]
            step = self._panel.step
            return self._panel.nudge(spot, (across * step, down * step))
        if event.key not in PRESS_KEYS:
            return None
        return self._panel.press(spot, self.rect.center) if spot.act else []
