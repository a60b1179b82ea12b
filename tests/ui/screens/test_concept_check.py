"""The concept check and the review questions: asked when due, answered by click and key, kept and compared."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pygame
import pytest

from game.paths import ASSETS
from game.sim.campaign.concepts import SITTINGS, UNSURE, Concept, form_for, in_form, read_concepts
from game.ui.concept_check.question_card import Chose, QuestionCard
from game.ui.concept_check.results import Results
from game.ui.dialogs.offer import Offer
from game.ui.draw.text_files import load_text
from game.ui.screen import Go, Place
from game.ui.screens.concept_check import CheckTexts, ConceptCheckScreen
from game.ui.screens.level import LevelScreen
from game.ui.screens.level_map import LevelMapScreen
from game.ui.screens.review_question import ReviewQuestionScreen
from game.ui.widgets.choice import AnswerMark
from tests.support.campaign_files import first_edition
from tests.support.certain import now, there
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour
from tests.support.written import written

ALL = read_concepts(ASSETS / "text" / "concepts.toml")
CONCEPTS = in_form(ALL, form_for(SITTINGS[0], {}, "Player 1"))
OTHERS = in_form(ALL, form_for(SITTINGS[1], {SITTINGS[0]: {CONCEPTS[0].id: 0}}, "Player 1"))
TEXTS = load_text("concept_check", CheckTexts)
IDS, OTHER_IDS = ([concept.id for concept in form] for form in (CONCEPTS, OTHERS))
KNOWING, GUESSING = dict.fromkeys(OTHER_IDS, 0), dict.fromkeys(IDS, 2)
COUNT = len(CONCEPTS)


def check(tour: Tour) -> ConceptCheckScreen:
    assert isinstance(tour.screen, ConceptCheckScreen)
    return tour.screen


def go(tour: Tour, place: Place, level: str = "") -> None:
    tour.window.director.carry_out(Go(place, level=level))
    tour.wait(0.3)


def question(tour: Tour) -> QuestionCard:
    page = check(tour).page
    assert isinstance(page, QuestionCard)
    return page


def begin(tour: Tour) -> None:
    page = check(tour).page
    assert isinstance(page, Offer)
    tour.click(centre(page.yes.rect))


def key_for(tour: Tour, concept: Concept, choice: int) -> int:
    """The number key of a choice, given in the file's order."""
    return pygame.K_1 + concept.order(check(tour).seed).index(choice)


def sit(tour: Tour, right: int) -> Results:
    """Answer everything by keys, the first `right` questions right."""
    for number, concept in enumerate(check(tour).concepts):
        tour.key(key_for(tour, concept, 0 if number < right else 1))
    page = check(tour).page
    assert isinstance(page, Results)
    return page


# -- when it is asked --------------------------------------------------------------------------------------------------


def test_enter_takes_the_offer(tour: Tour) -> None:
    tour.key(pygame.K_RETURN)
    assert isinstance(check(tour).page, Offer)
    tour.key(pygame.K_RETURN)
    tour.frames(2)
    assert question(tour)


def test_the_check_comes_before_the_first_level_once(tour: Tour) -> None:
    tour.key(pygame.K_RETURN)
    page = check(tour).page
    assert isinstance(page, Offer)
    tour.click(centre(page.no.rect))
    assert isinstance(tour.screen, LevelScreen)
    assert tour.profiles.profile.concepts == {"before": {}}
    tour.escape()
    tour.key(pygame.K_RETURN)
    assert isinstance(tour.screen, LevelScreen)


def test_leaving_it_leads_back_and_does_not_ask_again(tour: Tour) -> None:
    tour.key(pygame.K_RETURN)
    begin(tour)
    tour.key(pygame.K_2)
    tour.escape()
    assert isinstance(tour.screen, LevelMapScreen)
    assert tour.profiles.profile.concepts == {"before": {}}
    tour.key(pygame.K_RETURN)
    assert isinstance(tour.screen, LevelScreen)


