"""Pointing at a network: clicks and drags answer what is asked of it, and afterwards open the path of a connection."""

from __future__ import annotations

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.play.visit import Stage
from game.sim.network import find_edge
from game.ui.level.drawings.who_hears import WhoHearsDrawing
from tests.support.certain import now
from tests.support.level_player import Enter, LevelPlayer
from tests.support.level_views import carry_out_at_once, look_on

pytestmark = pytest.mark.road


def place(player: LevelPlayer, name: str, option: str) -> tuple[int, int]:
    drawing, question = player.screen.board.panels["drawing"], player.play.level.question(name)
    assert isinstance(drawing, WhoHearsDrawing)
    assert question is not None
    found = drawing.place_of(question, option)
    assert found is not None
    return found


def filled(player: LevelPlayer, name: str) -> object:
    return player.play.kind.sheet.filled.get(name)


@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
def test_connections_and_neurons_are_answered_where_they_stand(enter: Enter, size: str) -> None:
    player = enter("C11", size)
    assert player.play.do(a.Answer("A_silent", ())) is not None, "predict first"
    player.do(a.Predict(1))
    player.click(place(player, "A_silent", "h1->out"))
    player.click(place(player, "A_silent", "x1->h1"))
    player.click(place(player, "A_silent", "h1->out"))
    assert filled(player, "A_silent") == ("x1->h1",)
    player.open(a.OpenCase("B"))
    player.click(place(player, "B_deafest", "out"))
    assert filled(player, "B_deafest") == "out"
    x, y = place(player, "B_ways", "x1->h1")
    player.drag((x, y), (x, y + 40))
    for option in ("x2->h1", "x1->h2"):
        player.click(place(player, "B_ways", option))
    assert filled(player, "B_ways") is None, "an arrow is missing"
    player.click(place(player, "B_ways", "x2->h2"))
    assert filled(player, "B_ways") == {"x1->h1": "down", "x2->h1": "up", "x1->h2": "up", "x2->h2": "up"}
    player.open(a.OpenCase("C"))
    player.click(place(player, "C_mover", "x1->h2"))
    player.click(place(player, "C_mover", "h2->out"))
    assert filled(player, "C_mover") == "h2->out"
    player.open(a.OpenCase("A"))
    assert filled(player, "A_silent") == ("x1->h1",)
    assert player.stage is Stage.READY


def test_what_is_pointed_at_stands_out_and_empty_ground_means_nothing(enter: Enter) -> None:
    player = enter("C11")
    player.do(a.Predict(1))
    drawing = player.screen.board.panels["drawing"]
    assert isinstance(drawing, WhoHearsDrawing)
    look = drawing.look
    player.move((drawing.rect.x + 20, drawing.rect.y + 60))
    player.frames(2)
    assert drawing.look is look
    player.click((drawing.rect.x + 20, drawing.rect.y + 60))
    assert player.play.kind.sheet.filled == {}
    player.move(place(player, "A_silent", "h2->out"))
    player.frames(2)
    assert drawing.look is not look


def test_the_path_opens_after_the_try_at_the_connection_that_is_clicked(enter: Enter) -> None:
    player = enter("C11")
    player.do(a.Predict(1))
    player.key(pygame.K_v, text="v")
    assert now(player.screen.views.shown) is None
    carry_out_at_once(player, *player.play.level.solutions[2].script[1:-1])
    look_on(player, 8.0)
    before = dict(player.play.kind.sheet.filled)
    player.click(place(player, "C_mover", "x1->h2"))
    player.frames(2)
    layers = player.play.simulation.settings.layers
    assert now(player.screen.views.shown) == "path"
    assert player.screen.selection.pinned == find_edge(layers, "x1->h2")
    assert {"lens", "drawing", "result"} <= set(player.screen.board.places)
    player.move(place(player, "C_mover", "h1->out"))
    player.frames(2)
    assert player.screen.selection.hovered == find_edge(layers, "h1->out")
    player.key(pygame.K_v, text="v")
    player.frames(2)
    assert "work" in player.screen.board.places
    assert player.play.kind.sheet.filled == before
