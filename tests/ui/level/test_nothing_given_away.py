"""What a level asks for is written nowhere on its screen before the try, nor told by hover help."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from game.sim.level import actions as a
from game.sim.level.level import DealtLevel
from game.sim.level.questions import NumberQuestion
from tests.support.campaign_files import campaign, level
from tests.support.level_player import Enter
from tests.support.written import written

pytestmark = pytest.mark.road

IN_NUMBERS = [
    each.id
    for each in campaign().levels
    if each.id.startswith("C") and any(isinstance(question, NumberQuestion) for question in each.questions)
]
CAUSES, SEEDS = 6, 120
LONG = 4
"""So many words one after the other are an answer."""


@pytest.mark.parametrize("name", IN_NUMBERS)
def test_no_number_that_is_asked_for_is_written_or_told(enter: Enter, name: str) -> None:
    """Of level 13 of the first edition both deltas stood on the card."""
    with written() as texts:
        player = enter(name)
        player.do(a.Predict(0))
        player.frames(4)
    shown, board = player.play.level, player.screen.board
    told = [hint.text() for panel in board.places for hint in board.panels[panel].hints()]
    nets = dict(shown.nets(0))
    asked = [question for question in shown.questions if isinstance(question, NumberQuestion)]
    assert texts
    for question in asked:
        start = nets.get(question.net, shown.own_start)
        right = question.right(start)
        assert isinstance(right, float)
        if question.name == "ce":  # target 0: with cross-entropy δ is the output itself, which must be seen
            assert right == shown.facts["a"]
            continue
        spelt = {question.spelt(right, start), f"{abs(right):.4f}", f"{abs(right):.6f}"}
        assert not [text for text in (*texts, *told) for number in spelt if number in text.split()], question.name


def test_the_order_of_the_patients_tells_no_cause() -> None:
    """Of level 17 of the first edition the names and the order were the diagnosis."""
    places = [Counter[str]() for _ in range(4)]
    for seed in range(SEEDS):
        dealt = level("C30").dealt(seed)
        assert isinstance(dealt, DealtLevel)
        for place, count in enumerate(places, start=1):
            count[str(dealt.facts[f"cause{place}"])] += 1
    assert all(len(count) == CAUSES and max(count.values()) < 2.2 * SEEDS / CAUSES for count in places)


def test_two_lines_do_not_begin_side_by_side(enter: Enter) -> None:
    """That is what level 20 asks for."""
    player = enter("C20")
    player.do(a.Predict(0))
    first, second = player.play.kind.shown("").lines  # type: ignore[attr-defined]
    assert first.angle % 180 != second.angle % 180


def test_no_why_question_is_answered_word_for_word_before_it_is_asked() -> None:
    """In level 5 the right choice stood in the headline: "depends on z alone"."""
    for each in campaign().levels:
        said = f" {' '.join(_words(' '.join((each.idea, each.goal, each.prediction.question))))} "
        words = _words(each.why.right)
        runs = [" ".join(words[at : at + LONG]) for at in range(len(words) - LONG + 1)]
        assert not [run for run in runs if f" {run} " in said], each.id


def _words(text: str) -> list[str]:
    return re.findall(r"[^\s:;,.?]+", text.casefold())
