"""The picture of a chain of neurons, of the way back below it with its gates, and of the words about them."""

from __future__ import annotations

import math

import pygame

from game.sim.level.deals.carry_back import GATES, ChainBoard
from game.sim.level.play.kinds.choosing import Choosing
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure, fixed
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.level.choices.chain_layout import ChainLayout
from game.ui.level.text_block import write_block

RADIUS = 38
"""Design pixels: radius of a neuron's vessel."""
RING = 6
"""Design pixels: radius of its slope ring."""
CHAIN_Y = 80
"""Design pixels: from the top to the chain."""
TRAY_Y = 396
"""Design pixels: from the top to the cards."""
WORDS_Y = 546
"""Design pixels: from the top to the words."""
HELP = "Hover a factor to see where in the chain it is. Click or drag it into a gate; the game multiplies."
AGREED = (
    "The chain rule and the nudge test agree: each gate took the weight that was crossed and the slope of the neuron "
    "that was entered."
)


class ChainPicture:
    """Paints `board` with `pen` as it stands in `kind`, all laid open once it is `judged`."""

    def __init__(self, pen: Lettering, layout: ChainLayout, board: ChainBoard, kind: Choosing, *, judged: bool) -> None:
        self._pen, self._kit, self._layout = pen, layout.kit, layout
        self._board, self._kind, self._judged = board, kind, judged

    def paint(self) -> None:
        """All but the slots and the cards."""
        self._paint_chain()
        self._paint_way_back()
        kit, area = self._kit, self._layout.rect
        title = (area.x, area.y + kit.px(TRAY_Y - 18))
        self._pen.write("FACTORS", title, 11, kit.palette.muted, "semibold")
        self._paint_words()

    def _paint_chain(self) -> None:
        kit, palette, board = self._kit, self._kit.palette, self._board
        y = self._layout.rect.y + kit.px(CHAIN_Y)
        places = [(self._layout.column(k), y) for k in range(4)]
        radius = kit.px(RADIUS)
        for k, weight in enumerate(board.values):
            left, right = places[k], places[k + 1]
            colour = palette.signed(weight)
            wide = max(2, kit.px(1.5 + 2.0 * abs(weight)))
            pygame.draw.line(
                self._pen.surface, colour, (left[0] + radius, y), (right[0] - radius - kit.px(RING), y), wide
            )
            middle = (left[0] + right[0]) // 2
            text = f"{board.weights[k]} = {fixed_number(weight)}"
            self._pen.write(text, (middle, y - kit.px(18)), 14, palette.text, "mono-medium", anchor="center")
        self._paint_input(places[0])
        for k, place in enumerate(places[1:]):
            self._paint_neuron(place, k)
        x, top = places[3][0], y - radius - kit.px(26)
        said = f"target {board.target:g} · error {fixed(board.error, 4, signed=True)}"
        end = min(x + kit.px(110), self._layout.rect.right)
        self._pen.write(said, (end, top), 13, palette.gradient, "mono", anchor="midright")

    def _paint_input(self, place: tuple[int, int]) -> None:
        kit, palette = self._kit, self._kit.palette
        picture = disc(2 * kit.px(RADIUS - 8), palette.raised, palette.source, max(2, kit.px(2)))
        self._pen.surface.blit(picture, picture.get_rect(center=place))
        self._pen.write(fixed_number(self._board.x), place, 14, palette.text, "mono-medium", anchor="center")
        self._pen.write("x", (place[0], place[1] + kit.px(RADIUS + 10)), 14, palette.text, "semibold", anchor="center")

    def _paint_neuron(self, place: tuple[int, int], k: int) -> None:
        """A vessel filled to its activation, with a ring as long as its slope, as in the network."""
        kit, palette, board = self._kit, self._kit.palette, self._board
        radius, a, slope = kit.px(RADIUS), board.activations[k], board.slopes[k]
        ring = pygame.Rect(0, 0, 2 * (radius + kit.px(RING)), 2 * (radius + kit.px(RING)))
        ring.center = place
        faint = mix(palette.panel, palette.gradient, 0.18)
        pygame.draw.circle(self._pen.surface, faint, place, ring.width // 2, kit.px(RING - 2))
        end = math.pi / 2
        sweep = 2 * math.pi * min(1.0, slope / 0.25)
        pygame.draw.arc(self._pen.surface, palette.gradient, ring, end - sweep, end, kit.px(RING - 2))
        vessel = disc(2 * radius, palette.raised)
        fill = disc(2 * radius, mix(palette.panel, palette.activation, 0.5))
        level = round(2 * radius * a)
        vessel.blit(fill, (0, 2 * radius - level), pygame.Rect(0, 2 * radius - level, 2 * radius, level))
        self._pen.surface.blit(vessel, vessel.get_rect(center=place))
        self._pen.write(fixed(a, 4), place, 13, palette.text, "mono-medium", anchor="center")
        name = (place[0], place[1] + radius + kit.px(RING + 12))
        self._pen.write(board.neurons[k], name, 15, palette.text, "semibold", anchor="center")

    def _paint_way_back(self) -> None:
        kit, palette, board = self._kit, self._kit.palette, self._board
        carried = board.carried(self._kind.chosen)
        boxes = [self._layout.box(k) for k in range(4)]
        titles = [f"gradient of {board.weights[0]}", *(f"δ of {name}" for name in board.neurons)]
        true = (board.gradient, *board.deltas)
        shown: tuple[float | None, ...] = (carried[2], carried[1], carried[0], board.deltas[2])
        for k in (2, 1, 0):
            self._paint_arrow(boxes[k + 1], boxes[k], self._gate_colour(GATES[2 - k]))
            self._paint_gate(GATES[2 - k], k)
        for k, box in enumerate(boxes):
            value = true[k] if self._judged else shown[k]
            wrong = self._judged and shown[k] is not None and not math.isclose(shown[k] or 0.0, true[k], rel_tol=1e-9)
            yours = f"yours {figure(shown[k] or 0.0)}" if wrong else ""
            self._paint_box(box, titles[k], value, yours)
        self._pen.write(
            "THE WAY BACK",
            (self._layout.rect.x, boxes[0].y - kit.px(20)),
            11,
            palette.muted,
            "semibold",
        )

    def _gate_colour(self, gate: str) -> Colour:
        palette, mark = self._kit.palette, self._kind.marks.get(gate)
        if mark is None:
            return mix(palette.panel, palette.gradient, 0.45)
        return palette.gradient if mark else palette.negative

    def _paint_arrow(self, start: pygame.Rect, end: pygame.Rect, colour: Colour) -> None:
        kit = self._kit
        y, tip, tail = start.centery, end.right + kit.px(5), start.left - kit.px(5)
        pygame.draw.line(self._pen.surface, colour, (tail, y), (tip + kit.px(6), y), max(2, kit.px(2)))
        head = [(tip, y), (tip + kit.px(9), y - kit.px(5)), (tip + kit.px(9), y + kit.px(5))]
        pygame.draw.polygon(self._pen.surface, colour, head)

    def _paint_gate(self, gate: str, k: int) -> None:
        kit, palette = self._kit, self._kit.palette
        slots = self._layout.slots(gate)
        whole = slots[0].unionall(slots[1:])
        for slot in slots:
            self._pen.write("×", (slot.left - kit.px(9), slot.centery), 16, palette.muted, "medium", anchor="center")
        name = f"gate at {self._board.neurons[k - 1]}" if k else f"at {self._board.weights[0]}"
        mark = self._kind.marks.get(gate)
        said, colour = name, palette.muted
        if mark is False:
            said, colour = f"{name}: {' × '.join(right_cards(self._kind, gate))}", palette.gradient
        place = (whole.centerx, whole.bottom + kit.px(12))
        self._pen.write(said, place, 12, colour, "medium", anchor="center")

    def _paint_box(self, box: pygame.Rect, title: str, value: float | None, yours: str) -> None:
        kit, palette = self._kit, self._kit.palette
        line = mix(palette.panel, palette.gradient, 0.6 if value is not None else 0.2)
        ground = mix(palette.panel, palette.gradient, 0.14 if value is not None else 0.03)
        self._pen.surface.blit(rounded_box(box.size, kit.px(8), ground, line, max(1, kit.px(1))), box)
        self._pen.write(title, (box.centerx, box.y + kit.px(13)), 12, palette.muted, "medium", anchor="center")
        text = "…" if value is None else figure(value)
        self._pen.write(text, (box.centerx, box.y + kit.px(32)), 15, palette.gradient, "mono-medium", anchor="center")
        if yours:
            place = (box.centerx, box.bottom + kit.px(12))
            self._pen.write(yours, place, 12, palette.negative, "mono", anchor="center")

    def _paint_words(self) -> None:
        kit, palette, board, area = self._kit, self._kit.palette, self._board, self._layout.rect
        y = area.y + kit.px(WORDS_Y)
        test, words, colour = "Nudge test: covered until you carry.", HELP, palette.muted
        if self._judged:
            pushed = f"{board.weights[0]} pushed up and down, the loss changes by {figure(board.nudged)} per unit"
            test, words, colour = f"Nudge test: {pushed}.", self._explained(), palette.source
        y = write_block(self._pen, test, pygame.Rect(area.x, y, area.width, 0), 13.5, colour, "medium")
        write_block(self._pen, words, pygame.Rect(area.x, y + kit.px(4), area.width, 0), 13.5, palette.muted)

    def _explained(self) -> str:
        """Where the first mistake lies."""
        board = self._board
        wrong = next((gate for gate, right in self._kind.marks.items() if not right), None)
        if wrong is None:
            return AGREED
        if wrong == GATES[-1]:
            return f"At {board.weights[0]} the complaint meets what came in there: δ of {board.neurons[0]} times x."
        k = 2 - GATES.index(wrong)
        here, there, weight = board.neurons[k - 1], board.neurons[k], board.weights[k]
        crossed = f"From {there} to {here} the complaint crosses {weight}, then enters {here}"
        return f"{crossed}, which lets through its slope: {weight} × slope of {here}."


def right_cards(kind: Choosing, gate: str) -> tuple[str, ...]:
    """The cards that belong into `gate`."""
    return next(place.right for place in kind.deal.places if place.name == gate)


def fixed_number(value: float) -> str:
    """A factor as its card shows it: a round number as it is, others with four decimals."""
    return f"{value:g}".replace("-", "−") if float(f"{value:.1f}") == value else fixed(value, 4)
