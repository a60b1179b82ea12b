"""The top bar of a level: which one it is, its goal, its stars, and the ways out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pygame

from game.sim.level.actions import TakeHint
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.level_result import earned
from game.sim.start import Start
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.intents import Open, ShowLens
from game.ui.lenses import lenses
from game.ui.level.hidden import untold
from game.ui.level.intents import Do
from game.ui.level.level_lenses import LevelLenses
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

HEIGHT = 30
"""Design pixels: height of the bar's buttons."""
GAP = 8
"""Design pixels: between them."""
MARGIN = 16
"""Design pixels: from the window's edges to what is in the bar."""
LOGO = 30
"""Design pixels: side of the logo."""
STAR = 22
"""Design pixels: side of a star."""
LENS_WIDTH = 70
WIDTHS = {"levels": 76, "hint": 76, "sandbox": 92, "keys": 34}
TITLE_SIZE = 17
"""Design pixels: size of the level's title."""
GOAL_SIZE = 13
"""Design pixels: size of its goal in one line."""
SMALL_GOAL = 11.5
"""Design pixels: size of its goal in more lines."""
PILL_SIZE = 11
"""Design pixels: size of the words in a pill."""


class LevelBar(PicturePanel):
    """`stars` are those the student had before, `number` is where the level stands on the road, None if it is one of
    the student's own. Each of the level's `views` has a button."""

    def __init__(self, play: LevelPlay, stars: int, number: int | None, views: LevelLenses) -> None:
        self._play, self._stars, self._number = play, stars, number
        self._views = views
        self._look: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self.buttons: dict[str, Button] = {}
        right = rect.right - kit.px(MARGIN)
        widths = dict.fromkeys(self._views.names, LENS_WIDTH) | WIDTHS
        for name, width in reversed(widths.items()):
            place = pygame.Rect(right - kit.px(width), 0, kit.px(width), kit.px(HEIGHT))
            place.centery = rect.centery
            text = "" if name == "keys" else lenses()[name].title if name in lenses() else name.capitalize()
            icon = {"keys": "help"}.get(name)
            self.buttons[name] = Button(kit, place, text, icon=icon, tip=partial(self._tip, name))
            right = place.left - kit.px(GAP)
        self._room = right - kit.px(GAP)
        self._picture = self._ground = self._painted_ground()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        meanings: dict[str, Message] = {
            "levels": Go(Place.MAP, level=self._play.level.id),
            "hint": Do(TakeHint()),
            "sandbox": Go(Place.SANDBOX, start=self._start(), note="The level's network: everything can be changed"),
            "keys": Open("keys"),
        }
        meanings |= {name: ShowLens(None if name == self._views.shown else name) for name in self._views.names}
        return [meanings[name] for name, button in self.buttons.items() if button.pressed(event)]

    def update(self, now: float, *, still: bool) -> None:
        for name in self._views.names:
            self.buttons[name].set_enabled(self._views.may(name))
            self.buttons[name].set_selected(name == self._views.shown)
        self.buttons["sandbox"].set_enabled(not untold(self._play))
        free = self._play.refusal(TakeHint()) is None
        self.buttons["hint"].set_enabled(free)
        wanted = free and self._play.visit.stars < 3 and not self._play.visit.why_due
        self.buttons["hint"].set_style("primary" if wanted else "normal")
        best, now = max(self._stars, self._play.visit.stars), earned(self._play.progress())
        if (best, now) != self._look:
            self._look = (best, now)
            self._picture = self._painted(best, now)

    def hints(self) -> Iterable[Hint]:
        """The title tells once more what was read before the prediction."""
        level = self._play.level
        yield Hint(self._told, lambda: f"{level.idea} {level.goal}")
        yield from (hint for button in self.buttons.values() if (hint := button.hint()))

    def focusables(self) -> Sequence[Focusable]:
        """From left to right, as they are read."""
        return sorted((button for button in self.buttons.values() if button.enabled), key=lambda each: each.rect.x)

    def kill(self) -> None:
        for button in self.buttons.values():
            button.kill()

    def _start(self) -> Start:
        """What the sandbox is to begin with: the network shown, as the controls have changed it."""
        play = self._play
        return play.simulation.start if play.level.kind in ("answer", "assign") else play.kind.set_up()

    def _tip(self, name: str) -> str:
        if name in self._views.names:
            when = "" if self._views.may(name) else " There is nothing to be seen through it yet."
            return f"{lenses()[name].about} (key V).{when}"
        if name == "hint":
            reason = self._play.refusal(TakeHint())
            return capitalised(reason) + "." if reason else "Read the next hint (key H)."
        if name == "sandbox" and untold(self._play):
            return (
                f"After the {self._play.level.noun}: there all the numbers are to be seen, also those asked for here."
            )
        return {
            "levels": "Back to the levels; what you have won is saved (Esc).",
            "sandbox": "Open this network in the sandbox, where everything can be changed.",
            "keys": "See what every key does (key ?).",
        }[name]

    def _painted_ground(self) -> pygame.Surface:
        kit, palette, level = self._kit, self._kit.palette, self._play.level
        ground = pygame.Surface(self._rect.size)
        ground.fill(mix(palette.background, palette.panel, 0.45))
        line = max(1, kit.px(1))
        pygame.draw.rect(
            ground, mix(palette.panel, palette.line, 0.6), (0, self._rect.height - line, self._rect.width, line)
        )
        pen, middle, x = Lettering(kit, ground), self._rect.height // 2, kit.px(MARGIN)
        logo = kit.icons.get("logo", kit.px(LOGO), palette.positive)
        ground.blit(logo, logo.get_rect(midleft=(x, middle)))
        x += kit.px(LOGO + 10)
        name = "OWN LEVEL" if self._number is None else f"LEVEL {self._number}"
        text = kit.fonts.text(name, PILL_SIZE, palette.activation, "semibold")
        pill = rounded_box((text.get_width() + kit.px(26), kit.px(26)), kit.px(13), palette.raised)
        pill.blit(text, text.get_rect(center=pill.get_rect().center))
        ground.blit(pill, pill.get_rect(midleft=(x, middle)))
        x += pill.get_width() + kit.px(14)
        x = pen.write(level.title, (x, middle), TITLE_SIZE, palette.text, "semibold").right + kit.px(16)
        self._stars_x = self._room - 3 * kit.px(STAR + 4) - kit.px(6)
        self._told = pygame.Rect(self._rect.x, self._rect.y, self._stars_x - kit.px(14), self._rect.height)
        room = self._stars_x - x - kit.px(14)
        self._goal(pen, pygame.Rect(x, 0, room, self._rect.height))
        return ground

    def _goal(self, pen: Lettering, place: pygame.Rect) -> None:
        """In a line, or where it has no room in one or two smaller ones."""
        kit, goal, colour = pen.kit, self._play.level.goal, pen.kit.palette.muted
        if kit.fonts.width(goal, GOAL_SIZE) <= place.width:
            pen.write(goal, place.midleft, GOAL_SIZE, colour)
            return
        lines = wrapped(kit, goal, SMALL_GOAL, place.width) if place.width > 0 else []
        if len(lines) > 2:
            return
        top = place.centery - kit.px(8) * (len(lines) - 1)
        for k, line in enumerate(lines):
            pen.write(line, (place.x, top + k * kit.px(16)), SMALL_GOAL, colour)

    def _painted(self, best: int, now: int) -> pygame.Surface:
        """Filled: earned, ever. Outlined in amber: this try is there, but has not ended."""
        kit, palette, picture = self._kit, self._kit.palette, self._ground.copy()
        for k in range(3):
            icon = "star" if k < best else "star-empty"
            colour = palette.activation if k < max(best, now) else palette.muted
            star = kit.icons.get(icon, kit.px(STAR), colour)
            picture.blit(star, star.get_rect(midleft=(self._stars_x + k * kit.px(STAR + 4), self._rect.height // 2)))
        return picture
