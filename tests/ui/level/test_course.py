"""A wrong prediction runs against what comes, in the place of the network."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from itertools import combinations, product, takewhile

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.level import Choice, Level, with_facts
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.seen_course import Bar, SeenCourse
from game.ui.draw.kit import build_kit
from game.ui.level.course_panel import CoursePanel
from game.ui.level.example_panel import ExamplePanel
from game.ui.level.intents import Do
from game.ui.level.result import prediction_check
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.ruler import NumberLine, place_of
from tests.support.bots.players import ROAD
from tests.support.campaign_files import level
from tests.support.certain import now, there
from tests.support.level_player import NAME, Enter, LevelPlayer
from tests.support.level_views import BOTH_SIZES, carry_out_at_once, look_on, panels_of, solution_of
from tests.support.written import Written

pytestmark = [pytest.mark.road, pytest.mark.unasked]


def _wrong(enter: Enter, level: str) -> LevelPlayer:
    """The result of a try with what is understood, after the choice after the right one was predicted."""
    player = enter(level)
    prediction = player.play.level.prediction
    carry_out_at_once(player, a.Predict((prediction.answer + 1) % len(prediction.choices)))
    _understood(player)
    player.screen.foresight.wait()
    player.frames(3)
    return player


def _understood(player: LevelPlayer) -> None:
    """Have a try with what is understood."""
    script = [act for act in solution_of(player) if not isinstance(act, a.Predict)]
    carry_out_at_once(player, *takewhile(lambda act: not isinstance(act, a.AnswerWhy), script))


def _course(player: LevelPlayer) -> CoursePanel:
    panel = player.screen.panels.all["course"]
    assert isinstance(panel, CoursePanel)
    return panel


@pytest.mark.parametrize("level", ["C05", "C13", "C20", "C23"])
def test_what_was_predicted_and_what_comes_are_drawn_together(enter: Enter, written: Written, level: str) -> None:
    player = _wrong(enter, level)
    for size in BOTH_SIZES:
        if player.surface.get_size() != size:
            player.resize(size)
        before = dict(player.screen.board.places)
        player.click(player.screen.panels.result.buttons["example"].rect.center)
        panel = _course(player)
        panel.wait()
        player.frames(5)
        assert "course" in player.screen.board.places
        assert 0.0 < panel.told < 1.0, "it runs"
        written.clear()
        look_on(player, panel.seconds + 1.0)
        assert now(panel.told) == 1.0
        chosen = player.play.level.prediction.choices[player.play.visit.prediction or 0].text
        assert any(text == f"Predicted: {chosen}" for _, _, text in written)
        for rect, picture, text in written:
            assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"
        assert panel.again
        player.click(panel.again.rect.center)
        player.frames(2)
        assert panel.told < 1.0
        player.click(player.screen.panels.result.buttons["example"].rect.center)
        player.frames(3)
        assert player.screen.board.places == before


def test_the_controls_give_way_to_what_was_predicted(enter: Enter) -> None:
    player = _wrong(enter, "C05")
    player.do(a.ShowExample())
    player.frames(3)
    panel = player.screen.board.panels["example"]
    assert isinstance(panel, ExamplePanel)
    assert panel.back
    player.click(panel.back.rect.center)
    player.frames(3)
    assert not player.play.foreseen
    assert "course" not in player.screen.board.places


def _courses() -> list[threading.Thread]:
    """The threads in which a level computes."""
    return [thread for thread in threading.enumerate() if thread.name == "level"]


def _endless(_self: object, _level: object, rest: Callable[[], object]) -> SeenCourse:
    while True:
        rest()


def test_a_course_that_nobody_waits_for_ends(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    player = _wrong(enter, "C18")
    monkeypatch.setattr(type(player.play.level.prediction.computed), "course", _endless)
    for ends in ("going back", "retrying", "leaving"):
        others = _courses()
        player.do(a.ShowExample())
        player.frames(2)
        (thread,) = [each for each in _courses() if each not in others]
        before = player.play.level
        if ends == "leaving":
            player.screen.leave()
        else:
            player.do(a.Retry() if ends == "retrying" else a.ShowExample())
            player.frames(2)
            assert (player.play.level is before) is (ends == "going back")
        thread.join(30.0)
        assert not thread.is_alive(), ends
        assert thread not in _courses()
        if ends == "retrying":
            _understood(player)


def test_a_course_that_fails_does_not_compute_for_good(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    player = _wrong(enter, "C05")

    def failing(*_: object) -> SeenCourse:
        raise ValueError("no course")

    monkeypatch.setattr(type(player.play.level.prediction.computed), "course", failing)
    with pytest.raises(ValueError, match="no course"):
        _shown(player)


def _shown(player: LevelPlayer) -> None:
    player.do(a.ShowExample())
    _course(player).wait()
    player.frames(1)


def test_what_is_said_and_drawn_is_of_the_deal_on_the_table(enter: Enter) -> None:
    player = _wrong(enter, "C18")
    check, before = player.screen.foresight, player.play.level
    asked: list[Level] = []

    def noted(level: Level) -> float | str:
        asked.append(level)
        return level.prediction.computed.value(level)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prediction_check, "foretold", noted)
        player.do(a.Retry())
        assert player.play.level is not before
        player.frames(2)
        check.wait()
    assert len(asked) == 1
    assert asked[0] is player.play.level
    assert check.right is False
    player.window.rooms.close()
    assert player.store.load(NAME)[0].levels["C18"].predicted_right is False


def _mistaken(level: Level) -> LevelPlay:
    """The result of a try with what is understood, after a wrong prediction, whose course is shown."""
    play = LevelPlay(level, 3)
    for act in there(next(each for each in level.solutions if each.stars == 3)).script:
        if isinstance(act, a.AnswerWhy):
            break
        wrong = a.Predict((level.prediction.answer + 1) % len(level.prediction.choices))
        play.do(wrong if isinstance(act, a.Predict) else with_facts(act, play.level.facts))
        play.finish()
    play.do(a.ShowExample())
    return play


@pytest.mark.parametrize("level", ROAD, ids=lambda each: each.id)
def test_all_that_is_said_of_a_wrong_prediction_stands_inside_however_large(level: Level, written: Written) -> None:
    pygame.init()
    play = _mistaken(level)
    check = PredictionCheck(play)
    panels = panels_of(play, check)
    check.wait()
    wrong = [choice for choice in range(len(level.prediction.choices)) if choice != level.prediction.answer]
    for size in ((1024, 640), (2048, 1280)):  # so large is the picture of a window of 1024x640 at a text size of 200 %
        pygame.display.set_mode(size)
        kit = build_kit(size)
        places = panels.places(size, kit)
        shown = [name for name in ("course", "example") if name in places]
        assert "course" in shown or play.example
        for choice, name in product(wrong, shown):
            play.now(prediction=choice)
            written.clear()
            panel = panels.all[name]
            if play.foreseen:
                panels.course.wait()
            panel.build(kit, places[name][0])
            panel.update(0.0, still=True)
            panel.kill()
            assert written
            about = f"after choice {choice} in {name} of {size}"
            for rect, picture, text in written:
                assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} {about}"
                assert not re.search(r"\de[-+]", text), f"a number as programs write it: {text!r} {about}"
            assert list(_overlaps(written)) == [], about


def _overlaps(written: Written) -> Iterator[tuple[str, str]]:
    """Texts that stand on each other."""
    ink = [(rect.inflate(-2, -rect.height // 2), text) for rect, picture, text in written if picture.size != (1, 1)]
    for (one, text), (other, words) in combinations(ink, 2):
        if text and words and text != words and one.colliderect(other):
            yield text, words


@pytest.mark.parametrize(("bars", "power"), [([0.0, 0.0], True), ([1.0] * 60, False), ([0.0] * 3, False)])
def test_no_bars_are_too_many_or_too_short_to_be_drawn(
    written: Written, monkeypatch: pytest.MonkeyPatch, bars: list[float], power: bool
) -> None:
    pygame.init()
    pygame.display.set_mode((1024, 640))
    play, names = _mistaken(level("C05")), [f"neuron {k}" for k in range(len(bars))]
    seen = SeenCourse("Bars", tuple(map(Bar, names, bars)), power=power)
    monkeypatch.setattr(type(play.level.prediction.computed), "course", lambda *_: seen)
    panel = CoursePanel(play)
    panel.wait()
    panel.build(build_kit((1024, 640)), pygame.Rect(0, 0, 300, 300))
    panel.update(0.0, still=True)
    panel.kill()
    told = {text: rect for rect, _, text in written}
    assert set(names) <= set(told)
    assert all(told[name].left >= 0 for name in names)


def test_what_stands_there_at_once_is_not_told_again(enter: Enter) -> None:
    player = _wrong(enter, "C05")
    player.do(a.ShowExample())
    panel = _course(player)
    panel.wait()
    player.frames(3)
    assert panel.focusables()
    player.key(pygame.K_m, text="m")
    player.frames(2)
    assert panel.told == 1.0
    assert not panel.focusables()
    assert not panel.hints()
    player.key(pygame.K_m, text="m")
    player.frames(2)
    assert panel.focusables()


def test_a_new_try_ends_the_look_at_a_course(enter: Enter) -> None:
    player = _wrong(enter, "C05")
    player.do(a.ShowExample())
    assert now(player.play.foreseen)
    player.screen.carry_out(Do(a.BeginTry()))
    player.frames(2)
    assert player.play.visit.tries == 2
    assert not now(player.play.foreseen)
    assert "course" not in player.screen.board.places


def test_the_number_that_was_predicted_stands_beside_the_one_that_came(enter: Enter, written: Written) -> None:
    player = _wrong(enter, "C01")
    player.do(a.ShowExample())
    look_on(player, 10.0)
    texts = {text for _, _, text in written}
    assert "predicted: at 10" in texts
    assert "came: 2.5" in texts


def test_a_choice_stands_on_the_ruler_where_its_number_is() -> None:
    one, many = Choice(text="1", exactly=1.0), Choice(text="many", first=900.0, below=1100.0)
    assert [place_of(each) for each in (one, many, Choice(text="never", exactly="never"))] == [1.0, 1000.0, None]


def test_numbers_far_apart_stand_by_their_powers_others_as_they_are() -> None:
    far, near = NumberLine([1.0, 10.0, 1000.0]), NumberLine([-1.0, 0.0, 1.0])
    third = (far.at(1000.0) - far.at(1.0)) / 3.0
    assert far.at(10.0) - far.at(1.0) == pytest.approx(third)
    assert near.at(0.0) == pytest.approx(0.5)
    assert 0.0 < near.at(-1.0) < near.at(1.0) < 1.0
