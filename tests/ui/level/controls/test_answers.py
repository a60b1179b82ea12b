"""Answering in the network itself: numbers typed where they belong, arrows drawn, connections clicked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.level import with_facts
from game.sim.level.play.visit import Stage
from game.ui.draw.number_text import typed_beside
from game.ui.level.controls.number_row import NumberRow, as_typed
from game.ui.level.controls.question_rows import TableRow
from tests.support.cockpit import pairs
from tests.support.level_player import Enter, LevelPlayer
from tests.support.written import written


@pytest.fixture
def enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Open a window with a level whose prediction is made; it is closed in the end."""
    players: list[LevelPlayer] = []
    monkeypatch.setattr(time, "perf_counter_ns", lambda: LevelPlayer.time)

    def entered(level: str, *arguments: str) -> LevelPlayer:
        players.append(LevelPlayer(tmp_path, level, *arguments))
        players[-1].key(pygame.K_1, text="1")
        return players[-1]

    yield entered
    for player in players:
        player.leave()


def number_row(player: LevelPlayer, name: str) -> NumberRow:
    row = player.screen.panels.work.question(name)
    assert isinstance(row, NumberRow)
    return row


def test_deltas_and_gradients_are_typed_at_their_place_in_the_network(enter: Enter) -> None:
    player = enter("L04", "--size", "1024x640")
    network = player.screen.panels.network
    player.do(a.OpenCase("C"))
    for size, typed in (((1024, 640), 0.1281), ((1280, 800), 0.1282), ((1920, 1080), 0.1283)):
        if player.surface.get_size() != size:
            player.resize(size)
        layout = network.view.layout
        assert layout is not None
        delta = number_row(player, "C_dout").box.rect
        assert delta == layout.badges[2, 0].move(network.view.rect.topleft), size
        for name, edge in (("C_gW2_0", "h1->out"), ("C_gW2_1", "h2->out")):
            box, pill = number_row(player, name).box.rect, pygame.Rect((0, 0), (1, 1))
            pill.center = player.edge(edge)
            assert network.view.rect.contains(box), size
            assert abs(box.centerx - pill.centerx) <= 1, size
            below, above = box.y - pill.centery, pill.centery - box.bottom
            assert 0 < below < 30 or 0 < above < 30, size
        for first, second in pairs(player.screen.panels.work.fields()):
            assert not first.colliderect(second), size
        player.do(a.Answer("C_dout", typed))


def test_what_was_typed_stays_readable_after_the_check(enter: Enter) -> None:
    player = enter("L04")
    row = number_row(player, "A_gW2_0")
    player.do(a.Answer("A_gW2_0", -0.0289))
    player.run()
    assert player.stage is Stage.RESULT
    assert row.field is None
    assert row.focusables() == []
    assert row.plate == "−0.0289"


def test_a_click_on_the_plate_beside_the_prompt_leads_to_the_box(enter: Enter) -> None:
    player = enter("L04")
    row = number_row(player, "A_gW2_0")
    player.click(row.beside.center)
    player.type("-0.03")
    player.key(pygame.K_RETURN)
    assert player.play.kind.sheet.filled == {"A_gW2_0": -0.03}


def test_a_box_takes_an_expression_shows_what_it_came_to_and_says_what_it_cannot_read(enter: Enter) -> None:
    player = enter("L04")
    player.do(a.OpenCase("B"))
    box = number_row(player, "B_dout").box
    player.click(box.rect.center)
    player.type("0,4096×0.2418")
    player.key(pygame.K_RETURN)
    assert player.play.kind.sheet.filled == {"B_dout": 0.4096 * 0.2418}
    assert box.text == "0.0990"
    player.click(box.rect.center)
    player.key(pygame.K_a, mod=pygame.KMOD_CTRL)
    player.type("0.41 times 0.24")
    player.key(pygame.K_RETURN)
    assert player.play.kind.sheet.filled == {"B_dout": 0.4096 * 0.2418}
    assert player.screen.board.toast.text.startswith("'times' cannot be read: numbers")


def test_activations_are_shown_in_as_many_decimals_as_answers_are_asked_in(enter: Enter) -> None:
    player = enter("L05")
    with written() as texts:
        player.do(a.OpenCase("C"))
        player.frames(2)
    assert {"0.8808", "0.6225", "0.7996"} <= set(texts)


def test_typing_in_the_network_pins_no_edge_beneath(enter: Enter) -> None:
    player = enter("L06")
    before = player.screen.selection
    player.click(number_row(player, "new_W2_1").box.rect.center)
    assert player.screen.selection.pinned == before.pinned


