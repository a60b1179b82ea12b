"""The panels that a kind of level has."""

from __future__ import annotations

import pytest

from game.ui.level.kinds import all_kind_panels, kind_panels

pytestmark = pytest.mark.road


def test_kinds_have_their_panels() -> None:
    assert set(all_kind_panels()) >= {"manual", "train", "answer", "population", "assign"}
    assert kind_panels("nothing special").left == "work"
