"""The bar at the top: what is being learnt, how far it has got, and the buttons that lead on and start over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim import commands as c
from game.sim.limits import LARGEST_SEED
from game.sim.losses import losses
from game.sim.snapshot import OWN_TARGETS, Snapshot
from game.ui.draw.bar_background import bar_background
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import cut, fitting_size, wrapped
from game.ui.draw.number_text import figure, rate
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour
from game.ui.draw.text_files import load_text
from game.ui.intents import Open
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Hint, Message, ViewPanel, Widget
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.view import View
from game.ui.widgets.button import Button
from game.ui.widgets.game_name import OVERLAY, game_name
from game.ui.widgets.hotspot import HotSpot

RESETS = ("and", "xor")
HEIGHT = 30
"""Design pixels: height of the bar's buttons."""
GAP = 8
"""Design pixels: between them."""
MARGIN = 16
"""Design pixels: from the window's edge to the first one."""
LEVELS_WIDTH = 88
"""Design pixels: width of the button that leads to the levels."""
DEMOS_WIDTH = 72
"""Design pixels: width of the button that opens the demos."""
STARTS_WIDTH = 106
"""Design pixels: width of the button that trains many starts."""
RESET_WIDTH = 90
"""Design pixels: width of a button that begins a data set anew."""
SEED_WIDTH = 168
"""Design pixels: width of the button with the seed."""
ICON_WIDTH = 34
"""Design pixels: width of a button with an icon alone."""
TEXT_SIZE = 13
"""Design pixels: size of goal and score."""
PILL_SIZE = 11
"""Design pixels: size of the data set's name."""
LONGEST_PILL = 120
"""Design pixels: width of that name at most."""
OVERLAY_HINTS = {
    "demos": "Set up AND, XOR, a vanishing gradient or a dying ReLU with one click.",
    "population": "Train 1,000 starts with these settings: how many of them solve it?",
    "examples": "Worked examples of books and courses, every printed number beside ours (key E).",
    "sessions": "Save this session, open another one, or swap share codes (key S).",
    "reading": "Read what the pictures mean, idea by idea.",
    "keys": "See what every key does (key ?).",
}
TEXTS = {"levels": "Levels", "demos": "Demos", "population": "1,000 starts"}
ICONS = {"levels": "star", "seed": "dice", "examples": "page", "sessions": "folder", "reading": "book", "keys": "help"}