def test_an_arrow_is_drawn_up_or_down_at_the_edge(enter: Enter) -> None:
    player = enter("L06")
    row = player.screen.panels.work.question("dirs")
    assert isinstance(row, TableRow)
    for edge, rise in (("h1->out", 40), ("h2->out", -40), ("x1->h2", 40), ("h1->out", -40)):
        x, y = player.edge(edge)
        player.drag((x, y), (x, y - rise // 2), (x, y - rise))
        assert row.state[edge] == ("up" if rise > 0 else "down")
    assert player.play.kind.sheet.filled["dirs"] == {"h1->out": "down", "h2->out": "down", "x1->h2": "up"}


def test_an_arrow_at_an_edge_that_is_not_asked_for_draws_nothing(enter: Enter) -> None:
    player = enter("L06")
    row = player.screen.panels.work.question("dirs")
    assert isinstance(row, TableRow)
    x, y = player.edge("x1->h1")
    player.drag((x, y), (x, y - 40))
    assert not any(row.state.values())


def test_the_samples_asked_about_can_all_be_looked_at(enter: Enter) -> None:
    player = enter("L02")
    panel = player.screen.board.panels["samples"]
    line = panel.focusables()[2].rect
    player.click(line.center)
    assert player.screen.selection.sample == 2


def frame_of(player: LevelPlayer, box: pygame.Rect) -> tuple[int, ...]:
    return tuple(player.surface.get_at(box.topleft))


@pytest.mark.road
def test_only_the_box_that_has_the_keyboard_is_framed_as_if_it_had(enter: Enter) -> None:
    player = enter("C02")
    row = number_row(player, "A_slope")
    player.frames(3)
    idle = frame_of(player, row.box.rect)
    player.click(row.box.rect.center)
    assert frame_of(player, row.box.rect) != idle
    player.key(pygame.K_TAB)
    player.frames(3)
    assert frame_of(player, row.box.rect) == idle


@pytest.mark.road
def test_typing_goes_on_in_the_next_nets_box_and_what_was_typed_stays_as_it_reads(enter: Enter) -> None:
    player = enter("C02")
    player.click(number_row(player, "A_slope").box.rect.center)
    player.type("+0.50")
    player.do(a.OpenCase("B"))
    player.frames(3)
    player.type("-1.25")
    player.do(a.OpenCase("A"))
    assert player.play.kind.sheet.filled == {"A_slope": 0.5, "B_slope": -1.25}
    assert number_row(player, "A_slope").box.text == "+0.50"


@pytest.mark.road
def test_another_net_opened_without_typing_leaves_the_keys_to_the_level(enter: Enter) -> None:
    player = enter("C02")
    player.do(a.OpenCase("B"))
    player.frames(3)
    assert not player.screen.board.kit.typing  # type: ignore[union-attr]


@pytest.mark.parametrize("leaving", ["tab", "click"])
@pytest.mark.road
def test_what_is_typed_is_taken_when_the_box_is_left(enter: Enter, leaving: str) -> None:
    player = enter("C02")
    player.click(number_row(player, "A_slope").box.rect.center)
    player.type("+0.5")
    if leaving == "tab":
        player.key(pygame.K_TAB)
    else:
        player.click(player.screen.panels.network.view.rect.center)
    player.frames(3)
    assert player.play.kind.sheet.filled == {"A_slope": 0.5}


def checks(player: LevelPlayer) -> bool:
    return player.screen.panels.choices.go.enabled


@pytest.mark.road
def test_the_button_is_live_while_the_last_number_is_typed_and_one_click_takes_it_and_checks(enter: Enter) -> None:
    player = enter("C04")
    script = next(each.script for each in player.play.written.solutions if each.stars == 3)
    *acts, last = [with_facts(act, player.play.level.facts) for act in script if isinstance(act, a.Answer)]
    acts = [act for act in (*acts, last) if player.board.box(act.name) is None]
    for act in acts:
        player.do(act)
    box = next(box for place in player.board.kind.deal.places if (box := player.board.box(place.name)))
    assert not checks(player)
    player.click(box.rect.center)
    player.type("+")
    player.frames(2)
    assert not checks(player)  # that is no number yet
    player.type("0.5")
    player.frames(2)
    assert checks(player)
    player.click(player.go.center)
    assert player.play.visit.tries == 1
    assert 0.5 in player.board.kind.chosen.values()


@pytest.mark.parametrize("typed", ["\u0663", "99999999999", "1,680", "0,5,5", "", "1e400"])
def test_what_was_refused_is_not_what_a_number_from_elsewhere_was_typed_as(typed: str) -> None:
    """Such as by what was put in while a box still showed what could not be read."""
    assert as_typed(typed, 0.25) == "0.25"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(9999999.0, "9999999"), (-1234567.25, "−1234567.25"), (0.012345, "0.012345"), (1 / 3, "0.3333")],
)
def test_a_number_is_still_the_one_that_was_typed_when_its_box_is_made_anew(number: float, shown: str) -> None:
    assert as_typed("", number) == shown
    assert typed_beside(9999999.0, 4) == "9999999"


@pytest.mark.parametrize(("typed", "shown"), [("+.25", "+.25"), ("0,250", "0,250"), ("1/4", "0.25"), ("-3", "0.25")])
def test_a_plain_number_stays_as_it_was_typed(typed: str, shown: str) -> None:
    assert as_typed(typed, 0.25) == shown
