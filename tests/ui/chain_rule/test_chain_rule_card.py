"""The chain-rule card as a panel: it shows what ChainRule says, its slider moves the weight, everything fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pygame
import pytest

from game.sim import commands as c
from game.sim.network import edge_symbol, find_edge
from game.sim.optimizers import optimizers
from game.ui.chain_rule.card_art import ChainRuleArt
from game.ui.chain_rule.chain_rule_card import ChainRuleCard
from game.ui.chain_rule.subject import card_texts
from game.ui.chain_rule.update_lines import update_arithmetic
from game.ui.draw.fonts import SUBSTITUTES
from game.ui.draw.kit import build_kit
from game.ui.draw.number_text import figure
from game.ui.draw.palette import COLOUR_BLIND, STANDARD
from game.ui.draw.panel_background import MARGIN
from game.ui.lab.lab_layout import lab_layout
from game.ui.selection import Selection
from game.ui.view import View
from tests.support.bench import PanelBench
from tests.support.certain import now, there
from tests.support.sights import card, snapshot, view
from tests.support.stage import centre, differs, key_event
from tests.support.written import Written

SIZES = [(1024, 640), (1280, 800), (1280, 1024), (1920, 1080), (3840, 2160)]
LAYERS = (2, 2, 1)


@pytest.fixture
def panel() -> ChainRuleCard:
    return ChainRuleCard()


@pytest.fixture
def bench(panel: ChainRuleCard) -> PanelBench[ChainRuleCard]:
    found = PanelBench(panel, "chain_rule")
    found.selection = Selection(pinned=find_edge(LAYERS, "w5"))
    found.settle()
    return found


def test_dragging_the_slider_moves_the_pinned_weight(bench: PanelBench[ChainRuleCard], panel: ChainRuleCard) -> None:
    slider, edge = panel.slider, find_edge(LAYERS, "w5")
    assert slider is not None
    assert slider.value == bench.snapshot.value(edge)
    knob = slider.knob_centre
    bench.drag(knob, (knob[0] + 20, knob[1]), (knob[0] + 60, knob[1]))
    sent = [message for message in bench.messages if isinstance(message, c.SetParameter)]
    assert [(m.layer, m.target, m.source) for m in sent] == [(1, 0, 0)] * len(sent)
    assert sent[-1].value > sent[0].value
    assert bench.snapshot.value(edge) == sent[-1].value
    assert panel.rule is not None
    assert panel.rule == card(bench.snapshot, "w5")


def test_a_slider_that_is_held_goes_with_its_edge(bench: PanelBench[ChainRuleCard], panel: ChainRuleCard) -> None:
    """Something that is dropped on the window, or undone by a key, may bring a smaller network meanwhile."""
    bench.selection = Selection(pinned=find_edge(LAYERS, "w6"))
    bench.settle()
    slider = there(panel.slider)
    bench.move(slider.knob_centre)
    bench.button(pygame.MOUSEBUTTONDOWN, slider.knob_centre)
    assert slider.held
    bench.selection = Selection()
    bench.apply(c.Set("learning_rate", 2.0))
    assert panel.slider is slider, "nothing pinned, but it is still in the hand"
    bench.apply(c.Set("layers", "2-1-1"))
    assert now(panel.slider) is None


def test_a_value_can_be_typed(bench: PanelBench[ChainRuleCard], panel: ChainRuleCard) -> None:
    assert panel.slider is not None
    bench.click(centre(panel.slider.value_rect))
    bench.key(pygame.K_a, pygame.KMOD_CTRL)
    bench.type("2.5")
    bench.key(pygame.K_RETURN)
    assert bench.messages == [c.SetParameter(1, 0, 0, 2.5)]
    assert bench.snapshot.value(find_edge(LAYERS, "w5")) == 2.5


def test_the_slider_belongs_to_the_edge_shown_and_reaches_its_value(
    bench: PanelBench[ChainRuleCard], panel: ChainRuleCard
) -> None:
    bench.selection = Selection()
    bench.settle()
    assert now(panel.slider) is None
    assert panel.focusables() == []
    bench.selection = Selection(pinned=find_edge(LAYERS, "b2"))
    bench.apply(c.SetParameter(0, 1, None, -42.0))
    assert panel.slider is not None
    assert panel.slider.value == -42.0
    (stop,) = panel.focusables()
    stop.key(key_event(pygame.K_HOME))
    bench.settle()
    assert bench.messages == [c.SetParameter(0, 1, None, -100.0)]


def test_the_card_is_painted_again_only_when_it_says_something_else(
    bench: PanelBench[ChainRuleCard], panel: ChainRuleCard
) -> None:
    def painted() -> pygame.Surface:
        picture: pygame.Surface = there(panel.readout).image
        return picture

    state = bench.snapshot
    panel.sync(view(state, "w5"))
    before = painted()
    panel.sync(View(state, replace(state, tick=state.tick + 1), 0.5, Selection(find_edge(LAYERS, "w5")), 9.0))
    assert painted() is before
    bench.apply(c.Step("epoch", 1))
    assert painted() is not before


def test_it_follows_the_phases(bench: PanelBench[ChainRuleCard], panel: ChainRuleCard) -> None:
    bench.apply(c.Seek(0, 0, 0, 0))
    start = bench.picture()
    bench.apply(c.Seek(0, 0, 3, 500_000))
    assert bench.picture() != start
    assert panel.rule is not None
    assert panel.rule.top is not None
    assert not panel.rule.top.boxes[2].dim


def test_every_box_explains_itself_where_it_stands(bench: PanelBench[ChainRuleCard], panel: ChainRuleCard) -> None:
    hints = list(panel.hints())
    assert panel.rule is not None
    assert panel.rule.top is not None
    for box in (*panel.rule.top.boxes, *panel.rule.bottom.boxes):
        assert box.hint in [hint.text() for hint in hints]
    assert len(hints) == 6 + 3 + 4 + 3 + 1  # boxes, last lines, signs, what is said under the first row, the heading
    for hint in hints:
        assert bench.rect.contains(hint.rect)
    rects = [hint.rect for hint in hints]
    assert not any(a.colliderect(b) for k, a in enumerate(rects) for b in rects[k + 1 :])
    assert figure(bench.snapshot.value(find_edge(LAYERS, "w5")), 4) in hints[-1].text()


@pytest.mark.parametrize("weight", [-5.123456, -123.45678, -1000.0, 26000.5, -1e-300])
def test_the_update_line_stays_within_the_card(weight: float) -> None:
    panel = ChainRuleCard()
    bench = PanelBench(panel, "chain_rule", (1024, 640))
    art = ChainRuleArt(bench.kit, bench.rect.size, fixed=False)
    for rate_ in (0.001234, 100.0):
        line = update_arithmetic(weight, rate_, -5.524e-9, weight + rate_ * 5.524e-9)
        state = card(snapshot(), "w5")
        assert state.update is not None
        rule = replace(state, update=replace(state.update, line=line))
        picture = art.paint(rule).surface
        margin = pygame.Rect(2, 40, bench.kit.px(MARGIN) - 4, 200)
        assert not differs(picture, margin, picture.get_at(margin.topleft)[:3])


def test_nothing_is_left_behind(bench: PanelBench[ChainRuleCard], panel: ChainRuleCard) -> None:
    panel.kill()
    left = [type(sprite).__name__ for sprite in bench.kit.manager.get_sprite_group().sprites()]
    assert not {"Readout", "Track", "ValueBox"} & set(left)
    assert list(panel.hints()) == []


CASES: list[tuple[dict[str, Any], str | None, dict[str, Any]]] = [
    ({}, None, {}),
    ({}, "w5", {"sample": 3}),
    ({"loss": "cross_entropy"}, "w5", {}),
    ({"activation": "relu"}, "w2", {"sample": 1}),
    ({"activation": "leaky_relu", "update": "sample"}, "w1", {"sample": 3}),
    ({"activation": "tanh"}, "b1", {"mean": True}),
    ({"learning_rate": 0.125}, "w5", {"mean": True}),
    ({"layers": "2-3-3-1"}, "w9", {"sample": 2}),
    ({"layers": "2-8-8-8-1", "weight_init": 5.0}, "w3", {"sample": 3}),
    ({"layers": "2-8-8-8-1", "weight_init": 5.0}, "w80", {"mean": True}),
    ({"loss": "squared_error", "output": "tanh"}, "w5", {"sample": 1}),
    *(
        ({"optimizer": optimizer, "learning_rate": 0.037, "weight_decay": 0.013, "update": update}, "w6", {"sample": 2})
        for optimizer in optimizers()
        for update in ("epoch", "sample")
    ),
]


@pytest.mark.parametrize("size", SIZES)
def test_all_text_stands_inside_and_apart(size: tuple[int, int], written: Written) -> None:
    pygame.init()
    pygame.display.set_mode(size)
    kit, rect = build_kit(size), lab_layout(size).chain_rule
    for settings, edge, selection in CASES:
        panel = ChainRuleCard()
        panel.build(kit, rect)
        written.clear()
        panel.sync(view(snapshot(params=None, epochs=40, **settings), edge, **selection))
        margin = kit.px(8)
        for place, whole, text in written:
            assert whole.inflate(-2 * margin, 0).contains(place), (settings, text)
        lines = [(place.inflate(-2, -place.height // 3), text) for place, _, text in written if text]
        for k, (place, text) in enumerate(lines):
            others = [other for n, (box, other) in enumerate(lines) if n != k and box.colliderect(place)]
            assert not others, (settings, edge, text, others)
        rule = there(panel.rule)
        if rule.update:
            update, texts_ = rule.update.line.split(" "), [text for _, _, text in written]
            whole_line = any(texts_[k : k + len(update)] == update for k in range(len(texts_)))
            assert whole_line or "optimizer" not in settings, (size, settings, "an update without its numbers")
        if panel.slider:
            assert rect.contains(panel.slider.rect)
            assert panel.slider.rect.top - rect.top >= max(place.bottom - 3 for place, _, _ in written)
        panel.kill()


def test_every_sign_is_in_the_fonts(bench: PanelBench[ChainRuleCard]) -> None:
    fonts, say = bench.kit.fonts, card_texts()
    shown = "".join([*say.hints.values(), *say.listening.values(), say.question, say.mean_note, say.complaint])
    for settings, edge, selection in CASES:
        shown += str(card(snapshot(params=None, epochs=3, **settings), edge, **selection))
    for sign in set(shown) - {"\n"}:
        for style in ("regular", "medium", "mono", "mono-medium"):
            assert fonts.has(style, sign) or fonts.has(SUBSTITUTES[style], sign), sign


def test_the_sign_of_a_number_is_told_without_colour(bench: PanelBench[ChainRuleCard]) -> None:
    assert STANDARD.negative != COLOUR_BLIND.negative
    rule = card(snapshot(epochs=3), "w5", sample=1)
    assert rule.top is not None
    for row in (rule.top, rule.bottom):
        for box in (row.boxes[0], row.boxes[2]):
            assert box.value[0] in "+−"
    assert edge_symbol(LAYERS, find_edge(LAYERS, "w5")) == rule.symbol