class TopBar(PicturePanel, ViewPanel):
    """Name (press it to read about the game), scenario, goal, and Levels, Demos, 1,000 starts, Reset, Re-initialise,
    sessions, reading and keys. `leads_back` if the first button goes back to a level instead of the map."""

    def __init__(self) -> None:
        self.leads_back = False
        self._snapshot: Snapshot | None = None
        self._goals = load_text("scenarios", dict[str, str])
        self._buttons: dict[str, Button] = {}
        self._name: HotSpot | None = None
        self._data: HotSpot | None = None
        self._shown: tuple[object, ...] = ()
        self.words: list[pygame.Rect] = []
        """Where goal and progress stand on screen."""

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self._ground, self._title_right = bar_background(kit, rect.size)
        self._picture, self._shown = self._ground, ()
        self._name, self._data = game_name(kit, rect, self._title_right), None
        right = rect.right - kit.px(MARGIN)
        for name, width in reversed(_widths().items()):
            place = pygame.Rect(right - kit.px(width), 0, kit.px(width), kit.px(HEIGHT))
            place.centery = rect.centery
            self._buttons[name] = self._button(name, place)
            right = place.left - kit.px(GAP)
        self._room = right - kit.px(GAP)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._name is not None and self._name.pressed(event):
            return [Open(OVERLAY)]
        if self._data is not None and self._data.pressed(event):
            return [Open("data")]
        return [self._meaning(name) for name, button in self._buttons.items() if button.pressed(event)]

    def sync(self, view: View) -> None:
        self._snapshot = view.current
        self._buttons["levels"].set_text("To level" if self.leads_back else TEXTS["levels"])
        self._buttons["seed"].set_text(_reinitialise_text(view.current))
        look = (view.current.data_name, self._goal(), self._score(), view.current.epoch > 0)
        if look != self._shown:
            self._shown = look
            self._picture = self._painted(*look)

    def hints(self) -> Iterable[Hint]:
        title = pygame.Rect(self._title_right, 0, self._room - self._title_right, self._rect.height)
        return [*super().hints(), Hint(title, self._title_hint)]

    def controls(self) -> Sequence[Widget]:
        """The buttons from left to right, and the game's name."""
        return [*(self._buttons[name] for name in _widths()), *(spot for spot in (self._name, self._data) if spot)]

    def button(self, name: str) -> HotSpot | Button:
        """The button that opens an overlay, or does something else, called `name`; "about" is the game's name, "data"
        the name of the data."""
        if name == OVERLAY and self._name is not None:
            return self._name
        if name == "data" and self._data is not None:
            return self._data
        return self._buttons[name]

    def _button(self, name: str, place: pygame.Rect) -> Button:
        text = f"Reset ({name.upper()})" if name in RESETS else TEXTS.get(name, "")
        style = "primary" if name == "levels" else "normal"
        return Button(self._kit, place, text, icon=ICONS.get(name), style=style, tip=lambda: self._hint(name))

    def _meaning(self, name: str) -> Message:
        if name == "levels":
            return Go(Place.BACK if self.leads_back else Place.MAP)
        if name in RESETS:
            return c.Reset(name)
        return c.Reinitialise(self._next_seed()) if name == "seed" else Open(name)

    def _next_seed(self) -> int:
        return (self._snapshot.seed + 1) % (LARGEST_SEED + 1) if self._snapshot else 0

    def _hint(self, name: str) -> str:
        if name == "levels" and self.leads_back:
            return "Back to the level, as you left it."
        if name == "levels":
            return "Short levels that lead from one neuron to a trainer's licence (key L)."
        if self._snapshot is None:
            return ""
        if name in RESETS:
            seed = self._snapshot.seed
            return f"Start over at epoch 0 with the {name.upper()} table, keeping seed {seed} and all settings."
        if name == "seed":
            span = rate(self._snapshot.settings.weight_init)
            return f"Draw new weights within ±{span} from seed {self._next_seed()} and start over at epoch 0 (key R)."
        return OVERLAY_HINTS[name]

    def _title_hint(self) -> str:
        if self._snapshot is None:
            return ""
        epoch = f"{self._snapshot.epoch:,}"
        side = "" if not self._snapshot.judged else ", on their target's side of 0.5"
        return f"{self._goal()}: {self._score()}{side}, at epoch {epoch}."

    def _goal(self) -> str:
        if self._snapshot is None:
            return ""
        if self._snapshot.data_name == OWN_TARGETS:
            return "Answer as in your own table of targets"
        return self._goals.get(self._snapshot.scenario.partition(":")[0], "Answer as in the table of targets")

    def _score(self) -> str:
        if self._snapshot and not losses()[self._snapshot.settings.loss].heeds_target:
            return f"output {figure(self._snapshot.loss, 4)} on average"
        if self._snapshot and self._snapshot.regression:
            return f"largest miss {figure(self._snapshot.largest_miss)}"
        if self._snapshot and self._snapshot.solved is not None:
            return f"Solved at epoch {self._snapshot.solved:,}"
        right = self._snapshot.right if self._snapshot else ()
        return f"{sum(right)} of {len(right)} right"

    def _painted(self, label: str, goal: str, score: str, begun: bool) -> pygame.Surface:
        """Goal and progress; where only one of them has room, the goal until training has `begun`."""
        kit, palette, picture = self._kit, self._kit.palette, self._ground.copy()
        middle, x = self._rect.height // 2, self._title_right + kit.px(22)
        label = cut(kit, label, PILL_SIZE, kit.px(LONGEST_PILL))
        name = kit.fonts.text(f"{label} ▾", PILL_SIZE, palette.activation, "semibold")
        pill = rounded_box((name.get_width() + kit.px(28), kit.px(26)), kit.px(13), palette.raised)
        pill.blit(name, name.get_rect(center=pill.get_rect().center))
        self._put_menu(picture.blit(pill, pill.get_rect(midleft=(x, middle))).move(self._rect.topleft))
        x += pill.get_width() + kit.px(14)
        aim, score_now = (
            kit.fonts.text(goal, TEXT_SIZE, palette.text),
            kit.fonts.text(score, TEXT_SIZE, self._ink(score)),
        )
        gap = kit.px(16)
        for shown in ([aim, score_now], [score_now] if begun else [aim]):
            if x + sum(words.get_width() for words in shown) + gap * (len(shown) - 1) <= self._room:
                break
        else:
            shown = [self._cut_to_room(score if begun else goal, self._room - x)]
        self.words = [rect.move(self._rect.topleft) for rect in self._in_a_row(picture, shown, x, gap)]
        return picture

    def _put_menu(self, place: pygame.Rect) -> None:
        """Have the name of the data, at `place` on screen, open their menu."""
        if self._data is None or self._data.rect != place:
            if self._data is not None:
                self._data.kill()
            self._data = HotSpot(self._kit, place, tip="What is learnt: choose other data, or bring your own.")

    def _ink(self, score: str) -> Colour:
        """Success stands out."""
        return self._kit.palette.gradient if score.startswith("Solved") else self._kit.palette.muted

    def _cut_to_room(self, text: str, room: int) -> pygame.Surface:
        """`text` smaller, and at the smallest size in two lines, so that it is no wider than `room` pixels; what two
        lines do not hold ends with an ellipsis."""
        size = fitting_size(self._kit, text, TEXT_SIZE, room)
        first, *more = wrapped(self._kit, text, size, room)
        lines = [first, cut(self._kit, " ".join(more), size, room)] if more else [first]
        images = [self._kit.fonts.text(line, size, self._kit.palette.text) for line in lines]
        width, height = max(image.get_width() for image in images), sum(image.get_height() for image in images)
        picture = pygame.Surface((width, height), pygame.SRCALPHA)
        for number, image in enumerate(images):
            picture.blit(image, (0, number * images[0].get_height()))
        return picture

    @staticmethod
    def _in_a_row(picture: pygame.Surface, images: Sequence[pygame.Surface], x: int, gap: int) -> Iterable[pygame.Rect]:
        for image in images:
            place = image.get_rect(midleft=(x, picture.get_height() // 2))
            picture.blit(image, place)
            x = place.right + gap
            yield place


def _reinitialise_text(snapshot: Snapshot) -> str:
    """With the seed, where it is the one that drew the weights."""
    return f"Re-initialise · seed {snapshot.seed}" if snapshot.drawn else "Re-initialise"


def _widths() -> dict[str, int]:
    """The buttons from left to right, and their widths in design pixels."""
    return {
        "levels": LEVELS_WIDTH,
        "demos": DEMOS_WIDTH,
        "population": STARTS_WIDTH,
        **dict.fromkeys(RESETS, RESET_WIDTH),
        "seed": SEED_WIDTH,
        **dict.fromkeys(("examples", "sessions", "reading", "keys"), ICON_WIDTH),
    }
