"""The result of a try: where it stands among all settings, and what stays as it is while the window changes."""

from __future__ import annotations

import itertools
import math
import time

import pygame
import pytest

from game.selfcheck.tour.level_player import NAME
from game.sim.commands import Play
from game.sim.level import actions as a
from game.sim.level.play.level_result import Need, StarProgress
from game.sim.phases import Kind
from game.storage.profile import Best
from game.ui.draw.lettering import Lettering, fitting_size
from game.ui.level.example_panel import ExamplePanel
from game.ui.level.result.result_panel import side_by_side
from game.ui.level.result.star_rows import draw_rows, measured_text, value_text
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.widgets.button import SMALLEST_LABEL
from tests.support.bots.counted import counts_of
from tests.support.certain import now, there
from tests.support.level_player import Enter, LevelPlayer
from tests.support.level_views import carry_out_at_once, look_on, solution_of
from tests.support.stage import Stage
from tests.support.written import Written

pytestmark = [pytest.mark.road, pytest.mark.unasked]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (79.7, "79.7"),
        (0.15, "0.15"),
        (0.1234567, "0.123"),
        (12.0, "12"),
        (150.5, "150.5"),
        (-1.25, "−1.25"),
        (math.inf, "inf"),
    ],
)
def test_a_measure_has_no_decimals_that_say_nothing(value: float, text: str) -> None:
    assert measured_text(value, share=False) == text


@pytest.mark.parametrize(
    ("value", "bound", "share", "text"),
    [
        (0.0302, 0.03, False, "0.0302"),
        (0.03, 0.03, False, "0.03"),
        (0.0199996, 0.02, False, "0.0199996"),
        (0.25004, 0.25, True, "25.004%"),
        (0.5, 0.25, True, "50.0%"),
        (None, 0.25, True, ""),
    ],
)
def test_what_is_not_its_bound_does_not_look_like_it(value: float | None, bound: float, share: bool, text: str) -> None:
    assert value_text(Need("error", value, bound, met=False, lost=True, share=share)) == text


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_what_was_measured_stands_apart_from_its_bound(size: tuple[int, int], written: Written) -> None:
    kit = Stage(size).kit
    for words in ("margin in hidden space at least 0.05", "largest error at the end below 0.1"):
        need = Need(words, -0.001, 0.05, met=False, lost=True)
        for width in range(kit.px(200), kit.px(330), 3):
            written.clear()
            picture = pygame.Surface((width, 200))
            draw_rows(Lettering(kit, picture), picture.get_rect(), [StarProgress((need,), earned=False)])
            *texts, (value, _, said) = written
            assert said == "−0.001"
            beside = [rect for rect, _, _ in texts if abs(rect.centery - value.centery) < kit.px(6)]
            assert all(rect.right + kit.px(5) <= value.left for rect in beside)


def test_no_word_on_a_button_of_the_result_is_cut_off() -> None:
    kit = Stage((1024, 640)).kit
    texts = ["See it", "Replay", "Other settings", "How often?", "New deal"]
    row = pygame.Rect(10, 5, 315, 26)
    places = side_by_side(kit, row, texts)
    for text, place in zip(texts, places, strict=True):
        size = fitting_size(kit, text, 13, place.width - kit.px(16), "medium", smallest=SMALLEST_LABEL)
        assert kit.fonts.width(text, size) <= place.width
        assert row.contains(place)
    assert all(right.x > left.right for left, right in itertools.pairwise(places))


def _surveyed(player: LevelPlayer) -> None:
    survey = player.screen.beyond.survey
    assert survey
    survey.wait(20.0)
    player.frames(30)


def _played(enter: Enter, size: str, bias: float) -> LevelPlayer:
    player = enter("C05", size)
    player.key(pygame.K_1, text="1")
    player.turn(a.Turn("b:out", bias))
    player.run()
    player.frames(3)
    return player


@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
def test_a_try_is_seen_among_all_settings_without_asking(enter: Enter, written: Written, size: str) -> None:
    player = _played(enter, size, 0.0)
    _surveyed(player)
    stick = player.screen.beyond.standing(player.play.results[0], player.play.results)
    assert stick
    assert stick.this == stick.best == player.play.results[0].measures["push_share"]
    assert stick.this is not None
    better = sum((each.measures["push_share"] or 0.0) >= stick.this for each in player.screen.beyond.tried) - 1
    assert any(text == f"Of the other 320 settings, {better:,} do as well or better." for _, _, text in written)
    for rect, picture, text in written:
        assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"


