"""Levels of lines: what can be placed, what a test finds, and the figures of the design."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from game.sim.backprop import forward
from game.sim.level.actions import BeginTry, OpenCase, PlaceLine, Predict, Retry
from game.sim.level.deals import Dealt, drawn_start, samples
from game.sim.level.deals.turned_clouds import TurnedClouds
from game.sim.level.level import DealtLevel, Level
from game.sim.level.lines import MapLine
from game.sim.level.play.kinds.placing_lines import PlacingLines
from game.sim.level.play.level_play import LevelPlay, replayed
from game.sim.network import Params
from game.sim.start import Start
from tests.support.campaign_files import level

ONE_LINE = level("C19")


def entered(made: Level, seed: int = 3) -> tuple[LevelPlay, PlacingLines]:
    play = LevelPlay(made, seed)
    play.do(Predict(0))
    assert isinstance(play.kind, PlacingLines)
    return play, play.kind


def solved(play: LevelPlay) -> None:
    assert isinstance(play.level, DealtLevel)
    assert play.level.deal is not None
    for act in play.level.deal.solution(play.level.table):
        assert play.do(act) is None


def measured(play: LevelPlay) -> dict[str, float | None]:
    assert play.do(BeginTry()) is None
    play.finish()
    assert play.result is not None
    return dict(play.result.measures)


def test_every_table_needs_an_answer_before_the_test() -> None:
    play, kind = entered(ONE_LINE)
    assert play.do(BeginTry()) == "table 1 has no line yet"
    for net in kind.starts:
        play.do(PlaceLine(net=net, angle=0.0, offset=0.0))
    assert play.refusal(BeginTry()) is None
    assert play.refusal(OpenCase("9")) == "there is no table '9': there are 1, 2, 3, 4, 5"


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (PlaceLine(angle=7.0), "angle is 7, but must be 0 to 345 in steps of 15"),
        (PlaceLine(offset=0.25), "offset is 0.25, but must be -1 to 1 in steps of 0.1"),
        (PlaceLine(offset=1.1), "offset is 1.1, but must be -1 to 1 in steps of 0.1"),
        (PlaceLine(line=2, angle=0.0), "there is one line"),
        (PlaceLine(net="6", angle=0.0), "there is no table '6': there are 1, 2, 3, 4, 5"),
    ],
)
def test_what_cannot_be_placed_is_said(act: PlaceLine, reason: str) -> None:
    play, _ = entered(ONE_LINE)
    assert play.do(act) == reason


def test_a_line_is_the_neuron_on_screen() -> None:
    play, kind = entered(ONE_LINE)
    play.do(PlaceLine(angle=90.0, offset=0.2))
    shown = play.simulation.snapshot().params
    assert shown.weights[0][0].tolist() == pytest.approx([0.0, 8.0], abs=1e-12)
    assert shown.biases[0].tolist() == pytest.approx([-8.0 * 0.7])
    assert kind.line("1", 1) == MapLine(90.0, 0.2)
    play.do(OpenCase("2"))
    assert play.simulation.snapshot().params.weights[0][0].tolist() == pytest.approx([8.0, 0.0])


def test_one_who_understands_wins_every_deal_and_the_room_is_measured() -> None:
    for seed in range(40):
        play, _ = entered(ONE_LINE, seed)
        solved(play)
        assert measured(play) == {"tables_right": 5, "line_room": pytest.approx(1.0)}
        assert play.in_reach == 3
        assert play.spent


def test_wrong_corners_are_marked_and_a_possible_table_called_impossible_is_wrong() -> None:
    play, kind = entered(ONE_LINE)
    solved(play)
    play.do(PlaceLine(net="2", impossible=True))
    play.do(PlaceLine(net="4", angle=135.0, offset=0.4))
    measures = measured(play)
    assert kind.marks == {"1": True, "2": False, "3": True, "4": False, "5": True}
    assert measures["tables_right"] == 3
    assert measures["line_room"] == 0.0
    assert kind.wrong("4") == [0, 1, 2, 3]
    assert play.visit.stars == 1


def test_a_line_on_a_table_that_none_parts_is_wrong_and_calling_it_impossible_right() -> None:
    play, kind = next(visit for seed in range(50) if (visit := entered(ONE_LINE, seed))[1].best("1") <= 0.0)
    net = "1"
    assert str(play.level.facts["tables"])[1:4] in ("6.0", "9.0")
    solved(play)
    assert kind.called_impossible(net)
    play.do(PlaceLine(net=net, angle=45.0, offset=-0.4, impossible=False))
    assert measured(play)["tables_right"] == 4
    assert len(kind.wrong(net)) in (1, 3)


# -- folding ---------------------------------------------------------------------------------------------------------

DESIGNED = [
    (0.22, 0.92, 0),
    (-0.29, -0.84, 0),
    (0.99, -0.21, 1),
    (-1.0, 0.3, 1),
    (0.17, 0.85, 0),
    (-0.17, -1.07, 0),
    (1.07, -0.18, 1),
    (-0.89, 0.15, 1),
]
"""The points of the design's example, which are turned by 30 degrees."""


