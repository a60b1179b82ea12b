"""The chain-rule card: how the pinned or hovered edge's gradient comes about, in numbers, and a slider to try it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.sim.commands import SetParameter
from game.sim.network import Edge, bias_edges, edges
from game.sim.settings import Spec
from game.ui.chain_rule.card_art import CardPicture, ChainRuleArt
from game.ui.chain_rule.nudge_test import NudgeTest
from game.ui.chain_rule.rule import ChainRule, chain_rule
from game.ui.chain_rule.subject import card_texts
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import figure
from game.ui.intents import LensWay, ShowLens
from game.ui.network.reveal import known
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.toolkit.picture_element import PictureElement
from game.ui.view import View
from game.ui.widgets.slider import ValueSlider

RANGE = 10.0
"""The slider runs from -RANGE to RANGE, or as far as the weight has gone."""
WIDEST = 1000.0
"""So far it runs at most."""


class ChainRuleCard(ViewPanel):
    """`veil` leaves out what is not to be seen; a `fixed` card has no slider. A `guest` is the card of a level,
    where training is not the student's, nor is what Esc does."""

    def __init__(
        self,
        veil: Callable[[ChainRule], ChainRule] | None = None,
        *,
        fixed: bool = False,
        guest: bool = False,
    ) -> None:
        self._test = NudgeTest()
        self._veil, self._fixed, self._guest = veil, fixed, guest
        self._kit: Kit | None = None
        self._rect = pygame.Rect(0, 0, 0, 0)
        self._forget()

    def _forget(self) -> None:
        self.readout: PictureElement | None = None
        self._art: ChainRuleArt | None = None
        self._picture: CardPicture | None = None
        self._hints: list[Hint] = []
        self._slider: ValueSlider | None = None
        self._slides: tuple[Edge, str, float] | None = None
        self._key: tuple[object, ...] = ()
        self.rule: ChainRule | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self._forget()
        self._art = ChainRuleArt(kit, rect.size, fixed=self._fixed)
        self.readout = PictureElement(kit, rect)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._slider is None or self._slides is None:
            return []
        value = self._slider.changed(event)
        if value is None:
            return []
        edge = self._slides[0]
        return [SetParameter(edge.layer, edge.target, edge.source, value)]

    def sync(self, view: View) -> None:
        if self._art is None or self.readout is None or not self._due(view):
            return
        rule = chain_rule(view, self._test, guest=self._guest)
        rule = self._veil(rule) if self._veil else rule
        if rule != self.rule:
            self.rule = rule
            self._picture = self._art.paint(rule)
            self.readout.put(self._picture.surface)
            self._hints = [self._hint(*place) for place in self._picture.hints]
        self._renew_slider(view)

    @property
    def look(self) -> object:
        return self._picture.surface if self._picture else None

    def hints(self) -> Iterable[Hint]:
        yield from self._hints
        if self._slider and (hint := self._slider.hint()):
            yield hint

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        """From the nudge to all nudges, and from the rule to the whole path from the loss to the weight."""
        nudge = self._picture.nudge if self._picture else None
        if nudge and nudge.move(self._rect.topleft).collidepoint(position):
            return LensWay(ShowLens("nudges"), by_click=True)
        return LensWay(ShowLens("path"))

    def focusables(self) -> Sequence[Focusable]:
        return [self._slider] if self._slider else []

    @property
    def picture(self) -> CardPicture | None:
        """What is shown."""
        return self._picture

    @property
    def slider(self) -> ValueSlider | None:
        """The slider of the edge shown, if there is one."""
        return self._slider

    def kill(self) -> None:
        if self._slider:
            self._slider.kill()
        if self.readout:
            self.readout.kill()
        self._forget()

    def _hint(self, rect: pygame.Rect, sentence: str) -> Hint:
        return Hint(rect.move(self._rect.topleft), lambda: sentence)

    def _due(self, view: View) -> bool:
        """Whether anything the card says may have changed."""
        snapshot = view.current
        stage = known(view).stage
        key = (
            snapshot.batch,
            snapshot.next_params,
            snapshot.settings,
            snapshot.stopped,
            view.selection,
            view.trace,
            stage,
        )
        if key == self._key:
            return False
        self._key = key
        return True

    def _renew_slider(self, view: View) -> None:
        """A slider for the edge shown, with a range that holds its value."""
        if self._kit is None or self._picture is None or self.rule is None:
            return
        edge = self.rule.edge
        wanted = None
        if edge is not None and not self._fixed:
            wanted = (edge, self.rule.symbol, _range(view.current.value(edge)))
        held = self._slider is not None and self._slider.held and self._edge_is_there(view)
        if wanted != self._slides and not held:
            if self._slider:
                self._slider.kill()
            self._slides = wanted
            self._slider = self._new_slider(self._kit, self._picture, *wanted[1:]) if wanted else None
        if self._slider and self._slides:
            self._slider.show(view.current.value(self._slides[0]))

    def _edge_is_there(self, view: View) -> bool:
        """Whether the network still has the edge that the slider is for: a file that is dropped while it is held, or an
        example, may bring a smaller one."""
        layers = view.current.settings.layers
        return self._slides is not None and self._slides[0] in (*edges(layers), *bias_edges(layers))

    def _new_slider(self, kit: Kit, picture: CardPicture, symbol: str, reach: float) -> ValueSlider:
        spec = Spec("parameter", f"drag to nudge {symbol} and watch the loss", -reach, reach)
        slider = ValueSlider(kit, picture.slider.move(self._rect.topleft), spec)
        slider.tip = lambda: card_texts().hint("slider", symbol=symbol, value=figure(slider.value, 4))
        return slider


def _range(value: float) -> float:
    """±10, or ten times as much until `value` lies inside."""
    reach = RANGE
    while abs(value) > reach and reach < WIDEST:
        reach *= 10.0
    return reach
