"""A chain of neurons with the way back below it: gates that are filled with cards, deltas that come out of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial

import pygame

from game.sim.level.actions import Answer
from game.sim.level.deals.carry_back import GATES, Card, ChainBoard
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure, fixed
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.level.choices.board_view import BoardView
from game.ui.level.choices.tile import Tile
from game.ui.level.intents import Do
from game.ui.level.text_block import write_block
from game.ui.toolkit.panel import Hint, Message

RADIUS, RING, CHAIN_Y, BACK_Y, SLOTS_Y, TRAY_Y, WORDS_Y = 38, 6, 80, 226, 276, 396, 546
"""Design pixels: a neuron's vessel and its slope ring; from the top to the chain, the deltas, the slots, the cards and
the words."""
BOX, SLOT, CARD, ACROSS, GAP = (116, 48), (92, 46), 54, 5, 10
COLUMNS = (0.08, 0.36, 0.63, 0.9)
"""Where input and neurons stand, as shares of the width."""
HELP = "Hover a factor to see where in the chain it is. Click or drag it into a gate; the game multiplies."
AGREED = (
    "The chain rule and the nudge test agree: each gate took the weight that was crossed and the slope of the neuron "
    "that was entered."
)
TRIP_SECONDS, LARGEST, SMALLEST = 3.2, 17.0, 3.0
"""How long the complaint travels once it is carried, and the radii of its packet."""


class ChainView(BoardView[ChainBoard]):
    """Cards lie below; a click puts one into the slot that is aimed at, a drag into any."""

    _aimed: tuple[str, int] | None = None
    _held: Card | None = None
    _at = (0, 0)
    _began: float | None = None
    _share = 0.0

    def lay_out(self) -> None:
        kit, board = self.kit, self.board
        self.slots = {
            (gate, k): Tile(kit, rect, tip=self._slot_tip(gate))
            for gate in GATES
            for k, rect in enumerate(self._slot_rects(gate))
        }
        width = (self.rect.width - (ACROSS - 1) * kit.px(GAP)) // ACROSS
        self.cards: dict[str, Tile] = {}
        for k, card in enumerate(board.cards):
            x = self.rect.x + (k % ACROSS) * (width + kit.px(GAP))
            y = self.rect.y + kit.px(TRAY_Y) + (k // ACROSS) * kit.px(CARD + GAP)
            place = pygame.Rect(x, y, width, kit.px(CARD))
            self.cards[card.name] = Tile(kit, place, card.name, fixed_number(card.value), tip=card.place)
        self.parts = [*self.cards.values(), *self.slots.values()]
        self._began = None

    def _column(self, k: int) -> int:
        return self.rect.x + round(COLUMNS[k] * self.rect.width)

    def _box(self, k: int) -> pygame.Rect:
        """Where the delta of neuron `k` (1 to 3) stands; 0: the gradient."""
        kit = self.kit
        box = pygame.Rect(0, 0, kit.px(BOX[0]), kit.px(BOX[1]))
        box.center = (self._column(k), self.rect.y + kit.px(BACK_Y))
        box.clamp_ip(self.rect)
        return box

    def _slot_rects(self, gate: str) -> list[pygame.Rect]:
        """Below the way from one box to the next."""
        kit, k = self.kit, 2 - GATES.index(gate)
        middle = (self._box(k).right + self._box(k + 1).left) // 2
        height, gap = kit.px(SLOT[1]), kit.px(18)
        pitch = self._column(k + 1) - self._column(k)
        width = min(kit.px(SLOT[0]), (pitch - 2 * gap) // 2 - gap // 4)
        count = 1 if gate == GATES[-1] else 2
        left = middle - (count * width + (count - 1) * gap) // 2
        top = self.rect.y + kit.px(SLOTS_Y)
        return [pygame.Rect(left + n * (width + gap), top, width, height) for n in range(count)]

    def _slot_tip(self, gate: str) -> str:
        label = next(place.label for place in self.kind.deal.places if place.name == gate)
        return f"What {label} multiplies by: click a card to put it here, click here to take it away."

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP):
            return self._dragged(event)
        for name, tile in self.cards.items():
            if tile.pressed(event):
                slot = self._aimed or self._next_free()
                return self._put(slot, name) if slot else []
        for slot, tile in self.slots.items():
            if tile.pressed(event):
                return self._slot_pressed(slot)
        return []

    def _dragged(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT and self.free:
            self._held = next((c for c in self.board.cards if self.cards[c.name].rect.collidepoint(event.pos)), None)
            self._at = event.pos
        elif event.type == pygame.MOUSEMOTION:
            self._at = event.pos
            if not event.buttons[0]:
                self._held = None
        elif event.type == pygame.MOUSEBUTTONUP and event.button == pygame.BUTTON_LEFT and self._held:
            card, self._held = self._held, None
            slot = next((slot for slot, tile in self.slots.items() if tile.rect.collidepoint(event.pos)), None)
            return self._put(slot, card.name) if slot else []
        return []

    def _slot_pressed(self, slot: tuple[str, int]) -> Sequence[Message]:
        gate, k = slot
        cards = self._in(gate)
        if k < len(cards):
            self._aimed = None
            return [Do(Answer(gate, (*cards[:k], *cards[k + 1 :])))]
        self._aimed = None if self._aimed == slot else slot
        return []

    def _put(self, slot: tuple[str, int], card: str) -> Sequence[Message]:
        """`card` into `slot`, in place of what is there; no card twice in a gate."""
        gate, k = slot
        others = [each for n, each in enumerate(self._in(gate)) if n != k and each != card]
        others.insert(min(k, len(others)), card)
        self._aimed = None
        return [Do(Answer(gate, tuple(others)))]

    def _in(self, gate: str) -> tuple[str, ...]:
        found = self.kind.chosen.get(gate, ())
        return (found,) if isinstance(found, str) else tuple(found) if isinstance(found, tuple) else ()

    def _next_free(self) -> tuple[str, int] | None:
        return next((slot for slot in self.slots if slot[1] >= len(self._in(slot[0]))), None)

    def clicks(self, name: str, word: str) -> Sequence[pygame.Rect]:
        return [self.slots[name, len(self._in(name))].rect, self.cards[word].rect]

    # -- looks -------------------------------------------------------------------------------------------------------

    def sync(self, now: float, *, still: bool) -> None:
        free, marks, aimed = self.free, self.kind.marks, self._aimed or self._next_free()
        for (gate, k), tile in self.slots.items():
            cards = self._in(gate)
            card = self.board.card(cards[k]) if k < len(cards) else None
            state = "chosen" if card else "aimed" if free and (gate, k) == aimed else "empty"
            if gate in marks and card:
                state = "right" if card.name in self._right(gate) else "wrong"
            tile.show(card.name if card else "", fixed_number(card.value) if card else "", state)
            tile.set_enabled(free)
        used = {card for gate in GATES for card in self._in(gate)}
        for name, tile in self.cards.items():
            tile.show(name, tile.number, "chosen" if name in used else "")
            tile.set_enabled(free)
        self._travel(now, still=still)

    def _travel(self, now: float, *, still: bool) -> None:
        """How far the complaint has come."""
        if not self.judged:
            self._began, self._share = None, 0.0
            return
        if self._began is None:
            self._began = now
        self._share = 1.0 if still else min(1.0, (now - self._began) / TRIP_SECONDS)

    def _right(self, gate: str) -> tuple[str, ...]:
        return next(place.right for place in self.kind.deal.places if place.name == gate)

    @property
    def look(self) -> object:
        return (self.stage, tuple(self.kind.chosen.items()), tuple(self.kind.marks.items()))

    @property
    def moving(self) -> bool:
        return self._held is not None or (self.judged and self._share < 1.0)

    def paint(self, pen: Lettering) -> None:
        self._paint_chain(pen)
        self._paint_way_back(pen)
        kit, palette = self.kit, self.kit.palette
        tray = self.local(self.rect)
        title = (tray.x, tray.y + kit.px(TRAY_Y - 18))
        pen.write("FACTORS", title, 11, palette.muted, "semibold")
        self._paint_words(pen)

    def _paint_chain(self, pen: Lettering) -> None:
        kit, palette, board = self.kit, self.kit.palette, self.board
        y = self.local(self.rect).y + kit.px(CHAIN_Y)
        places = [(self._column(k) - self.origin[0], y) for k in range(4)]
        radius = kit.px(RADIUS)
        for k, weight in enumerate(board.values):
            left, right = places[k], places[k + 1]
            colour = palette.signed(weight)
            wide = max(2, kit.px(1.5 + 2.0 * abs(weight)))
            pygame.draw.line(pen.surface, colour, (left[0] + radius, y), (right[0] - radius - kit.px(RING), y), wide)
            middle = (left[0] + right[0]) // 2
            text = f"{board.weights[k]} = {fixed_number(weight)}"
            pen.write(text, (middle, y - kit.px(18)), 14, palette.text, "mono-medium", anchor="center")
        self._paint_input(pen, places[0])
        for k, place in enumerate(places[1:]):
            self._paint_neuron(pen, place, k)
        x, top = places[3][0], y - radius - kit.px(26)
        said = f"target {board.target:g} · error {fixed(board.error, 4, signed=True)}"
        end = min(x + kit.px(110), self.local(self.rect).right)
        pen.write(said, (end, top), 13, palette.gradient, "mono", anchor="midright")

    def _paint_input(self, pen: Lettering, place: tuple[int, int]) -> None:
        kit, palette = self.kit, self.kit.palette
        picture = disc(2 * kit.px(RADIUS - 8), palette.raised, palette.source, max(2, kit.px(2)))
        pen.surface.blit(picture, picture.get_rect(center=place))
        pen.write(fixed_number(self.board.x), place, 14, palette.text, "mono-medium", anchor="center")
        pen.write("x", (place[0], place[1] + kit.px(RADIUS + 10)), 14, palette.text, "semibold", anchor="center")

    def _paint_neuron(self, pen: Lettering, place: tuple[int, int], k: int) -> None:
        """A vessel filled to its activation, with a ring as long as its slope, as in the network."""
        kit, palette, board = self.kit, self.kit.palette, self.board
        radius, a, slope = kit.px(RADIUS), board.activations[k], board.slopes[k]
        ring = pygame.Rect(0, 0, 2 * (radius + kit.px(RING)), 2 * (radius + kit.px(RING)))
        ring.center = place
        faint = mix(palette.panel, palette.gradient, 0.18)
        pygame.draw.circle(pen.surface, faint, place, ring.width // 2, kit.px(RING - 2))
        end = math.pi / 2
        sweep = 2 * math.pi * min(1.0, slope / 0.25)
        pygame.draw.arc(pen.surface, palette.gradient, ring, end - sweep, end, kit.px(RING - 2))
        vessel = disc(2 * radius, palette.raised)
        fill = disc(2 * radius, mix(palette.panel, palette.activation, 0.5))
        level = round(2 * radius * a)
        vessel.blit(fill, (0, 2 * radius - level), pygame.Rect(0, 2 * radius - level, 2 * radius, level))
        pen.surface.blit(vessel, vessel.get_rect(center=place))
        pen.write(fixed(a, 4), place, 13, palette.text, "mono-medium", anchor="center")
        name = (place[0], place[1] + radius + kit.px(RING + 12))
        pen.write(board.neurons[k], name, 15, palette.text, "semibold", anchor="center")

    def _paint_way_back(self, pen: Lettering) -> None:
        kit, palette, board = self.kit, self.kit.palette, self.board
        carried = board.carried(self.kind.chosen)
        boxes = [self.local(self._box(k)) for k in range(4)]
        titles = [f"gradient of {board.weights[0]}", *(f"δ of {name}" for name in board.neurons)]
        true = (board.gradient, *board.deltas)
        shown: tuple[float | None, ...] = (carried[2], carried[1], carried[0], board.deltas[2])
        for k in (2, 1, 0):
            self._paint_arrow(pen, boxes[k + 1], boxes[k], self._gate_colour(GATES[2 - k]))
            self._paint_gate(pen, GATES[2 - k], k)
        for k, box in enumerate(boxes):
            value = true[k] if self.judged else shown[k]
            wrong = self.judged and shown[k] is not None and not math.isclose(shown[k] or 0.0, true[k], rel_tol=1e-9)
            yours = f"yours {figure(shown[k] or 0.0)}" if wrong else ""
            self._paint_box(pen, box, titles[k], value, yours)
        pen.write(
            "THE WAY BACK",
            (self.local(self.rect).x, boxes[0].y - kit.px(20)),
            11,
            palette.muted,
            "semibold",
        )

    def _gate_colour(self, gate: str) -> Colour:
        palette, mark = self.kit.palette, self.kind.marks.get(gate)
        if mark is None:
            return mix(palette.panel, palette.gradient, 0.45)
        return palette.gradient if mark else palette.negative

    def _paint_arrow(self, pen: Lettering, start: pygame.Rect, end: pygame.Rect, colour: Colour) -> None:
        kit = self.kit
        y, tip, tail = start.centery, end.right + kit.px(5), start.left - kit.px(5)
        pygame.draw.line(pen.surface, colour, (tail, y), (tip + kit.px(6), y), max(2, kit.px(2)))
        head = [(tip, y), (tip + kit.px(9), y - kit.px(5)), (tip + kit.px(9), y + kit.px(5))]
        pygame.draw.polygon(pen.surface, colour, head)

    def _paint_gate(self, pen: Lettering, gate: str, k: int) -> None:
        kit, palette = self.kit, self.kit.palette
        slots = [self.local(rect) for rect in self._slot_rects(gate)]
        whole = slots[0].unionall(slots[1:])
        for slot in slots:
            pen.write("×", (slot.left - kit.px(9), slot.centery), 16, palette.muted, "medium", anchor="center")
        name = f"gate at {self.board.neurons[k - 1]}" if k else f"at {self.board.weights[0]}"
        mark = self.kind.marks.get(gate)
        said, colour = name, palette.muted
        if mark is False:
            said, colour = f"{name}: {' × '.join(self._right(gate))}", palette.gradient
        place = (whole.centerx, whole.bottom + kit.px(12))
        pen.write(said, place, 12, colour, "medium", anchor="center")

    def _paint_box(self, pen: Lettering, box: pygame.Rect, title: str, value: float | None, yours: str) -> None:
        kit, palette = self.kit, self.kit.palette
        line = mix(palette.panel, palette.gradient, 0.6 if value is not None else 0.2)
        ground = mix(palette.panel, palette.gradient, 0.14 if value is not None else 0.03)
        pen.surface.blit(rounded_box(box.size, kit.px(8), ground, line, max(1, kit.px(1))), box)
        pen.write(title, (box.centerx, box.y + kit.px(13)), 12, palette.muted, "medium", anchor="center")
        text = "…" if value is None else figure(value)
        pen.write(text, (box.centerx, box.y + kit.px(32)), 15, palette.gradient, "mono-medium", anchor="center")
        if yours:
            place = (box.centerx, box.bottom + kit.px(12))
            pen.write(yours, place, 12, palette.negative, "mono", anchor="center")

    def _paint_words(self, pen: Lettering) -> None:
        kit, palette, board, area = self.kit, self.kit.palette, self.board, self.local(self.rect)
        y = area.y + kit.px(WORDS_Y)
        test, words, colour = "Nudge test: covered until you carry.", HELP, palette.muted
        if self.judged:
            pushed = f"{board.weights[0]} pushed up and down, the loss changes by {figure(board.nudged)} per unit"
            test, words, colour = f"Nudge test: {pushed}.", self._explained(), palette.source
        y = write_block(pen, test, pygame.Rect(area.x, y, area.width, 0), 13.5, colour, "medium")
        write_block(pen, words, pygame.Rect(area.x, y + kit.px(4), area.width, 0), 13.5, palette.muted)

    def _explained(self) -> str:
        """Where the first mistake lies."""
        board = self.board
        wrong = next((gate for gate, right in self.kind.marks.items() if not right), None)
        if wrong is None:
            return AGREED
        if wrong == GATES[-1]:
            return f"At {board.weights[0]} the complaint meets what came in there: δ of {board.neurons[0]} times x."
        k = 2 - GATES.index(wrong)
        here, there, weight = board.neurons[k - 1], board.neurons[k], board.weights[k]
        crossed = f"From {there} to {here} the complaint crosses {weight}, then enters {here}"
        return f"{crossed}, which lets through its slope: {weight} × slope of {here}."

    def draw(self, surface: pygame.Surface) -> None:
        if self._held:
            self._draw_held(surface, self._held)
        if self.judged and self._share < 1.0:
            self._draw_packet(surface)

    def _draw_held(self, surface: pygame.Surface, card: Card) -> None:
        kit, palette = self.kit, self.kit.palette
        size = (kit.px(SLOT[0]), kit.px(SLOT[1]))
        ground = mix(palette.panel, palette.activation, 0.3)
        picture = rounded_box(size, kit.px(7), ground, palette.activation, max(1, kit.px(1)))
        pen = Lettering(kit, picture)
        pen.write(card.name, (size[0] // 2, size[1] // 3), 12, palette.text, "medium", anchor="center", room=size[0])
        number = (size[0] // 2, 2 * size[1] // 3)
        pen.write(fixed_number(card.value), number, 13, palette.text, "mono-medium", anchor="center")
        surface.blit(picture, picture.get_rect(center=self._at))

    def _draw_packet(self, surface: pygame.Surface) -> None:
        """The complaint on its way back: its area is its size."""
        kit, board = self.kit, self.board
        sizes = [abs(each) for each in (*reversed(board.deltas), board.gradient)]
        leg = min(2, int(self._share * 3))
        within = self._share * 3 - leg
        start, end = self._box(3 - leg), self._box(2 - leg)
        x = round(start.left + (end.right - start.left) * within)
        size = sizes[leg] if within < 0.5 else sizes[leg + 1]
        radius = max(kit.scale * SMALLEST, kit.scale * LARGEST * math.sqrt(size / max(*sizes, 1e-12)))
        picture = disc(2 * round(radius), kit.palette.gradient)
        surface.blit(picture, picture.get_rect(center=(x, start.centery)))

    def hints(self) -> Iterable[Hint]:
        yield from super().hints()
        for k in range(4):
            yield Hint(self._box(k), partial(self._box_words, k))

    def _box_words(self, k: int) -> str:
        board = self.board
        if k == 3:
            return f"δ of {board.neurons[2]}: its error times its slope. It is given."
        if k == 0:
            return f"What w − rate × gradient would use for {board.weights[0]}."
        return f"What reaches {board.neurons[k - 1]} of the complaint, with the cards that are in the gates."


def fixed_number(value: float) -> str:
    """A factor as its card shows it: a round number as it is, others with four decimals."""
    return f"{value:g}".replace("-", "−") if float(f"{value:.1f}") == value else fixed(value, 4)
