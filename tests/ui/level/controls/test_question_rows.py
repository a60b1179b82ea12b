"""The rows in which questions are answered show what is answered, whoever answered it."""

from __future__ import annotations

import pygame
import pytest

from game.sim.level.actions import AnswerValue
from game.sim.level.questions import Question
from game.sim.level.questions.sample_directions import SampleDirections
from game.sim.level.questions.sample_ranking import SampleRanking
from game.sim.level.questions.silent_edges import SilentEdges
from game.sim.start import Start
from game.ui.level.controls.question_rows import FORMS, OptionsRow
from tests.support.stage import Stage

SAMPLES = ("00", "01", "10", "11")


def row_for(question: Question) -> OptionsRow:
    """In a window of its own, with nothing answered."""
    row = FORMS[question.form](Stage((640, 480)).kit, pygame.Rect(20, 20, 360, 200), question, Start(scenario="xor"))
    assert isinstance(row, OptionsRow)
    return row


@pytest.mark.parametrize(
    ("question", "clicks", "solved"),
    [
        (SampleRanking(name="q", prompt="?"), SAMPLES, SAMPLES[::-1]),
        (SampleDirections(name="q", prompt="?", edge="b:out"), SAMPLES, dict.fromkeys(SAMPLES, "down")),
        (SilentEdges(name="q", prompt="?", net=""), ("x1->h1",), ("x2->h1", "x2->h2")),
    ],
    ids=lambda each: getattr(each, "form", None),
)
def test_a_solution_stands_there_in_place_of_what_was_answered(
    question: Question, clicks: tuple[str, ...], solved: AnswerValue
) -> None:
    row = row_for(question)
    for option in clicks:
        row.clicked(option)
    own = row.value()
    row.show(own)
    assert row.value() == own != solved
    row.show(solved)
    assert row.value() == solved


def test_an_order_that_is_being_changed_is_left_alone() -> None:
    row = row_for(SampleRanking(name="q", prompt="?"))
    for option in SAMPLES:
        row.clicked(option)
    answered = row.value()
    row.show(answered)
    row.clicked(SAMPLES[2])
    row.show(answered)
    assert [row.state[option] for option in SAMPLES] == ["1", "2", "", ""]
    for option in (SAMPLES[3], SAMPLES[2]):
        row.clicked(option)
    assert row.value() == (*SAMPLES[:2], SAMPLES[3], SAMPLES[2])
