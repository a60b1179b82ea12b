"""A network to point at: connections and neurons are clicked where they stand. After the try the complaint travels back
from the output, over each weight and through each slope, and bars say how much every connection gets."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.sim.level.actions import Answer
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.visit import Stage
from game.sim.level.questions import Question
from game.sim.network import Edge, Layers, edge_label, edges
from game.sim.trace import Trace
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.motion import smooth
from game.ui.draw.number_text import fixed
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.intents import Hover, Pin, ShowLens
from game.ui.level.arrow_stroke import ArrowStroke
from game.ui.level.drawings import Drawing, Entry
from game.ui.level.drawings.net_sketch import DECIMALS, NetSketch, Neuron
from game.ui.level.intents import Do
from game.ui.level.level_network import draw_arrow
from game.ui.toolkit.panel import Message

BAR, LEDGER_TOP, MARK, BELOW, PITCH = 24, 22, 20, 44, 250
"""Design pixels: a line of the ledger, its heading, the side of a mark beside a weight, what stands below a neuron, how
far neurons stand apart."""
BELOW_WIDTH, NAME, FACTORS, VALUE = 84, 74, 132, 66
"""Design pixels: what stands below a neuron, a connection's name, δ × activation, what comes of it."""
BACK, GATE, SHARED = (0.08, 0.42), (0.42, 0.58), (0.6, 0.95)
"""Shares of the telling: the complaint goes back, the slopes take their part, the connections get theirs."""
CARRIED, HALO = 15.0, 16.0
"""Design pixels: radius of the largest complaint on its way, width of the halo of whoever gets most."""
LENS = "path"
"""Shown of a connection that is clicked after the try, where the level has that lens."""


