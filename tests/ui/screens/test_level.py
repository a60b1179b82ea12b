"""The level screen, in the whole window, by mouse and keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pygame
import pytest

from game.selfcheck.tour.cockpit import LONGEST_COUNT
from game.sim import commands as c
from game.sim.campaign.campaign import read_campaign
from game.sim.level import actions as a
from game.sim.level.level import Level
from game.sim.level.play.level_result import WHY
from game.sim.level.play.visit import Stage
from game.sim.level.sweep import worth
from game.sim.network import find_edge
from game.sim.phases import Kind
from game.ui.draw.glossary import glossary
from game.ui.draw.kit import build_kit
from game.ui.draw.number_text import figure
from game.ui.intents import Pin
from game.ui.level.briefing_panel import HEADINGS
from game.ui.level.result.next_steps import ANEW, advice
from game.ui.level.result.star_rows import value_text
from game.ui.level.result.wider_evidence import MOST, WiderEvidence
from game.ui.level.votes_card import VotesCard
from game.ui.network.edge_look import collected_samples
from game.ui.screen import Go, Place
from game.ui.screens.level_map import LevelMapScreen
from game.ui.widgets.slider import ValueSlider
from tests.support.campaign_files import FIRST_EDITION
from tests.support.certain import now
from tests.support.cockpit import turn_wheel
from tests.support.fingerprint import fingerprint
from tests.support.level_player import NAME, Enter, LevelPlayer
from tests.support.written import Written

CAMPAIGN = read_campaign(FIRST_EDITION)
LEVELS = [level.id for level in CAMPAIGN.levels]


class Hasty(LevelPlayer):
    """A student who watches no run: it ends at once."""

    def wait_for_the_end(self) -> None:
        self.play.finish()
        assert self.stage is Stage.RESULT
        self.frames(3)


@pytest.fixture
def enter_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Open a window with a level for a kind of student; it is closed in the end. The level's clock is the student's."""
    players: list[LevelPlayer] = []
    monkeypatch.setattr(time, "perf_counter_ns", lambda: LevelPlayer.time)

    def entered(kind: type[LevelPlayer], level: str, *arguments: str) -> LevelPlayer:
        players.append(kind(tmp_path, level, *arguments))
        return players[-1]

    yield entered
    for player in players:
        player.leave()


@pytest.fixture
def enter(enter_as: Enter) -> Enter:
    """For a student who watches runs."""
    return partial(enter_as, LevelPlayer)


@pytest.fixture
def hasten(enter_as: Enter) -> Enter:
    """For one who does not, where only what comes after a run is looked at."""
    return partial(enter_as, Hasty)


SMALL, USUAL = (1024, 640), (1280, 800)


def to_the_other_size(player: LevelPlayer) -> None:
    """Have what the level shows now laid out in the smaller window if it is in the larger one, and the other way."""
    size = SMALL if player.surface.get_size() == USUAL else USUAL
    player.resize(size)
    player.frame()
    assert player.surface.get_size() == size


def has_room(player: LevelPlayer) -> None:
    """All that a result says ends above its buttons, in a window of either size."""
    assert 0 < player.screen.panels.result.bottom <= player.screen.panels.result.floor
    to_the_other_size(player)
    assert 0 < player.screen.panels.result.bottom <= player.screen.panels.result.floor


def answered_wrong_is_shown(player: LevelPlayer) -> None:
    """Give a wrong answer to the why-question, see where it is shown, and take it back: it is asked again then, in the
    window of the other size."""
    before = player.play.visit
    player.why(a.AnswerWhy(1))
    assert player.play.mistaken == 1
    assert player.play.visit.stars == 2
    assert not player.screen.panels.result.choices
    has_room(player)
    player.play.visit = before
    player.frames(2)
    assert player.screen.panels.result.choices


