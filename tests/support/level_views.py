"""What a student sees of a level in windows of several sizes, and after a while, without each frame of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from game.session.loop import NANOSECONDS
from game.sim import commands as c
from game.sim.level.actions import BeginTry
from game.sim.level.level import with_facts
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.storage.profile import LevelRecord
from game.ui.level.intents import Do
from game.ui.level.level_panels import LevelPanels
from game.ui.level.player_record import PlayerRecord
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.result.wider_evidence import WiderEvidence
from tests.support.level_player import LevelPlayer

BOTH_SIZES = ((1024, 640), (1280, 800))
"""Of the window: the smallest, and the one it opens with."""


def as_option(size: tuple[int, int]) -> str:
    """As the command line spells a size."""
    return f"{size[0]}x{size[1]}"


def look_on(player: LevelPlayer, seconds: float, apart: float = 0.25) -> None:
    """Let so many seconds pass with a frame every `apart` seconds only."""
    step, player.step = player.step, round(apart * NANOSECONDS)
    player.frames(math.ceil(seconds / apart))
    player.step = step


def solution_of(player: LevelPlayer) -> Sequence[Any]:
    """The level's own script that wins three stars."""
    return next(each for each in player.play.written.solutions if each.stars == 3).script


def solve_from_size_to_size(player: LevelPlayer, size: tuple[int, int]) -> None:
    """Win three stars as the level's own script does, by hand, from the midst of it on in a window of `size`."""
    script = solution_of(player)
    for number, act in enumerate(script):
        if number == len(script) // 2:
            player.resize(size)
        player.do(with_facts(act, player.play.level.facts))


def carry_out_at_once(player: LevelPlayer, *acts: Any) -> None:
    """Carry out acts without hands, and let each run end in the frame it begins: for tests of what comes after it."""
    for written in acts:
        act = with_facts(written, player.play.level.facts)
        assert player.play.refusal(act) is None, player.play.refusal(act)
        player.screen.carry_out(Do(act))
        if isinstance(act, BeginTry):
            player.play.finish()
            player.screen.carried_out(c.Pause())  # what follows is of the run as it has ended
        player.frame()


def run_to_the_end(player: LevelPlayer) -> None:
    """Press the big button of a level of choices, and while it runs once more: to the end."""
    player.click(player.go.center)
    assert player.stage is Stage.RUNNING
    player.click(player.go.center)
    player.wait_for_the_end()


def panels_of(play: LevelPlay, foresight: PredictionCheck | None = None) -> LevelPanels:
    """The panels of a level that stand in no window."""
    visitor = PlayerRecord(LevelRecord(), lambda _: "", lambda: "", lambda: 0)
    return LevelPanels(play, visitor, WiderEvidence(play.level, visitor.seed), foresight or PredictionCheck(play))
