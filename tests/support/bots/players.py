"""The four, and the one who understands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from game.sim.level.actions import Action, AnswerWhy, BeginTry, Predict, Retry
from game.sim.level.level import DealtLevel, Level
from game.sim.level.level_parts import Condition
from game.sim.level.play.kinds.kind import Move
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.level_result import WHY, StarProgress
from game.sim.level.play.visit import Stage
from tests.support.bots.counted import counts_of
from tests.support.bots.dealt_once import dealt_once
from tests.support.bots.readers import reader_of
from tests.support.campaign_files import campaign

ROAD = [each for each in campaign().levels if each.id.startswith("C")]
SEEDS = 10_000
"""Of the bots' visits; the drawers' own tests and the design have others."""
BOTS = ("random", "climb", "ends", "reader")
TRIES = 5
"""Where a level sets no limit."""
SMALL = 6
"""So few values, or words, are tried at random by who climbs."""
Setting = dict[int, Any]
"""What is set, by the number of the move."""


@dataclass(frozen=True)
class Outcome:
    """`stars` won with the why-question guessed; `known`: with it known beforehand."""

    stars: int
    known: int


@dataclass
class Climber:
    """Goes on from the best so far, one move at a time, in steps that get smaller where they do not help."""

    here: Setting = field(default_factory=dict)
    badness: float = math.inf
    share: float = 0.3
    ways: dict[int, int] = field(default_factory=dict)
    last: Setting = field(default_factory=dict)
    moved: int | None = None


def visit(level: Level, bot: str, seed: int) -> Outcome:
    """One visit of `bot` to `level`; the same from the same `seed`."""
    with counts_of(level.id):
        return _visit(level, bot, seed)


def _visit(level: Level, bot: str, seed: int) -> Outcome:
    dice = Random(f"{level.id} {bot} {seed}")
    play, climber, known = LevelPlay(dealt_once(level.id), seed), Climber(), 0
    play.do(Predict(dice.randrange(len(level.prediction.choices))))
    for number in range(level.tries or TRIES):
        if play.visit.stage is Stage.RESULT and play.do(Retry()):
            break
        if not _tried(play, _acts(play, bot, number, dice, climber)):
            continue
        known = max(known, _stars(play.progress()))
        if play.visit.why_due:
            play.do(AnswerWhy(dice.randrange(len(level.why.choices))))
        if known == 3:
            break
    return Outcome(play.visit.stars, known)


def understood(level: Level, seed: int) -> int:
    """The stars of one who understands."""
    with counts_of(level.id):
        return _understood(level, seed)


def _understood(level: Level, seed: int) -> int:
    play = LevelPlay(dealt_once(level.id), seed)
    play.do(Predict(level.prediction.answer))
    assert isinstance(play.level, DealtLevel)
    assert play.level.deal is not None
    _tried(play, play.level.deal.solution(play.level.table))
    if play.visit.why_due:
        play.do(AnswerWhy(0))
    return play.visit.stars


def _tried(play: LevelPlay, acts: Sequence[Action]) -> bool:
    """Whether a try came of `acts`; what is refused is left as it is."""
    for act in acts:
        play.do(act)
    if play.do(BeginTry()):
        return False
    play.finish()
    return True


def _stars(progress: Sequence[StarProgress]) -> int:
    """Those that were won but for the why-question."""
    won = 0
    for star in progress:
        if not all(need.met for need in star.needs if need.text != WHY):
            break
        won += 1
    return won


def _acts(play: LevelPlay, bot: str, number: int, dice: Random, climber: Climber) -> list[Action]:
    space = play.kind.space()
    chance: Setting = {k: dice.choice(move.values) for k, move in enumerate(space)}
    if bot == "ends":
        ends = [(move.values[-1], move.values[0]) for move in space]
        chance = {k: pair[number] if number < 2 else dice.choice(pair) for k, pair in enumerate(ends)}
    elif bot == "climb":
        chance = _climbed(play, space, chance, dice, climber)
    acts = [move.act(chance[k]) for k, move in enumerate(space)]
    if bot != "reader":
        return acts
    return [*acts, *reader_of(play.level)(play, dice)]


def _climbed(play: LevelPlay, space: Sequence[Move], chance: Setting, dice: Random, climber: Climber) -> Setting:
    """The next setting; the first one, and the first after a new deal, is tried by chance."""
    anew = play.level.deal is not None and play.level.deal.each_try
    if not climber.here or anew or not space:
        climber.here, climber.last, climber.badness = chance, chance, math.inf
        return chance
    badness = sum(map(_shortfall, _conditions(play), _values(play)))
    if badness < climber.badness:
        climber.badness, climber.here = badness, climber.last
    else:
        climber.share = max(0.02, climber.share * 0.8)
        if climber.moved is not None:
            climber.ways[climber.moved] = -climber.ways.get(climber.moved, 1)
    k = dice.randrange(len(space))
    setting = {**climber.here, k: _stepped(space[k].values, climber.here[k], k, dice, climber)}
    climber.moved, climber.last = k, setting
    return setting


def _stepped(values: Sequence[Any], now: Any, k: int, dice: Random, climber: Climber) -> Any:
    if len(values) <= SMALL or not isinstance(values[0], (int, float)):
        return dice.choice(values)
    at = min(range(len(values)), key=lambda n: abs(values[n] - now))
    way = climber.ways.setdefault(k, dice.choice((1, -1)))
    step = max(1, round(climber.share * len(values) * dice.uniform(0.5, 1.2)))
    to = max(0, min(len(values) - 1, at + way * step))
    return values[to if to != at else max(0, min(len(values) - 1, at - way * step))]


def _conditions(play: LevelPlay) -> list[Condition]:
    return [need for star in play.level.stars for need in star.needs]


def _values(play: LevelPlay) -> list[float | None]:
    """What was printed of the last try."""
    measured = play.last.measures if play.last else {}
    return [measured.get(need.measure.key) for need in _conditions(play)]


def _shortfall(need: Condition, value: float | None) -> float:
    """How far `value` is from meeting the `need`, as a share of its bound."""
    if value is None:
        return 49.0
    value = max(-1e6, min(1e6, value))
    if need.met(value):
        return 0.0
    return min(abs(value - need.bound) / (abs(need.bound) or 1.0), 49.0)
