"""How the bots' visits to each level ended, as it was found and is held: tests/visits, one file a level."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from game.sim.level.level import Level
from tests.support.bots.players import BOTS, SEEDS, understood, visit
from tests.support.places import TESTS

VISITS = 200
"""Of each, with the seeds from `SEEDS` on."""
UNDERSTANDS = "understands"
"""Beside the bots, the one who does."""
FOLDER = TESTS / "visits"

Stars = dict[str, str]
"""By bot, the stars of its visits one after the other, a digit each."""


def played(level: Level, bot: str, seeds: Iterable[int]) -> str:
    """The stars of those visits, a digit each."""
    if bot == UNDERSTANDS:
        return "".join(str(understood(level, SEEDS + seed)) for seed in seeds)
    return "".join(str(visit(level, bot, SEEDS + seed).stars) for seed in seeds)


def recorded(level: Level) -> Stars | None:
    """What is recorded of a level; None of one that nobody has recorded yet."""
    path = FOLDER / f"{level.id}.json"
    return msgspec.json.decode(path.read_bytes(), type=Stars) if path.exists() else None


def record(level: Level) -> Stars:
    """Play all visits and write down how they end."""
    stars = {bot: played(level, bot, range(VISITS)) for bot in (*BOTS, UNDERSTANDS)}
    FOLDER.mkdir(exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(stars), indent=2)
    (FOLDER / f"{level.id}.json").write_bytes(text + b"\n")
    return stars
