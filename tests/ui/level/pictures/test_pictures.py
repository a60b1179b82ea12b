"""Pictures below a level's network: they say what the simulation computes, and stand where a level names them."""

from __future__ import annotations

import pygame
import pytest

from game.selfcheck.tour.cockpit import pairs
from game.sim.level import actions as a
from game.sim.level.level import with_facts
from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.kit import build_kit
from game.ui.level.hints_panel import hints_height
from game.ui.level.level_layout import LOWEST
from game.ui.level.pictures import pictures
from game.ui.level.pictures.level_picture import LevelPicture
from tests.support.bots.counted import counts_of
from tests.support.campaign_files import campaign
from tests.support.certain import there
from tests.support.level_player import Enter
from tests.support.level_views import carry_out_at_once, panels_of
from tests.support.written import Written, written

pytestmark = pytest.mark.road


def test_every_level_names_a_picture_that_there_is() -> None:
    assert {level.picture for level in campaign().levels if level.picture} == set(pictures())


def test_lamps_are_covered_until_the_test_and_then_show_where_the_output_passes_a_half(enter: Enter) -> None:
    player = enter("C01")
    with written() as texts:
        for act in player.play.level.solutions[2].script[:3]:
            player.do(act)
        assert "covered until TEST" in texts
        assert not any("b/w =" in text for text in texts)
        player.do(a.BeginTry())
        assert "−b/w = 7.50" in texts


@pytest.mark.parametrize("name", [level.id for level in campaign().levels if level.picture])
def test_a_picture_has_room(name: str) -> None:
    play = LevelPlay(there(campaign().level(name)))
    panels = panels_of(play)
    script = max(play.level.solutions, key=lambda solution: solution.stars).script
    ends = next(k for k, act in enumerate(script) if isinstance(act, a.BeginTry))
    with counts_of(name):
        for acts in (script[:ends], script[ends : ends + 1]):
            for act in acts:
                assert play.do(with_facts(act, play.level.facts)) is None
                play.finish()
            for size in ((1920, 1080), (1280, 800), (1024, 640)):
                found = panels.places(size, build_kit(size))
                picture, network = (found[panel][0] for panel in ("picture", panels.kind.centre))
                about = f"{play.visit.stage.name} in {size}"
                assert min(picture.height, network.height) > 90, about
                assert not picture.colliderect(network), about
                assert pygame.Rect((0, 0), size).contains(picture), about


@pytest.mark.parametrize("name", ["C15", "C24", "C26"])
def test_hints_leave_the_network_its_height_before_a_try(name: str) -> None:
    play, size = LevelPlay(there(campaign().level(name))), (1024, 640)
    play.do(a.Predict(0))
    panels, kit = panels_of(play), build_kit(size)
    play.now(hints=2)
    found = {panel: place[0] for panel, place in panels.places(size, kit).items()}
    assert found[panels.kind.centre].height >= kit.px(LOWEST)
    assert found["hints"].height >= hints_height(kit, play, found["hints"].width)
    assert not any(one.colliderect(other) for one, other in pairs(list(found.values())))


def test_where_neurons_are_off_is_covered_until_it_has_been_said(enter: Enter, written: Written) -> None:
    player = enter("C27")
    player.do(a.Predict(0))
    player.frames(3)
    told = {text for _, _, text in written if text.startswith("h")}
    assert {"h₁: covered until RUN", "h₂: covered until RUN"} <= told
    assert not any("off on" in text for text in told)
    written.clear()
    facts = player.play.level.facts
    player.run()
    told = {text for _, _, text in written}
    for neuron, fact in (("h₁", "off_h1"), ("h₂", "off_h2")):
        assert f"{neuron}: off on {float(str(facts[fact])):g} of 4 samples" in told


