"""The open map with its lines, to be dragged and turned; and beside it hidden space, where the lines are a hidden
layer's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pygame

from game.sim.level.actions import PlaceLine
from game.sim.level.lines import MapLine
from game.sim.level.play.kinds.placing_lines import PlacingLines
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.draw.kit import Kit
from game.ui.draw.motion import eased
from game.ui.draw.panel_background import MARGIN
from game.ui.level.intents import Do
from game.ui.level.plane.lines_picture import GAP, LinesPicture
from game.ui.level.plane.lines_words import HOW
from game.ui.level.plane.plane_sheet import PlanePoint, PlaneSheet
from game.ui.toolkit.focus_ring import ENTER
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

TOP = 36
"""Design pixels: where the pictures begin."""
BUTTON = 32
"""Design pixels: height of a button."""
WORDS = 54
"""Design pixels: height of the words below pictures."""
COVERED = 116
"""Design pixels: side of hidden space as long as nothing is to be seen there."""
CATCH = 14
"""Design pixels: how near to a line the pointer takes hold of it."""
HANDLE = 20
"""Design pixels: how near to an arrow's handle it does."""
FOLD_SECONDS = 1.2
"""How long the points are on their way into hidden space."""
TURN_KEYS = {pygame.K_LEFT: 1, pygame.K_RIGHT: -1}
MOVE_KEYS = {pygame.K_UP: 1, pygame.K_DOWN: -1}


@dataclass(frozen=True)
class HeldLine:
    """Line `number` is in the hand: turned about `pivot` (inputs), or moved if that is None."""

    number: int
    pivot: PlanePoint | None