def test_the_best_is_marked_beside_a_worse_try_and_kept_for_later_stays(enter: Enter, written: Written) -> None:
    player = _played(enter, "1280x800", 0.0)
    first = player.play.results[0].measures["push_share"]
    player.key(pygame.K_r, text="r")
    player.turn(a.Turn("b:out", 8.0))
    player.run()
    _surveyed(player)
    assert len(player.play.results) == 2
    standing = player.screen.beyond.standing(player.play.results[1], player.play.results)
    assert standing
    assert standing.this == player.play.results[1].measures["push_share"]
    values = (first or 0.0, standing.this or 0.0)
    assert standing.best == max(values)
    assert values[0] != values[1]
    words = ("your best: ", "this try: ")
    assert all(any(text.startswith(word) for _, _, text in written) for word in words)
    kept = player.store.load(NAME)[0].levels["C05"].best
    assert kept == Best("push_share", max(values), upward=True)
    later = WiderEvidence(player.play.level, lambda: 1, kept)
    again = later.standing(player.play.results[1], player.play.results[1:])
    assert again
    assert (again.this, again.best) == (standing.this, max(values))
    other = WiderEvidence(player.play.level, lambda: 1, Best("loss", 0.1))
    assert other.best([]) is None, "what was kept of another measure says nothing of this one"


def test_no_frame_waits_for_the_survey(enter: Enter) -> None:
    player = _played(enter, "1280x800", 0.0)
    survey = player.screen.beyond.survey
    assert survey
    frames = []
    for _ in range(20):
        began = time.process_time()
        player.frame()
        frames.append(time.process_time() - began)
    assert sorted(frames)[len(frames) // 2] < 0.25


def test_another_size_lets_no_star_land_anew_and_leaves_open_what_was_open(enter: Enter) -> None:
    player = enter("C05", "1280x800")
    carry_out_at_once(player, *solution_of(player))
    look_on(player, 2.0)
    result = player.screen.panels.result
    assert result.landed == (1.0, 1.0, 1.0)
    player.click(result.buttons["others"].rect.center)
    assert result.topic == "others"
    player.resize((1024, 640))
    player.frame()
    assert result.landed == (1.0, 1.0, 1.0)
    assert result.topic == "others"
    player.key(pygame.K_r, text="r")
    player.run()
    assert result.topic == ""


def test_what_other_recipes_come_to_is_told_when_no_count_is_left_with_these_numbers(enter: Enter) -> None:
    player = enter("C22")
    player.key(pygame.K_1, text="1")
    for count in (1, 2, 3):
        with counts_of("C22"):
            carry_out_at_once(player, a.Turn("weight_init", 4.0), a.Turn("named", 50.0 + count), a.BeginTry())
        assert ("others" in player.screen.panels.result.buttons) == (count == 3)
        if count < 3:
            player.key(pygame.K_r, text="r")
    player.click(player.screen.panels.result.buttons["others"].rect.center)
    survey = there(player.screen.beyond.survey)
    survey.wait(60.0)
    player.frames(3)
    behind = [each.measures["behind_best"] for each in player.screen.beyond.tried]
    assert len(behind) == player.screen.beyond.wanted > 1
    assert 0.0 in behind, "the best of them all is among them"


@pytest.mark.parametrize("level", ["C01", "C03", "C08", "C19", "C22"])
def test_while_another_network_is_shown_its_sign_stands_in_the_place_of_the_controls(enter: Enter, level: str) -> None:
    player = enter(level)
    with counts_of(level):
        carry_out_at_once(
            player, *(a.AnswerWhy(1) if isinstance(act, a.AnswerWhy) else act for act in solution_of(player))
        )
    left = player.screen.panels.kind.left
    place = player.screen.board.places[left]
    player.do(a.ShowExample())
    player.frames(3)
    assert left not in player.screen.board.places
    assert player.screen.board.places["example"] == place
    assert "network" in player.screen.board.places
    panel = player.screen.board.panels["example"]
    assert isinstance(panel, ExamplePanel)
    assert panel.back
    player.click(panel.back.rect.center)
    player.frames(3)
    assert player.play.example is None
    assert player.screen.board.places[left] == place
    assert "example" not in player.screen.board.places


def test_a_network_that_refutes_an_answer_keeps_the_numbers_of_the_sentence(enter: Enter) -> None:
    player = enter("C11")
    carry_out_at_once(player, *(a.AnswerWhy(1) if isinstance(act, a.AnswerWhy) else act for act in solution_of(player)))
    player.do(a.ShowExample())
    example = there(player.play.example)
    began = example.cursor.params
    assert now(example.playing)
    for _ in range(2000):
        player.frame()
        if not example.playing:
            break
    assert not example.playing
    assert example.snapshot().phase.kind is Kind.UPDATE
    assert example.cursor.params == began
    player.play.do(Play())
    player.until(lambda: example.cursor.params != began, most=200)
    assert example.cursor.params != began, "it is held once only"
