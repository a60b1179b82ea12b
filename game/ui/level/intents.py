"""What the panels of a level ask of its screen."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.level.actions import Action
from game.sim.network import Edge
from game.ui.intents import Intent


@dataclass(frozen=True)
class Do(Intent):
    """Carry out `act` in the level."""

    act: Action


@dataclass(frozen=True)
class WatchMoment(Intent):
    """Show the decisive moment of the last run in slow motion."""


@dataclass(frozen=True)
class ShowEvidence(Intent):
    """Look beyond the own run: "others" (what other settings come to), "often" (how often the level's claim is true);
    "" shows the result again."""

    topic: str


@dataclass(frozen=True)
class LookCloser(Intent):
    """Open start number `network` of the population in the sandbox."""

    network: int


@dataclass(frozen=True)
class DrawArrow(Intent):
    """An arrow was drawn at `edge`: the weight wants to go "up" or "down"."""

    edge: Edge
    word: str
