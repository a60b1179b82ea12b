"""What was said beforehand is marked where it was said, with what is right."""

from __future__ import annotations

import pytest

from game.sim.level import actions as a
from tests.support.level_player import Enter
from tests.support.level_views import carry_out_at_once
from tests.support.written import Written

pytestmark = [pytest.mark.road, pytest.mark.unasked]


def test_a_number_that_was_said_wrong_is_marked_after_the_try(enter: Enter, written: Written) -> None:
    player = enter("C27")
    player.do(a.Predict(0))
    facts = player.play.level.facts
    right = {name: float(str(facts[name])) for name in ("off_h1", "off_h2")}
    wrong = (right["off_h2"] + 1.0) % 5.0
    carry_out_at_once(player, a.Turn("off_h1", right["off_h1"]), a.Turn("off_h2", wrong))
    work = player.screen.panels.work
    player.frames(2)
    assert [work.control(name).truth for name in right] == [None, None], "it is a secret until the run"
    written.clear()
    carry_out_at_once(player, a.BeginTry())
    player.frames(2)
    rows = {name: work.control(name) for name in (*right, "leak")}
    assert {name: row.truth for name, row in rows.items()} == {**right, "leak": None}
    assert rows["off_h1"].shown == rows["off_h1"].truth
    assert rows["off_h2"].shown == wrong
    assert f"{right['off_h2']:g}" in [text for _, _, text in written]


def test_a_word_that_was_said_wrong_is_marked_after_the_try(enter: Enter, written: Written) -> None:
    player = enter("C24")
    player.do(a.Predict(0))
    calls = [f"call_{each}" for each in "abcde"]
    words = {name: str(player.play.level.facts[name]) for name in calls}
    other = next(word for word in ("solves", "too small", "stays equal") if word != words["call_a"])
    carry_out_at_once(player, *(a.Turn(name, word) for name, word in {**words, "call_a": other}.items()))
    written.clear()
    carry_out_at_once(player, a.BeginTry())
    player.frames(2)
    work = player.screen.panels.work
    assert {name: work.control(name).truth for name in calls} == words
    assert [name for name in calls if work.control(name).shown != work.control(name).truth] == ["call_a"]
    assert words["call_a"] in [text for _, _, text in written]
