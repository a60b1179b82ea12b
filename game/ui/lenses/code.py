"""The code: the pass that is being shown as a program, the line that the phase is at lit up, its values beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim.lenses.program import DIALECTS, NUMPY, CodeLine, pass_lines, script
from game.sim.network import Array
from game.sim.phases import Kind
from game.ui.draw.lettering import cut, fitting_size
from game.ui.draw.number_text import figure
from game.ui.draw.palette import Colour, mix
from game.ui.intents import SaveScript
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.network.reveal import NOT_YET, UNKNOWN, Known, known
from game.ui.toolkit.panel import Message
from game.ui.view import View

CHIP, ROW, LEAST_ROW, GAP = 24, 31, 24, 6
"""Design pixels: height of the buttons, of a line with its values (never below so many pixels), distance between."""
TEXT_SIZE, LEAST_SIZE = 11.5, 8.5
"""Design pixels: a line's largest and smallest size."""
MOST_VALUES = 12
"""So many numbers of an array are told in its hover help."""


class CodeLens(Lens):
    """See the module. `dialect` is the library the program is written for."""

    name, title, order = "code", "Code", 5
    about = "The two passes as numpy and as PyTorch."

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.dialect = NUMPY

    def says(self, view: View) -> str:
        sample = view.trace.sample + 1
        return f"Both passes of sample {sample} in {self.dialect}: these lines, run, give these numbers."

    def watches(self, view: View) -> object:
        snapshot = view.current
        stage = known(view).stage
        return (snapshot.batch, snapshot.settings, view.trace, self.dialect, stage, snapshot.moment.phase)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        snapshot, area = view.current, canvas.area
        lines = pass_lines(snapshot.settings, view.trace, self.dialect)
        spots = self._chips(canvas, view)
        top = area.y + canvas.px(CHIP + GAP)
        room = area.bottom - top
        row = max(LEAST_ROW, min(canvas.px(ROW), room // max(1, len(lines))))
        count = max(1, room // row)
        lit = self._lit(view, lines)
        first = max(0, min((lit or 0) - count // 2, len(lines) - count))
        told = known(view)
        for k, line in enumerate(lines[first : first + count]):
            rect = pygame.Rect(area.x, top + k * row, area.width, row)
            spots.append(self._line(canvas, line, rect, told, lit=first + k == lit))
        return spots

    def _lit(self, view: View, lines: Sequence[CodeLine]) -> int | None:
        """The first line of the phase that is under way; None where no single sample is shown in it."""
        snapshot = view.current
        if not snapshot.animated or view.trace is not snapshot.trace:
            return None
        phase = snapshot.phase
        layer = phase.layer if phase.kind in (Kind.FORWARD, Kind.BACKWARD) else None
        found = (k for k, line in enumerate(lines) if line.kind is phase.kind and layer in (None, line.layer))
        return next(found, None)

    def _line(self, canvas: Canvas, line: CodeLine, rect: pygame.Rect, told: Known, *, lit: bool) -> Spot:
        palette = canvas.palette
        if lit:
            ground = mix(palette.panel, _colour(canvas, line.kind), 0.22)
            pygame.draw.rect(canvas.surface, ground, rect.inflate(canvas.px(8), 0), border_radius=canvas.px(4))
        half = rect.height // 2
        size = max(LEAST_SIZE, fitting_size(canvas.kit, line.text, TEXT_SIZE, rect.width, "mono"))
        ink = palette.text if lit else mix(palette.muted, palette.text, 0.45)
        canvas.write(line.text, (rect.x, rect.y + half // 2 + 1), ink, size=size, style="mono", room=rect.width)
        if line.values is None:
            return Spot(rect, f"{line.text}: works out every gradient at once.")
        values = _told(line.values, 4)
        held, out = told.holds(line.kind, line.layer), told.shows(line.kind, line.layer)
        shown = cut(canvas.kit, UNKNOWN if held else values, 10, rect.width - canvas.px(16))
        colour = _colour(canvas, line.kind) if out else palette.muted
        canvas.write(shown, (rect.x + canvas.px(14), rect.y + half + half // 2), colour, size=10, style="mono")
        name = line.text.partition(" = ")[0]
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
        return [SaveScript(f"{title} {self.dialect}", script(*arguments, self.dialect, title))]


def _told(values: Array, most: int) -> str:
    """The numbers of an array, the first ones where there are many."""
    flat = np.ravel(values).tolist()
    more = " …" if len(flat) > most else ""
    return " ".join(figure(value) for value in flat[:most]) + more


def _colour(canvas: Canvas, kind: Kind) -> Colour:
    palette = canvas.palette
    return {Kind.FORWARD: palette.activation, Kind.LOSS: palette.negative}.get(kind, palette.gradient)


LENS = CodeLens
