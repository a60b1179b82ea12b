"""Nine arrows in a network, by mouse; and one step of all nine, told bit by bit."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.level import actions as a
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions.loss_falls import losses_at
from game.sim.network import Edge, find_edge
from game.ui.level.drawings.one_step import OneStepDrawing
from tests.support.certain import now
from tests.support.level_player import Enter, LevelPlayer
from tests.support.level_views import carry_out_at_once, look_on

pytestmark = pytest.mark.road


def drawing_of(player: LevelPlayer) -> OneStepDrawing:
    found = player.screen.board.panels["drawing"]
    assert isinstance(found, OneStepDrawing)
    return found


def place(player: LevelPlayer, option: str) -> tuple[int, int]:
    question = player.play.level.question("ways")
    assert question is not None
    found = drawing_of(player).place_of(question, option)
    assert found is not None
    return found


@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
def test_arrows_of_weights_and_biases_are_clicked_and_drawn(enter: Enter, size: str) -> None:
    player = enter("C12", size)
    player.do(a.Predict(1))
    names = player.play.level.questions[0].options(player.play.level.own_start)
    assert len({place(player, name) for name in names}) == 9
    for name in names[:-1]:
        player.click(place(player, name))
    assert player.play.kind.sheet.filled == {}, "one arrow is missing"
    x, y = place(player, names[-1])
    player.drag((x, y), (x, y + 40))
    ways = player.play.kind.sheet.filled["ways"]
    assert ways == dict.fromkeys(names[:-1], "up") | {"b:out": "down"}
    for _ in range(2):
        player.click(place(player, "b:h1"))
    ways = player.play.kind.sheet.filled["ways"]
    assert isinstance(ways, dict)
    assert ways["b:h1"] == "stays"


def test_the_step_that_is_drawn_is_the_one_that_training_takes(enter: Enter) -> None:
    player = enter("C12")
    player.do(a.Predict(1))
    drawing, start = drawing_of(player), player.play.level.own_start
    seen, run = drawing.stepped, MeasuredRun(start, 1)
    run.extend(1)
    assert (seen.before, seen.after) == (run.losses[0], run.losses[1])
    assert [seen.trace(share).loss for share in (0.0, 1.0)] == pytest.approx(run.losses, rel=1e-12)
    assert seen.steps[Edge(1, 0, 0)] == pytest.approx(run.params(1).weights[1][0, 0] - run.params(0).weights[1][0, 0])
    assert seen.losses[0] == pytest.approx(seen.before, rel=1e-12)
    for k in (3, 60, 120):
        assert seen.losses[k] == pytest.approx(losses_at(start, float(seen.rates[k]))[1], rel=1e-9, abs=1e-12)
    slope = (seen.losses[1] - seen.losses[0]) / seen.rates[1]
    assert -seen.squares == pytest.approx(slope, rel=0.1)
    assert np.isclose(seen.far, losses_at(start, seen.large)[1])


def test_the_deal_that_is_shown_solved_has_the_right_arrows(enter: Enter) -> None:
    player = enter("C12")
    player.do(a.Predict(1))
    names = player.play.level.questions[0].options(player.play.level.own_start)
    for _ in range(player.play.level.tries):
        player.do(a.Retry())
        wrong = (a.Answer("ways", dict.fromkeys(names, "stays")), a.Answer("after", 0.5), a.Answer("falls", "rises"))
        carry_out_at_once(player, *wrong, a.BeginTry())
    said = player.screen.panels.work.edge_marks()
    assert set(said.values()) == {"stays"}
    player.do(a.ShowSolved())
    player.frames(3)
    layers = player.play.simulation.settings.layers
    right = player.play.level.questions[0].right(player.play.level.own_start)
    assert isinstance(right, dict)
    assert player.screen.panels.work.edge_marks() == {find_edge(layers, name): way for name, way in right.items()}


def test_another_try_has_a_step_of_its_own(enter: Enter) -> None:
    player = enter("C12")
    carry_out_at_once(player, *player.play.level.solutions[0].script)
    assert drawing_of(player).told < 0.3
    look_on(player, 9.0)
    assert now(drawing_of(player).told) == 1.0
    before = drawing_of(player).stepped.before
    player.do(a.Retry())
    player.frames(3)
    seen = drawing_of(player).stepped
    assert seen.before == MeasuredRun(player.play.level.own_start, 0).losses[0]
    assert seen.before != before
