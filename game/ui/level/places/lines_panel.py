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
from game.sim.level.shown_map import ShownMap, map_of
from game.sim.network import neuron_label, params_from_flat
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.intents import Do
from game.ui.level.places.plane_picture import PlanePicture
from game.ui.level.places.plane_sheet import Place, PlaneSheet
from game.ui.level.text_block import write_block
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button

TOP, BUTTON, GAP, WORDS = 36, 32, 12, 54
COVERED = 116
"""Design pixels: where the pictures begin, height of a button, gaps, and height of the words below pictures; side of
hidden space as long as nothing is to be seen there."""
CATCH, HANDLE = 14, 20
"""Design pixels: how near to a line, and to an arrow's handle, the pointer takes hold of it."""
FOLD_SECONDS = 1.2
"""How long the points are on their way into hidden space."""
TURN_KEYS = {pygame.K_LEFT: 1, pygame.K_RIGHT: -1}
MOVE_KEYS = {pygame.K_UP: 1, pygame.K_DOWN: -1}
FLIP_KEYS = (pygame.K_RETURN, pygame.K_KP_ENTER)
HOW = "Drag the line to move it, its arrow to turn it. Keys: Tab, then ← → turn, ↑ ↓ move, Enter turns it round."


@dataclass(frozen=True)
class HeldLine:
    """MapLine `number` is in the hand: turned about `pivot` (inputs), or moved if that is None."""

    number: int
    pivot: Place | None


