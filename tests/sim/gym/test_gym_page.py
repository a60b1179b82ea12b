"""The page about the gym tells what there is."""

from __future__ import annotations

import re

from game.paths import ASSETS
from game.sim.gym.kinds import exercise, exercise_kinds

PAGE = (ASSETS.parent / "docs" / "gym.md").read_text("utf-8")


def test_it_lists_every_kind_by_its_name_and_title_in_their_order() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE, re.MULTILINE)
    assert rows == [(kind.name, kind.title) for kind in exercise_kinds().values()]


def test_the_exercise_it_prints_is_the_one_that_the_seed_draws() -> None:
    made = exercise("hidden_delta", 3)
    assert f"hidden_delta 3: {made.question}" in PAGE
    assert f"rule: {made.rule}" in PAGE
    assert f"steps: {'; '.join(made.steps)}" in PAGE
    assert [f"({wrong.misconception})" in PAGE for wrong in made.wrong] == [True] * 4