def test_who_has_played_already_is_not_asked(tour: Tour) -> None:
    tour.give(1)
    go(tour, Place.LEVEL, "L01")
    assert isinstance(tour.screen, LevelScreen)


def test_after_the_last_level_it_is_offered_and_can_be_declined_for_good(tour: Tour) -> None:
    tour.give(*[1] * len(first_edition().levels))
    go(tour, Place.MAP)
    assert now(tour.map.board.opened) == "after"
    offer = tour.map.board.dialog
    assert isinstance(offer, Offer)
    tour.click(centre(offer.no.rect))
    assert tour.map.board.opened is None
    go(tour, Place.SANDBOX)
    go(tour, Place.MAP)
    assert tour.map.board.opened is None


def test_taking_the_offer_opens_the_check(tour: Tour) -> None:
    tour.give(*[1] * len(first_edition().levels))
    go(tour, Place.MAP)
    tour.key(pygame.K_TAB)
    tour.key(pygame.K_RETURN)
    tour.frames(3)
    assert isinstance(check(tour).page, Offer)


def test_the_sittings_follow_each_other(tour: Tour) -> None:
    for sitting in (*SITTINGS, SITTINGS[-1]):
        go(tour, Place.CHECK)
        assert check(tour).sitting == sitting
        begin(tour)
        sit(tour, 6)
        tour.key(pygame.K_RETURN)
        assert isinstance(tour.screen, LevelMapScreen)
    assert list(tour.profiles.profile.concepts) == list(SITTINGS)


# -- answering ---------------------------------------------------------------------------------------------------------


def test_questions_come_one_at_a_time_with_shuffled_choices(tour: Tour) -> None:
    go(tour, Place.CHECK)
    begin(tour)
    seen = []
    for concept in CONCEPTS:
        page = question(tour)
        seen.append(page.asking)
        assert page.asking.question == concept.question
        assert sorted(page.asking.choices) == sorted(concept.choices)
        tour.key(pygame.K_1)
    assert [asking.progress for asking in seen] == [k / COUNT for k in range(COUNT)]
    assert len({asking.choices.index(concept.right) for asking, concept in zip(seen, CONCEPTS, strict=True)}) > 1


def test_clicks_keys_and_tab_choose(tour: Tour) -> None:
    go(tour, Place.CHECK)
    begin(tour)
    first, second, third = CONCEPTS[:3]
    seed = check(tour).seed
    tour.click(centre(question(tour).choices[2].rect))
    tour.key(pygame.K_4)
    tour.key(pygame.K_TAB)
    tour.key(pygame.K_TAB)
    tour.key(pygame.K_SPACE)
    tour.frames(2)
    expected = {
        first.id: first.order(seed)[2],
        second.id: second.order(seed)[3],
        third.id: third.order(seed)[1],
    }
    assert check(tour).answers == expected


def test_keys_beyond_the_choices_mean_nothing(tour: Tour) -> None:
    go(tour, Place.CHECK)
    begin(tour)
    for key in (pygame.K_0, pygame.K_6, pygame.K_9, pygame.K_a):
        tour.key(key)
    assert check(tour).answers == {}


def test_not_knowing_is_an_answer_that_is_kept_and_told_apart(tour: Tour) -> None:
    go(tour, Place.CHECK)
    begin(tour)
    card = question(tour)
    assert len(card.choices) == len(card.asking.choices) + 1
    tour.click(centre(card.choices[-1].rect))
    tour.key(pygame.K_5)
    assert check(tour).answers == {CONCEPTS[0].id: UNSURE, CONCEPTS[1].id: UNSURE}
    tour.escape()
    go(tour, Place.CHECK)
    begin(tour)
    for concept in CONCEPTS[2:]:
        tour.key(key_for(tour, concept, 1 if concept is CONCEPTS[2] else 0))
    page = check(tour).page
    assert isinstance(page, Results)
    assert page.outcome.title == "13 of 16 answered right."
    assert [row.look for row in page.outcome.rows] == ["unsure", "unsure", "wrong", *["right"] * 13]
    assert any("2 times" in line for line in page.outcome.lines)
    assert tour.profiles.profile.concepts["before"][CONCEPTS[0].id] == UNSURE


