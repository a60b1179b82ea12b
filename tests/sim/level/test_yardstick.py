"""Where a try stands among all that a level makes possible."""

from __future__ import annotations

import pytest

from game.sim.level.level import Level
from game.sim.level.metrics import metrics
from game.sim.level.sweep import BY_CHANCE, Tried, all_settings, by_chance, settings, sweep, worth
from game.sim.level.yardstick import Histogram, Par, Scale, Yardstick, histogram, yardstick
from tests.support.campaign_files import campaign

pytestmark = pytest.mark.road

LEVELS = {level.id: level for level in campaign().levels}
SWEPT = [level.id for level in LEVELS.values() if level.kind in ("manual", "train", "descend", *BY_CHANCE)]


def _found(level: Level) -> list[Tried]:
    return list((by_chance if level.kind in BY_CHANCE else sweep)(level, 12))


def _stick(level: str) -> Yardstick:
    found = yardstick(LEVELS[level])
    assert found
    return found


@pytest.mark.parametrize("name", SWEPT)
def test_every_level_with_settings_has_a_measure_and_a_histogram_of_all_that_was_tried(name: str) -> None:
    level = LEVELS[name].dealt(3)
    stick, tried = yardstick(level), _found(level)
    assert stick
    assert stick.pars
    assert len(tried) == 12 or len(tried) == all_settings(level)
    found = histogram(stick, tried, [None])
    assert sum(map(sum, (*found.columns, found.never))) == len(tried)
    assert all(0.0 < found.place(par.bound) < 1.0 for par in stick.pars)
    assert len({found.place(par.bound) for par in stick.pars}) == len(stick.pars)
    for values in ([each.measures for each in tried][:3],):
        assert [stick.value(each) for each in values] == [stick.value(each.measures) for each in tried[:3]]


def test_the_measure_is_the_one_on_which_the_stars_differ_most() -> None:
    assert _stick("C01").pars == (Par(2, 0.1), Par(3, 0.02))
    assert not _stick("C01").alone
    assert _stick("C15").alone
    assert _stick("C05").upward
    assert not _stick("C15").upward


def test_a_level_of_answers_alone_has_no_measure() -> None:
    assert yardstick(LEVELS["C14"]) is None


def _made(level: str, values: list[float | None]) -> list[Tried]:
    key = _stick(level).metric.key
    return [Tried({}, {key: value}, 0) for value in values]


def test_what_never_came_there_is_counted_apart_and_beaten_by_all() -> None:
    stick = _stick("C17")
    found = histogram(stick, _made("C17", [1.0, 3.0, 99.0, None]), [2.0])
    assert found.never == (2, 0, 0, 0)
    assert sum(map(sum, found.columns)) == 2
    assert stick.as_good(1.0, 2.0)
    assert not stick.as_good(None, 2.0)
    assert stick.as_good(None, None)
    assert stick.best([None, 3.0, 1.5]) == 1.5
    assert stick.best([None]) is None


def test_the_axis_fits_the_measure() -> None:
    wide = histogram(_stick("C01"), _made("C01", [0.001, 0.05, 0.9, 1.0, 1.0]), [0.5])
    assert wide.scale is Scale.POWERS
    assert wide.place(0.02) < wide.place(0.1) < wide.place(0.5) < wide.place(1.0)
    nines = histogram(_stick("C05"), _made("C05", [0.1, 0.5, 0.9, 0.9996]), [0.95])
    assert nines.scale is Scale.MISSING
    assert nines.place(0.99) - nines.place(0.9) > 0.15
    assert 0.9 in nines.ticks()
    whole = histogram(_stick("C19"), _made("C19", [0.0, 1.0, 1.0, 4.0]), [5.0])
    assert whole.scale is Scale.EVEN
    assert [sum(counts) for counts in whole.columns] == [1, 2, 0, 0, 1, 0]


def test_a_sample_reaches_every_value_of_every_control() -> None:
    level = LEVELS["C16"].dealt(3)
    drawn = list(settings(level, 300))
    assert len(drawn) == 300
    assert len({values["learning_rate"] for values in drawn}) > 150
    assert len({values["one"] for values in drawn}) > 150


def test_numbers_that_are_only_said_are_no_settings() -> None:
    level = LEVELS["C27"].dealt(3)
    assert all_settings(level) == 72
    assert all("off_h1" not in values for values in settings(level, 5))


def test_many_steps_and_few_are_told_apart_by_powers() -> None:
    few = histogram(_stick("C17"), _made("C17", [1.0, 1.4, 2.0, 9.5, 10.0, 10.0]), [1.0])
    assert few.scale is Scale.POWERS
    assert few.place(1.5) - few.place(1.15) > 0.08


def test_what_is_only_said_beforehand_takes_no_star_from_a_setting() -> None:
    level = LEVELS["C22"].dealt(3)
    stick, best = yardstick(level), next(sweep(level, 1))
    assert stick
    assert not stick.metric.of_the_player
    assert "named" not in best.values
    found = {**best.measures, stick.key: 0.0}
    assert worth(level, found) == 3


def test_a_level_without_controls_has_no_settings() -> None:
    assert all_settings(LEVELS["C02"]) == 0


def test_the_numbers_at_the_axis_are_round_and_stand_on_it() -> None:
    def ticks(scale: Scale, low: float, high: float) -> tuple[float, ...]:
        return Histogram(scale, low, high, (), (0, 0, 0, 0)).ticks()

    assert ticks(Scale.EVEN, 10.3, 18.2) == (12.0, 14.0, 16.0, 18.0)
    assert ticks(Scale.EVEN, -0.3, 0.8) == (0.0, 0.5)
    assert ticks(Scale.POWERS, -3.1, 0.2) == (0.001, 0.01, 0.1, 1.0)
    assert ticks(Scale.POWERS, -6.1, 0.2) == (1e-6, 1e-4, 1e-2, 1.0), "every other one"
    assert ticks(Scale.MISSING, 0.0, 2.2) == pytest.approx((0.0, 0.5, 0.9, 0.99))


def test_the_axis_of_a_share_goes_from_none_to_all() -> None:
    stick = Yardstick(metrics()["share"](), (Par(1, 0.5),), upward=True, alone=True)
    for shares in ([0.0] * 9 + [0.3, 0.8], [0.25, 0.4] + [1.0] * 9):
        found = histogram(stick, [Tried({}, {stick.key: share}, 0) for share in shares], [])
        assert (found.scale, found.low, found.high) == (Scale.EVEN, 0.0, 1.0)