class LinesPanel(PicturePanel):
    """It reads `play`, which must be of kind "lines", and asks for lines to be placed."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self.chosen = 1
        self._held: HeldLine | None = None
        self._kit: Kit | None = None
        self._picture = pygame.Surface((0, 0))
        self._look: object = None
        self._buttons: dict[str, Button] = {}
        self._stops: list[LineStop] = []
        self._folding: float | None = None
        self._seen_tests = -1
        self._share = 1.0

    @property
    def kind(self) -> PlacingLines:
        """What the level is about: placing lines."""
        found = self._play.kind
        assert isinstance(found, PlacingLines)
        return found

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look, self._held = kit, rect, None, None
        kind, margin = self.kind, kit.px(MARGIN)
        area = pygame.Rect(rect.x + margin, rect.y + kit.px(TOP), rect.width - 2 * margin, 0)
        playing = self._play.visit.stage is not Stage.PREDICTING
        below = kit.px(WORDS) + (kit.px(BUTTON + GAP) if playing else 0)
        area.height = rect.bottom - area.y - margin - below
        self._area = area
        self._arrange(kit)
        if playing:
            self._build_buttons(kit, rect.bottom - margin - kit.px(BUTTON), area)
        self._stops = [LineStop(self, number) for number in range(1, kind.count + 1)] if playing else []
        if self._seen_tests < 0:
            self._seen_tests = len(kind.margins)

    def _arrange(self, kit: Kit) -> None:
        """The plane as large as there is room; beside it hidden space, just as large once it is to be seen."""
        kind, area, gap = self.kind, self._area, kit.px(GAP)
        self._opened = kind.cut is not None
        if not kind.folds:
            side = min(area.size)
            self.sheet, self.space = PlaneSheet(pygame.Rect(0, area.y, side, side), kind.grid), None
            self.sheet.rect.centerx = area.centerx
            return
        height = area.height - kit.px(18)
        side = min((area.width - gap) // 2 if self._opened else area.width - gap - kit.px(COVERED), height)
        other = side if self._opened else kit.px(COVERED)
        left, top = area.x + (area.width - side - gap - other) // 2, area.y + (area.height - side) // 2
        self.sheet = PlaneSheet(pygame.Rect(left, top, side, side), kind.grid)
        self.space = pygame.Rect(left + side + gap, top, other, other)

    def _build_buttons(self, kit: Kit, y: int, area: pygame.Rect) -> None:
        names = ["round", *(["impossible"] if self.kind.table.impossible else [])]
        gap = kit.px(GAP)
        width = min(kit.px(200), (area.width - gap * (len(names) - 1)) // len(names))
        left = area.x + (area.width - width * len(names) - gap * (len(names) - 1)) // 2
        words = {
            "round": ("Turn round", "Fill the other side of the line (Enter, while the line is chosen with Tab)."),
            "impossible": ("IMPOSSIBLE", "Say that no line parts these corners; a line placed later takes it back."),
        }
        for k, name in enumerate(names):
            place = pygame.Rect(left + k * (width + gap), y, width, kit.px(BUTTON))
            self._buttons[name] = Button(kit, place, words[name][0], tip=words[name][1])

    def kill(self) -> None:
        for button in self._buttons.values():
            button.kill()
        self._buttons, self._stops, self._kit, self._held = {}, [], None, None

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._kit is None or self._play.visit.stage is Stage.PREDICTING:
            return []
        if self._buttons["round"].pressed(event):
            return self.place(self.chosen, self.line(self.chosen).flipped())
        if "impossible" in self._buttons and self._buttons["impossible"].pressed(event):
            called = self.kind.called_impossible(self.kind.net)
            return [Do(PlaceLine(net=self.kind.net, impossible=not called))]
        if self._play.example:
            return []
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            return self._taken(event.pos)
        if event.type == pygame.MOUSEMOTION and self._held:
            if not event.buttons[0]:
                self._held = None
                return []
            return self._dragged(self._held, event.pos)
        if event.type == pygame.MOUSEBUTTONUP and event.button == pygame.BUTTON_LEFT and self._held:
            held, self._held = self._held, None
            return self._dragged(held, event.pos)
        if event.type == pygame.MOUSEWHEEL and self.sheet.rect.collidepoint(self._kit.pointer()):
            return self.turn(self.chosen, event.y)
        return []

    def _taken(self, place: tuple[int, int]) -> Sequence[Message]:
        """A handle or a line is taken hold of; a click elsewhere on the map brings the chosen line there."""
        assert self._kit
        if not self.sheet.rect.collidepoint(place):
            return []
        numbers = [self.chosen, *(k for k in range(1, self.kind.count + 1) if k != self.chosen)]
        for number in numbers:
            tip = self.sheet.tip(self.line(number))
            if pygame.Vector2(tip).distance_to(place) <= self._kit.px(HANDLE):
                self.chosen = number
                self._held = HeldLine(number, self.sheet.foot(self.line(number)))
                return []
        near = min(numbers, key=lambda number: self.sheet.away(self.line(number), place))
        if self.sheet.away(self.line(near), place) <= self._kit.px(CATCH):
            self.chosen = near
            self._held = HeldLine(near, None)
            return []
        self._held = HeldLine(self.chosen, None)
        return self._dragged(self._held, place)

    def _dragged(self, held: HeldLine, place: tuple[int, int]) -> Sequence[Message]:
        line = self.line(held.number)
        if held.pivot is None:
            return self.place(held.number, self.sheet.moved(line, place))
        return self.place(held.number, self.sheet.turned(line, held.pivot, place))

    def line(self, number: int) -> MapLine:
        """Where line `number` of the open map stands."""
        return self.kind.line(self.kind.net, number)

    def place(self, number: int, line: MapLine) -> Sequence[Message]:
        """Have line `number` stand at `line`."""
        kind = self.kind
        if line == self.line(number) and kind.placed(kind.net) and not kind.called_impossible(kind.net):
            return []
        back = False if kind.called_impossible(kind.net) else None
        return [Do(PlaceLine(net=kind.net, line=number, angle=line.angle, offset=line.offset, impossible=back))]

    def turn(self, number: int, steps: int) -> Sequence[Message]:
        """Turn it about its middle by so many steps, against the clock."""
        line = self.line(number)
        return self.place(number, self.sheet.through(line.angle + steps * self.kind.grid.turn, self.sheet.foot(line)))

    def move(self, number: int, steps: int) -> Sequence[Message]:
        """Move it by so many steps towards its filled side."""
        line = self.line(number)
        return self.place(
            number, self.kind.grid.nearest(MapLine(line.angle, line.offset + steps * self.kind.grid.step))
        )

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None:
            return
        kind, stage = self.kind, self._play.visit.stage
        self.chosen = min(self.chosen, kind.count)
        free = stage in (Stage.READY, Stage.RESULT) and not self._play.spent
        for button in self._buttons.values():
            button.set_enabled(free)
        if "impossible" in self._buttons:
            self._buttons["impossible"].set_selected(kind.called_impossible(kind.net))
        self._fold(now, still)
        if self._opened != (kind.cut is not None):
            self._arrange(self._kit)
        look = (
            (kind.net, self._lines(), kind.called_impossible(kind.net), kind.placed(kind.net)),
            (stage, self._play.visit.deals, tuple(kind.marks.items()), kind.cut, self._share),
            (self.chosen, self._held is not None, self._play.example),
        )
        if look != self._look:
            self._look = look
            self._picture = self._painted(self._kit)

    def _lines(self) -> tuple[MapLine, ...]:
        return tuple(self.line(number) for number in range(1, self.kind.count + 1))

    def _fold(self, now: float, still: bool) -> None:
        """After each test the points move into hidden space."""
        tests = len(self.kind.margins)
        if tests != self._seen_tests:
            self._seen_tests = tests
            self._folding = now if tests and not still else None
        if self._folding is None:
            self._share = 1.0
            return
        share = min(1.0, (now - self._folding) / FOLD_SECONDS)
        self._share = eased(share)
        if share >= 1.0:
            self._folding = None

    def _painted(self, kit: Kit) -> pygame.Surface:
        left, top = -self._rect.x, -self._rect.y
        sheet = PlaneSheet(self.sheet.rect.move(left, top), self.sheet.grid)
        picture = LinesPicture(kit, self._rect.size, self._play, sheet, self.space and self.space.move(left, top))
        return picture.paint(self.chosen, self._share)

    # -- help --------------------------------------------------------------------------------------------------------

    def hints(self) -> Iterable[Hint]:
        yield from (hint for button in self._buttons.values() if (hint := button.hint()))
        if self.space:
            yield Hint(self.space, self._space_hint)
        if self._stops:
            yield Hint(self.sheet.rect, lambda: HOW)

    def _space_hint(self) -> str:
        if self.kind.cut is None:
            return f"Where the hidden layer puts the points; it opens with {self._play.level.button}."
        return "Each point by how active h₁ (across) and h₂ (up) are, and the line with the most room on both sides."

    def focusables(self) -> Sequence[Focusable]:
        return [*self._stops, *(button for button in self._buttons.values() if button.enabled)]

    # -- for the tour and tests --------------------------------------------------------------------------------------

    def handle(self, number: int) -> PlanePoint:
        """Where the handle of a line is on the screen."""
        return self.sheet.tip(self.line(number))

    @property
    def middle(self) -> tuple[int, int]:
        """Where the middle of the map is."""
        return self.sheet.rect.center

    def button_place(self, name: str) -> tuple[int, int]:
        """Where the button "round" or "impossible" is."""
        return self._buttons[name].rect.center


class LineStop:
    """A line, as Tab finds it."""

    def __init__(self, panel: LinesPanel, number: int) -> None:
        self._panel, self._number = panel, number

    @property
    def rect(self) -> pygame.Rect:
        """Where the line's handle is, in screen pixels."""
        x, y = self._panel.handle(self._number)
        rect = pygame.Rect(0, 0, 28, 28)
        rect.center = (round(x), round(y))
        return rect.clamp(self._panel.sheet.rect)

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Arrows turn and move it, Enter turns it round."""
        panel = self._panel
        panel.chosen = self._number
        if event.key in TURN_KEYS:
            return panel.turn(self._number, TURN_KEYS[event.key])
        if event.key in MOVE_KEYS:
            return panel.move(self._number, MOVE_KEYS[event.key])
        if event.key in ENTER:
            return panel.place(self._number, panel.line(self._number).flipped())
        return None