def test_it_is_said_at_once_that_the_check_is_optional_and_not_graded(tour: Tour) -> None:
    told = TEXTS.intro["before"]
    assert "optional" in told.text
    assert "nobody grades it" in told.text
    assert TEXTS.skip == "Later"


def test_answers_are_kept_and_go_on_leads_to_the_level_that_waited(tour: Tour) -> None:
    tour.key(pygame.K_RETURN)
    begin(tour)
    page = sit(tour, 5)
    assert page.outcome.title == "5 of 16 answered right."
    assert tour.profiles.profile.concepts["before"] == {id_: 0 if k < 5 else 1 for k, id_ in enumerate(IDS)}
    tour.click(centre(there(page.onward).rect))
    assert isinstance(tour.screen, LevelScreen)


def test_a_sitting_left_in_the_middle_goes_on_where_it_was(tour: Tour) -> None:
    go(tour, Place.CHECK)
    begin(tour)
    for _ in range(3):
        tour.key(pygame.K_1)
    answers = dict(check(tour).answers)
    tour.escape()
    assert tour.profiles.profile.concepts == {}
    go(tour, Place.CHECK)
    assert check(tour).answers == answers
    page = check(tour).page
    assert isinstance(page, Offer)
    tour.click(centre(page.yes.rect))
    assert question(tour).asking.label == "Question 4 of 16"
    assert question(tour).asking.question == CONCEPTS[3].question


def test_the_second_form_is_asked_after_the_first(tour: Tour) -> None:
    tour.profiles.keep_answers("before", GUESSING)
    go(tour, Place.CHECK)
    begin(tour)
    assert question(tour).asking.question == OTHERS[0].question
    assert CONCEPTS[0].form != OTHERS[0].form


def test_who_has_won_every_level_is_asked_what_has_changed(tour: Tour) -> None:
    tour.profiles.keep_answers("before", {})
    go(tour, Place.CHECK)
    assert check(tour).sitting == "before"
    tour.give(*[1] * len(tour.campaign.levels))
    go(tour, Place.MAP)
    with written() as texts:
        go(tour, Place.CHECK)
    assert check(tour).sitting == "after"
    told = " ".join(texts)
    assert TEXTS.uncompared.title in told, "nothing was answered before that it could be compared with"
    assert "compared with what you said before" not in told
    tour.profiles.keep_answers("before", GUESSING)
    go(tour, Place.MAP)
    with written() as texts:
        go(tour, Place.CHECK)
    assert "compared with what you said before" in " ".join(texts)


def test_after_the_second_sitting_the_gain_is_shown(tour: Tour) -> None:
    tour.profiles.keep_answers("before", GUESSING)
    go(tour, Place.CHECK)
    begin(tour)
    page = sit(tour, 9)
    assert page.outcome.title == "Before 0, now 9 of 16."
    tour.move(centre(page.row(0)))
    tour.seconds(0.6)
    assert check(tour).board.tooltip.text.startswith(f"What misled you before: {CONCEPTS[0].misconception(2)}.")


@pytest.mark.parametrize("size", SIZES)
def test_questions_and_results_fit(tmp_path: Path, size: str) -> None:
    tour = Tour(tmp_path, "--size", size)
    tour.to_map()
    tour.profiles.keep_answers("before", {**GUESSING, IDS[11]: 0})
    go(tour, Place.CHECK)
    begin(tour)
    window = tour.surface.get_rect()
    below_bar = pygame.Rect(0, window.height * 0.07, window.width, window.height * 0.93)
    for concept in OTHERS:
        page = question(tour)
        assert below_bar.contains(page.area)
        choices = [choice.rect for choice in page.choices]
        assert all(page.area.contains(rect) for rect in choices)
        assert all(first.bottom < second.top for first, second in pairwise(choices))
        tour.key(key_for(tour, concept, 1 if concept.number == 12 else 0))
    results = check(tour).page
    assert isinstance(results, Results)
    assert below_bar.contains(results.area)
    assert all(results.area.contains(results.row(k)) for k in range(COUNT))
    assert max(results.row(k).bottom for k in range(COUNT)) < there(results.onward).rect.top
    tour.close()


