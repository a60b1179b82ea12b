"""Hover help in a level: it tells nothing that is asked for, nothing that has not been met, and what is true there."""

from __future__ import annotations

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.level import with_facts
from game.sim.level.play.level_play import LevelPlay
from game.sim.network import edge_name
from game.sim.start import params_of
from game.ui.draw.glossary import glossary
from tests.support.campaign_files import level
from tests.support.level_player import Enter, LevelPlayer
from tests.support.level_views import carry_out_at_once
from tests.support.written import written

pytestmark = pytest.mark.road
UNMET = {
    "slope": ("The slope gate of", "listens with slope"),
    "delta": ("∂L/∂", "δ("),
    "locks": ("is locked and", "is dead:", "locked at epoch"),
}
COVERED = {"slope": ("mean slope", "slope gate"), "locks": ("is dead", "slope is 0", "slope gate", "mean slope")}


def told(player: LevelPlayer) -> list[str]:
    """All that the panels of the screen say of themselves now."""
    board = player.screen.board
    return [hint.text() for name in board.places for hint in board.panels[name].hints()]


@pytest.mark.parametrize("name", ["C01", "C05", "C15", "C16", "C24", "C26", "C27", "C29"])
def test_before_a_try_nothing_is_said_that_is_covered_or_unmet_or_untrue(enter: Enter, name: str) -> None:
    player = enter(name)
    player.do(a.Predict(0))
    shown, says = player.play.level, told(player)
    unmet = [words for what in shown.not_yet for words in UNMET.get(what, ())]
    covered = COVERED.get(shown.covers, ())
    assert len(says) > 5
    assert not [text for text in says for words in (*unmet, *covered) if words in text]
    assert not [text for text in says if "Reset" in text or "training goes on" in text or "Esc lets" in text]
    assert not [text for text in says if "528/961" in text], "that is how level 15 is solved"
    layers = player.play.simulation.settings.layers
    dragged = [text for text in says if "Drag it" in text]
    view = player.screen.panels.network.view
    assert view.layout
    owned = [edge for edge in view.layout.pills if shown.control(edge_name(layers, edge))]
    assert not player.screen.panels.network.hidden or not dragged
    assert player.screen.panels.network.hidden or len(dragged) == len(owned)


@pytest.mark.parametrize("name", ["C01", "C16"])
def test_after_a_try_too_only_what_has_been_met_is_told(enter: Enter, name: str) -> None:
    player = enter(name)
    carry_out_at_once(player, *next(each for each in player.play.written.solutions if each.stars == 1).script)
    unmet = [words for what in player.play.level.not_yet for words in UNMET.get(what, ())]
    says = told(player)
    assert any("turns z =" in text for text in says)
    assert not [text for text in says for words in unmet if words in text]


def test_a_dead_neuron_is_not_marked_before_it_is_named(enter: Enter) -> None:
    """Level 27 asks on how many samples the two neurons are off."""
    player = enter("C27")
    player.do(a.Predict(0))
    snapshot = player.play.simulation.snapshot()
    assert any(each.dead for each in snapshot.neurons[0])
    network, timeline = player.screen.panels.network, player.screen.panels.timeline
    instant = network.view.instant
    assert instant
    assert not any(each.dead or each.locked for layer in instant.snapshot.neurons for each in layer)
    assert not timeline.chart.hints()
    carry_out_at_once(player, a.BeginTry())
    player.frames(4)
    instant = network.view.instant
    assert instant
    assert any(each.dead for each in instant.snapshot.neurons[0])


def test_before_a_run_the_timeline_says_which_button_begins_it(enter: Enter) -> None:
    player = enter("C15")
    player.do(a.Predict(0))
    play = player.screen.panels.timeline.transport.button("play")
    hints = player.screen.panels.timeline.hints()
    assert {hint.text() for hint in hints if hint.rect == play.rect} == {
        "Press RUN first: this moves the time of your run."
    }


def test_at_epoch_0_nothing_is_marked_as_learnt(enter: Enter) -> None:
    """The start of this deal happens to be on the right side of 0.5 in all four samples."""
    player = enter("C15")
    player.do(a.Predict(0))
    assert all(player.play.simulation.snapshot().right)
    assert not [text for text in told(player) if "is solved" in text]