def shares_are_in_percent_as_on_the_bar(player: LevelPlayer) -> None:
    need = player.play.progress()[2].needs[0]
    assert need.text == "starts that solve it at least 84%"
    assert need.value is not None
    assert value_text(need) == f"{need.value:.1%}"
    assert value_text(player.play.progress()[2].needs[1]) == "1"


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_is_played_by_hand_its_text_stands_inside_and_its_stars_are_saved(
    enter: Enter, written: Written, level: str
) -> None:
    """The briefing, what comes before the run, and the result are seen in a window of either size; so is what a wrong
    answer to the why-question is told."""
    player = enter(level, "--size", "1024x640")
    assert now(player.stage) is Stage.PREDICTING
    stars = max(solution.stars for solution in player.play.level.solutions)
    script = next(each for each in player.play.written.solutions if each.stars == stars).script
    for act in script:
        if isinstance(act, a.Predict | a.BeginTry):
            to_the_other_size(player)
        if isinstance(act, a.AnswerWhy):
            answered_wrong_is_shown(player)
        player.perform([act])
    assert player.stage is Stage.RESULT
    assert player.play.visit.stars == stars == 3
    player.screen.foresight.wait()
    player.frames(2)
    has_room(player)
    if level == "L11":
        shares_are_in_percent_as_on_the_bar(player)
    assert len(written) > 20
    for rect, picture, text in written:
        assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"
    player.window.rooms.close()
    record = player.store.load(NAME)[0].levels[level]
    assert record.stars == 3
    assert record.tries == player.play.visit.tries
    assert record.predicted_right is player.screen.foresight.right is not None


def test_nothing_leaves_the_window_and_no_two_panels_overlap(enter: Enter) -> None:
    kits = {size: build_kit(size) for size in (SMALL, (1920, 1080))}
    for level in ("L01", "L05", "L13", "L17", "L18"):
        player = enter(level, "--size", "1024x640")
        for act in (None, a.Predict(0)):
            if act:
                player.do(act)
            for size, kit in kits.items():
                rects = [rect for rect, _ in player.screen.panels.places(size, kit).values()]
                if size == SMALL:
                    assert rects == list(player.screen.board.places.values())
                window = pygame.Rect((0, 0), size)
                assert all(window.contains(rect) for rect in rects)
                assert all(rect.collidelist(rects[k + 1 :]) == -1 for k, rect in enumerate(rects))


def test_the_prediction_comes_first_and_keys_answer_it(enter: Enter) -> None:
    player = enter("L07")
    player.key(pygame.K_SPACE)
    assert now(player.stage) is Stage.PREDICTING
    assert player.play.visit.tries == 0
    assert player.said == "Commit a prediction first: a wrong one costs nothing"
    player.key(pygame.K_2, text="2")
    assert player.stage is Stage.READY
    assert player.play.visit.prediction == 1
    assert not player.said


def test_a_patient_and_its_card_are_shown_untreated_and_then_as_its_medicine_left_it(hasten: Enter) -> None:
    player = hasten("L17")
    player.key(pygame.K_1, text="1")
    player.patients.untreated.wait()
    for patient in player.play.level.patients:
        player.open(a.OpenCase(patient.name))
        before = figure(player.play.simulation.snapshot().loss, 2)
        assert f" · loss {before} → " in player.patients.symptoms(patient.name)[0]
    assert player.patients.symptoms("Silent")[0].startswith("ReLU, MSE, η 2 · ")
    for act in next(each for each in player.play.level.solutions if each.stars == 3).script[1:]:
        player.do(act)
    for patient in player.play.level.patients:
        player.open(a.OpenCase(patient.name))
        player.frames(2)
        snapshot = player.play.simulation.snapshot()
        assert player.patients.symptoms(patient.name)[0].endswith(f" → {figure(snapshot.loss, 2)}")
        assert snapshot.moment.epoch == player.play.level.epochs
        assert all(snapshot.right), patient.name
    assert player.patients.symptoms("Silent")[0].startswith("Leaky, MSE, η 2 · ")


def test_nets_are_dotted_when_answered_and_marked_when_checked(hasten: Enter) -> None:
    player = hasten("L04")
    *answers, run, _why = next(each for each in player.play.level.solutions if each.stars == 3).script
    for act in answers:
        player.do(a.Answer(act.name, 0.5) if isinstance(act, a.Answer) and act.name == "A_gW2_0" else act)
    tabs = player.screen.panels.work.tabs
    assert tabs is not None
    assert {button.text for button in tabs.buttons.values()} == {"Net A •", "Net B •", "Net C •"}
    assert {button.icon for button in tabs.buttons.values()} == {None}
    player.do(run)
    assert [button.text for button in tabs.buttons.values()] == ["Net A", "Net B", "Net C"]
    assert [button.icon for button in tabs.buttons.values()] == ["cross", "check", "check"]
    needs = [star.needs[0] for star in player.play.progress()]
    assert [(need.text, need.value) for need in needs] == [
        ("1 right: net A", 0), ("3 right: nets A and B", 2), ("3 right: net C", 3),
    ]  # fmt: skip


