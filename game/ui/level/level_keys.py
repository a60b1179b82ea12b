"""Keys that mean something anywhere in a level: KEYDOWN -> messages (pure)."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim import commands as c
from game.sim.level.actions import AnswerWhy, BeginTry, NewDeal, Predict, Retry, TakeHint
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.snapshot import Snapshot
from game.ui.lab.lab_keys import key_messages, play_or_pause
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Message

LOOKING = (c.Play, c.Pause, c.Step, c.Seek, c.SetSpeed)
MOST_CHOICES = 5


def level_keys(event: pygame.event.Event, play: LevelPlay, snapshot: Snapshot | None) -> Sequence[Message]:
    """What a key asks for, Esc and Enter apart."""
    typed = ord(event.unicode) if len(event.unicode) == 1 else 0
    for number in (event.key - pygame.K_1, typed - pygame.K_1):  # on some keyboards digits are typed with Shift
        if 0 <= number < MOST_CHOICES:
            return _chosen(play, number)
    if event.key == pygame.K_h:
        return [Do(TakeHint())]
    if event.key == pygame.K_r:
        return [Do(NewDeal() if play.spent else Retry())] if play.visit.stage is Stage.RESULT else []
    if event.key == pygame.K_SPACE and play.visit.stage in (Stage.PREDICTING, Stage.READY):
        return [Do(BeginTry())]
    return _looking(event, play, snapshot) if snapshot else []


def _looking(event: pygame.event.Event, play: LevelPlay, snapshot: Snapshot) -> Sequence[Message]:
    """Keys as in the Lab, where they only look."""
    if event.key == pygame.K_SPACE:
        return [play_or_pause(snapshot)]
    free = play.visit.stage in play.kind.watchable
    found = key_messages(event, snapshot)
    return [each for each in found if not isinstance(each, c.Command) or (free and isinstance(each, LOOKING))]


def _chosen(play: LevelPlay, number: int) -> Sequence[Message]:
    """Choice `number` of what is asked, from 0."""
    if play.visit.stage is Stage.PREDICTING:
        return [Do(Predict(number))] if number < len(play.level.prediction.choices) else []
    order = play.why_order() if play.visit.why_due else ()
    return [Do(AnswerWhy(order[number]))] if number < len(order) else []