def test_after_a_try_the_last_hint_stands_alone_where_all_would_squash_the_network(
    enter: Enter, written: Written
) -> None:
    player = enter("C24")
    carry_out_at_once(player, *player.play.level.solutions[2].script[:-1])
    player.play.now(hints=2)
    player.frames(3)
    kit, places = there(player.screen.board.kit), player.screen.board.places
    assert places["network"].height >= kit.px(LOWEST)
    assert places["hints"].height < hints_height(kit, player.play, places["hints"].width)
    written.clear()
    player.resize((1024, 641))
    player.frames(2)
    assert [text for _, _, text in written if text.startswith("Hint ")] == ["Hint 2"]


@pytest.mark.parametrize(
    ("name", "before", "beside"),
    [("C01", "The lamps", "The lamps"), ("C05", "Slope and push", "Slope and push · yours")],
)
def test_a_picture_of_ones_own_says_so_beside_a_counterexample(name: str, before: str, beside: str) -> None:
    play = LevelPlay(there(campaign().level(name)))
    picture = pictures()[play.level.picture].panel(play)
    assert isinstance(picture, LevelPicture)
    for act in play.level.solutions[2].script[:-1]:
        play.do(act)
        play.finish()
    play.do(a.AnswerWhy(1))
    assert picture.title == before
    assert play.do(a.ShowExample()) is None
    assert picture.title == beside


def test_twins_are_drawn_apart_and_a_nudge_that_came_to_something_else_is_told(enter: Enter) -> None:
    player = enter("C24")
    script = player.play.level.solutions[0].script
    carry_out_at_once(player, *script[:-1])
    with written() as texts:
        player.do(a.Turn("b:h1", 0.4))
        assert {"0.400", "0.200", "yours"} <= set(texts)
        player.do(script[-1])
        assert "A: both twins change alike, so they stay exactly 0 apart." in texts
    calls = [f"call_{letter}" for letter in "abcde"]
    with written() as texts:
        carry_out_at_once(player, a.Retry())
        right = [a.Turn(call, str(player.play.level.facts[call])) for call in calls]
        carry_out_at_once(player, *right, a.BeginTry())
        player.frames(6)  # what each nudge came to is found a frame after another
        assert "All five came to what you said." in texts
    with written() as texts:
        carry_out_at_once(player, a.Retry(), *(a.Turn(call, "solves") for call in calls), a.BeginTry(), a.ShowSolved())
        player.frames(6)
        assert "What each nudge comes to, and one that is enough" in texts


def test_the_curve_of_the_starts_is_drawn_when_the_counts_are_used_up(enter: Enter) -> None:
    player = enter("C22")
    player.do(a.Predict(0))
    with written() as texts, counts_of("C22"):
        for said in (30, 60, 70):
            player.do(a.Turn("named", said))
            assert "too slow" not in texts
            player.do(a.BeginTry())
            if said < 70:
                player.do(a.Retry())
        assert "From ±0.5 you said 30%, counted are 71.1%." in texts
        assert {"too slow", "stuck", "1, 2, 3"} <= set(texts)


def test_the_curve_of_the_starts_is_drawn_when_all_stars_are_won(enter: Enter) -> None:
    player = enter("C22")
    with written() as texts, counts_of("C22"):
        *before, why = player.play.level.solutions[2].script
        for act in before:
            player.do(act)
        assert "stuck" not in texts
        player.do(why)
        assert "stuck" in texts


def test_recipes_stand_with_what_was_written_down_and_what_was_counted(enter: Enter) -> None:
    player = enter("C31")
    player.do(a.Predict(0))
    with written() as texts, counts_of("C31"):
        player.do(a.Turn("loss", "cross_entropy"))
        player.do(a.Turn("bias_init", -1))
        assert "1: CE, η 1, ±4, bias −1" in texts
        player.do(a.Turn("named", 99))
        player.do(a.BeginTry())
        share = there(player.play.kind.evidence().share)
        assert f"You wrote down 99%, counted are {share:.1%}." in texts
        player.do(a.Retry())
        assert "2: CE, η 1, ±4, bias −1" in texts
