"""The campaign loads, each scripted solution wins the stars that it says, and every review question is asked."""

from __future__ import annotations

import math

from game.paths import ASSETS
from game.selfcheck import Facts, Problem
from game.sim.campaign.campaign import Campaign, read_campaign
from game.sim.level.level import Level
from game.sim.level.level_parts import Solution
from game.sim.level.play.level_play import replayed

LEVELS = ASSETS / "levels"
SEED = 1


def check(problem: Problem) -> Facts:
    """What each solution of each level comes to, by the level's id: stars, and what is measured (floats in
    hexadecimal); and the right answers to one set of review questions."""
    campaign = read_campaign(LEVELS)
    return {**{level.id: _level(level, problem) for level in campaign.levels}, "review questions": _reviews(campaign)}


def _level(level: Level, problem: Problem) -> list[Facts]:
    if not any(solution.stars == len(level.stars) for solution in level.solutions):
        problem(f"{level.id} has no solution that wins every star")
    try:
        return [_solution(level, number, problem) for number in range(len(level.solutions))]
    except ValueError as refused:
        problem(f"{level.id}: {refused}")
        return []


def _reviews(campaign: Campaign) -> list[str]:
    asked = [campaign.review_question(chapter, SEED) for chapter in campaign.chapters]
    return [posed.choices[posed.right] for posed in asked if posed]


def _solution(level: Level, number: int, problem: Problem) -> Facts:
    solution: Solution = level.solutions[number]
    play = replayed(level, solution.script)
    stars = play.visit.stars
    if stars != solution.stars:
        problem(f"{level.id}: solution {number + 1} wins {stars} stars, but says {solution.stars}")
    measures = play.result.measures if play.result else {}
    return {"stars": stars, "measures": {name: _exact(value) for name, value in measures.items()}}


def _exact(value: float | None) -> str | None:
    return None if value is None else "inf" if math.isinf(value) else float(value).hex()
