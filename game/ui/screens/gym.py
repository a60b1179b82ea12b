"""The gym: endless exercises, one at a time, with the network each holds in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pygame

from game.sim.gym.spacing import GymRecord, after, next_exercise
from game.storage.profiles import Profiles
from game.ui.draw.kit import scale_for
from game.ui.gym.exercise_panel import ExercisePanel
from game.ui.gym.kinds_panel import KindsPanel
from game.ui.gym.network_picture import NetworkPicture
from game.ui.gym.workout import GiveAnswer, NextExercise, PractiseKind, Workout
from game.ui.screen import Go, Place
from game.ui.screens.panel_screen import PanelScreen
from game.ui.screens.title_bar import BAR_HEIGHT, TitleBar
from game.ui.toolkit.panel import Message

MARGIN = 16
"""Design pixels: around the panels."""
LEFT = 476
"""Design pixels: the exercise's width."""
KINDS = 204
"""Design pixels: the height of the kinds."""


class GymScreen(PanelScreen):
    """What is practised is kept in the student's profile, whose row of exercises begins with `seed` if it has none
    yet."""

    def __init__(self, profiles: Profiles, seed: int) -> None:
        super().__init__()
        self._profiles, self._seed = profiles, seed
        out: list[Message] = [Go(Place.BACK)]
        self._bar = TitleBar("Gym", "Back", "Back to where you came from (Esc). What you did is kept.", out)
        self.workout = self._next(None)
        self._show()

    @property
    def _record(self) -> GymRecord:
        """What has been practised so far."""
        record = self._profiles.profile.gym
        return record if record.done else msgspec.structs.replace(record, seed=self._seed)

    def _next(self, kind: str | None) -> Workout:
        record = self._record
        made = next_exercise(record, kind)
        due = record.due.get(made.kind)
        return Workout(made, record, kind, due is not None and due.at <= record.done)

    def _show(self) -> None:
        self.exercise = ExercisePanel(self.workout)
        self.picture = NetworkPicture(self.workout)
        self.kinds = KindsPanel(self.workout)

    def lay_out(self, size: tuple[int, int]) -> None:
        """The exercise at the left, its network and the kinds at the right."""
        scale = scale_for(size)
        margin, top = round(MARGIN * scale), round(BAR_HEIGHT * scale)
        body = pygame.Rect(margin, top + margin, size[0] - 2 * margin, size[1] - top - 2 * margin)
        left = pygame.Rect(body.topleft, (round(LEFT * scale), body.height))
        right = pygame.Rect(left.right + margin, body.y, body.right - left.right - margin, body.height)
        low = round(KINDS * scale)
        kinds = pygame.Rect(right.x, right.bottom - low, right.width, low)
        picture = pygame.Rect(right.x, right.y, right.width, right.height - low - margin)
        bar = pygame.Rect(0, 0, size[0], top)
        panels = {"exercise": self.exercise, "picture": self.picture, "kinds": self.kinds, "bar": self._bar}
        rects = {"exercise": left, "picture": picture, "kinds": kinds, "bar": bar}
        self.board.fit(panels, {name: (rect, None) for name, rect in rects.items()})

    def keys(self, event: pygame.event.Event) -> Sequence[Message]:
        """Enter, numbers, and the keys of every screen."""
        meant = self.exercise.keys(event)
        return super().keys(event) if meant is None else meant

    def carry_out(self, message: Message) -> None:
        """Judge an answer, go on, or practise another kind."""
        match message:
            case GiveAnswer(value):
                self._judge(value)
            case NextExercise():
                self._turn_to(self._next(self.workout.kind))
            case PractiseKind(kind):
                self._turn_to(self._next(kind))
            case _:
                super().carry_out(message)

    def _judge(self, value: float | str) -> None:
        if self.workout.found:
            return
        found = self.workout.exercise.judged(value)
        record = after(self._record, self.workout.exercise, found)
        self._profiles.keep(msgspec.structs.replace(self._profiles.profile, gym=record))
        self._turn_to(replace(self.workout, record=record, given=value, found=found))

    def _turn_to(self, workout: Workout) -> None:
        self.workout = workout
        self.board.toast.pass_by()
        self._show()
        self.board.ring.clear()
        self.lay_out(self.board.size)

    def update(self, now: float) -> None:
        """`now` is seconds of the window's clock."""
        self.say(self._profiles.news())
        super().update(now)
