"""A session from a computer whose C library rounds differently opens, and says how it differs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.files.keyframe_check import changed_in
from game.sim.files.replay import ReplayError, decoded, encoded, opened, play_back, recorded
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.places import REPLAYS

KINDS = [Settings(), Settings(activation="tanh"), Settings(loss="cross_entropy"), Settings(update="sample")]


def session(settings: Settings, epochs: int = 200) -> Simulation:
    simulation = Simulation(Start(seed=3, settings=settings))
    for command in (c.Step("epoch", epochs), c.Set("learning_rate", 2.0), c.Step("epoch", epochs)):
        assert simulation.apply(command)
    return simulation


@pytest.mark.parametrize("settings", KINDS, ids=["sigmoid", "tanh", "cross-entropy", "sample"])
def test_a_session_from_another_computer_opens(settings: Settings, other_computer: Callable[[], None]) -> None:
    before = session(settings)
    data = encoded(recorded(before))
    other_computer()
    after, difference = opened(decoded(data))
    assert after.cursor.params != before.cursor.params, "the other computer does round differently"
    assert after.cursor.params == pytest.approx(before.cursor.params, rel=1e-6)
    assert difference is not None
    assert "only last digits differ" in difference
    with pytest.raises(ReplayError, match="only last digits differ"):
        play_back(decoded(data))


def test_one_with_changes_in_the_middle_of_epochs_is_not_said_to_be_changed(
    other_computer: Callable[[], None],
) -> None:
    def played() -> Simulation:
        simulation = Simulation(Start(seed=3, settings=Settings(update="sample")))
        for steps, rate in ((202, 2.0), (4, 3.0), (5, 1.0)):
            assert simulation.apply(c.Step("sample", steps))
            assert simulation.apply(c.Set("learning_rate", rate))
        return simulation

    kept = played().held()
    assert [change.place for change in kept.timeline.runs[0].segments] == [(0, 0), (50, 2), (51, 2), (52, 3)]
    other_computer()
    here = played()
    assert here.held().timeline.runs[0].segments[2].params != kept.timeline.runs[0].segments[2].params
    assert changed_in(here, kept) is None


def test_one_that_was_changed_is_told_from_it() -> None:
    data = encoded(recorded(session(Settings())))
    assert opened(decoded(data))[1] is None
    changed = data.replace(b'"value":2.0', b'"value":2.5')
    assert changed != data
    assert "it was changed" in str(opened(decoded(changed))[1])
    assert "something else" in str(opened(msgspec.structs.replace(decoded(data), state_hash="0" * 16))[1])


def test_recorded_sessions_open_on_any_computer(other_computer: Callable[[], None]) -> None:
    other_computer()
    for path in sorted(REPLAYS.glob("*.json")):
        simulation, _ = opened(decoded(path.read_bytes()))
        assert simulation.tick_count >= 0
