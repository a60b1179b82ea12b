"""The bar above the map: all stars, who plays, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pygame

from game.ui.draw.bar_background import bar_background
from game.ui.draw.kit import Kit
from game.ui.draw.paint import rounded_box
from game.ui.intents import Intent, Open
from game.ui.level_map.look import MOST_STARS, MapLook
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Message, Widget
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button
from game.ui.widgets.game_name import OVERLAY, game_name
from game.ui.widgets.hotspot import HotSpot

HEIGHT, GAP, MARGIN = 30, 8, 16
WIDTHS = {"licence": 84, "profile": 168, "gym": 74, "own": 100, "check": 132, "unlock": 128, "sandbox": 108}
"""The buttons from left to right, in design pixels."""
LONGEST_NAME = 16
CERTAIN_SECONDS = 4.0
"""How long "Unlock all" waits for the second click."""


@dataclass(frozen=True)
class Unlock(Intent):
    """Open all levels, or only those that are reached."""

    everything: bool


@dataclass(frozen=True)
class Holder:
    """Whose map it is: name, and whether everything is unlocked."""

    name: str
    everything: bool


class MapBar(PicturePanel):
    """All stars, who plays, and the ways out."""

    def __init__(self, look: Callable[[], MapLook], holder: Callable[[], Holder]) -> None:
        self._map, self._holder = look, holder
        self._asked: float | None = None
        self._now = 0.0
        self.buttons: dict[str, Button] = {}
        self.pill = pygame.Rect(0, 0, 0, 0)
        """Where the stars stand, in the bar."""
        self._name: HotSpot | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        self._rect = rect
        self._ground, self._left = bar_background(kit, rect.size)
        self._picture, self._painted = self._ground, (-1, -1)
        right = rect.right - kit.px(MARGIN)
        for name, width in reversed(WIDTHS.items()):
            place = pygame.Rect(right - kit.px(width), 0, kit.px(width), kit.px(HEIGHT))
            place.centery = self._rect.centery
            icon = {"profile": "person"}.get(name)
            self.buttons[name] = Button(kit, place, icon=icon, tip=partial(self._tip, name))
            right = place.left - kit.px(GAP)
        self._name = game_name(kit, self._rect, self._left)
        self._label()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        pressed = next((name for name, button in self.buttons.items() if button.pressed(event)), None)
        meanings: dict[str, Callable[[], Sequence[Message]]] = {
            "profile": lambda: [Open("profiles")],
            "check": lambda: [Go(Place.CHECK)],
            "gym": lambda: [Go(Place.GYM)],
            "licence": lambda: [Go(Place.LICENCE)],
            "own": lambda: [Open("own")],
            "unlock": self._unlock,
            "sandbox": lambda: [Go(Place.SANDBOX)],
        }
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            return [Go(Place.BACK)]
        if self._name is not None and self._name.pressed(event):
            return [Open(OVERLAY)]
        return meanings[pressed]() if pressed else []

    def update(self, now: float, *, still: bool) -> None:
        self._now = now
        if self._asked is not None and now - self._asked > CERTAIN_SECONDS:
            self._asked = None
        self._label()
        stars, most = self._map().stars, MOST_STARS * len(self._map().levels)
        if (stars, most) != self._painted:
            self._picture, self._painted = self._drawn(stars, most), (stars, most)

    def _drawn(self, stars: int, most: int) -> pygame.Surface:
        kit, palette, picture = self._kit, self._kit.palette, self._ground.copy()
        text = kit.fonts.text(f"{stars} / {most}", 13, palette.activation, "mono-medium")
        star = kit.icons.get("star", kit.px(15), palette.activation)
        pill = self.pill = pygame.Rect(self._left + kit.px(22), 0, text.get_width() + kit.px(46), kit.px(26))
        pill.centery = self._rect.height // 2
        picture.blit(rounded_box(pill.size, kit.px(13), palette.raised), pill)
        picture.blit(star, star.get_rect(midleft=(pill.x + kit.px(11), pill.centery)))
        picture.blit(text, text.get_rect(midright=(pill.right - kit.px(12), pill.centery)))
        return picture

    def controls(self) -> Sequence[Widget]:
        """The buttons from left to right, and the game's name."""
        shown = (self.buttons[name] for name in WIDTHS if self.buttons[name].visible)
        return [*shown, *([self._name] if self._name else [])]

    def kill(self) -> None:
        self._asked = None
        for control in (*self.buttons.values(), *([self._name] if self._name else [])):
            control.kill()

    def _unlock(self) -> Sequence[Message]:
        """The first press asks, the second one does it; locking again needs none."""
        if self._holder().everything:
            return [Unlock(False)]
        if self._asked is None:
            self._asked = self._now
            return []
        self._asked = None
        return [Unlock(True)]

    def _label(self) -> None:
        holder, buttons = self._holder(), self.buttons
        name = holder.name if len(holder.name) <= LONGEST_NAME else holder.name[: LONGEST_NAME - 1] + "…"
        buttons["profile"].set_text(name)
        buttons["check"].set_text("Concept check")
        buttons["gym"].set_text("Gym")
        buttons["own"].set_text("Own levels")
        buttons["licence"].set_text("Licence")
        buttons["licence"].set_visible(self._map().levels[-1].stars > 0)
        buttons["sandbox"].set_text("Sandbox")
        certain = "Really? Click again" if self._asked is not None else "Unlock all"
        buttons["unlock"].set_text("Lock again" if holder.everything else certain)
        buttons["unlock"].set_style("primary" if self._asked is not None else "normal")

    def _tip(self, name: str) -> str:
        if name == "profile":
            return f"{self._holder().name} is playing. Switch, add or rename players."
        if name == "unlock":
            if self._holder().everything:
                return "Lock the levels that have not been reached yet. No star is lost."
            return "For teachers: open every level for this player. It asks once more."
        return {
            "licence": "Your licence: what you have won, and where to go on.",
            "own": "Levels in your own folder: made by you, or given to you as a file.",
            "gym": "Exercises without end, with numbers workable by hand; what you got wrong comes back (key X).",
            "check": "Sixteen questions about what you know. Nobody else sees the answers.",
            "sandbox": "The Lab, where everything can be changed: any table, any setting, as you left it (key Esc).",
        }[name]
