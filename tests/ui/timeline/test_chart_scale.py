"""The chart's axes: bounds that hold the data, ticks that can be read, and pixels that lead back to epochs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim.dataset import OWN, OwnData
from game.sim.engine.simulation import Simulation
from game.sim.settings import Settings
from game.sim.start import Start
from game.ui.timeline.chart_scale import (
    EpochAxis,
    LossAxis,
    epoch_bound,
    linear_ticks,
    log_ticks,
    loss_bounds,
    loss_texts,
    place,
)

epochs = st.integers(0, 3_000_000)
losses = st.floats(-1e200, 1e200)


@given(epochs)
def test_the_epoch_axis_ends_beyond_the_run_but_not_far_beyond(longest: int) -> None:
    bound = epoch_bound(longest)
    assert bound >= longest * (1 - 1e-9)
    assert bound <= max(10.0, 1.35 * longest)


@given(losses, losses, st.booleans())
def test_the_loss_axis_holds_every_loss(a: float, b: float, logarithmic: bool) -> None:
    lowest, highest = sorted((a, b))
    low, high = loss_bounds(lowest, highest, logarithmic=logarithmic)
    assert low < high
    assert high >= highest * (1 - 1e-9)
    assert low <= max(lowest, 1e-12) * (1 + 1e-9)
    assert logarithmic or lowest >= -1e-12 or low <= lowest * (1 - 1e-9)


@given(st.integers(10, 3_000_000), st.integers(2, 20))
def test_epoch_ticks_are_whole_even_and_few(longest: int, most: int) -> None:
    bound = epoch_bound(longest)
    ticks = linear_ticks(bound, most, finest=1.0)
    steps = np.diff(ticks)
    assert ticks[0] == 0.0
    assert len(ticks) - 1 <= most
    assert len(ticks) >= 2
    assert ticks[-1] <= bound * (1 + 1e-9)
    assert np.allclose(steps, steps[0])
    assert all(abs(tick - round(tick)) < 1e-6 for tick in ticks)


@given(st.floats(1e-13, 1e150), st.floats(1.0, 1e100), st.integers(2, 8))
def test_log_ticks_lie_on_the_axis_rise_and_are_few(lowest: float, factor: float, most: int) -> None:
    low, high = loss_bounds(lowest, lowest * factor, logarithmic=True)
    ticks = log_ticks(low, high, most)
    assert 1 <= len(ticks) <= most + 1
    assert ticks == sorted(set(ticks))
    assert low * (1 - 1e-6) <= ticks[0]
    assert ticks[-1] <= high * (1 + 1e-6)


@given(losses.filter(bool), st.integers(2, 6), st.booleans())
def test_no_two_grid_lines_have_the_same_number(highest: float, most: int, logarithmic: bool) -> None:
    low, high = loss_bounds(highest / 1000, highest, logarithmic=logarithmic)
    ticks = LossAxis(low, high, logarithmic, 0.0, 100.0).ticks(most)
    texts = loss_texts(ticks)
    assert len(set(texts)) == len(ticks)
    assert max(map(len, texts)) <= 7


@pytest.mark.parametrize(
    ("highest", "texts"),
    [
        (0.128, ["0.00", "0.05", "0.10", "0.15"]),
        (1.7, ["0.0", "0.5", "1.0", "1.5", "2.0"]),
        (3e5, ["0", "1e5", "2e5", "3e5"]),
    ],
)
def test_numbers_of_a_linear_axis_have_as_many_decimals_each(highest: float, texts: list[str]) -> None:
    _, high = loss_bounds(0.0, highest, logarithmic=False)
    assert loss_texts(linear_ticks(high, 4)) == texts


@pytest.mark.parametrize(
    ("lowest", "highest", "texts"),
    [
        (-3.44, -0.2, ["−4", "−3", "−2", "−1", "0"]),
        (-0.03, 0.4, ["0.0", "0.1", "0.2", "0.3", "0.4"]),
        (-1.9, 0.4, ["−2.0", "−1.5", "−1.0", "−0.5", "0.0"]),
    ],
)
def test_the_axis_reaches_below_0_where_outputs_themselves_are_differentiated(
    lowest: float, highest: float, texts: list[str]
) -> None:
    ticks = LossAxis(*loss_bounds(lowest, highest, logarithmic=False), False, 0.0, 100.0).ticks(5)
    assert loss_texts(ticks) == texts


@given(st.integers(10, 1000), st.integers(1000, 4000), st.integers(0, 50))
def test_an_epochs_pixel_leads_back_to_it(longest: int, width: int, left: int) -> None:
    axis = EpochAxis(epoch_bound(longest), float(left), float(width))
    assert [axis.epoch(axis.x(epoch)) for epoch in range(0, longest + 1, 7)] == list(range(0, longest + 1, 7))


@given(st.lists(losses, min_size=2, max_size=20), st.booleans())
def test_a_higher_loss_never_stands_lower_and_all_stay_on_the_plot(values: list[float], logarithmic: bool) -> None:
    low, high = loss_bounds(min(values), max(values), logarithmic=logarithmic)
    y = LossAxis(low, high, logarithmic, 5.0, 90.0).y(np.array(sorted(values)))
    assert (np.diff(y) <= 1e-9).all()
    assert y.min() >= 5.0 - 1e-9
    assert y.max() <= 95.0 + 1e-9


@given(st.lists(losses, min_size=2, max_size=20), st.booleans(), st.floats(0.001, 1.0))
def test_a_line_stands_where_its_losses_do_and_above_the_axis_leaves_the_plot(
    values: list[float], logarithmic: bool, part: float
) -> None:
    low, high = loss_bounds(min(values), max(values) * part, logarithmic=logarithmic)
    axis = LossAxis(low, high, logarithmic, 5.0, 90.0)
    place, line = axis.y(np.array(values)), axis.line_y(np.array(values))
    for value, stands, passes in zip(values, place, line, strict=True):
        assert passes == stands if value <= high else passes <= 5.0
        assert passes < 5.0 or value <= high + (high - low) * 1e-6
        assert axis.holds(value) == (value <= high)


def test_a_sample_of_several_outputs_is_one_part_of_its_epoch() -> None:
    data = OwnData(("a",), ("y1", "y2"), ((1.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.5, 0.0, 0.0)))
    simulation = Simulation(Start(scenario=OWN, settings=Settings(layers=(1, 2, 2)), data=data))
    assert simulation.apply(c.Seek(0, 2, 3, 500_000))
    snapshot = simulation.snapshot()
    assert place(snapshot) == pytest.approx((2 + 3.5 / len(snapshot.phases)) / 3)


def test_a_loss_axis_has_no_decimal_that_says_nothing() -> None:
    assert loss_texts([0.0, 0.1, 0.2]) == ["0.0", "0.1", "0.2"]
    assert loss_texts([0.0, 0.05, 0.1]) == ["0.00", "0.05", "0.10"]
    assert loss_texts([0.0, 1.0, 2.0]) == ["0", "1", "2"]


def test_a_part_of_a_run_has_its_own_epochs_numbered() -> None:
    assert EpochAxis(10.0, 0.0, 100.0).ticks(5) == [0, 2, 4, 6, 8, 10]
    assert EpochAxis(20.0, 0.0, 100.0, first=1.0).ticks(2) == [10, 20]
    assert EpochAxis(1010.0, 0.0, 100.0, 1000.0).ticks(5) == [1000, 1002, 1004, 1006, 1008, 1010]


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("loss", [1e249, 9e307, 1.7e308, -1.7e308])
def test_a_loss_at_the_end_of_all_numbers_stands_on_the_end_of_the_axis(loss: float, logarithmic: bool) -> None:
    axis = LossAxis(*loss_bounds(min(loss, 0.1), max(loss, 0.1), logarithmic=logarithmic), logarithmic, 0.0, 100.0)
    assert len(loss_texts(axis.ticks(4))) >= 2
    ends = [axis.y_of(each) for each in (-1.7e308, loss, 1.7e308)]
    assert ends == sorted(ends, reverse=True)
    assert (ends[0], ends[-1]) == pytest.approx((100.0, 0.0), abs=1e-9)


def test_as_many_ticks_as_may_be_are_drawn() -> None:
    assert log_ticks(0.01, 0.1, 4) == pytest.approx([0.01, 0.02, 0.05, 0.1])
    assert log_ticks(0.01, 0.1, 3) == pytest.approx([0.01, 0.1])