def test_a_net_without_answers_is_marked_neither_right_nor_wrong(hasten: Enter) -> None:
    player = hasten("L04")
    player.key(pygame.K_1, text="1")
    player.do(a.Answer("A_gW2_0", -0.0289))
    player.do(a.BeginTry())
    tabs = player.screen.panels.work.tabs
    assert tabs
    assert [tabs.buttons[name].icon for name in "ABC"] == ["check", None, None]


def test_in_a_level_by_hand_time_stands_still_and_that_is_said(enter: Enter) -> None:
    player = enter("L01")
    player.key(pygame.K_1, text="1")
    player.do(a.BeginTry())
    player.key(pygame.K_SPACE, text=" ")
    assert player.said == "Nothing is trained in this level, so time stands still"


def test_what_is_open_already_is_not_said_to_open(hasten: Enter) -> None:
    """Everything is unlocked for this student."""
    player = hasten("L07")
    player.key(pygame.K_1, text="1")
    player.do(a.BeginTry())
    result = player.screen.panels.result
    assert player.play.visit.stars == 0
    assert result.leads_on
    assert result.buttons["next"].enabled
    hint = result.buttons["next"].hint()
    assert hint
    assert hint.text() == "Level 8: One line is not enough (Enter)."


def test_what_can_be_done_after_a_failed_try_is_said_as_it_is(hasten: Enter) -> None:
    player = hasten("L04")
    player.key(pygame.K_1, text="1")
    player.do(a.Answer("A_gW2_0", 0.5))
    player.do(a.BeginTry())
    assert advice(player.play).startswith("Retry deals new numbers")
    player = hasten("L07")
    player.key(pygame.K_1, text="1")
    player.do(a.BeginTry())
    assert advice(player.play) == "Change something and try again."


def test_a_sample_of_the_settings_is_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MOST, "manual", 30)
    beyond = WiderEvidence(next(level for level in CAMPAIGN.levels if level.id == "L08"), lambda: 1)
    beyond.ask("others")
    assert beyond.survey
    beyond.survey.wait(20.0)
    assert beyond.survey_state == "30 settings tried at random, of 68,921"
    assert beyond.sampled


def test_it_is_said_when_only_a_fresh_visit_can_win_the_third_star(hasten: Enter) -> None:
    player = hasten("L07")
    player.key(pygame.K_1, text="1")
    player.turn(a.Turn("learning_rate", 2))
    told = []
    for _ in range(4):
        player.run()
        if player.play.visit.why_due:
            player.why(a.AnswerWhy(0))
        player.frames(3)
        hint = player.screen.panels.result.buttons["retry"].hint()
        assert hint
        told.append((player.play.last_star_gone, ANEW in hint.text()))
    assert told == [(False, False)] * 3 + [(True, True)]
    assert player.play.visit.stars < 3
    player.key(pygame.K_ESCAPE)
    while player.window.director.place is Place.LEVEL:
        player.key(pygame.K_ESCAPE)
    player.window.director.carry_out(Go(Place.LEVEL, level="L07"))
    player.frames(3)
    assert not player.play.last_star_gone


def test_a_read_second_hint_costs_the_third_star(enter: Enter) -> None:
    play = enter("L07").play
    play.visit = msgspec.structs.replace(play.visit, hints=len(play.level.hints))
    assert play.last_star_gone


def test_a_slider_stops_at_allowed_values_only(enter: Enter) -> None:
    player = enter("L07")
    player.key(pygame.K_1, text="1")
    control = player.play.level.control("learning_rate")
    widget = player.screen.panels.work.control("learning_rate").widget
    assert isinstance(widget, ValueSlider)
    assert control
    seen = set()
    player.press(widget.knob_centre)
    for x in range(widget.rect.x, widget.rect.right, 5):
        player.move((x, widget.knob_centre[1]), held=True)
        seen.add(player.play.simulation.settings.learning_rate)
    player.release(widget.knob_centre)
    assert seen <= set(control.allowed)
    assert len(seen) == len(control.allowed)


