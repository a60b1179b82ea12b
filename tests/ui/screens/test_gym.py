"""The gym by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from game.sim.gym.exercise import Judgement, spelled
from game.sim.gym.kinds import exercise_kinds
from game.storage.progress import ProfileStore
from game.ui.gym.workout import GiveAnswer, PractiseKind
from game.ui.screens.gym import GymScreen
from game.ui.screens.lab import LabScreen
from game.ui.screens.level_map import LevelMapScreen
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour


class Trainee(Tour):
    """A student who goes to the gym by its key."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        super().__init__(folder, *arguments)
        self.key(pygame.K_ESCAPE)
        self.key(pygame.K_x, text="x")
        self.seconds(0.4)

    @property
    def gym(self) -> GymScreen:
        assert isinstance(self.screen, GymScreen)
        return self.screen

    def found(self) -> Judgement | None:
        """How the answer was found."""
        return self.gym.workout.found

    def practise(self, kind: str) -> None:
        self.click(centre(self.gym.kinds.buttons[kind].rect))
        assert self.gym.workout.exercise.kind == kind


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


def test_its_network_is_opened_in_the_sandbox_and_leads_back(trainee: Trainee) -> None:
    trainee.practise("hidden_delta")
    made = trainee.gym.workout.exercise
    trainee.gym.carry_out(GiveAnswer(made.answer))
    trainee.frames(2)
    trainee.click(centre(trainee.gym.exercise.buttons["sandbox"].rect))
    trainee.seconds(0.4)
    assert isinstance(trainee.screen, LabScreen)
    trace = trainee.snapshot.batch.traces[0]
    assert float(trace.delta[0][0]) == pytest.approx(made.answer)
    trainee.click(trainee.levels_button())
    trainee.seconds(0.4)
    assert isinstance(trainee.screen, GymScreen)


def test_the_map_leads_there_and_it_leads_back(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.to_map()
    tour.click(tour.button("Gym"))
    tour.seconds(0.3)
    assert isinstance(tour.screen, GymScreen)
    tour.escape()
    assert isinstance(tour.screen, LevelMapScreen)
    tour.close()


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_room_at_every_size(tmp_path: Path, size: str) -> None:
    trainee = Trainee(tmp_path, "--size", size)
    gym = trainee.gym
    for kind in exercise_kinds():
        for _ in range(2):
            gym.carry_out(PractiseKind(kind))
            panel = gym.exercise
            stops = panel.focusables()
            assert all(gym.board.places["exercise"].contains(stop.rect) for stop in stops)
            gym.carry_out(GiveAnswer(gym.workout.exercise.answer))
            rects = [stop.rect for stop in (*panel.focusables(), *gym.exercise.choices)]
            assert all(gym.board.places["exercise"].contains(rect) for rect in rects)
            shown = [gym.exercise.buttons["next"].rect, *(choice.rect for choice in gym.exercise.choices)]
            assert not any(one.colliderect(other) for one, other in combinations(shown, 2))
            for layer, units in enumerate(gym.workout.exercise.picture.start.settings.layers):
                for unit in range(units):
                    x, y = gym.picture.middle(layer, unit)
                    place = pygame.Rect(0, 0, 2 * gym.picture.radius, 2 * gym.picture.radius)
                    place.center = (x, y)
                    assert pygame.Rect((0, 0), gym.board.places["picture"].size).contains(place)
    trainee.close()
