"""Levels on other networks than 2-2-1, in the whole window, by mouse and keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.sim.campaign.campaign import Campaign, read_campaign
from game.sim.level import actions as a
from game.sim.level.level import Level
from game.sim.level.play.visit import Stage
from game.sim.network import Layers, find_edge
from game.window import campaign_screens
from tests.support.level_player import LevelPlayer
from tests.support.network_levels import NETWORKS, names, short_answering_level, shown, training_level
from tests.support.right_answers import right_answer

Enter = Callable[[Level], LevelPlayer]
each_network = pytest.mark.parametrize("layers", NETWORKS, ids=shown)


@pytest.fixture
def enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Open a window with a level in the place of the campaign's first."""
    players: list[LevelPlayer] = []
    monkeypatch.setattr(time, "perf_counter_ns", lambda: LevelPlayer.time)

    def entered(level: Level) -> LevelPlayer:
        def with_it(folder: Path) -> Campaign:
            campaign = read_campaign(folder)
            return replace(campaign, levels=(level, *campaign.levels[1:]))

        monkeypatch.setattr(campaign_screens, "read_campaign", with_it)
        players.append(LevelPlayer(tmp_path, level.id))
        return players[-1]

    yield entered
    for player in players:
        player.leave()


@each_network
def test_every_answer_is_typed_or_clicked_where_the_network_has_it(enter: Enter, layers: Layers) -> None:
    level = short_answering_level(layers)
    player = enter(level)
    player.do(a.Predict(0))
    player.frames(3)
    network, work = player.screen.panels.network, player.screen.panels.work
    assert network.view.layout is not None
    assert network.view.layout.layers == layers
    fields = work.fields()
    assert fields
    assert all(field.collidelist(fields[:k]) < 0 for k, field in enumerate(fields))
    output = network.view.layout.badges[len(layers) - 1, 0].move(network.view.rect.topleft)
    last = [each for each in level.questions if each.neuron_asked(layers)][-1]
    assert last.neuron_asked(layers) == (len(layers) - 1, 0)
    assert output in fields
    for question in level.questions:
        player.do(a.Answer(question.name, right_answer(player.play, question.name)))
    player.do(a.BeginTry())
    assert player.stage is Stage.RESULT
    assert all(player.play.kind.sheet.marks().values())
    assert len(player.play.kind.sheet.marks()) == len(level.questions)


@each_network
def test_a_slider_moves_its_weight_and_a_run_trains_the_network(enter: Enter, layers: Layers) -> None:
    player = enter(training_level(layers))
    player.do(a.Predict(0))
    player.frames(3)
    name = names(layers)[0]
    player.do(a.Turn(name, 2.0))
    player.frames(2)
    edge = find_edge(layers, name)
    assert player.play.simulation.snapshot().value(edge) == 2.0
    before = pygame.image.tobytes(player.surface, "RGB")
    player.do(a.BeginTry())
    assert player.stage is Stage.RESULT
    assert player.play.simulation.snapshot().moment.epoch == player.play.level.epochs
    assert player.play.simulation.snapshot().value(edge) != 2.0
    assert pygame.image.tobytes(player.surface, "RGB") != before
