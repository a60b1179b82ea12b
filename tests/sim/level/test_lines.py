"""Lines on the map: which neuron draws them, and how much room they leave."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.level.deals.truth_tables import outputs_of
from game.sim.level.lines import ON_LINE, LineGrid, MapLine, narrowest, widest_cut

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
GRID = LineGrid(middle=0.5)
lines = st.sampled_from(GRID.lines)
points = st.tuples(st.floats(-2, 2), st.floats(-2, 2))


@given(lines, points)
def test_a_neuron_is_0_on_its_line_and_grows_towards_the_filled_side(line: MapLine, point: tuple[float, float]) -> None:
    weights, bias = line.neuron(0.5, 8.0)
    foot = [0.5 + line.offset * part for part in line.direction]
    assert np.dot(weights, foot) + bias == pytest.approx(0.0, abs=1e-12)
    distance = GRID.distances(np.array([point]))[GRID.lines.index(line), 0]
    assert np.dot(weights, point) + bias == pytest.approx(8.0 * distance, abs=1e-9)


@given(lines, points)
def test_a_line_turned_round_is_filled_on_the_other_side(line: MapLine, point: tuple[float, float]) -> None:
    distances, at = GRID.distances(np.array([point])), GRID.lines.index
    assert distances[at(line.flipped()), 0] == pytest.approx(-distances[at(line), 0], abs=1e-9)
    assert line.flipped().flipped() == line


@given(st.floats(-720, 720), st.floats(-5, 5))
def test_the_nearest_line_of_the_grid(angle: float, offset: float) -> None:
    line = GRID.nearest(MapLine(angle, offset))
    assert line in GRID.lines
    assert abs((line.angle - angle + 180) % 360 - 180) <= GRID.turn / 2 + 1e-9
    assert abs(line.offset - min(max(offset, -1), 1)) <= GRID.step / 2 + 1e-9


def test_504_lines_part_fourteen_of_sixteen_tables() -> None:
    """As in the design: all but XOR and XNOR, constants among them."""
    distances = GRID.distances(CORNERS)
    assert len(distances) == 504
    parted = {k for k in range(16) if narrowest(distances, np.array(outputs_of(k)) > 0.5).max() > ON_LINE}
    assert set(range(16)) - parted == {6, 9}
    xor = np.where(np.array(outputs_of(6)) > 0.5, distances, -distances) > ON_LINE
    assert xor.sum(axis=1).max() == 3


def test_the_widest_cut_parts_two_kinds_with_equal_room_on_both_sides() -> None:
    cut = widest_cut(np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]]), [False, True, False])
    along = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]]) @ np.array(cut.direction) - cut.threshold
    assert along[1] == pytest.approx(cut.margin)
    assert max(along[0], along[2]) == pytest.approx(-cut.margin)
    assert cut.margin == pytest.approx(0.5)
    assert widest_cut(CORNERS, [False, True, True, False]).margin < 0.0
    folded = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    most = widest_cut(folded, [False, False, True, True]).margin
    assert most == pytest.approx(np.sqrt(0.5) / 2), "the largest margin there is, as in the design"