def test_what_has_not_been_tried_is_not_ticked() -> None:
    """Level 7 wants at most one trip for its third star."""
    play = LevelPlay(level("C07"), 3)
    play.do(a.Predict(0))
    need = play.progress()[2].needs[-2]
    assert (need.text, need.value, need.met) == ("at most 1 trip", None, False)
    play = LevelPlay(level("C30"), 3)
    play.do(a.Predict(0))
    need = play.progress()[2].needs[-2]
    assert (need.text, need.value, need.met, need.lost) == ("lenses opened at most 8", 0, False, False)
    for act in play.level.solutions[2].script[1:-1]:
        play.do(with_facts(act, play.level.facts))
        play.finish()
    assert all(need.met for need in play.progress()[2].needs if need.bound is not None)


def test_the_title_tells_once_more_what_was_read_before_the_prediction(enter: Enter) -> None:
    player = enter("C02")
    player.do(a.Predict(0))
    player.move((200, player.screen.board.places["top"].centery))
    player.seconds(0.8)
    assert player.screen.board.tooltip.text == f"{player.play.level.idea} {player.play.level.goal}"


def test_a_box_says_what_is_to_be_typed(enter: Enter) -> None:
    """Four decimals are too few where δ comes to 0.0000038, and a count has none."""
    wanted = {"C10": "a number to four decimals", "C14": "a whole number", "C28": "a number to three digits"}
    for name, words in wanted.items():
        player = enter(name)
        player.do(a.Predict(0))
        assert any(text.startswith(f"Type {words}, or what comes to it") for text in told(player)), name


def test_where_every_try_has_its_own_numbers_the_next_begins_with_a_look_at_them(enter: Enter) -> None:
    """The big button begins no run with numbers that have not been seen, and with nothing said of them."""
    player = enter("C27")
    carry_out_at_once(player, a.Predict(0), a.BeginTry())
    dealt, tries = player.play.visit.deals, player.play.visit.tries
    assert player.play.do(a.BeginTry()) == "the next run has new numbers: press Retry first"
    assert player.play.do(a.Turn("off_h1", 1)) == "the next run has new numbers: press Retry first"
    player.click(player.go.center)
    assert (player.play.visit.deals, player.play.visit.tries) == (dealt, tries)
    hint = player.screen.panels.result.buttons["retry"].hint()
    assert hint
    assert hint.text().startswith("On to the next run, which has new numbers (key R).")
    player.key(pygame.K_r, text="r")
    assert player.play.visit.deals == dealt + 1
    player.click(player.go.center)
    assert player.play.visit.tries == tries + 1


@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
def test_a_delta_still_to_be_found_out_is_said_to_be_what_it_is(enter: Enter, size: str) -> None:
    player = enter("C05", size)
    player.do(a.Predict(0))
    player.frames(3)
    network = player.screen.panels.network
    assert "delta" in network.hidden
    assert network.view.layout
    badge = next(iter(network.view.layout.badges.values())).move(network.view.rect.topleft)
    packet = network.view.legend["green packet"]
    for place, words in ((badge.center, glossary().unknown("δ")), (packet.center, glossary().legend["green packet"])):
        player.move(place)
        player.seconds(1.5)
        assert player.screen.board.tooltip.text == words
    boxes = [hint.text() for hint in player.screen.board.panels["card"].hints()]
    assert glossary().unknown("δ") in boxes
    assert glossary().unknown("gradient") in boxes
    assert "To be found out." not in boxes


def test_an_unmet_delta_is_not_spoken_of(enter: Enter) -> None:
    player = enter("C04")
    player.do(a.Predict(0))
    assert not [text for text in told(player) if "δ" in text]


def test_level_5_shows_what_is_reckoned_with_to_four_digits_and_no_power_of_ten(enter: Enter) -> None:
    with written() as texts:
        player = enter("C05")
        player.do(a.Predict(0))
        player.frames(4)
        assert player.screen.board.panels["card"].slider is None  # type: ignore[attr-defined]
        error = abs(float(player.play.simulation.snapshot().trace.raw_error[0]))
        assert any(f"{error:.4f}" in text for text in texts)
        far = [bias for bias in (-8.0, 8.0) if abs(bias + params_of(player.play.level.own_start)[0]) >= 8.0]
        player.do(a.Turn("b:out", far[0]))
        player.do(a.BeginTry())
        player.frames(30)
    delta = float(player.play.simulation.snapshot().trace.delta[-1][0])
    assert 1e-6 < abs(delta) < 5e-4
    places = 4 if abs(delta) >= 5e-5 else 5
    assert any(text.startswith("δ") and f"{abs(delta):.{places}f}" in text for text in texts)
    assert not [text for text in texts if text.startswith("δ") and "e" in text.split("of")[0]]
    assert any("how hard this sample pushes ŷ" in each for each in told(player))
