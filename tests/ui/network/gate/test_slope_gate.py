"""The slope gate: what its hole lets by is what the slope leaves, and its colour and word say how well the neuron
listens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.activations import activations
from game.ui.network.gate.slope_gate import Opening
from game.ui.network.packets.packet_flow import ERROR_RADIUS, SPECK, share_radius

DEAF = "deaf on this sample"
MOST = activations()["sigmoid"].max_slope


@given(st.floats(0.01, 1.0), st.floats(0.02, 1.0))
def test_the_packet_that_comes_out_is_the_one_that_the_hole_lets_by(share: float, slope: float) -> None:
    opening = Opening(share_radius(share, 4.0), slope, 1.0, cancelled=False)
    if share * slope > (SPECK / ERROR_RADIUS) ** 2 and share > (SPECK / ERROR_RADIUS) ** 2:
        assert opening.aperture == pytest.approx(share_radius(share * slope, 4.0))
    assert opening.aperture <= opening.notch + 1e-9


def test_even_a_neuron_that_listens_fully_passes_a_quarter() -> None:
    opening = Opening(ERROR_RADIUS, MOST, MOST, cancelled=False)
    assert opening.aperture == opening.notch == pytest.approx(ERROR_RADIUS / 2)
    assert (opening.share, opening.words) == (1.0, "listening")


@pytest.mark.parametrize(
    ("slope", "words"),
    [
        (0.25, "listening"),
        (0.125, "listening"),
        (0.1, "half listening"),
        (0.02, "deaf on this sample"),
        (0.0, "deaf on this sample"),
    ],
)
def test_a_word_says_how_well_it_listens(slope: float, words: str) -> None:
    opening = Opening(ERROR_RADIUS, slope, MOST, cancelled=False)
    assert opening.words == words
    assert opening.aperture > 0.0


def test_a_cancelled_gate_stands_wider_than_the_packet() -> None:
    opening = Opening(ERROR_RADIUS, 0.001, MOST, cancelled=True)
    assert opening.aperture > ERROR_RADIUS
    assert opening.share == 1.0
