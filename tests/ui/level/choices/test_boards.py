"""The boards of levels of choices, played by mouse and keyboard in a window without a screen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.sim.level.actions import Answer, AnswerWhy, BeginTry, OpenCase, Predict, ShowSolved
from game.sim.level.level import with_facts
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.visit import Stage
from game.ui.draw.kit import build_kit
from game.ui.level.choices.batches_view import SECONDS, BatchesView
from game.ui.level.choices.cases_view import CasesView
from game.ui.level.choices.chain_view import ChainView
from game.ui.level.choices.cube_picture import CubePicture
from game.ui.level.choices.sizes_view import SizesView
from game.ui.level.choices.table_view import TableView
from tests.support.fingerprint import fingerprint
from tests.support.level_player import LevelPlayer
from tests.support.level_views import carry_out_at_once, look_on, run_to_the_end, solution_of
from tests.support.written import written

pytestmark = pytest.mark.road

SHOWN = re.compile(r"(error|h₁|in) \S*\d")
"""What an open lens of level 30 shows begins so."""
NUMBER = re.compile(r"(?<= )[−]?(\d[\d.]*(?:e[−-]?\d+)?)")
LONG = ("C21", "C23")
"""Levels whose nets are trained for so long that one sends them to the end."""


def player(folder: Path, level: str, size: str = "1024x640") -> LevelPlayer:
    """Someone in front of a level, the prediction committed."""
    found = LevelPlayer(folder, level, "--size", size, "--seed", "5")
    found.do(Predict(0))
    return found


def kind_of(player: LevelPlayer) -> Choosing:
    kind = player.play.kind
    assert isinstance(kind, Choosing)
    return kind


@pytest.mark.parametrize("level", ["C04", "C06", "C07", "C09", "C13", "C18", "C21", "C23", "C30"])
def test_a_level_is_won_by_hand(level: str, tmp_path: Path) -> None:
    someone = LevelPlayer(tmp_path, level, "--size", "1280x800", "--seed", "6")
    assert "network" not in someone.screen.board.panels, "a network that runs would give answers away"
    for act in solution_of(someone):
        if isinstance(act, BeginTry) and level in LONG:
            run_to_the_end(someone)
        else:
            someone.do(with_facts(act, someone.play.level.facts))
    assert (someone.play.visit.stars, someone.stage) == (3, Stage.RESULT)
    someone.leave()


# -- lenses ----------------------------------------------------------------------------------------------------------


def test_the_numbers_of_one_kind_of_lens_are_told_to_the_same_digits(tmp_path: Path) -> None:
    someone = player(tmp_path, "C30", "1280x800")
    view = someone.board
    assert isinstance(view, CasesView)
    with written() as texts:
        for reading in (reading for case in view.board.cases for reading in case.readings):
            someone.click(view.look_clicks(reading.look)[0].center)
        someone.frames(2)
    told = [[number for number in NUMBER.findall(text) if number != "0"] for text in texts if SHOWN.match(text)]
    assert any("e" in number for numbers in told for number in numbers)
    assert {len(number.partition("e")[0].replace(".", "").lstrip("0")) for numbers in told for number in numbers} == {3}
    assert all(len({"e" in number for number in numbers}) == 1 for numbers in told), "nor is one line told in two ways"


# -- cards -----------------------------------------------------------------------------------------------------------


def test_cards_are_clicked_dragged_and_taken_away(tmp_path: Path) -> None:
    someone = player(tmp_path, "C07")
    view, kind = someone.board, kind_of(someone)
    assert isinstance(view, ChainView)
    someone.click(view.cards["x"].rect.center)
    someone.click(view.cards["error"].rect.center)
    assert kind.chosen == {"gate2": ("x", "error")}
    someone.click(view.slots["gate2", 0].rect.center)
    assert kind.chosen == {"gate2": ("error",)}
    someone.drag(view.cards["u"].rect.center, (500, 300), view.slots["last", 0].rect.center)
    assert kind.chosen == {"gate2": ("error",), "last": "u"}
    someone.drag(view.cards["v"].rect.center, view.slots["gate2", 0].rect.center)
    assert kind.chosen["gate2"] == ("v",), "a card is put in place of another"
    someone.click(view.slots["gate1", 1].rect.center)
    someone.click(view.cards["w"].rect.center)
    assert kind.chosen["gate1"] == ("w",)
    someone.drag(view.cards["w"].rect.center, (20, 20))
    assert len(kind.chosen) == 3
    before = someone.picture()
    someone.click(someone.go.center)
    assert someone.stage is Stage.READY, "two gates are still open"
    assert someone.picture() == before or someone.said
    someone.leave()


def test_the_complaint_travels_and_a_wrong_gate_is_told(tmp_path: Path) -> None:
    someone = player(tmp_path, "C07")
    for act in (Answer("gate2", ("error", "x")), Answer("gate1", ("u", "v")), Answer("last", "x")):
        someone.do(act)
    someone.run()
    assert someone.board.moving
    look_on(someone, 4.0)
    before = someone.picture()
    someone.frames(3)
    assert someone.picture() == before, "it has arrived"
    assert kind_of(someone).marks["gate2"] is False
    assert someone.play.visit.stars == 0
    someone.leave()


# -- cells -----------------------------------------------------------------------------------------------------------


def test_cells_by_the_keyboard(tmp_path: Path) -> None:
    someone = player(tmp_path, "C13")
    view, kind = someone.board, kind_of(someone)
    assert isinstance(view, TableView)
    ring = someone.screen.board.ring
    for _ in range(30):
        someone.key(pygame.K_TAB)
        if ring.current is view.focusables()[0]:
            break
    someone.key(pygame.K_RIGHT)
    assert someone.screen.selection.sample == 0
    for key in (pygame.K_RIGHT, pygame.K_DOWN, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT):
        someone.key(key)
    assert someone.screen.selection.sample == 1
    cell = view.board.cell_name(2, 1)
    if view.board.asked != (2, 1):
        someone.key(pygame.K_TAB)
        someone.key(pygame.K_RETURN)
        assert kind.looked == (cell,)
    someone.leave()


def test_the_true_gradients_are_nowhere_to_be_seen_before_the_report(tmp_path: Path) -> None:
    someone = player(tmp_path, "C13")
    view = someone.board
    assert isinstance(view, TableView)
    assert {"delta", "gradient"} <= someone.screen.panels.network.hidden
    someone.click(view.cells[0, 3].center)
    shown = someone.screen.panels.network.view
    assert shown.layout is not None
    assert not shown.layout.labelled, "too small for deltas beside the neurons"
    pinned = someone.picture()
    someone.do(OpenCase(kind_of(someone).deal.looks[0]))
    assert someone.picture() != pinned
    someone.move(view.cells[view.board.cell(kind_of(someone).looked[0])].center)
    someone.seconds(1.0)
    assert "nudge test" in someone.screen.board.tooltip.text
    someone.leave()


def test_a_wrong_why_is_answered_by_a_network_in_place_of_the_board(tmp_path: Path) -> None:
    someone = LevelPlayer(tmp_path, "C07", "--size", "1024x640", "--seed", "6")
    solution = next(each for each in someone.play.level.solutions if each.stars == 3)
    carry_out_at_once(someone, *solution.script[:-1])
    someone.do(AnswerWhy(1))
    someone.frames(3)
    board = someone.screen.board
    someone.click(someone.screen.panels.result.buttons["example"].rect.center)
    assert "network" in board.panels
    assert "choices" not in board.panels
    someone.click(someone.screen.panels.result.buttons["example"].rect.center)
    assert "choices" in board.panels
    assert someone.play.visit.stars == 2
    someone.leave()


def test_a_typed_number_stays_in_another_size_and_is_typed_over(tmp_path: Path) -> None:
    someone = player(tmp_path, "C04")
    someone.do(Answer("error", 0.25))
    someone.resize((1280, 800))
    someone.frames(3)
    box = someone.board.box("error")
    assert box
    assert box.text == "0.25"
    someone.do(Answer("error", -0.5))
    assert kind_of(someone).chosen["error"] == -0.5, "the first key replaces what stood there"
    someone.leave()


# -- sizes -----------------------------------------------------------------------------------------------------------


def test_one_sample_of_a_hundred_starts_is_taken_with_the_chosen_size(tmp_path: Path) -> None:
    someone = player(tmp_path, "C23")
    view, kind = someone.board, kind_of(someone)
    assert isinstance(view, SizesView)
    before = someone.picture()
    someone.click(view.samples["B"].rect.center)
    assert not kind.looked, "no size is chosen yet"
    for place in view.look_clicks("B3"):
        someone.click(place.center)
    assert [*kind.looked, *kind.chosen.items()] == ["B3", ("B", "3")]
    assert view.samples["B"].words == f"{view.board.task('B').counts[3].few} of 100 starts with 3"
    assert someone.picture() != before
    for place in view.look_clicks("A2"):
        someone.click(place.center)
    assert list(kind.looked) == ["B3"], "there is one sample"
    someone.leave()


def test_the_count_goes_on_while_the_nets_are_trained_and_then_stands_still(tmp_path: Path) -> None:
    someone = player(tmp_path, "C23")
    for name in ("A", "B", "C"):
        someone.do(Answer(name, "1"))
    someone.do(Answer("bet", "0%"))
    someone.click(someone.go.center)
    view = someone.board
    assert isinstance(view, SizesView)
    assert view.moving
    assert view.note().startswith("1,000 starts each, epoch ")
    someone.wait_for_the_end()
    look_on(someone, 4.0)
    before = someone.picture()
    someone.frames(3)
    assert someone.picture() == before
    assert not someone.board.moving
    assert kind_of(someone).marks != dict.fromkeys(("A", "B", "C", "bet"), True)
    someone.key(pygame.K_r, text="r")
    run_to_the_end(someone)
    asked = view.maps[view.board.bet_on]
    with_one = fingerprint(someone.surface.subsurface(asked))
    someone.do(ShowSolved())
    someone.frames(3)
    with_enough = fingerprint(someone.surface.subsurface(asked))
    assert with_one != with_enough, "another net is shown"
    someone.leave()


def test_a_cut_through_a_cube_is_seen_where_its_neuron_switches() -> None:
    kit, surface = build_kit((1024, 640)), pygame.Surface((200, 200))
    cube = CubePicture(kit, surface, surface.get_rect())
    cube.edges()
    before = surface.copy()
    cube.cuts(np.array([[1.0, 1.0, 1.0]]), np.array([-9.0]))
    assert surface.get_buffer().raw == before.get_buffer().raw, "it does not meet the cube"
    cube.cuts(np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]), np.array([-1.5, 1.0]))
    x, y = map(round, cube.at((0.5, 0.5, 0.5)))
    assert surface.get_at((x, y)) != before.get_at((x, y))
    corner = tuple(map(round, cube.at((0.0, 0.0, 0.0))))
    assert surface.get_at(corner) == before.get_at(corner)


# -- batches ---------------------------------------------------------------------------------------------------------


def test_bets_are_typed_and_epochs_turn_into_steps(tmp_path: Path) -> None:
    someone = player(tmp_path, "C18")
    view, kind = someone.board, kind_of(someone)
    assert isinstance(view, BatchesView)
    before = someone.picture()
    someone.do(Answer("first", 300.0))
    someone.do(Answer("second", "900/10"))
    assert kind.chosen == {"first": 300.0, "second": 90.0}
    assert someone.picture() != before, "a bet is seen in its chart"
    someone.click(someone.go.center)
    someone.wait_for_the_end()
    look_on(someone, SECONDS / 4)
    early = someone.picture()
    look_on(someone, SECONDS + 1.0)
    assert not someone.board.moving
    late = someone.picture()
    someone.frames(3)
    assert early != late == someone.picture()
    someone.leave()


def test_nothing_of_what_is_bet_is_seen_before_the_run(tmp_path: Path) -> None:
    """Two deals that differ only in what is asked look alike."""
    someone = player(tmp_path, "C18")
    view = someone.board
    assert isinstance(view, BatchesView)
    before = someone.picture()
    asked = next(each for each in view.board.columns if each.place)
    others = tuple(
        replace(each, epochs=(1,) * len(each.epochs)) if each == asked else each for each in view.board.columns
    )
    kind = kind_of(someone)
    kind.deal = replace(kind.deal, board=replace(view.board, columns=others))
    someone.resize((1100, 700))
    someone.resize((1024, 640))
    someone.frames(3)
    assert someone.picture() == before
    someone.leave()


def test_a_wrong_report_says_why_and_an_accusation_is_no_verdict_before_it(tmp_path: Path) -> None:
    someone = player(tmp_path, "C06")
    view, kind = someone.board, kind_of(someone)
    assert isinstance(view, TableView)
    proof, bug, _ = kind.deal.places
    innocent = next(name for name in proof.options if name not in proof.right)
    other = next(each for each in view.board.bugs if each not in bug.right)
    with written() as texts:
        someone.do(Answer("proof", innocent))
        someone.frames(2)
    assert "!" in texts
    assert any(text.startswith("Rule: of a weight error × slope × what came in") for text in texts)
    for act in (Answer("bug", other), Answer("repair", view.board.shown[view.board.asked[0]][view.board.asked[1]])):
        someone.do(act)
    someone.do(BeginTry())
    first, second = view.corrections()
    assert first.startswith("The accused cell is right")
    assert second.startswith(f"A machine that {other} would say ")
    someone.leave()


def test_the_neighbour_that_would_tell_the_marked_value_cannot_be_tested(tmp_path: Path) -> None:
    someone = player(tmp_path, "C06")
    view, kind = someone.board, kind_of(someone)
    assert isinstance(view, TableView)
    telling = [cell for cell in view.cells if view.board.telling(cell)]
    for cell in telling:
        someone.click(view.cells[cell].center)
        someone.frames(2)
        assert not view.nudge.enabled
    assert view.board.asked in telling
    assert kind.looks_left == 3
    someone.leave()