class LinesPanel(Panel):
    """It reads `play`, which must be of kind "lines", and asks for lines to be placed."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self.chosen = 1
        self._held: HeldLine | None = None
        self._kit: Kit | None = None
        self._picture: pygame.Surface | None = None
        self._look: object = None
        self._buttons: dict[str, Button] = {}
        self._stops: list[LineStop] = []
        self._folding: float | None = None
        self._seen_tests = -1
        self._share = 1.0

    @property
    def kind(self) -> PlacingLines:
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
        self._share = share * share * (3.0 - 2.0 * share)
        if share >= 1.0:
            self._folding = None

    @property
    def look(self) -> object:
        return self._picture

    def draw(self, surface: pygame.Surface) -> None:
        if self._picture:
            surface.blit(self._picture, self._rect)

    @property
    def _example(self) -> ShownMap | None:
        """The counterexample that is shown in place of the player's own map."""
        example = self._play.example
        if example is None:
            return None
        params = params_from_flat(example.settings.layers, example.cursor.params)
        return map_of(example.start, params, self.kind.grid.middle)

    def _painted(self, kit: Kit) -> pygame.Surface:
        kind, net, example = self.kind, self.kind.net, self._example
        title = "A counterexample" if example else f"Table {net}" if net else "Where the points go"
        picture = panel_background(kit, self._rect.size, title, "" if example else self._note())
        here = PlaneSheet(self.sheet.rect.move(-self._rect.x, -self._rect.y), self.sheet.grid)
        painter = PlanePicture(kit, picture, example or kind.shown(net))
        if example:
            self._paint_example(painter, example, here)
        else:
            self._paint_own(kit, painter, picture, here)
        if self.space:
            self._paint_space(painter, picture, here, self.space.move(-self._rect.x, -self._rect.y))
        self._write(kit, picture, here.rect)
        return picture

    def _paint_example(self, painter: PlanePicture, example: ShownMap, sheet: PlaneSheet) -> None:
        painter.ground(sheet)
        for number, line in enumerate(example.lines):
            painter.line(sheet, line, name=neuron_label(example.settings.layers, 1, number) if example.folds else "")
        painter.points(sheet, [] if example.folds else example.wrong)
        painter.axes(sheet, self._inputs())

    def _paint_own(self, kit: Kit, painter: PlanePicture, picture: pygame.Surface, sheet: PlaneSheet) -> None:
        kind, net = self.kind, self.kind.net
        called, tested = kind.called_impossible(net), bool(kind.marks)
        if called:
            painter.bare(sheet)
        else:
            painter.ground(sheet)
            self._paint_lines(painter, sheet)
        apart = tested and called and kind.marks[net]
        if apart:
            painter.diagonals(sheet)
        painter.points(sheet, kind.wrong(net) if tested and not kind.folds and not called else [])
        painter.axes(sheet, self._inputs())
        if called and not apart:
            self._stamp(kit, picture, sheet.rect)

    def _paint_lines(self, painter: PlanePicture, sheet: PlaneSheet) -> None:
        kind = self.kind
        numbers = [k for k in range(1, kind.count + 1) if k != self.chosen]
        for number in [*numbers, self.chosen]:
            name = neuron_label(kind.own_start.settings.layers, 1, number - 1) if kind.folds else ""
            lit = number == self.chosen and self._play.visit.stage is not Stage.PREDICTING
            painter.line(sheet, self.line(number), name=name, lit=lit)

    def _paint_space(
        self, painter: PlanePicture, picture: pygame.Surface, sheet: PlaneSheet, rect: pygame.Rect
    ) -> None:
        kit = self._kit
        assert kit
        pen = Lettering(kit, picture)
        for square, text in ((sheet.rect, "The plane"), (rect, "Hidden space")):
            pen.write(text, (square.x, square.y - kit.px(11)), 13, kit.palette.text, "medium")
        if self.kind.cut:
            painter.hidden_space(rect, self._share, sheet)
            return
        palette = kit.palette
        pygame.draw.rect(picture, mix(palette.panel, palette.raised, 0.7), rect)
        pygame.draw.rect(picture, palette.line, rect, 1)
        pen.write("?", rect.center, 44, mix(palette.raised, palette.activation, 0.7), "semibold", anchor="center")
        words, below = f"covered until {self._play.level.button}", (rect.centerx, rect.centery + kit.px(44))
        pen.write(words, below, 12, palette.muted, anchor="center", room=rect.width - kit.px(12))

    def _inputs(self) -> tuple[str, str]:
        layers = self.kind.own_start.settings.layers
        return neuron_label(layers, 0, 0), neuron_label(layers, 0, 1)

    def _stamp(self, kit: Kit, picture: pygame.Surface, rect: pygame.Rect) -> None:
        """The map is called impossible."""
        palette, pen = kit.palette, Lettering(kit, picture)
        text = kit.fonts.text("IMPOSSIBLE", 20, palette.activation, "semibold")
        plate = text.get_rect(center=rect.center).inflate(kit.px(28), kit.px(16))
        ground = mix(palette.background, palette.activation, 0.12)
        pygame.draw.rect(pen.surface, ground, plate, 0, kit.px(8))
        pygame.draw.rect(pen.surface, palette.activation, plate, max(1, kit.px(2)), kit.px(8))
        pen.surface.blit(text, text.get_rect(center=plate.center))

    def _note(self) -> str:
        kind = self.kind
        if kind.folds or not kind.marks:
            return "" if kind.folds else "amber is the filled side"
        return "right" if kind.marks[kind.net] else "wrong"

    def _write(self, kit: Kit, picture: pygame.Surface, above: pygame.Rect) -> None:
        """What there is to be said below the pictures."""
        pen, margin = Lettering(kit, picture), kit.px(MARGIN)
        place = pygame.Rect(margin, above.bottom + kit.px(GAP), picture.get_width() - 2 * margin, 0)
        text, colour = self._says(), kit.palette.muted
        kind = self.kind
        if kind.marks and not self._play.example:
            good = kind.marks[kind.net]
            colour = kit.palette.gradient if good else kit.palette.negative
        write_block(pen, text, place, 13, colour)

    def _says(self) -> str:
        kind, net, example = self.kind, self.kind.net, self._example
        if example:
            return self._told(example)
        if not kind.marks:
            if self._play.visit.stage is Stage.PREDICTING:
                return "Full dots belong on the filled side of the line, hollow ones on the other." if net else ""
            return HOW
        if kind.cut:
            margin = f"{kind.cut.margin:.3f}".replace("-", "−")
            parts = "one line parts the kinds" if kind.marks[net] else "no line parts the kinds"
            return f"Margin {margin}: in hidden space {parts}."
        if kind.called_impossible(net):
            if kind.marks[net]:
                return "Right, no line parts them: each kind lies on both sides of the line through the other."
            return "Called impossible, but there is a line that parts them."
        wrong = len(kind.wrong(net))
        if not wrong:
            return "All four corners on their right side."
        more = " No line can part this table." if kind.best(net) <= 0 else ""
        return f"{wrong} of 4 corners on the wrong side.{more}"

    def _told(self, example: ShownMap) -> str:
        """What a counterexample comes to."""
        if example.cut:
            return f"Margin {example.cut.margin:.3f} in hidden space. “See it” shows your own again.".replace("-", "−")
        wrong = len(example.wrong)
        return f"{wrong} of {len(example.points)} corners on the wrong side. “See it” shows your own again."

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

    def handle(self, number: int) -> Place:
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
        if event.key in FLIP_KEYS:
            return panel.place(self._number, panel.line(self._number).flipped())
        return None
