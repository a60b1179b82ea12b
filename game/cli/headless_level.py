"""Levels without a window: a script of the player's acts in, the result out, as plain data for JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from game.cli.option_values import OptionError
from game.cli.options import Options
from game.paths import ASSETS, user_folder
from game.sim.campaign.campaign import Campaign, read_campaign
from game.sim.campaign.own_levels import own_level, problem_in_playing
from game.sim.files.bounded_read import TooLargeError, read_at_most
from game.sim.level.actions import Act
from game.sim.level.content_error import ContentError
from game.sim.level.level import Level
from game.sim.level.play.level_play import replayed
from game.storage.level_shelf import LEVELS_FOLDER

LEVELS = ASSETS / "levels"
MOST_BYTES = 1_000_000


def levels_report(options: Options) -> dict[str, Any]:
    """Every level: a list for JSON, otherwise a line each."""
    return {"levels": list_levels()} if options.json else {level["id"]: _line(level) for level in list_levels()}


def list_levels() -> list[dict[str, str]]:
    """Every level's id, chapter, title and kind."""
    campaign = _campaign()
    return [
        {
            "id": level.id,
            "chapter": f"{level.chapter} {campaign.chapter_of(level).name}",
            "title": level.title,
            "kind": level.kind,
        }
        for level in campaign.levels
    ]


def _line(level: dict[str, str]) -> str:
    return f"{level['chapter']} · {level['title']} ({level['kind']})"


def play_level(options: Options) -> dict[str, Any]:
    """Enter the level, do what the script says, and tell what came of it: the best try's stars and measures. Without a
    script nothing is done, and nothing won."""
    campaign = _campaign()
    level = campaign.level(options.level or "") or asked_for(options.level or "", campaign, user_folder())
    try:
        play = replayed(level, _script(options), options.start.seed)
    except ValueError as problem:
        raise OptionError(f"--do: {problem}") from None
    best = play.best
    return {
        "level": level.id,
        "won": play.visit.stars > 0,
        "stars": play.visit.stars,
        "measures": best.measures if best else {},
        "epochs": best.epochs if best else 0,
        "runs": play.visit.tries,
    }


def asked_for(name: str, campaign: Campaign, folder: Path) -> Level:
    """The level in the student's own `folder` that is asked for by `name`. Raises OptionError."""
    own = own_level(folder / LEVELS_FOLDER, name)
    if own is None:
        ids = ", ".join(each.id for each in campaign.levels)
        raise OptionError(
            f"--level is '{name}', but must be one of {ids}, or own/NAME of a file in {folder / LEVELS_FOLDER}"
        )
    problem = own.problem or (problem_in_playing(own.level, own.file) if own.level else "")
    if own.level is None or problem:
        raise OptionError(f"--level is '{name}', but {problem}")
    return own.level


def _campaign() -> Campaign:
    try:
        return read_campaign(LEVELS)
    except ContentError as problem:
        raise OptionError(str(problem)) from None


def _script(options: Options) -> list[Act]:
    file = options.do
    if file is None:
        return []
    try:
        data = read_at_most(file, MOST_BYTES)
    except OSError as problem:
        raise OptionError(f"--do is '{file}', but it cannot be read ({problem.strerror or problem})") from None
    except TooLargeError:
        raise OptionError(f"--do is '{file}', but must be a script at most {MOST_BYTES:,} bytes long") from None
    try:
        return msgspec.json.decode(data, type=list[Act])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise OptionError(f"--do is '{file}', which is no list of acts: {problem}") from None
