"""The check "tour": the game is walked through as a student does, and where each step ends is told. What a list of
modules cannot show, a step that breaks down does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pygame

from game.paths import ASSETS
from game.selfcheck import Facts, Problem
from game.selfcheck.tour.lab_walk import LabWalk
from game.selfcheck.tour.level_player import LevelPlayer
from game.sim.campaign.campaign import read_campaign
from game.sim.level.level import Level
from game.sim.start import DEFAULT_SEED

STEPS = ("dialogs", "plays", "sessions", "starts", "looks", "map", "close")
"""Methods of LabWalk, in their order."""


def check(problem: Problem) -> Facts:
    """Where each step of the walk ends, and what each level comes to when its own solution is played by hand."""
    pygame.display.init()
    levels = read_campaign(ASSETS / "levels").levels
    walked: Facts = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        walk = LabWalk(Path(folder))
        for name in STEPS:
            walked[name] = _tried(name, getattr(walk, name), problem)
    return {"walk": walked, "levels": {each.id: _tried(each.id, partial(_played, each), problem) for each in levels}}


def _tried(name: str, step: Callable[[], Facts], problem: Problem) -> Facts:
    """What `step` returns. One that breaks down is told of, and the tour goes on."""
    try:
        return step()
    except Exception as broken:
        problem(f"{name}: {type(broken).__name__}: {broken}")
        return {}


def _played(level: Level) -> Facts:
    """The level from briefing to result, by mouse and keyboard, with the solution that wins the most stars."""
    stars = max(solution.stars for solution in level.solutions)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        drawn = ("--seed", f"{DEFAULT_SEED}") if level.deal else ()
        player = LevelPlayer(Path(folder), level.id, "--size", "1024x640", *drawn)
        player.solve(stars)
        visit = player.play.visit
        found = {"stage": player.stage.name, "stars": visit.stars, "tries": visit.tries, "measures": _measures(player)}
        player.leave()
    assert found["stars"] == stars, f"wins {found['stars']} stars, not {stars}"
    return found


def _measures(player: LevelPlayer) -> dict[str, str]:
    """What was measured, floats in hexadecimal."""
    measures = player.play.result.measures if player.play.result else {}
    return {name: float(value).hex() for name, value in measures.items() if value is not None}
