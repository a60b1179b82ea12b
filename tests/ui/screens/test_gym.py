"""The gym by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from game.sim.gym.kinds import exercise_kinds
from game.ui.gym.workout import GiveAnswer, PractiseKind
from game.ui.screens.gym import GymScreen
from game.ui.screens.lab import LabScreen
from game.ui.screens.level_map import LevelMapScreen
from game.ui.widgets.button import SMALLEST_LABEL
from tests.support.certain import there
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour
from tests.support.trainee import Trainee


@pytest.fixture
def trainee(tmp_path: Path) -> Iterator[Trainee]:
    found = Trainee(tmp_path)
    yield found
    found.close()


def test_its_network_is_opened_in_the_sandbox_and_leads_back(trainee: Trainee) -> None:
    trainee.practise("hidden_delta")
    made = trainee.gym.workout.exercise
    trainee.gym.carry_out(GiveAnswer(made.answer))
    trainee.frames(2)
    trainee.click(centre(trainee.gym.exercise.buttons["sandbox"].rect))
    trainee.wait(0.4)
    assert isinstance(trainee.screen, LabScreen)
    trace = trainee.snapshot.batch.traces[0]
    assert float(trace.delta[0][0]) == pytest.approx(made.answer)
    trainee.click(trainee.levels_button())
    trainee.wait(0.4)
    assert isinstance(trainee.screen, GymScreen)


def test_the_map_leads_there_and_it_leads_back(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.to_map()
    tour.click(tour.button("Gym"))
    tour.wait(0.3)
    assert isinstance(tour.screen, GymScreen)
    tour.escape()
    assert isinstance(tour.screen, LevelMapScreen)
    tour.close()


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_room_at_every_size(tmp_path: Path, size: str) -> None:
    trainee = Trainee(tmp_path, "--size", size)
    gym = trainee.gym
    kit = there(trainee.board.kit)
    for name, button in gym.kinds.buttons.items():
        title = "Mixed" if name is None else f"{exercise_kinds()[name].title} 104/157"
        assert kit.fonts.width(title, SMALLEST_LABEL, "medium") < button.rect.width, "how it has gone is cut off"
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