class WhoHearsDrawing(Drawing):
    """A click answers whichever question of the net is about what was clicked."""

    heading = "Click in the network"
    seconds = 6.0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        super().build(kit, rect)
        self._stroke = ArrowStroke(kit)
        self._edge: Edge | None = None
        self._neuron: Neuron | None = None
        self._sketch: NetSketch | None = None

    def key(self) -> object:
        kind = self.boxes
        marks = tuple(self.edge_marks().items())
        return (kind.net, tuple(kind.sheet.filled.items()), tuple(kind.marks.items()), marks, self._edge, self._neuron)

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP) and self._sketch:
            found = self._mouse(event, self._sketch)
            if found:
                return found
        return super().commands_from(event)

    def _mouse(self, event: pygame.event.Event, sketch: NetSketch) -> Sequence[Message]:
        position = (event.pos[0] - self._rect.x, event.pos[1] - self._rect.y)
        if event.type == pygame.MOUSEMOTION:
            if self._stroke.held and event.buttons[0]:
                self._stroke.moved(event.pos)
            else:
                self._stroke.drop()
            return self._point(position, sketch)
        if event.button != pygame.BUTTON_LEFT:
            return []
        if event.type == pygame.MOUSEBUTTONUP:
            drawn = self._stroke.end()
            return [drawn] if drawn else []
        return self._pressed(position, event.pos, sketch)

    def _point(self, position: tuple[int, int], sketch: NetSketch) -> Sequence[Message]:
        """The pointer is there: what it means stands out; after the try it is told of as well."""
        before, edge, neuron = self._edge, sketch.edge_at(position), sketch.neuron_at(position)
        self._edge = edge if self.uncovered or edge in self.edge_marks() else None
        self._neuron = neuron if self._neurons(neuron) and not self.uncovered else None
        return [Hover(edge)] if self.uncovered and edge != before else []

    def _pressed(self, position: tuple[int, int], screen: tuple[int, int], sketch: NetSketch) -> Sequence[Message]:
        edge, neuron = sketch.edge_at(position), sketch.neuron_at(position)
        if self._play.visit.stage is Stage.RESULT:
            return [Pin(edge), ShowLens(LENS)] if edge and LENS in self._play.level.lenses else []
        if self._play.visit.stage is not Stage.READY:
            return []
        if edge and edge in self.edge_marks():
            self._stroke.begin(edge, screen)
            return []
        return [Do(Answer(question.name, option)) for question, option in self._neurons(neuron)]

    def _neurons(self, neuron: Neuron | None) -> list[tuple[Question, str]]:
        """The questions of the net about neurons, each with the option that means this one."""
        start = self.boxes.start
        return [
            (question, option)
            for question in self._asked
            for option in question.options(start)
            if neuron and question.option_neuron(option, start.settings.layers) == neuron
        ]

    @property
    def _asked(self) -> list[Question]:
        """The questions of the net that is shown."""
        return [each for each in self._play.level.questions if each.net in ("", self.boxes.net)]

    def place_of(self, question: Question, option: str) -> tuple[int, int] | None:
        """Where on the screen an option of a question is clicked, if that is in the network."""
        if self._sketch is None:
            return None
        edge = question.option_edge(option, self._sketch.layers)
        neuron = question.option_neuron(option, self._sketch.layers)
        place = self._sketch.pill(edge).center if edge else self._sketch.place(*neuron) if neuron else None
        return None if place is None else (place[0] + self._rect.x, place[1] + self._rect.y)

    # -- painting ----------------------------------------------------------------------------------------------------

    @property
    def look(self) -> object:
        return object() if self._stroke.held else super().look

    def draw(self, surface: pygame.Surface) -> None:
        super().draw(surface)
        self._stroke.draw(surface)

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit, layers = pen.kit, self.boxes.start.settings.layers
        trace = MeasuredRun(self.boxes.start, 0).batch(0).traces[0]
        high = kit.px(LEDGER_TOP + BAR * len(edges(layers)))
        ledger = pygame.Rect(area.x, area.bottom - high, area.width, high)
        top = pygame.Rect(area.x, area.y, area.width, ledger.y - area.y - kit.px(6))
        sketch = self._sketch = NetSketch(kit, top, layers, kit.px(BELOW) // 2, PITCH)
        sketch.draw(pen, trace, self._halos(pen, trace))
        self._rings(pen, sketch)
        if self.uncovered:
            self._complaints(pen, sketch, trace)
            self._below_neurons(pen, sketch, trace)
            self._ledger(pen, ledger, trace)
        else:
            self.cover(pen, ledger, f"who gets how much, covered until {self._play.level.button}")
        self._marks(pen, sketch)

    def _halos(self, pen: Lettering, trace: Trace) -> dict[Edge, tuple[Colour, float]]:
        """Before the try around what is chosen or pointed at; afterwards as wide as the gradient is large."""
        palette = pen.kit.palette
        if self.uncovered:
            grown, most = smooth(self.told, *SHARED), max(abs(trace.gradient(edge)) for edge in self._edges) or 1.0
            sizes = {edge: abs(trace.gradient(edge)) / most for edge in self._edges}
            halos = {edge: (palette.gradient, HALO * size * grown) for edge, size in sizes.items() if size * grown}
        else:
            halos = {edge: (palette.activation, 8.0) for edge, mark in self.edge_marks().items() if mark}
        if self._edge:
            halos.setdefault(self._edge, (palette.text, 4.0))
        return halos

    @property
    def _edges(self) -> tuple[Edge, ...]:
        return edges(self.boxes.start.settings.layers)

    def _rings(self, pen: Lettering, sketch: NetSketch) -> None:
        """Around neurons: what is pointed at, what was answered, and after the try what is right."""
        palette, start = pen.kit.palette, self.boxes.start
        if self._neuron:
            self._ring(pen, sketch, self._neuron, palette.text)
        for question in self._asked:
            for option in question.options(start):
                neuron = question.option_neuron(option, sketch.layers)
                if neuron:
                    colour = self._answered(pen, question, option)
                    if colour:
                        self._ring(pen, sketch, neuron, colour)

    def _answered(self, pen: Lettering, question: Question, option: str) -> Colour | None:
        """The colour of an option of a question for one of them: that of the answer; after the try whether it is
        right."""
        palette, kind = pen.kit.palette, self.boxes
        chosen = kind.sheet.filled.get(question.name) == option
        if not self.uncovered:
            return palette.activation if chosen else None
        if option == question.right(kind.start):
            return palette.gradient
        return palette.negative if chosen else None

    @staticmethod
    def _ring(pen: Lettering, sketch: NetSketch, neuron: Neuron, colour: Colour) -> None:
        pygame.draw.aacircle(
            pen.surface, colour, sketch.place(*neuron), sketch.radius + pen.kit.px(5), max(2, pen.kit.px(3))
        )

    # -- marks -------------------------------------------------------------------------------------------------------

    def _marks(self, pen: Lettering, sketch: NetSketch) -> None:
        """Beside the weights: what was said of each, and after the try what is so."""
        start = self.boxes.start
        for question in self._asked:
            right = question.right(start) if self.uncovered else None
            for option in question.options(start):
                edge = question.option_edge(option, sketch.layers)
                said, had = self.edge_marks().get(edge) if edge else None, _of(right, option)
                if edge and (said or had or (said == "" and not self.uncovered)):
                    self._mark(pen, sketch.pill(edge), said or "", had)

    def _mark(self, pen: Lettering, pill: pygame.Rect, said: str, right: str | None) -> None:
        """`right` is what had to be said ("" nothing), None as long as that is covered."""
        kit, palette = pen.kit, pen.kit.palette
        colour = palette.activation if said else palette.muted
        if right is not None:
            colour = palette.gradient if said == right else palette.negative if said else palette.gradient
        place = pygame.Rect(0, 0, kit.px(MARK), kit.px(MARK))
        place.midleft = (pill.right + kit.px(3), pill.centery)
        self._sign(pen, place, said or right or "", colour, wrong=right is not None and bool(said) and said != right)
        if right and said and said != right:
            self._sign(pen, place.move(place.width + kit.px(3), 0), right, palette.gradient, wrong=False)

    @staticmethod
    def _sign(pen: Lettering, place: pygame.Rect, word: str, colour: Colour, *, wrong: bool) -> None:
        kit, palette = pen.kit, pen.kit.palette
        ground = mix(palette.background, colour, 0.22 if word else 0.06)
        plate = rounded_box(place.size, kit.px(6), ground, mix(ground, colour, 0.7), max(1, kit.px(1)))
        pen.surface.blit(plate, place)
        if word in ("up", "down"):
            draw_arrow(pen.surface, place, colour, up=word == "up")
        elif word:
            icon = kit.icons.get("cross" if wrong else "check", kit.px(12), colour)
            pen.surface.blit(icon, icon.get_rect(center=place.center))

    # -- what is so --------------------------------------------------------------------------------------------------

    def _complaints(self, pen: Lettering, sketch: NetSketch, trace: Trace) -> None:
        """Discs on their way back over the last weights, as large as what they carry."""
        way = smooth(self.told, *BACK)
        if not 0.0 < way < 1.0:
            return
        last = len(sketch.layers) - 2
        carried = {
            edge: float(trace.backprop_terms[last - 1][edge.source or 0, edge.target])
            for edge in self._edges
            if edge.layer == last
        }
        most = max(map(abs, carried.values())) or 1.0
        for edge, amount in carried.items():
            radius = pen.kit.px(CARRIED * math.sqrt(abs(amount) / most))
            if radius:
                face = disc(2 * radius, pen.kit.palette.signed(amount), pen.kit.palette.text)
                pen.surface.blit(face, face.get_rect(center=sketch.along(edge, 1.0 - way)))

    def _below_neurons(self, pen: Lettering, sketch: NetSketch, trace: Trace) -> None:
        """δ of the output at once; slopes and deltas of the hidden neurons once the complaint is there."""
        kit, palette = pen.kit, pen.kit.palette
        for layer in range(1, len(sketch.layers)):
            last = layer == len(sketch.layers) - 1
            if not last and self.told < GATE[0]:
                continue
            for unit in range(sketch.layers[layer]):
                x, y = sketch.place(layer, unit)
                plate = pygame.Rect(0, 0, kit.px(BELOW_WIDTH), kit.px(BELOW - 8))
                plate.midtop = (x, y + sketch.radius + kit.px(4))
                pen.surface.blit(rounded_box(plate.size, kit.px(5), palette.panel), plate)
                slope = f"slope {round(float(trace.slope[layer - 1][unit]), DECIMALS):g}"
                pen.write(slope, (x, plate.y + kit.px(9)), 12, palette.muted, anchor="center")
                if last or self.told >= GATE[1]:
                    delta = float(trace.delta[layer - 1][unit])
                    text, ink = f"δ {fixed(delta, DECIMALS, signed=True)}", palette.signed(delta)
                    text, ink = (text, ink) if delta else ("δ 0", palette.muted)
                    pen.write(text, (x, plate.y + kit.px(25)), 13, ink, "mono-medium", anchor="center")

    def _ledger(self, pen: Lettering, rect: pygame.Rect, trace: Trace) -> None:
        """A line for each connection: δ at its end × activation at its start, as a bar."""
        kit, palette = pen.kit, pen.kit.palette
        layers: Layers = self.boxes.start.settings.layers
        grown = smooth(self.told, *SHARED)
        pen.write("gradient = δ × activation", (rect.x, rect.y + kit.px(8)), 12, palette.muted)
        most = max(abs(trace.gradient(edge)) for edge in self._edges) or 1.0
        for k, edge in enumerate(self._edges):
            y = rect.y + kit.px(LEDGER_TOP) + k * kit.px(BAR) + kit.px(BAR) // 2
            gradient, delta = trace.gradient(edge), float(trace.delta[edge.layer][edge.target])
            a = float(trace.a[edge.layer][edge.source or 0])
            lit = self._edge == edge
            pen.write(edge_label(layers, edge), (rect.x, y), 13, palette.text if lit else palette.muted, "medium")
            if not grown:
                continue
            factors = f"{fixed(delta, DECIMALS)} × {a:g}".replace("-", "−")
            right = rect.x + kit.px(NAME + FACTORS)
            pen.write(factors, (right, y), 12, palette.text, "mono", anchor="midright", room=kit.px(FACTORS))
            left = right + kit.px(12)
            room = rect.right - kit.px(VALUE) - left - kit.px(8)
            bar = pygame.Rect(left, y - kit.px(6), round(room * abs(gradient) / most * grown), kit.px(12))
            pygame.draw.rect(pen.surface, palette.gradient, bar, border_radius=kit.px(3))
            text, ink = (
                (fixed(gradient, DECIMALS, signed=True), palette.text) if gradient else ("exactly 0", palette.muted)
            )
            pen.write(text, (rect.right, y), 12, ink, "mono-medium" if gradient else "medium", anchor="midright")


def _of(right: object, option: str) -> str | None:
    """What had to be said of an option, as marks spell it; None where nothing is known."""
    if right is None:
        return None
    if isinstance(right, dict):
        return str(right[option])
    if isinstance(right, str):
        return "chosen" if right == option else ""
    return "silent" if option in right else ""  # type: ignore[operator]


DRAWING = Entry("who_hears", 6, WhoHearsDrawing)
