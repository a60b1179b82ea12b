"""What must look right: frames of every screen, each compared with a picture that was looked at."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game.sim import commands as c
from game.sim.campaign.concepts import in_form
from game.sim.gym.spacing import GymRecord, KindRecord
from game.sim.level import actions as a
from game.sim.network import find_edge
from game.sim.settings import Settings
from game.sim.start import Start
from game.storage.profile import LevelRecord, Profile
from game.ui.gym.workout import GiveAnswer, PractiseKind
from game.ui.intents import Begin, Open, Pin
from game.ui.level.intents import ShowEvidence
from game.ui.screen import Go, Place
from game.ui.screens.gym import GymScreen
from tests.support.cockpit import AWAY, Cockpit
from tests.support.golden_frames import check_frame, different
from tests.support.level_player import STEP, LevelPlayer
from tests.support.places import GOLDEN
from tests.support.sights import BY_HAND
from tests.support.tour import Tour

pytestmark = pytest.mark.unasked

Scene = Callable[[Path], Cockpit]


def rest(cockpit: Cockpit) -> None:
    """Until what moves has come to rest, and what was said is gone."""
    cockpit.step = STEP
    cockpit.seconds(1.0)
    cockpit.wait(6.0)
    cockpit.frames(4)


def lab(folder: Path, *arguments: str) -> Cockpit:
    """The sandbox without its greeting."""
    cockpit = Cockpit(folder, "--seed", "3", *arguments)
    cockpit.key(pygame.K_ESCAPE)
    return cockpit


def by_hand(folder: Path, *commands: c.Command, edge: str = "w5", arguments: tuple[str, ...] = ()) -> Cockpit:
    """A network whose weights were set by hand, after `commands`, with an edge pinned."""
    cockpit = lab(folder, *arguments)
    cockpit.lab.carry_out(Begin(Start(params=BY_HAND)))
    cockpit.frames(2)
    for command in commands:
        cockpit.window.session.send(command)
        cockpit.frames(2)
    cockpit.lab.carry_out(Pin(find_edge((2, 2, 1), edge)))
    rest(cockpit)
    return cockpit


def in_phase(folder: Path, steps: int, progress: float, *settings: c.Command, edge: str = "w5") -> Cockpit:
    """The fourth sample, so many phases in, and so far into the next one."""
    moment = c.Seek(0, 3, steps, round(progress * 1_000_000))
    return by_hand(folder, *settings, moment, edge=edge)


def branched(folder: Path) -> Cockpit:
    """A past with two other futures."""
    return by_hand(
        folder,
        c.Set("learning_rate", 5.0),
        c.Step("epoch", 600),
        c.Seek(250),
        c.Set("loss", "cross_entropy"),
        c.Step("epoch", 300),
        c.Seek(120),
        c.Set("learning_rate", 20.0),
        c.Step("epoch", 500),
        c.Seek(300),
    )


def overlay(folder: Path, name: str) -> Cockpit:
    cockpit = lab(folder)
    cockpit.lab.carry_out(Open(name))
    cockpit.seconds(0.5)
    return cockpit


def level(folder: Path, name: str, *acts: a.Action) -> Cockpit:
    """A level after `acts`."""
    player = LevelPlayer(folder, name)
    for act in acts:
        player.do(act)
    player.move(AWAY)
    player.seconds(7.2)  # before the prediction the network beside it plays
    return player


def solved(folder: Path, name: str) -> Cockpit:
    """The result of a level that was solved with three stars."""
    player = LevelPlayer(folder, name)
    player.solve(3)
    player.screen.foresight.wait()
    player.move(AWAY)
    rest(player)
    return player


def others(folder: Path, name: str) -> Cockpit:
    """Where the result of a level stands among all settings."""
    player = solved(folder, name)
    assert isinstance(player, LevelPlayer)
    player.screen.carry_out(ShowEvidence("others"))
    survey = player.screen.beyond.survey
    assert survey
    survey.wait(30.0)
    rest(player)
    return player


def levels(folder: Path) -> Cockpit:
    tour = Tour(folder)
    tour.give(3, 2, 1)
    tour.to_map()
    tour.step = STEP
    tour.seconds(1.0)
    return tour


def licence(folder: Path) -> Cockpit:
    """Every level won, a few exercises done, and the concept check sat twice."""
    tour = Tour(folder)
    tour.to_map()
    concepts = tour.window.rooms.campaign.concepts
    tour.profiles.keep(
        Profile(
            name="Mia",
            levels={level.id: LevelRecord(stars=2 + k % 2, tries=3) for k, level in enumerate(tour.campaign.levels)},
            concepts={
                "before": {each.id: 0 if k < 4 else 1 for k, each in enumerate(in_form(concepts, "A"))},
                "after": {each.id: 0 if k < 13 else 2 for k, each in enumerate(in_form(concepts, "B"))},
            },
            gym=GymRecord(seed=3, done=12, kinds={"z": KindRecord(12, 9)}),
        )
    )
    tour.window.director.carry_out(Go(Place.LICENCE))
    tour.move(AWAY)
    tour.step = STEP
    tour.seconds(2.0)
    return tour


def gym(folder: Path, kind: str, wrong: int | None = None) -> Cockpit:
    """An exercise of a `kind`; answered by one of its typical wrong answers, if one is given."""
    tour = Tour(folder)
    tour.to_map()
    tour.profiles.keep(Profile(name="Mia", gym=GymRecord(seed=3, done=12, kinds={"z": KindRecord(12, 9)})))
    tour.window.director.carry_out(Go(Place.GYM))
    tour.seconds(1.0)
    assert isinstance(tour.screen, GymScreen)
    tour.screen.carry_out(PractiseKind(kind))
    if wrong is not None:
        tour.screen.carry_out(GiveAnswer(tour.screen.workout.exercise.wrong[wrong].value))
    tour.move(AWAY)
    tour.step = STEP
    tour.seconds(2.0)
    return tour


def gate(folder: Path, slope: float, progress: float) -> Cockpit:
    """The gate of an output that is wrong on the fourth sample, by as much as a slope of `slope` goes with."""
    a = 0.5 + math.sqrt(0.25 - slope)
    output_bias = math.log(a / (1.0 - a))
    cockpit = lab(folder)
    cockpit.lab.carry_out(Begin(Start(params=(0.5, -0.5, 0.5, -0.5, 0.0, 0.0, 1.0, -1.0, output_bias))))
    cockpit.frames(2)
    cockpit.window.session.send(c.Seek(0, 3, 3, round(progress * 1_000_000)))
    rest(cockpit)
    return cockpit


def deep(folder: Path, layers: str, moment: c.Seek, edge: str = "", **options: Any) -> Cockpit:
    """A deeper network than the usual one, drawn from a seed, at a moment, with an edge pinned."""
    cockpit = lab(folder)
    shape = tuple(map(int, layers.split("-")))
    cockpit.lab.carry_out(Begin(Start(seed=5, settings=Settings(layers=shape, weight_init=2.0, **options))))
    cockpit.frames(2)
    cockpit.window.session.send(moment)
    if edge:
        cockpit.lab.carry_out(Pin(find_edge(shape, edge)))
    rest(cockpit)
    return cockpit


SCENES: dict[str, Scene] = {
    "lab-start": lambda folder: lab(folder),
    "lab-forward": lambda folder: in_phase(folder, 0, 0.45),
    "lab-loss": lambda folder: in_phase(folder, 2, 0.6),
    "lab-slope-gate": lambda folder: in_phase(folder, 3, 0.3),
    "lab-backward": lambda folder: in_phase(folder, 3, 0.75),
    "lab-hidden-neuron": lambda folder: in_phase(folder, 4, 0.3, edge="w1"),
    "lab-update": lambda folder: in_phase(folder, 5, 0.5),
    "error-before-gate": lambda folder: in_phase(folder, 2, 0.96),
    "gate-0.25-before": lambda folder: gate(folder, 0.25, 0.0),
    "gate-0.25-after": lambda folder: gate(folder, 0.25, 0.38),
    "gate-0.05-before": lambda folder: gate(folder, 0.05, 0.0),
    "gate-0.05-after": lambda folder: gate(folder, 0.05, 0.38),
    "gate-0.001-before": lambda folder: gate(folder, 0.001, 0.0),
    "gate-0.001-after": lambda folder: gate(folder, 0.001, 0.38),
    "sum-piled-up": lambda folder: deep(folder, "2-2-2-1", c.Seek(0, 3, 6)),
    "sum-added": lambda folder: deep(folder, "2-2-2-1", c.Seek(0, 3, 6, 170_000)),
    "deep-pinned": lambda folder: deep(folder, "2-4-3-1", c.Seek(0, 3, 5), "w3"),
    "deep-wide": lambda folder: deep(folder, "2-8-8-8-8-8-8-1", c.Seek(0, 3, 9, 600_000)),
    "deep-wide-pinned": lambda folder: deep(folder, "2-8-8-8-8-8-8-1", c.Seek(0, 3, 9, 600_000), "w20"),
    "lab-cross-entropy": lambda folder: in_phase(folder, 3, 0.3, c.Set("loss", "cross_entropy")),
    "lab-relu": lambda folder: in_phase(folder, 1, 0.45, c.Set("activation", "relu")),
    "lab-trained": lambda folder: by_hand(folder, c.Set("learning_rate", 10.0), c.Step("epoch", 2_000)),
    "lab-branched": branched,
    "lab-small": lambda folder: by_hand(folder, c.Step("epoch", 40), arguments=("--size", "1024x640")),
    "lab-keys": lambda folder: overlay(folder, "keys"),
    "lab-reading": lambda folder: overlay(folder, "reading"),
    "map": levels,
    "licence": licence,
    "gym-asked": lambda folder: gym(folder, "hidden_delta"),
    "gym-wrong": lambda folder: gym(folder, "hidden_delta", 0),
    "level-briefing": lambda folder: level(folder, "L01"),
    "level-train": lambda folder: level(folder, "L07", a.Predict(0)),
    "level-answer": lambda folder: level(folder, "L05", a.Predict(0)),
    "level-assign": lambda folder: level(folder, "L17", a.Predict(0)),
    "level-population": lambda folder: level(folder, "L11", a.Predict(0)),
    "level-result": lambda folder: solved(folder, "L07"),
    "level-others": lambda folder: others(folder, "L07"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    pygame.event.clear()


@pytest.mark.parametrize("name", SCENES)
def test_a_frame_looks_as_it_did_when_it_was_looked_at(folder: Path, name: str, update_golden: bool) -> None:
    cockpit = SCENES[name](folder)
    check_frame(name, cockpit.surface, update=update_golden)
    cockpit.window.close()


def test_every_golden_picture_has_its_scene() -> None:
    assert {file.stem for file in GOLDEN.glob("*.png")} == set(SCENES)


def test_a_badge_that_is_missing_would_be_noticed() -> None:
    """The tolerance is for rounding, not for things: a label of 80 by 22 pixels is more than it lets pass at the
    smallest size, and so is a tint of a whole panel."""
    golden = np.zeros((1024, 640, 3), dtype=np.int16)
    found = golden.copy()
    found[100:180, 100:122] = 60
    assert different(found, golden).mean() > 0.002
    assert different(golden + 13, golden).all()
    assert not different(golden + 12, golden).any()