def test_the_wheel_over_a_slider_goes_one_step_of_its_values(enter: Enter) -> None:
    """A step may be less than a pixel of the slider."""
    player = enter("L03")
    player.key(pygame.K_1, text="1")
    widget = player.screen.panels.work.control("b:out").widget
    control = player.play.level.control("b:out")
    assert isinstance(widget, ValueSlider)
    assert control
    at = control.allowed.index(widget.value)
    for turns in (1, 2, -1):
        turn_wheel(player, widget.knob_centre, turns)
        at += turns
        assert player.play.kind.values["b:out"] == widget.value == control.allowed[at]


def test_a_slider_whose_turn_is_refused_goes_back(enter: Enter) -> None:
    player = enter("L12")
    player.key(pygame.K_1, text="1")
    first, second = (player.screen.panels.work.control(name) for name in ("b:h1", "b:h2"))
    player.turn(a.Turn(first.control.name, first.control.allowed[-1]))
    widget = second.widget
    assert isinstance(widget, ValueSlider)
    x, y = widget.knob_centre
    for target in (x + 40, x - 40, x + 60):
        player.press((x, y))
        for k in range(1, 5):
            player.move((x + (target - x) * k // 4, y), held=True)
            player.frames(5)
        player.release((target, y))
        assert "put the other one back first" in player.said
        player.frames(2)
        assert widget.value == player.play.kind.values.get(second.control.name, 0.0)
        assert widget.knob_centre == (x, y)


def test_what_is_not_in_play_is_refused_with_a_sentence(enter: Enter) -> None:
    player = enter("L01")
    player.key(pygame.K_1, text="1")
    before = player.play.simulation.snapshot().params
    player.screen.carried_out(c.SetParameter(0, 0, 0, 1.0))
    assert "not in play" in player.said
    assert player.play.simulation.snapshot().params == before


def test_a_refused_turn_goes_back(enter: Enter) -> None:
    player = enter("L12")
    player.key(pygame.K_1, text="1")
    player.turn(a.Turn("b:h1", 0.5))
    widget = player.screen.panels.work.control("b:h2").widget
    assert isinstance(widget, ValueSlider)
    player.drag(widget.knob_centre, widget.place_of(0.5))
    assert "put the other one back" in player.said
    player.frames(2)
    assert widget.value == 0.0
    assert "b:h2" not in player.play.kind.values


def test_a_drag_turns_the_control_to_an_allowed_value_and_the_card_has_no_second_slider(
    enter: Enter,
) -> None:
    player = enter("L03")
    player.key(pygame.K_1, text="1")
    player.click(player.edge("b:out"))
    assert player.screen.selection.pinned == find_edge((2, 2, 1), "b:out")
    assert player.screen.board.panels["card"].slider is None  # type: ignore[attr-defined]
    x, y = player.edge("b:out")
    player.drag((x, y), (x, y - 37))
    value = player.play.kind.values["b:out"]
    assert value == round(float(value), 1)  # a step of the control, though a pixel of the slider lies between two
    assert value > 0.0


def test_time_stands_still_until_the_run(enter: Enter) -> None:
    player = enter("L07")
    player.key(pygame.K_1, text="1")
    timeline = player.screen.board.panels["timeline"]
    player.click(timeline.transport.button("play").rect.center)  # type: ignore[attr-defined]
    player.frames(5)
    assert player.play.simulation.snapshot().moment.epoch == 0
    assert "press RUN first" in player.said[:1].lower() + player.said[1:]


def test_a_run_takes_a_few_seconds_and_can_be_stopped(enter: Enter) -> None:
    player = enter("L07")
    player.key(pygame.K_1, text="1")
    player.key(pygame.K_SPACE)
    assert now(player.stage) is Stage.RUNNING
    begun = player.clock.now
    player.wait_for_the_end()
    assert 0.5e9 < player.clock.now - begun < 4e9
    assert player.play.visit.tries == 1
    assert player.play.visit.stars == 0
    player.key(pygame.K_r, text="r")
    player.key(pygame.K_SPACE)
    player.click(player.go.center)
    assert player.stage is Stage.RESULT
    assert player.play.visit.tries == 2
    assert player.play.result
    assert player.play.result.epochs < 4000


def test_progress_to_each_star_is_live(enter: Enter) -> None:
    player = enter("L16")
    player.key(pygame.K_1, text="1")
    player.turn(a.Turn("learning_rate", 3.0))
    goals = player.screen.board.panels["goals"]
    player.key(pygame.K_SPACE)
    pictures, losses = set(), set()
    while player.stage is Stage.RUNNING:
        assert isinstance(goals.look, pygame.Surface)
        pictures.add(fingerprint(goals.look))
        losses.add(player.play.progress()[0].needs[1].value)
        player.frame()
    assert len(losses) > 5
    assert len(pictures) > 3


def test_hints_come_after_failed_runs_and_are_shown(hasten: Enter) -> None:
    player = hasten("L16")
    player.key(pygame.K_1, text="1")
    hint = player.screen.panels.bar.buttons["hint"]
    player.frames(2)
    assert not now(hint.enabled)
    player.key(pygame.K_h, text="h")
    assert player.play.visit.hints == 0
    player.turn(a.Turn("learning_rate", 50))
    player.run()
    assert hint.enabled
    player.click(hint.rect.center)
    assert player.play.visit.hints == 1
    assert "hints" in player.screen.board.panels


def test_the_why_question_waits_for_a_new_visit_after_a_miss(hasten: Enter) -> None:
    player = hasten("L16")
    player.key(pygame.K_3, text="3")
    player.turn(a.Turn("learning_rate", 5.4))
    player.run()
    assert now(player.play.visit.why_due)
    order = player.play.why_order()
    wrong = next(place for place, number in enumerate(order) if number != 0)
    player.key(pygame.K_1 + wrong, text=str(wrong + 1))
    assert player.play.visit.why_missed
    assert player.play.visit.stars == 2
    assert not player.screen.panels.result.choices
    player.run()
    assert not now(player.play.visit.why_due)
    player.click(player.screen.panels.result.buttons["anew"].rect.center)
    assert player.play.visit.number == 1
    player.turn(a.Turn("learning_rate", 5.4))
    player.run()
    right = player.play.why_order().index(0)
    player.key(pygame.K_1 + right, text=str(right + 1))
    assert player.play.visit.why_right


def test_covered_outputs_cannot_be_read(hasten: Enter) -> None:
    """A right and a wrong AND look the same where the outputs are, and where locks would tell, until the test."""
    player = hasten("L01")
    player.key(pygame.K_1, text="1")
    for edge in ("h1->out", "h2->out"):
        player.turn(a.Turn(edge, 6.0))
    player.screen.carry_out(Pin(None))
    looks = {}
    for covered in (True, False):
        for bias in (-9.0, -5.0):
            player.turn(a.Turn("b:out", bias))
            if not covered:
                player.run()
            player.move((2, player.surface.get_height() - 2))
            player.frames(2)
            looks[covered, bias] = _hidden_parts(player)
    assert looks[True, -9.0] == looks[True, -5.0]
    assert all(one != other for one, other in zip(looks[False, -9.0], looks[False, -5.0], strict=True))


def _hidden_parts(player: LevelPlayer) -> tuple[str, ...]:
    view = player.screen.panels.network.view
    assert view.layout is not None
    neurons = ((1, 0), (1, 1), (2, 0))
    areas = [view.layout.vessel(neuron, 4).move(view.rect.topleft) for neuron in neurons]
    areas += [badge.move(view.rect.topleft) for badge in view.layout.badges.values()]
    areas.append(player.screen.board.places["samples"])
    return tuple(fingerprint(player.surface.subsurface(area)) for area in areas)


def test_the_briefing_moves_and_tells_nothing_that_is_covered(enter: Enter) -> None:
    player = enter("L01")
    phases, samples = set(), set()
    for _ in range(120):
        player.frame()
        instant = player.screen.panels.network.view.instant
        assert instant is not None
        phases.add(instant.phase.kind)
        samples.add(instant.snapshot.moment.sample)
        assert collected_samples(instant.snapshot, instant.progress) == ()
        assert instant.snapshot.moment.epoch == 0
    assert phases <= {Kind.FORWARD, Kind.LOSS}
    assert samples == {0, 1, 2, 3}


@pytest.mark.parametrize("level", CAMPAIGN.levels, ids=LEVELS)
def test_a_briefing_has_at_most_sixty_words(level: Level) -> None:
    choices = [choice.text for choice in level.prediction.choices]
    words = " ".join([level.idea, level.goal, level.prediction.question, *choices, *HEADINGS]).split()
    assert len([word for word in words if any(map(str.isalnum, word))]) <= 60


def test_help_does_not_tell_what_is_covered(enter: Enter) -> None:
    player = enter("L03")
    player.key(pygame.K_1, text="1")
    view = player.screen.panels.network.view
    assert view.layout is not None
    player.move(view.layout.badges[2, 0].move(view.rect.topleft).center)
    player.frames(20)
    told = player.screen.board.tooltip.text
    assert told == glossary().unknown("δ")
    assert not any(sign.isdigit() for sign in told)
    rule = player.screen.board.panels["card"].rule  # type: ignore[attr-defined]
    assert rule.bottom.boxes[0].value == rule.bottom.boxes[-1].value == "?"


def test_a_miss_deals_new_numbers_and_empties_the_answers(hasten: Enter) -> None:
    player = hasten("L04")
    player.key(pygame.K_1, text="1")
    player.do(a.Answer("A_gW2_0", 0.5))
    player.run()
    assert player.play.result
    assert player.play.result.stars == 0
    before = player.play.simulation.start
    player.key(pygame.K_r, text="r")
    assert player.play.simulation.start != before
    assert player.screen.panels.work.question("A_gW2_0").box.text == ""  # type: ignore[attr-defined]


def test_the_decisive_moment_is_watched_in_slow_motion(hasten: Enter) -> None:
    player = hasten("L07")
    player.key(pygame.K_1, text="1")
    player.turn(a.Turn("learning_rate", 20))
    player.run()
    assert player.play.result
    player.click(player.screen.panels.result.buttons["watch"].rect.center)
    snapshot = player.play.simulation.snapshot()
    assert snapshot.playing
    assert snapshot.speed == 1
    assert abs(snapshot.moment.epoch - player.play.result.decisive_epoch) <= 3


def test_the_replay_does_not_give_away_what_is_not_answered_yet(hasten: Enter) -> None:
    player = hasten("L06")
    player.key(pygame.K_1, text="1")
    player.answer(a.Answer("dirs", {"h1->out": "down", "h2->out": "down", "x1->h2": "up"}))
    player.run()
    assert player.play.visit.stars == 1
    player.click(player.screen.panels.result.buttons["watch"].rect.center)
    assert player.said == "That would give away what is not answered yet"
    assert not player.play.simulation.snapshot().playing
    assert player.play.simulation.snapshot().epoch == 0


def test_what_is_possible_and_how_often_it_is_true_are_measured_on_the_spot(hasten: Enter) -> None:
    player = hasten("L07")
    player.key(pygame.K_1, text="1")
    player.turn(a.Turn("learning_rate", 20))
    player.run()
    player.click(player.screen.panels.result.buttons["others"].rect.center)
    beyond = player.screen.beyond
    _patiently(player, lambda: beyond.surveyed)
    assert len(beyond.tried) == 13
    assert beyond.survey_state == "All 13 settings tried"
    own = next(each for each in beyond.tried if each.values == {"learning_rate": 20})
    assert player.play.result
    assert (player.play.result.stars, worth(player.play.level, player.play.result.measures), own.stars) == (2, 3, 3)
    player.click(player.screen.panels.result.buttons["often"].rect.center)
    _patiently(player, lambda: beyond.finding is not None)
    assert beyond.finding
    assert beyond.finding.n == 2000


def _patiently(player: LevelPlayer, done: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_COUNT
    while not done() and time.monotonic() < until:
        player.frame()
        time.sleep(0.01)
    assert done()


def test_retry_is_instant_and_keeps_what_was_set(hasten: Enter) -> None:
    player = hasten("L07")
    player.key(pygame.K_1, text="1")
    player.turn(a.Turn("learning_rate", 5))
    player.run()
    player.click(player.screen.panels.result.buttons["retry"].rect.center)
    assert player.stage is Stage.READY
    assert player.play.simulation.settings.learning_rate == 5
    assert player.play.simulation.snapshot().moment.epoch == 0


def test_escape_asks_once_in_the_middle_of_it(enter: Enter) -> None:
    player = enter("L02")
    player.key(pygame.K_1, text="1")
    player.key(pygame.K_ESCAPE)
    assert "again" in player.said
    player.key(pygame.K_ESCAPE)
    player.frames(3)
    assert isinstance(player.window.screen, LevelMapScreen)


def test_enter_leads_to_the_next_level_once_a_star_is_won(hasten: Enter) -> None:
    player = hasten("L16")
    player.solve(1)
    player.key(pygame.K_RETURN)
    player.frames(3)
    assert player.play.level.id == "L17"
    assert player.stage is Stage.PREDICTING


def test_a_level_can_be_played_without_a_mouse(enter: Enter) -> None:
    player = enter("L16")
    player.key(pygame.K_1, text="1")
    player.key(pygame.K_TAB)
    buttons = player.screen.panels.bar.buttons
    assert player.screen.panels.bar.focusables() == [buttons["levels"], buttons["sandbox"], buttons["keys"]]
    for _ in range(12):
        if player.screen.board.ring.current is player.screen.panels.work.control("learning_rate").widget:
            break
        player.key(pygame.K_TAB)
    player.key(pygame.K_HOME)
    assert player.play.kind.values["learning_rate"] == 0.5
    player.key(pygame.K_TAB)
    player.key(pygame.K_RETURN)
    assert player.stage is Stage.RUNNING
    player.wait_for_the_end()


def test_with_reduced_motion_stars_stand_and_nothing_glows(hasten: Enter) -> None:
    player = hasten("L16")
    player.key(pygame.K_m, text="m")
    player.solve(1)
    assert player.screen.options.reduced_motion
    assert player.screen.panels.result.landed == (1.0, 0.0, 0.0)


def test_a_start_of_the_population_opens_in_the_sandbox(hasten: Enter) -> None:
    player = hasten("L18")
    player.solve(1)
    panel = player.many_starts
    dot = (panel.dots.x + 3, panel.dots.y + 3)
    assert panel.network_at(dot) == 0
    job = player.play.kind.job  # type: ignore[attr-defined]
    wanted = job.population.start(0)
    player.click(dot)
    player.frames(6)
    assert player.window.screen is player.lab
    assert player.simulation.snapshot().params.flat() == pytest.approx(wanted.flat())


def test_a_why_question_that_was_not_asked_is_not_missed(hasten: Enter) -> None:
    player = hasten("L01")
    player.key(pygame.K_1, text="1")
    player.run()
    assert player.play.result
    assert player.play.result.stars == 0
    assert not any(need.lost for need in player.play.result.progress[2].needs if need.text == WHY)


def test_the_hint_button_calls_for_no_click_once_all_is_won(hasten: Enter) -> None:
    player = hasten("L01")
    player.key(pygame.K_1, text="1")
    player.run()
    hint = player.screen.panels.bar.buttons["hint"]
    player.frames(2)
    assert (hint.enabled, hint.style) == (True, "primary")
    for act in player.play.level.solutions[-1].script[1:]:
        player.do(act)
    player.frames(2)
    assert player.play.visit.stars == 3
    assert hint.style == "normal"


def test_a_population_level_leaves_no_column_empty(enter: Enter) -> None:
    player = enter("L11")
    player.key(pygame.K_1, text="1")
    panels = player.screen.board.places
    goals, progress = panels["goals"], panels["progress"]
    many_starts, window = panels["many_starts"], player.surface.get_rect()
    assert goals.bottom < progress.top
    assert progress.bottom == many_starts.bottom > window.height - 20
    assert player.many_starts.dots.height > 0.6 * many_starts.height


def test_the_way_back_from_the_sandbox_and_to_the_map_is_esc(enter: Enter) -> None:
    player = enter("L10")
    level = player.screen
    player.click(level.panels.bar.buttons["sandbox"].rect.center)
    player.seconds(0.3)
    player.key(pygame.K_ESCAPE)  # lets go of what is pinned
    assert now(player.window.screen) is player.window.lab
    player.key(pygame.K_ESCAPE)
    assert player.window.screen is level
    player.key(pygame.K_ESCAPE)
    found = player.window.screen
    assert isinstance(found, LevelMapScreen)
    assert found.nodes.shown.level.id == "L10"  # not won yet: where one has just been


def test_where_outputs_are_covered_the_votes_are_added_up_but_not_for_the_output(enter: Enter) -> None:
    player = enter("L09")
    player.key(pygame.K_1, text="1")
    card = player.screen.board.panels["card"]
    assert isinstance(card, VotesCard)
    for sample in range(4):
        player.click(player.screen.board.panels["samples"].focusables()[sample].rect.center)
        for edge, target in (("x1->h1", 0), ("x2->h2", 1)):
            player.screen.carry_out(Pin(find_edge((2, 2, 1), edge)))
            player.frames(2)
            trace = player.play.simulation.snapshot().batch.traces[sample]
            assert card.z == pytest.approx(trace.z[0][target])
        player.screen.carry_out(Pin(find_edge((2, 2, 1), "h1->out")))
        player.frames(2)
        assert card.z is None
