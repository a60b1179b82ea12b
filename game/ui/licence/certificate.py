"""The licence with the student's name, what has changed, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.intents import SavePicture
from game.ui.licence.facts import LicenceFacts
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Message, Widget
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button, ButtonWords

WIDTH = 860
"""Design pixels: width of the certificate."""
HEIGHT = 560
"""Design pixels: height of the certificate."""
PADDING = 56
"""Design pixels: from its left and right edges to the text."""
NAME = 40
"""Design pixels: size of the student's name."""
TITLE = 15
"""Design pixels: size of the title."""
TEXT = 17
"""Design pixels: size of what was achieved."""
SMALL = 14.5
"""Design pixels: size of other words."""
LINE = 24
"""Design pixels: height of a line."""
BUTTON, GAP = 38, 12
"""Design pixels."""
WAYS = {
    "check": ButtonWords("Take the concept check", "Sixteen questions: see {told}."),
    "levels": ButtonWords("Levels", "Every level can be played again, with new numbers."),
    "gym": ButtonWords("Gym", "Exercises without end: what you got wrong comes back."),
    "sandbox": ButtonWords("Sandbox", "Your own data, any network, every lens."),
}
"""The buttons that lead on."""
LEADS_TO = {"check": Place.CHECK, "levels": Place.MAP, "gym": Place.GYM, "sandbox": Place.SANDBOX}


class Certificate(PicturePanel):
    """One sheet in the middle of the screen."""

    def __init__(self, facts: LicenceFacts) -> None:
        self.facts = facts
        self.buttons: dict[str, Button] = {}

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        px = kit.px
        self._rect = pygame.Rect(0, 0, px(WIDTH), px(HEIGHT))
        self._rect.center = (rect.centerx, rect.centery + px(26))
        palette = kit.palette
        line = mix(palette.panel, palette.activation, 0.75)
        self._picture = rounded_box(self._rect.size, px(16), palette.panel, line, max(2, px(2)))
        inner = rounded_box(
            (self._rect.width - px(20), self._rect.height - px(20)),
            px(10),
            palette.panel,
            mix(palette.panel, palette.activation, 0.3),
        )
        self._picture.blit(inner, (px(10), px(10)))
        y = self._head(Lettering(kit, self._picture))
        self._changed(Lettering(kit, self._picture), y)
        self._build_buttons()

    def _head(self, pen: Lettering) -> int:
        """Title, name and achievements; the y below."""
        kit, palette, px, facts = self._kit, self._kit.palette, self._kit.px, self.facts
        middle, room = self._rect.width // 2, self._rect.width - px(2 * PADDING)
        pen.write("TRAINER'S LICENCE", (middle, px(58)), TITLE, palette.activation, "semibold", anchor="center")
        name = cut(kit, facts.name, NAME, room)
        pen.write(name, (middle, px(116)), NAME, palette.text, "semibold", anchor="center", room=room)
        y = self._centred(pen, facts.achievements, px(168), TEXT, palette.text)
        words = "Whoever holds it knows where a gradient comes from, and why a neuron may not hear it."
        return self._centred(pen, words, y + px(4), SMALL, palette.muted)

    def _changed(self, pen: Lettering, y: int) -> None:
        """What the concept checks say."""
        palette, px, facts = self._kit.palette, self._kit.px, self.facts
        y += px(14)
        line = mix(palette.panel, palette.line, 0.9)
        pygame.draw.line(pen.surface, line, (px(PADDING), y), (self._rect.width - px(PADDING), y))
        y += px(22)
        if facts.change is None:
            words = f"The concept check tells {facts.to_be_told}. It takes five minutes."
            self._centred(pen, words, y, SMALL, palette.muted)
            return
        y = self._centred(pen, facts.compared, y, TEXT, palette.gradient) + px(6)
        if facts.overcome:
            y = self._centred(pen, f"Overcome: {', '.join(facts.overcome)}.", y, SMALL, palette.text) + px(4)
        if facts.open:
            self._centred(pen, f"Worth another look: {', '.join(facts.open)}.", y, SMALL, palette.muted)

    def _centred(self, pen: Lettering, text: str, y: int, size: float, colour: Colour) -> int:
        """Write `text`, wrapped, each line in the middle; the y below."""
        px = self._kit.px
        for row in wrapped(self._kit, text, size, self._rect.width - px(2 * PADDING)):
            pen.write(row, (self._rect.width // 2, y + px(LINE) // 2), size, colour, anchor="center")
            y += px(LINE)
        return y

    def _build_buttons(self) -> None:
        kit, px = self._kit, self._kit.px
        names = [name for name in WAYS if name != "check" or self.facts.change is None]
        area = pygame.Rect(self._rect.x + px(PADDING), 0, self._rect.width - px(2 * PADDING), px(BUTTON))
        area.bottom = self._rect.bottom - px(36)
        pen = Lettering(kit, self._picture)
        above = area.y - self._rect.y - px(22)
        pen.write(self._onward(), (self._rect.width // 2, above), SMALL, kit.palette.text, anchor="center")
        widths = [px(200 if name == "check" else 120) for name in names] + [px(150)]
        gap = (area.width - sum(widths)) // max(1, len(widths) - 1)
        gap = min(gap, px(2 * GAP))
        x = area.x + (area.width - sum(widths) - gap * (len(widths) - 1)) // 2
        for name, width in zip((*names, "picture"), widths, strict=True):
            place = pygame.Rect(x, area.y, width, area.height)
            if name == "picture":
                tip = "Save this licence as a picture in your own folder (F12)."
                self.buttons[name] = Button(kit, place, "Save as picture", tip=tip)
            else:
                words = WAYS[name]
                style = "primary" if name == names[0] and name == "check" else "normal"
                self.buttons[name] = Button(kit, place, words.text, tip=self._tip(name, words.tip), style=style)
            x += width + gap

    def _onward(self) -> str:
        """Where to go on, in a sentence."""
        missing = self.facts.most - self.facts.stars
        stars = f", {missing} {'star' if missing == 1 else 'stars'} still to be won" if missing else ""
        return f"Where to go on: your own data in the sandbox, exercises in the gym{stars}."

    def _tip(self, name: str, tip: str) -> str:
        missing = self.facts.most - self.facts.stars
        if name == "levels" and missing:
            return f"{tip} {missing} stars are still to be won." if missing > 1 else f"{tip} One star is missing."
        return tip.format(told=self.facts.to_be_told)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        pressed = next((name for name, button in self.buttons.items() if button.pressed(event)), None)
        if pressed is None:
            return []
        return [SavePicture()] if pressed == "picture" else [Go(LEADS_TO[pressed])]

    def controls(self) -> Sequence[Widget]:
        return list(self.buttons.values())

    def kill(self) -> None:
        super().kill()
        self.buttons = {}
