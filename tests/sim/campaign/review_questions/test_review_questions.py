"""Review questions: new numbers each time, one right answer, and that the one the simulation gives."""

from __future__ import annotations

import re

import pytest

from game.sim.campaign.campaign import Chapter, PosedReview
from tests.support.campaign_files import campaign, first_edition

SEEDS = range(25)
WITH_ECHO = first_edition().chapters[1:]
each_chapter = pytest.mark.parametrize("chapter", WITH_ECHO, ids=lambda chapter: chapter.name)


def asked(chapter: Chapter, seed: int) -> PosedReview:
    question = first_edition().review_question(chapter, seed)
    assert question is not None
    return question


def test_every_chapter_but_the_first_reviews_an_earlier_one() -> None:
    assert first_edition().review_question(first_edition().chapters[0], 1) is None
    for chapter in WITH_ECHO:
        assert chapter.review is not None
        recalled = first_edition().level(chapter.review.recalls)
        assert recalled is not None
        assert recalled.chapter < chapter.number


ABOUT = {
    "switch_place": "−b/w",
    "biggest_push": "push",
    "carried_delta": "Back over the weight",
    "new_weight": "gradient",
    "other_rate": "epochs times rate",
    "one_neuron": "straight line",
    "relu_listens": "ReLU",
}
"""What the idea of the level says that a review question recalls."""


@pytest.mark.road
def test_every_chapter_of_the_road_reviews_what_a_level_before_it_is_about_today() -> None:
    road = campaign()
    for chapter in road.chapters[1:]:
        assert chapter.review, chapter.name
        recalled = road.level(chapter.review.recalls)
        assert recalled is not None
        assert recalled.chapter < chapter.number
        assert ABOUT[chapter.review.by] in recalled.idea, f"{chapter.review.by} of {recalled.title}"


@pytest.mark.road
@pytest.mark.parametrize("seed", SEEDS)
def test_the_switch_and_the_complaint_carried_back_are_right_by_hand(seed: int) -> None:
    road = campaign()
    switch, back = (road.review_question(road.chapters[k], seed) for k in (1, 3))
    assert switch
    assert back
    w, b = numbers(switch.question)[:2]
    assert numbers(switch.choices[switch.right])[0] == pytest.approx(-b / w, abs=0.006)
    delta, w, slope = numbers(back.question)[:3]
    assert numbers(back.choices[back.right])[0] == pytest.approx(delta * w * slope, abs=0.003)
    a = numbers(back.question)[3]
    told = sorted(numbers(choice)[0] for choice in back.choices)
    assert told == pytest.approx(sorted([delta * w * slope, delta * w, delta * slope, delta * w * a]), abs=0.004)
    for each in (switch, back):
        assert len(set(each.choices)) == 4
        assert len(each.question.split()) <= 32
        assert not any("-" in text or "{" in text for text in (each.question, *each.choices))


@each_chapter
def test_numbers_are_new_and_choices_differ(chapter: Chapter) -> None:
    questions = [asked(chapter, seed) for seed in SEEDS]
    assert asked(chapter, 3) == asked(chapter, 3)
    assert len({(each.question, each.choices) for each in questions}) > 5
    assert len({each.right for each in questions}) > 1
    for each in questions:
        assert 0 <= each.right < len(each.choices)
        assert len(set(each.choices)) == len(each.choices)
        assert not any("{" in text or "-" in text for text in (each.question, *each.choices))
        assert len(each.question.split()) <= 32


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-").replace(",", ""))]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_right_answers_are_right_by_hand(seed: int) -> None:
    votes, push, weight, rate, lines, relu = (asked(chapter, seed) for chapter in WITH_ECHO)
    w, b = numbers(votes.question)[:2]
    assert votes.choices[votes.right] == {
        (0, 0, 0): "none", (0, 0, 1): "only (1, 1)", (0, 1, 1): "any input with a 1", (1, 1, 1): "all four",
    }[tuple(int(n * w + b > 0) for n in range(3))]  # type: ignore[index]  # fmt: skip
    outputs = [numbers(choice)[0] for choice in push.choices]
    assert push.right == max(range(3), key=lambda k: outputs[k] ** 2 * (1 - outputs[k]))
    start, delta, h, eta = numbers(weight.question)
    assert numbers(weight.choices[weight.right])[0] == pytest.approx(start - eta * delta * h, abs=0.003)
    eta, _, epochs, other = numbers(rate.question)
    assert numbers(rate.choices[rate.right])[0] == pytest.approx(epochs * eta / other, rel=0.1)
    table = tuple(int(n) for n in numbers(lines.question)[:4])
    assert lines.choices[lines.right] == ("3" if table in ((0, 1, 1, 0), (1, 0, 0, 1)) else "4")
    v, w, b = numbers(relu.question)[:3]
    assert int(relu.choices[relu.right]) == sum(x * v + y * w + b > 0 for x in (0, 1) for y in (0, 1))
