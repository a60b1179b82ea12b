"""The code: the passes that are being shown, and the update, as a program, the line that the phase is at lit up, its
values beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim.lenses.program import DIALECTS, NUMPY, CodeLine, pass_lines, script
from game.sim.lenses.update_program import update_program
from game.sim.network import Array
from game.sim.phases import Kind
from game.ui.draw.lettering import cut, wrapped
from game.ui.draw.number_text import figure
from game.ui.draw.palette import Colour, mix
from game.ui.intents import SaveScript
from game.ui.lenses.chips import ROW as CHIPS
from game.ui.lenses.chips import chip_row
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.network.reveal import NOT_YET, UNKNOWN, Known, known
from game.ui.toolkit.panel import Message
from game.ui.view import View

CHIP = 24
"""Design pixels: height of the buttons."""
ROW = 31
"""Design pixels: height of a line with its values."""
LEAST_ROW = 27
"""Design pixels: the least height of one."""
GAP = 6
"""Design pixels: distance between things."""
LEAST_PIXELS = 24
"""Screen pixels below which such a line does not go."""
TEXT_SIZE = 11.5
"""Design pixels: size of a line; one that has no room is broken."""
INDENT = "    "
MOST_VALUES = 12
"""So many numbers of an array are told in its hover help."""


class CodeLens(Lens):
    """See the module. `dialect` is the library the program is written for. `first` is the line that the page begins
    with, once another page than that of the phase was asked for."""

    name, title, order = "code", "Code", 5
    about = "The two passes and the update as numpy and as PyTorch."

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.dialect = NUMPY
        self.first: int | None = None
        self._lit: int | None = None

    def says(self, view: View) -> str:
        sample = view.trace.sample + 1
        return f"Both passes of sample {sample} and the update in {self.dialect}: run, these lines give these numbers."

    def watches(self, view: View) -> object:
        snapshot = view.current
        stage = known(view).stage
        now = (snapshot.batch, snapshot.settings, snapshot.group, view.trace, stage, snapshot.moment.phase)
        return (*now, self.dialect, self.first)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        area = canvas.area
        lines = self._lines(view)
        lit = _lit(view, lines)
        spots = self._chips(canvas, view)
        body = pygame.Rect(area.x, area.y + canvas.px(CHIP + GAP), area.width, area.height - canvas.px(CHIP + GAP))
        least = max(LEAST_PIXELS, canvas.px(LEAST_ROW))
        half = max(least, min(canvas.px(ROW), body.height // max(1, len(lines)))) // 2
        texts = [self._broken(canvas, line.text) for line in lines]
        heights = [half * (len(text) + 1) for text in texts]
        if sum(heights) > body.height:
            body.height -= canvas.px(CHIPS)
        first, last = self._page(heights, lit, body.height)
        told, y = known(view), body.y
        for k in range(first, last):
            rect = pygame.Rect(area.x, y, area.width, heights[k])
            spots.append(self._line(canvas, lines[k], texts[k], rect, told, lit=k == lit))
            y += heights[k]
        if last - first < len(lines):
            spots += self._turners(canvas, heights, (first, last), body)
        return spots

    def _lines(self, view: View) -> tuple[CodeLine, ...]:
        update = update_program(view.current, view.trace.sample, self.dialect)
        return (*pass_lines(view.current.settings, view.trace, self.dialect), *update.lines)

    # -- which part of it ----------------------------------------------------------------------------------------------

    def _page(self, heights: Sequence[int], lit: int | None, room: int) -> tuple[int, int]:
        """From which line to which (without it) the program is shown: about the one that is lit, as long as no other
        page is asked for."""
        if lit != self._lit:
            self._lit, self.first = lit, None
        if self.first is None:
            first = lit or 0
            while first > 0 and sum(heights[first - 1 : (lit or 0) + 1]) <= (room + heights[lit or 0]) // 2:
                first -= 1
        else:
            first = min(self.first, len(heights) - 1)
        while first > 0 and sum(heights[first - 1 :]) <= room:
            first -= 1
        last = first + 1
        while last < len(heights) and sum(heights[first : last + 1]) <= room:
            last += 1
        return first, last

    def _turners(self, canvas: Canvas, heights: Sequence[int], shown: tuple[int, int], body: pygame.Rect) -> list[Spot]:
        """What is before and after the lines that are shown: a click turns the page."""
        first, last = shown
        before = first
        while before > 0 and sum(heights[before - 1 : first]) <= body.height:
            before -= 1
        row = pygame.Rect(body.x, body.bottom + canvas.px(CHIPS) - canvas.px(CHIP - 4), body.width, canvas.px(CHIP))
        above, below = chip_row(canvas, row, [f"▴ {first} above", f"▾ {len(heights) - last} below"])
        up = "The lines before these." if first else "Above these there are no more."
        down = "The lines after these." if last < len(heights) else "Below these there are no more."
        return [
            Spot(above, up, partial(self._turn, before) if first else None),
            Spot(below, down, partial(self._turn, last) if last < len(heights) else None),
        ]

    def _turn(self, first: int, _across: float, _down: float) -> Sequence[Message]:
        self.first = first
        return []

    def _broken(self, canvas: Canvas, text: str) -> list[str]:
        """A line of the program in lines of the picture, at spaces."""
        room = canvas.area.width
        if canvas.kit.fonts.width(text, TEXT_SIZE, "mono") <= room:
            return [text]
        narrower = room - canvas.kit.fonts.width(INDENT, TEXT_SIZE, "mono")
        head, *rest = wrapped(canvas.kit, text, TEXT_SIZE, narrower, "mono")
        return [head, *(INDENT + part for part in rest)]

    def _line(
        self, canvas: Canvas, line: CodeLine, texts: Sequence[str], rect: pygame.Rect, told: Known, *, lit: bool
    ) -> Spot:
        palette = canvas.palette
        if lit:
            ground = mix(palette.panel, _colour(canvas, line.kind), 0.22)
            pygame.draw.rect(canvas.surface, ground, rect.inflate(canvas.px(8), 0), border_radius=canvas.px(4))
        half = rect.height // (len(texts) + 1)
        ink = palette.text if lit else mix(palette.muted, palette.text, 0.45)
        for k, text in enumerate(texts):
            place = (rect.x, rect.y + k * half + half // 2 + 1)
            canvas.write(text, place, ink, size=TEXT_SIZE, style="mono", room=rect.width)
        if line.values is None:
            return Spot(rect, f"{line.text}: works out every gradient at once.")
        values = _told(line.values, 4)
        held, out = told.holds(line.kind, line.layer), told.shows(line.kind, line.layer)
        shown = cut(canvas.kit, UNKNOWN if held else values, 10, rect.width - canvas.px(16))
        colour = _colour(canvas, line.kind) if out else palette.muted
        canvas.write(shown, (rect.x + canvas.px(14), rect.bottom - half + half // 2), colour, size=10, style="mono")
        name = line.text.split()[0]
        return Spot(rect, NOT_YET if held else f"{name} is {_told(line.values, MOST_VALUES)}.")

    def _chips(self, canvas: Canvas, view: View) -> list[Spot]:
        palette, gap, spots = canvas.palette, canvas.px(5), []
        width = (canvas.area.width - 2 * gap) // 3
        for k, name in enumerate((*DIALECTS, "Save script")):
            rect = pygame.Rect(canvas.area.x + k * (width + gap), canvas.area.y, width, canvas.px(CHIP - 4))
            fill = mix(palette.panel, palette.positive, 0.42) if name == self.dialect else palette.raised
            pygame.draw.rect(canvas.surface, fill, rect, border_radius=canvas.px(6))
            canvas.write(name, rect.center, palette.text, anchor="center", room=width - canvas.px(8))
            if name in DIALECTS:
                spots.append(Spot(rect, f"Write it for {name}.", partial(self._choose, name)))
            else:
                spots.append(
                    Spot(rect, "Save a program by itself that prints these numbers.", partial(self._save, view))
                )
        return spots

    def _choose(self, dialect: str, _across: float, _down: float) -> Sequence[Message]:
        self.dialect = dialect
        return []

    def _save(self, view: View, _across: float, _down: float) -> Sequence[Message]:
        snapshot = view.current
        title = f"{snapshot.data_name}, {'-'.join(map(str, snapshot.settings.layers))}, epoch {snapshot.epoch}"
        arguments = (snapshot.settings, snapshot.params, snapshot.inputs, snapshot.targets, view.trace)
        update = update_program(snapshot, view.trace.sample, self.dialect)
        return [SaveScript(f"{title} {self.dialect}", script(*arguments, self.dialect, title, update))]


def _lit(view: View, lines: Sequence[CodeLine]) -> int | None:
    """The first line of the phase that is under way; None where no single sample is shown in it."""
    snapshot = view.current
    if not snapshot.animated or view.trace is not snapshot.trace:
        return None
    phase = snapshot.phase
    layer = phase.layer if phase.kind in (Kind.FORWARD, Kind.BACKWARD) else None
    found = (k for k, line in enumerate(lines) if line.kind is phase.kind and layer in (None, line.layer))
    return next(found, None)


def _told(values: Array, most: int) -> str:
    """The numbers of an array, the first ones where there are many."""
    flat = np.ravel(values).tolist()
    more = " …" if len(flat) > most else ""
    return " ".join(figure(value) for value in flat[:most]) + more


def _colour(canvas: Canvas, kind: Kind) -> Colour:
    palette = canvas.palette
    return {Kind.FORWARD: palette.activation, Kind.LOSS: palette.negative}.get(kind, palette.gradient)


LENS = CodeLens
