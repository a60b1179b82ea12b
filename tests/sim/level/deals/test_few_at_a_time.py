"""A few at a time: steps are what counts, and nothing printed is the answer."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.level.actions import Answer, BeginTry, Predict, Retry
from game.sim.level.boards.batches import BatchesBoard
from game.sim.level.deals.few_at_a_time import NEAR, BatchesDeal, FewAtATime, by_steps
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.tasks.batch_tasks import (
    RECIPES,
)
from game.sim.level.tasks.epoch_path import epoch_path
from game.sim.start import Start
from tests.support.campaign_files import level

pytestmark = pytest.mark.road


def deal(seed: int) -> tuple[BatchesDeal, BatchesBoard]:
    found = FewAtATime().draw(Start(), np.random.default_rng([seed, 0]))
    assert isinstance(found, BatchesDeal)
    assert isinstance(found.board, BatchesBoard)
    return found, found.board


def test_what_is_dealt() -> None:
    given = set()
    for seed in range(60):
        found, board = deal(seed)
        sizes = [each.size for each in board.columns]
        assert sizes == sorted(set(sizes), reverse=True)
        assert len(sizes) == 3
        assert sizes[0] * sizes[2] != sizes[1] ** 2, "halving twice would do"
        given.add(sizes.index(board.given.size))
        assert [place.name for place in found.places] == ["first", "second"]
        for column in (each for each in board.columns if each.place):
            place = found.place(column.place)
            assert place is not None
            assert place.accepts(by_steps(board, column)), "epochs times steps"
            assert not place.accepts(float(board.given.middle)), "not as many epochs"
            assert place.accepts(column.middle * (1.0 + 0.99 * NEAR))
            assert not place.accepts(column.middle * (1.0 + 1.1 * NEAR))
    assert given == {0, 1, 2}


def test_an_epoch_seen_from_close_is_the_epoch() -> None:
    in_two = epoch_path(RECIPES[0].start(4))
    assert len(in_two) == 3
    whole = RECIPES[0].start(8)
    run = MeasuredRun(whole, 1)
    run.extend(1)
    path = epoch_path(whole)
    assert len(path) == 2
    assert path[-1] == pytest.approx(run.params(1).flat(), rel=1e-12)
    far = [float(np.linalg.norm(np.subtract(each[-1], each[0]))) for each in (path, in_two)]
    assert far[1] == pytest.approx(2.0 * far[0], rel=0.1), "two steps lead about twice as far"


def test_a_second_run_has_other_numbers_and_steps_win_it() -> None:
    play = LevelPlay(level("C18"), 4)
    play.do(Predict(0))
    kind = play.kind
    assert isinstance(kind, Choosing)
    for place in kind.deal.places:
        assert play.do(Answer(place.name, kind.deal.number("given"))) is None
    assert play.do(BeginTry()) is None
    play.finish()
    assert (play.visit.stars, kind.marks) == (0, {"first": False, "second": False})
    before = play.level.facts
    assert play.do(Retry()) is None
    assert play.level.facts != before
    for name in ("first", "second"):
        assert play.do(Answer(name, float(play.level.facts[f"by_steps_{name}"]))) is None  # type: ignore[arg-type]
    play.do(BeginTry())
    play.finish()
    assert play.visit.stars == 2