class Designed(TurnedClouds, frozen=True, tag="designed"):
    """The design's example in place of a drawn deal."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        rows, targets = [row[:2] for row in DESIGNED], [row[2] for row in DESIGNED]
        weights, biases = [np.zeros((2, 2)), np.zeros((1, 2))], [np.zeros(2), np.zeros(1)]
        net = drawn_start(weights, biases, samples(rows, targets), base=start)
        return Dealt(nets=(("", net),), facts={"turned": 30.0})


FOLDING = msgspec.structs.replace(level("C20"), deal=Designed())


@pytest.mark.parametrize(
    ("lines", "margin"),
    [
        (((165.0, 0.45), (165.0, -0.6)), 0.3238),
        (((30.0, 0.0), (120.0, 0.0)), -0.3523),
        (((165.0, 0.45), (165.0, 0.45)), 0.0),
        (((0.0, 1.2), (90.0, 1.2)), 0.0),
    ],
    ids=["solved", "crossing", "twice the same", "both far outside"],
)
def test_the_margins_of_the_design(lines: tuple[tuple[float, float], ...], margin: float) -> None:
    play, kind = entered(FOLDING)
    for number, (angle, offset) in enumerate(lines, start=1):
        assert play.do(PlaceLine(line=number, angle=angle, offset=offset)) is None
    assert measured(play)["hidden_margin"] == pytest.approx(margin, abs=5e-4)
    assert kind.margins == [play.result.measures["hidden_margin"]]  # type: ignore[union-attr]


def test_every_deal_can_be_folded_with_room_to_spare() -> None:
    for seed in range(25):
        play, _ = entered(level("C20"), seed)
        solved(play)
        assert 0.31 <= (measured(play)["hidden_margin"] or 0.0) <= np.sqrt(0.5) / 2
        assert play.in_reach == 3


def test_the_output_that_a_test_sets_answers_as_the_cut_says() -> None:
    play, kind = entered(FOLDING)
    for number, offset in ((1, 0.45), (2, -0.6)):
        play.do(PlaceLine(line=number, angle=165.0, offset=offset))
    measured(play)
    params = play.simulation.snapshot().params
    assert isinstance(params, Params)
    answers = forward(params, kind.points(""), kind.own_start.settings).a[-1][:, 0]
    assert ((answers > 0.5) == kind.full("")).all()
    assert kind.wrong("") == []
    assert play.do(PlaceLine(line=1, offset=0.0)) is None
    assert kind.cut is None, "hidden space is covered again"


def test_folding_without_a_line_is_refused_and_tries_end() -> None:
    play, kind = entered(FOLDING)
    assert play.do(BeginTry()) == "move or turn a line first"
    assert play.do(PlaceLine(impossible=True)) == "nothing can be called impossible in this level"
    for _ in range(3):
        assert play.do(PlaceLine(line=2, angle=15.0)) is None
        measured(play)
        play.do(Retry())
    assert play.spent
    assert len(kind.margins) == 3


def test_a_visit_plays_again_from_its_log() -> None:
    play, _ = entered(ONE_LINE, 8)
    solved(play)
    measured(play)
    again = replayed(ONE_LINE, play.log, 8)
    assert again.visit == play.visit
    assert again.result == play.result


def test_what_may_be_set_is_what_bots_are_told() -> None:
    for made in (ONE_LINE, FOLDING):
        play, kind = entered(made)
        rng = np.random.default_rng(1)
        for move in kind.space():
            assert play.do(move.act(move.values[int(rng.integers(len(move.values)))])) is None
        assert play.refusal(BeginTry()) is None