# -- review questions --------------------------------------------------------------------------------------------------


def review(tour: Tour) -> ReviewQuestionScreen:
    assert isinstance(tour.screen, ReviewQuestionScreen)
    return tour.screen


def test_a_chapter_opens_with_a_review_question_once(tour: Tour) -> None:
    tour.give(2)
    go(tour, Place.LEVEL, "L02")
    screen = review(tour)
    right = screen.posed.right
    tour.key(pygame.K_1 + right)
    assert tour.profiles.profile.reviews == {"2": True}
    assert screen.card.choices[right].marked is AnswerMark.RIGHT
    tour.key(pygame.K_RETURN)
    tour.frames(2)
    assert isinstance(tour.screen, LevelScreen)
    assert tour.screen.play.level.id == "L02"
    go(tour, Place.LEVEL, "L02")
    assert isinstance(tour.screen, LevelScreen)


def test_a_wrong_answer_costs_nothing_and_shows_the_right_one(tour: Tour) -> None:
    tour.give(2, 2, 2)
    go(tour, Place.LEVEL, "L04")
    screen = review(tour)
    right = screen.posed.right
    wrong = (right + 1) % len(screen.posed.choices)
    tour.click(centre(screen.card.choices[wrong].rect))
    assert tour.profiles.profile.reviews == {"3": False}
    assert screen.card.choices[wrong].marked is AnswerMark.WRONG
    assert screen.card.choices[right].marked is AnswerMark.RIGHT
    remark = there(screen.card.verdict).remark
    assert remark == "Not quite: the green one. Level 3, “The deaf neuron”, is where it comes from."
    tour.click(centre(screen.card.choices[right].rect))
    assert tour.profiles.profile.reviews == {"3": False}
    tour.click(centre(there(screen.card.onward).rect))
    assert isinstance(tour.screen, LevelScreen)
    assert tour.screen.play.level.id == "L04"


def test_other_levels_of_a_chapter_have_no_review_question_and_escape_puts_it_off(tour: Tour) -> None:
    tour.give(1, 1, 1)
    go(tour, Place.LEVEL, "L03")
    assert isinstance(tour.screen, LevelScreen)
    go(tour, Place.LEVEL, "L02")
    review(tour)
    tour.escape()
    assert isinstance(tour.screen, LevelMapScreen)
    assert tour.profiles.profile.reviews == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_review_question_fits(tmp_path: Path, size: str) -> None:
    tour = Tour(tmp_path, "--size", size)
    for number in range(2, 8):
        chapter = tour.campaign.chapters[number - 1]
        screen = ReviewQuestionScreen(tour.campaign, chapter, number, tour.profiles, Go(Place.MAP))
        screen.build(tour.surface.get_size(), tour.window.director.options)
        for _ in range(2):
            rects = [choice.rect for choice in screen.card.choices]
            assert tour.surface.get_rect().contains(screen.card.area), number
            assert all(screen.card.area.contains(rect) for rect in rects), number
            screen.carried_out(Chose(0))
        assert there(screen.card.onward).rect.top > rects[-1].bottom, number
    tour.close()


def test_a_check_in_a_levels_way_says_why_and_that_the_level_follows_with_later_at_once(tour: Tour) -> None:
    with written() as texts:
        tour.key(pygame.K_RETURN)
        tour.wait(0.3)
    told = " ".join(texts)
    assert "Only what you think before the first level can show you" in told
    assert "Level 1 follows right after it" in told
    page = check(tour).page
    assert isinstance(page, Offer)
    tour.click(centre(page.no.rect))
    assert isinstance(tour.screen, LevelScreen)


def test_a_check_asked_for_on_the_map_speaks_of_no_level_to_come(tour: Tour) -> None:
    with written() as texts:
        go(tour, Place.CHECK)
    assert "Level 1 follows" not in " ".join(texts)
