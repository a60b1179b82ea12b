"""The menu of data sets: truth tables, points drawn by number, noise and seed, and the student's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.sim import commands as c
from game.sim.datasets import CORNERS, datasets, families, find_dataset
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.intents import Open, SaveData, Say
from game.ui.lab.lab_layout import closing_click
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.view import View
from game.ui.widgets.button import Button, ButtonWords
from game.ui.widgets.text_box import TextBox

WIDTH = 460
"""Design pixels: width of the menu."""
PADDING = 16
"""Design pixels: from the menu's edges to what is in it."""
COLUMNS = 4
"""Data sets in a row."""
LINE = 28
"""Design pixels: height of a data set's button."""
GAP = 6
"""Design pixels: between buttons."""
HEAD = 24
"""Design pixels: height of a heading."""
BOX = 52
"""Design pixels: width of a box for a number."""
BOX_GAP = 10
"""Design pixels: beside such a box, and below the line of boxes."""
DRAWN_BY = ("points", "noise", "seed")


class DataMenu(ViewPanel):
    """Below the name of the data in the top bar, at `anchor()`."""

    def __init__(self, anchor: Callable[[], pygame.Rect]) -> None:
        self._anchor = anchor
        self._given = {"points": "", "noise": "", "seed": ""}
        self._buttons: dict[str, Button] = {}
        self._boxes: dict[str, TextBox] = {}
        self._sheet: OverlaySheet | None = None
        self._view: View | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the menu out below the name of the data."""
        self.kill()
        px = kit.px
        self._kit, self._window = kit, rect
        tables, others = _tables(), [name for name, each in datasets().items() if each.samples > len(CORNERS)]
        rows = -(-len(tables) // COLUMNS) + -(-len(others) // COLUMNS) + 2
        height = 2 * px(PADDING) + 3 * px(HEAD) + rows * px(LINE + GAP) + px(BOX_GAP)
        area = pygame.Rect(0, 0, px(WIDTH), height)
        area.topleft = (self._anchor().left, self._anchor().bottom + px(14))
        self.area = area.clamp(rect)
        self._sheet = OverlaySheet(kit, self.area)
        surface = self._sheet.blank()
        pen, left, y = Lettering(kit, surface), px(PADDING), px(PADDING)
        y = self._block(pen, "Truth tables of two inputs", tables, y)
        y = self._block(pen, "More: three bits, points in the plane, a curve", others, y)
        y = self._drawn_by(pen, y)
        pen.write("Your own", (left, y + px(HEAD) // 2 - px(2)), 12, kit.palette.muted)
        y += px(HEAD)
        width = (self.area.width - 2 * left - px(GAP)) // 2
        for k, (name, words) in enumerate(_OWN.items()):
            place = pygame.Rect(self.area.x + left + k * (width + px(GAP)), self.area.y + y, width, px(LINE))
            self._buttons[name] = Button(kit, place, words.text, tip=words.tip, layer=LAYER + 1)
        self._sheet.show(surface)

    def _block(self, pen: Lettering, heading: str, names: Sequence[str], y: int) -> int:
        px, left = self._kit.px, self._kit.px(PADDING)
        pen.write(heading, (left, y + px(HEAD) // 2 - px(2)), 12, self._kit.palette.muted)
        y += px(HEAD)
        width = (self.area.width - 2 * left - (COLUMNS - 1) * px(GAP)) // COLUMNS
        for k, name in enumerate(names):
            row, column = divmod(k, COLUMNS)
            x = self.area.x + left + column * (width + px(GAP))
            place = pygame.Rect(x, self.area.y + y + row * px(LINE + GAP), width, px(LINE))
            self._buttons[name] = Button(self._kit, place, datasets()[name].label, layer=LAYER + 1)
        return y + -(-len(names) // COLUMNS) * px(LINE + GAP)

    def _drawn_by(self, pen: Lettering, y: int) -> int:
        """Number, noise and seed of what is drawn."""
        px, x, middle = self._kit.px, self._kit.px(PADDING), y + self._kit.px(LINE) // 2
        for name in DRAWN_BY:
            x = pen.write(name, (x, middle), 12, self._kit.palette.muted).right + px(6)
            place = pygame.Rect(self.area.x + x, self.area.y + y, px(BOX), px(LINE))
            self._boxes[name] = TextBox(self._kit, place, self._given[name], LAYER + 1, placeholder="usual")
            x += px(BOX + BOX_GAP)
        return y + px(LINE + GAP + BOX_GAP)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Choosing, saving, closing."""
        if self._sheet is None:
            return []
        for name, button in self._buttons.items():
            if button.pressed(event):
                return self._chosen(name)
        outside = closing_click(event, self._window) and not self.area.collidepoint(event.pos)
        return [Open(None)] if escaped(event) or outside else []

    def _chosen(self, name: str) -> Sequence[Message]:
        if name == "table":
            return [Open("own_data")]
        if name == "save":
            return [SaveData(), Open(None)]
        scenario = self._scenario(name)
        try:
            dataset = find_dataset(scenario)
        except ValueError as problem:
            return [Say(str(problem).replace("scenario has", f"{datasets()[name].label} cannot be drawn with"))]
        linear = dataset.regression and self._view and self._view.current.settings.output in ("sigmoid", "softmax")
        return [c.Reset(scenario), *([c.Set("output", "linear")] if linear else []), Open(None)]

    def _scenario(self, name: str) -> str:
        """The data set `name`, drawn as the boxes say."""
        self._given = {each: box.text.strip().replace(",", ".") for each, box in self._boxes.items()}
        parts = [f"{each}={text}" for each, text in self._given.items() if text]
        return f"{name}:{','.join(parts)}" if parts and name in families() else name

    def button(self, name: str) -> Button:
        """The button of the data set `name`, or that of "table" or "save"."""
        return self._buttons[name]

    def box(self, name: str) -> TextBox:
        """Where "points", "noise" or "seed" are typed."""
        return self._boxes[name]

    def sync(self, view: View) -> None:
        """Mark what is learnt now."""
        self._view = view
        now = view.current.scenario.partition(":")[0]
        for name, button in self._buttons.items():
            button.set_selected(name == now)

    def hints(self) -> Iterable[Hint]:
        """Hover help of the buttons, and the ground that covers what lies below."""
        if self._sheet is None:
            return []
        return [*(hint for each in self._buttons.values() if (hint := each.hint())), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """Data sets, what they are drawn by, and the student's own."""
        sets = [button for name, button in self._buttons.items() if name not in _OWN]
        return [*sets, *self._boxes.values(), *(self._buttons[name] for name in _OWN if name in self._buttons)]

    def kill(self) -> None:
        """Take it away."""
        for button in self._buttons.values():
            button.kill()
        for box in self._boxes.values():
            box.kill()
        self._buttons, self._boxes = {}, {}
        if self._sheet:
            self._sheet.kill()
        self._sheet = None


_OWN = {
    "table": ButtonWords("Table: type, paste, edit…", "Edit these data, or type and paste your own."),
    "save": ButtonWords(
        "Save as CSV", "Save the data that are learnt now as comma-separated values in your own folder."
    ),
}


def _tables() -> list[str]:
    return [name for name, dataset in datasets().items() if dataset.inputs == CORNERS]
