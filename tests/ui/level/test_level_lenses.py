"""Lenses in levels, by real clicks and keys: where a level introduces them, and not before they give nothing away."""

from __future__ import annotations

from typing import get_args

import pygame
import pytest

from game.paths import ASSETS
from game.sim.campaign.campaign import read_campaign
from game.sim.level import actions as a
from game.sim.level.content_error import ContentError
from game.sim.level.level import LensName
from game.sim.level.level_file import checked_level
from game.sim.level.play.visit import Stage
from game.sim.network import find_edge
from game.ui.lenses import lenses
from game.ui.level.hidden import COVERED, hidden
from game.ui.level.intents import Do
from tests.support.certain import now, there
from tests.support.level_player import Enter, LevelPlayer
from tests.support.level_views import carry_out_at_once
from tests.support.places import ROOT
from tests.support.stage import centre

pytestmark = pytest.mark.road
CAMPAIGN = read_campaign(ASSETS / "levels")
WITH_LENSES = [level for level in CAMPAIGN.levels if level.lenses]


def act(player: LevelPlayer, *acts: a.Action) -> None:
    for each in acts:
        player.screen.carry_out(Do(each))
        player.frames(3)


def button(player: LevelPlayer, name: str) -> tuple[int, int]:
    return centre(player.screen.panels.bar.buttons[name].rect)


def panels(player: LevelPlayer) -> set[str]:
    return set(player.screen.board.places) & {"card", "lens", "result", "work"}


def test_levels_name_lenses_that_there_are_and_whose_figures_are_known_by_name() -> None:
    known = set().union(*COVERED.values())
    assert set(get_args(LensName)) <= set(lenses())
    for name in get_args(LensName):
        assert lenses()[name].tells, name
        assert lenses()[name].tells <= known, name
    assert WITH_LENSES


def test_the_page_on_lenses_tells_which_levels_introduce_each() -> None:
    rows = [line.split("|") for line in (ROOT / "docs" / "lenses.md").read_text(encoding="utf-8").splitlines()]
    told = {row[2].strip(): row[3].strip() for row in rows if len(row) > 4}
    for name, lens in lenses().items():
        introduced = [level.id for level in CAMPAIGN.levels if name in level.lenses]
        assert told[lens.title] == ", ".join(introduced), name


def test_a_lens_named_twice_is_refused_with_a_sentence() -> None:
    level = WITH_LENSES[0]
    fields = {name: getattr(level, name) for name in level.__struct_fields__}
    with pytest.raises(ContentError, match="lenses has 'map' 2 times"):
        checked_level(type(level)(**{**fields, "lenses": ("map", "map")}), "level.toml")


@pytest.mark.parametrize("level", WITH_LENSES, ids=lambda level: str(level.id))
def test_each_lens_stands_inside_in_place_of_the_numbers_while_nothing_is_covered(level: object, enter: Enter) -> None:
    found = next(each for each in WITH_LENSES if each is level)
    player = enter(found.id)
    assert player.stage is Stage.PREDICTING
    for name in found.lenses:
        assert not player.screen.panels.bar.buttons[name].enabled
    act(player, a.Predict(0))
    covered = bool(hidden(player.play))
    if covered:
        carry_out_at_once(player, *found.solutions[0].script[1:])
        player.frames(2)
    for name in found.lenses:
        assert player.screen.panels.bar.buttons[name].enabled, name
        player.click(button(player, name))
        player.frames(2)
        assert panels(player) == ({"lens", "result"} if covered else {"lens", "work"})
        lens = player.screen.views.dock.lens
        area = pygame.Rect((0, 0), lens.rect.size)
        assert lens.spots
        assert all(area.contains(spot.rect) for spot in lens.spots)
    player.click(button(player, found.lenses[-1]))
    player.frames(2)
    assert panels(player) == ({"work", "result"} if covered else {"card", "work"})


def test_what_is_covered_is_not_to_be_seen_through_a_lens(enter: Enter) -> None:
    player = enter("C19")
    act(player, a.Predict(0), *(a.PlaceLine(net=net, impossible=True) for net in "12345"))
    assert now(hidden(player.play))
    player.click(button(player, "map"))
    player.key(pygame.K_v, text="v")
    player.frames(2)
    assert now(panels(player)) == {"card", "work"}
    act(player, a.BeginTry())
    player.wait_for_the_end()
    player.key(pygame.K_v, text="v")
    player.frames(2)
    assert now(panels(player)) == {"lens", "result"}
    shown = player.screen.views.dock.lens
    assert not any("places a sample" in spot.hint for spot in shown.spots), "a level's data stay as they are"


def test_an_input_leads_to_the_map_and_an_edge_back_to_the_numbers(enter: Enter) -> None:
    player = enter("L12")
    act(player, a.Predict(0))
    network = player.screen.panels.network.view
    scene = there(network.scene)
    hidden_neuron, first_input = (scene.layout.vessel((layer, 0)).move(network.rect.topleft) for layer in (1, 0))
    player.click(centre(hidden_neuron))
    player.frames(2)
    assert now(panels(player)) == {"card", "work"}, "the level introduces no curves"
    player.click(centre(first_input))
    player.frames(2)
    assert now(panels(player)) == {"lens", "work"}
    assert player.screen.views.dock.lens.shown == "map"
    pill = scene.layout.pills[find_edge(player.snapshot.settings.layers, "w1")]
    player.click(centre(pill.move(network.rect.topleft)))
    player.frames(2)
    assert now(panels(player)) == {"card", "work"}


def test_where_a_level_introduces_the_path_it_leads_through_the_whole_network(enter: Enter) -> None:
    player = enter("C29")
    act(player, a.Predict(0), a.Turn("w", 1.0), a.BeginTry())
    player.wait_for_the_end()
    player.click(button(player, "path"))
    player.frames(2)
    layers = player.play.level.layers
    assert player.screen.selection.pinned == find_edge(layers, "w1")
    slopes = [spot for spot in player.screen.views.dock.lens.spots if "slope of" in spot.hint]
    assert len(slopes) == len(layers) - 1
