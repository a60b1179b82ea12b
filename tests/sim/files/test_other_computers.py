"""A session from a computer whose C library rounds differently opens, and says how it differs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import msgspec
import pytest

from game.sim import commands as c
from game.sim.engine import kernel
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import ReplayError, decoded, encoded, opened, play_back, recorded
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.places import REPLAYS

KINDS = [Settings(), Settings(activation="tanh"), Settings(loss="cross_entropy"), Settings(update="sample")]


def off_now_and_then(function: Callable[[float], float]) -> Callable[[float], float]:
    """`function`, but one unit in the last place too high for about every third argument."""

    def other(x: float) -> float:
        value = function(x)
        return math.nextafter(value, math.inf) if hash(x) % 3 == 0 and math.isfinite(value) else value

    return other


@pytest.fixture
def other_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Called, it turns this computer into one that rounds differently."""

    def change() -> None:
        for name in ("exp", "tanh", "log1p"):
            monkeypatch.setattr(math, name, off_now_and_then(getattr(math, name)))
        forget()

    yield change
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Have kernels made anew."""
    for thing in vars(kernel).values():
        if hasattr(thing, "cache_clear"):
            thing.cache_clear()


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
