"""A network to point at: connections, biases and neurons are clicked where they stand, or an arrow is drawn there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pygame

from game.sim.level.actions import Answer
from game.sim.level.play.visit import Stage
from game.sim.level.questions import Question
from game.sim.network import Edge
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.intents import Hover, Pin, ShowLens
from game.ui.level.arrow_stroke import ArrowStroke
from game.ui.level.drawings.drawing import Drawing
from game.ui.level.drawings.net_sketch import NetSketch
from game.ui.level.intents import Do
from game.ui.level.level_network import draw_arrow
from game.ui.network.network_layout import Neuron
from game.ui.toolkit.panel import Message

MARK = 20
"""Design pixels: the side of a mark beside a weight."""
LENS = "path"
"""Shown of a connection that is clicked after the try, where the level has that lens."""


class PointedNet(Drawing):
    """A click answers whichever question of the net is about what was clicked. Subclasses make the sketch as they
    paint, and have it marked."""

    heading: ClassVar[str] = "Click in the network"

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

    # -- looks -------------------------------------------------------------------------------------------------------

    @property
    def look(self) -> object:
        return object() if self._stroke.held else super().look

    def draw(self, surface: pygame.Surface) -> None:
        super().draw(surface)
        self._stroke.draw(surface)

    def chosen_halos(self, pen: Lettering) -> dict[Edge, tuple[Colour, float]]:
        """Around the connections of which something is said, and the one that is pointed at."""
        chosen = [edge for edge, mark in self.edge_marks().items() if mark]
        return self.pointed_halo(pen) | dict.fromkeys(chosen, (pen.kit.palette.activation, 8.0))

    def pointed_halo(self, pen: Lettering) -> dict[Edge, tuple[Colour, float]]:
        """Around the connection that is pointed at, if there is one."""
        return {self._edge: (pen.kit.palette.text, 4.0)} if self._edge else {}

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
        start, marks = self.boxes.start, self.edge_marks()
        for question in self._asked:
            right = question.right(start) if self.uncovered else None
            for option in question.options(start):
                edge = question.option_edge(option, sketch.layers)
                said, had = marks.get(edge) if edge else None, _of(right, option)
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
        elif word == "stays":
            bar = pygame.Rect(0, 0, kit.px(10), max(2, kit.px(2)))
            bar.center = place.center
            pygame.draw.rect(pen.surface, colour, bar)
        elif word:
            icon = kit.icons.get("cross" if wrong else "check", kit.px(12), colour)
            pen.surface.blit(icon, icon.get_rect(center=place.center))


def _of(right: object, option: str) -> str | None:
    """What had to be said of an option, as marks spell it; None where nothing is known."""
    if right is None:
        return None
    if isinstance(right, dict):
        return str(right[option])
    if isinstance(right, str):
        return "chosen" if right == option else ""
    return "silent" if option in right else ""  # type: ignore[operator]
