"""A chain of neurons with the way back below it: gates that are filled with cards, deltas that come out of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial

import pygame

from game.sim.level.actions import Answer
from game.sim.level.deals.carry_back import GATES, Card, ChainBoard
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import mix
from game.ui.level.choices.board_view import BoardView
from game.ui.level.choices.chain_layout import SLOT, ChainLayout
from game.ui.level.choices.chain_picture import TRAY_Y, ChainPicture, fixed_number, right_cards
from game.ui.level.choices.tile import Tile
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Hint, Message

CARD = 54
"""Design pixels: height of a card."""
GAP = 10
"""Design pixels: between two."""
ACROSS = 5
"""Cards in a row."""
TRIP_SECONDS = 3.2
"""How long the complaint travels once it is carried."""
LARGEST = 17.0
"""Design pixels: the largest radius of its packet."""
SMALLEST = 3.0
"""Design pixels: the smallest radius of its packet."""


class ChainView(BoardView[ChainBoard]):
    """Cards lie below; a click puts one into the slot that is aimed at, a drag into any."""

    _aimed: tuple[str, int] | None = None
    _held: Card | None = None
    _at = (0, 0)
    _began: float | None = None
    _share = 0.0

    def lay_out(self) -> None:
        kit, board = self.kit, self.board
        self._layout = ChainLayout(kit, self.rect)
        self.slots = {
            (gate, k): Tile(kit, rect, tip=self._slot_tip(gate))
            for gate in GATES
            for k, rect in enumerate(self._layout.slots(gate))
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
                state = "right" if card.name in right_cards(self.kind, gate) else "wrong"
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

    @property
    def look(self) -> object:
        return (self.stage, tuple(self.kind.chosen.items()), tuple(self.kind.marks.items()))

    @property
    def moving(self) -> bool:
        return self._held is not None or (self.judged and self._share < 1.0)

    def paint(self, pen: Lettering) -> None:
        layout = ChainLayout(self.kit, self.local(self.rect))
        ChainPicture(pen, layout, self.board, self.kind, judged=self.judged).paint()

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
        start, end = self._layout.box(3 - leg), self._layout.box(2 - leg)
        x = round(start.left + (end.right - start.left) * within)
        size = sizes[leg] if within < 0.5 else sizes[leg + 1]
        radius = max(kit.scale * SMALLEST, kit.scale * LARGEST * math.sqrt(size / max(*sizes, 1e-12)))
        picture = disc(2 * round(radius), kit.palette.gradient)
        surface.blit(picture, picture.get_rect(center=(x, start.centery)))

    def hints(self) -> Iterable[Hint]:
        yield from super().hints()
        for k in range(4):
            yield Hint(self._layout.box(k), partial(self._box_words, k))

    def _box_words(self, k: int) -> str:
        board = self.board
        if k == 3:
            return f"δ of {board.neurons[2]}: its error times its slope. It is given."
        if k == 0:
            return f"What w − rate × gradient would use for {board.weights[0]}."
        return f"What reaches {board.neurons[k - 1]} of the complaint, with the cards that are in the gates."
