"""A workout in the gym: answers are typed, judged and followed by the next exercise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sim.gym.exercise import Judgement, spelled
from game.sim.gym.kinds import exercise_kinds
from game.storage.profile_store import ProfileStore
from game.ui.gym.workout import GiveAnswer
from tests.support.stage import centre
from tests.support.trainee import Trainee


@pytest.fixture
def trainee(tmp_path: Path) -> Iterator[Trainee]:
    found = Trainee(tmp_path)
    yield found
    found.close()


def test_an_answer_is_typed_judged_kept_and_followed_by_the_next_exercise(trainee: Trainee, tmp_path: Path) -> None:
    first = trainee.gym.workout.exercise
    assert first.kind == "z"
    assert isinstance(first.answer, float)
    trainee.type(spelled(first.answer).replace("−", "-"))
    trainee.key(pygame.K_RETURN)
    assert trainee.found() == Judgement(True)
    trainee.key(pygame.K_RETURN)
    assert trainee.gym.workout.exercise.kind == "a"
    trainee.seconds(0.5)
    trainee.close()
    kept, notice = ProfileStore(tmp_path).load("Player 1")
    assert notice is None
    assert (kept.gym.done, kept.gym.right) == (1, 1)
    again = Trainee(tmp_path)
    assert again.gym.workout.exercise == trainee.gym.workout.exercise, "it goes on where it was"
    again.close()


def test_an_expression_is_worked_out_and_what_cannot_be_read_is_said(trainee: Trainee) -> None:
    trainee.practise("slope")
    a = trainee.gym.workout.exercise.given["a"]
    trainee.click(centre(trainee.gym.exercise.box.rect))  # type: ignore[union-attr]
    trainee.type("half")
    trainee.click(centre(trainee.gym.exercise.buttons["check"].rect))
    assert trainee.found() is None
    assert trainee.said == "'half' cannot be read: numbers, + − × ÷ ^ and brackets can be read."
    trainee.key(pygame.K_a, pygame.KMOD_CTRL)
    box = trainee.gym.exercise.box
    assert box is not None
    box.set_text("")
    trainee.click(centre(box.rect))
    trainee.type(f"{a}*(1-{a})")
    trainee.key(pygame.K_RETURN)
    assert trainee.found() == Judgement(True)


def test_a_wrong_answer_is_named_and_its_kind_comes_back_after_two(trainee: Trainee) -> None:
    trainee.practise("direction")
    made = trainee.gym.workout.exercise
    mistake = made.wrong[0]
    trainee.type(str(1 + made.choices.index(str(mistake.value))))
    assert trainee.found() == Judgement(False, mistake.misconception)
    trainee.click(centre(trainee.gym.kinds.buttons[None].rect))
    kinds = []
    for _ in range(3):
        workout = trainee.gym.workout
        kinds.append((workout.exercise.kind, workout.returns))
        trainee.gym.carry_out(GiveAnswer(workout.exercise.answer))
        trainee.key(pygame.K_RETURN)
    back = exercise_kinds()["direction"].practises.get(mistake.misconception, "direction")
    assert kinds[2] == (back, True)
    assert not any(returns for _, returns in kinds[:2])
