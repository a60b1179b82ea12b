"""From its keyframes a session is as it was, to the last bit, without being played again."""

from __future__ import annotations

import ast
import inspect
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable

import msgspec
import numpy as np
import pytest

from game.sim import commands as c
from game.sim.engine.rounding import array_rounding, rounding, rounding_of, trains_alike
from game.sim.engine.simulation import Simulation
from game.sim.files import session_packer
from game.sim.files.keyframe_check import changed_in
from game.sim.files.keyframes import Sheath, pack, sealed, unpack
from game.sim.files.packed_column import BLOCK, pack_column, unpack_column
from game.sim.files.replay import Replay, ReplayError, decoded, encoded, opened, recorded
from game.sim.files.stored_session import KeyframesError, StoredChange, StoredRun, StoredSession
from game.sim.network import Array
from game.sim.settings import Settings
from game.sim.snapshot import diff
from game.sim.start import Start
from tests.support.random_actions import KINDS, SPACING, any_action
from tests.support.saved import whole_session

SWINGING = Start(seed=3, settings=Settings(learning_rate=20.0, update="sample"))


def random_session(seed: int) -> Simulation:
    dice, simulation = random.Random(seed), Simulation(Start(seed=seed, settings=KINDS[seed % len(KINDS)]))
    for _ in range(dice.randrange(5, 60)):
        do(simulation, any_action(dice, simulation))
    return simulation


def do(simulation: Simulation, action: c.Command | int) -> None:
    if not isinstance(action, int):
        simulation.apply(action)
        return
    for _ in range(action):
        simulation.tick()


def reopened(simulation: Simulation) -> Simulation:
    return opened(decoded(encoded(whole_session(simulation))))[0]


def nothing_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    def played(*_: object) -> None:
        raise AssertionError("it was played again")

    monkeypatch.setattr("game.sim.files.replay._apply", played)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_restored_is_the_same_and_goes_on_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = random_session(seed)
    with monkeypatch.context() as patch:
        nothing_is_played(patch)
        after = reopened(before)
    assert after.state_hash() == before.state_hash()
    assert diff(before.snapshot(), after.snapshot()) is None
    dice = random.Random(seed)
    for _ in range(30):
        action = c.Undo() if dice.random() < 0.4 else any_action(dice, before)
        do(before, action)
        do(after, action)
        assert after.state_hash() == before.state_hash(), action
    assert after.log == before.log


def test_what_was_done_after_the_keyframes_is_played() -> None:
    simulation = random_session(5)
    keyframes = pack(simulation.start, simulation.log, simulation.held())
    for command in (c.Step("epoch", 40), c.Set("learning_rate", 3.0), c.Play()):
        simulation.apply(command)
    simulation.tick()
    replay = msgspec.structs.replace(recorded(simulation), keyframes=keyframes)
    assert opened(replay)[0].state_hash() == simulation.state_hash()
    assert opened(replay, ticks=0)[0].tick_count == 0, "an earlier moment is played"


def test_a_million_epochs_open_within_a_second() -> None:
    simulation = Simulation(SWINGING)
    long = np.random.default_rng(0).uniform(0.0, 1.0, 1_000_000)  # what no training is as hard to pack as
    simulation.apply(c.Step("epoch", 1))
    simulation.timeline.active.losses.extend(long)
    simulation.timeline.active.course.keep(len(long) + 1, simulation.cursor.params)  # or all of it would be trained
    data = encoded(whole_session(simulation))
    began = time.process_time()
    after = opened(decoded(data))[0]
    assert time.process_time() - began < 1.0
    assert after.timeline.active.last_epoch == 1_000_001
    assert np.array_equal(after.timeline.active.losses.view(), simulation.timeline.active.losses.view())


def test_what_runs_share_is_written_once() -> None:
    simulation = Simulation(SWINGING)
    simulation.apply(c.Step("epoch", 10_000))
    one = len(encoded(whole_session(simulation)))
    for rate in range(1, 7):
        simulation.apply(c.Seek(9_990))
        simulation.apply(c.Set("learning_rate", float(rate)))
        simulation.apply(c.Step("epoch", 20))
    assert len(simulation.timeline.runs) == 7
    assert len(encoded(whole_session(simulation))) < 1.6 * one
    pieces = [run.view(active=False).pieces[0].losses for run in reopened(simulation).timeline.runs[1:]]
    assert all(np.shares_memory(pieces[0], piece) for piece in pieces)


@pytest.mark.parametrize("count", [0, 1, 5, BLOCK, BLOCK + 1])
def test_columns_come_back_to_the_last_bit(count: int) -> None:
    dice = np.random.default_rng(count)
    for column in (dice.integers(-(2**63), 2**63 - 1, count), np.exp(-np.arange(count) / 99).view(np.int64)):
        assert np.array_equal(unpack_column(pack_column(column)), column)
    smooth = pack_column(np.exp(-np.arange(BLOCK) / 5000))
    assert sum(map(len, smooth.blocks)) < 3 * BLOCK, "a smooth column takes less than three bytes a number"


# -- what is damaged, changed, or from elsewhere -----------------------------------------------------------------------


def test_damaged_keyframes_are_left_out_and_all_is_played() -> None:
    simulation = random_session(7)
    data = pack(simulation.start, simulation.log, simulation.held())
    assert data
    dice = random.Random(1)
    for _ in range(300):
        other = bytearray(data)
        for _ in range(dice.randrange(1, 4)):
            other[dice.randrange(len(other))] = dice.randrange(256)
        if bytes(other) == data:
            continue
        with pytest.raises(KeyframesError):
            unpack(bytes(other[: dice.randrange(len(other))] if dice.random() < 0.3 else other))
    replay = msgspec.structs.replace(whole_session(simulation), keyframes=b"nonsense")
    after, difference = opened(replay)
    assert difference is None
    assert after.state_hash() == simulation.state_hash()


def swinging(epochs: int = 3000) -> Simulation:
    simulation = Simulation(SWINGING)
    for command in (c.Step("epoch", epochs), c.SetParameter(0, 0, 0, 2.0), c.Step("epoch", 500)):
        assert simulation.apply(command)
    return simulation


def test_a_changed_command_is_told_and_where() -> None:
    replay = whole_session(swinging())
    data = encoded(replay).replace(b'"count":3000', b'"count":2999')
    difference = opened(decoded(data))[1]
    assert difference is not None
    assert "it was changed: run 1 goes on otherwise at epoch 2,999" in difference


def chaotic() -> tuple[Simulation, Replay]:
    """A session in which a last digit grows until it is seen."""
    simulation = Simulation(Start(seed=0, settings=Settings(learning_rate=20.0, update="sample", activation="tanh")))
    for command in (c.Step("epoch", 1500), c.Set("learning_rate", 21.0), c.Step("epoch", 700)):
        assert simulation.apply(command)
    return simulation, whole_session(simulation)


def test_on_another_computer_what_was_seen_is_restored(other_computer: Callable[[], None]) -> None:
    before, replay = chaotic()
    other_computer()
    after, difference = opened(replay)
    assert after.state_hash() == before.state_hash()
    assert after.cursor.params == before.cursor.params
    assert difference is not None
    assert difference.startswith("it was saved on a computer that rounds differently: what was seen is restored")


def large() -> Simulation:
    """A session that numpy trains."""
    settings = Settings(layers=(2, 8, 8, 1), activation="tanh")
    simulation = Simulation(Start(scenario="moons:points=200,noise=0.2,seed=7", seed=3, settings=settings))
    assert simulation.apply(c.Step("epoch", 40))
    return simulation


def other_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on this computer is one whose numpy rounds differently."""
    honest = np.tanh

    def other(z: Array, out: Array | None = None) -> Array:
        found = honest(z) if out is None else honest(z, out=out)
        found[...] = np.nextafter(found, np.inf)
        return found

    monkeypatch.setattr(np, "tanh", other)
    monkeypatch.setattr("game.sim.engine.rounding.array_rounding", array_rounding.__wrapped__)


def test_where_numpy_adds_differently_what_it_trains_is_restored_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, small = large(), random_session(1)
    replay, other = whole_session(before), whole_session(small)
    assert opened(replay)[1] is None
    other_numpy(monkeypatch)
    after, difference = opened(replay)
    assert after.cursor.params == before.cursor.params
    assert str(difference).startswith("it was saved on a computer that rounds differently")
    assert "only last digits differ" in str(opened(replay, whole=True)[1])
    assert opened(other)[1] is None, "numpy has no part in it"


def test_keyframes_that_tell_nothing_of_numpy_are_trusted() -> None:
    segments = [large().cursor.segment]
    assert trains_alike(rounding_of(segments), segments)
    assert trains_alike(rounding(), segments)
    assert not trains_alike("0" * 16, segments)
    assert rounding_of([Simulation().cursor.segment]) == rounding()


def test_checked_whole_on_another_computer_only_last_digits_differ(other_computer: Callable[[], None]) -> None:
    before, replay = chaotic()
    other_computer()
    after, difference = opened(replay, whole=True)
    far = max(abs(a - b) for a, b in zip(after.cursor.params, before.cursor.params, strict=True))
    assert far > 1e-3, "here the last digits have grown until they are seen"
    assert "only last digits differ" in str(difference)


@pytest.mark.parametrize("epoch", [3, SPACING + 5, 2 * SPACING + 5])
def test_checked_whole_on_another_computer_a_changed_number_is_told(
    epoch: int, other_computer: Callable[[], None]
) -> None:
    before, _ = chaotic()
    losses = before.timeline.active.losses.view().copy()
    losses[epoch] *= 1.001
    before.timeline.active.losses.cut(0)
    before.timeline.active.losses.extend(losses)
    replay = whole_session(before)
    other_computer()
    assert "it was changed: the numbers of run 1 are others" in str(opened(replay, whole=True)[1])


def with_in_session(replay: Replay, field: str, packed: bytes) -> Replay:
    """`replay` with the bytes `packed` in the place of a field of what its keyframes hold, and all its digits right."""
    sheath = msgspec.msgpack.decode(replay.keyframes or b"", type=Sheath)
    tree = msgspec.msgpack.decode(zlib.decompress(sheath.session))
    tree[field] = "in its place"
    session = msgspec.msgpack.encode(tree).replace(msgspec.msgpack.encode("in its place"), packed)
    again = msgspec.structs.replace(sheath, session=zlib.compress(session, 1))
    return msgspec.structs.replace(replay, keyframes=sealed(again))


def array_of(count: int, item: bytes) -> bytes:
    """A msgpack array of `count` times the same."""
    return b"\xdd" + count.to_bytes(4, "big") + item * count


@pytest.mark.parametrize(("field", "item"), [("params", b"\0"), ("undo", b"\xc0"), ("runs", b"\x80")])
def test_keyframes_that_swell_are_not_read_and_all_is_played(field: str, item: bytes) -> None:
    simulation = random_session(1)
    forged = with_in_session(whole_session(simulation), field, array_of(20_000_000, item))
    assert len(forged.keyframes or b"") < 200_000
    tracemalloc.start()
    with pytest.raises(KeyframesError):
        unpack(forged.keyframes or b"")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60_000_000
    assert opened(forged)[0].state_hash() == simulation.state_hash()


def test_keyframes_with_too_many_parameters_are_left_out_and_all_is_played() -> None:
    simulation = random_session(1)
    forged = with_in_session(whole_session(simulation), "params", array_of(50, b"\xcb" + bytes(8)))
    assert opened(forged)[0].state_hash() == simulation.state_hash()


def test_a_later_version_of_keyframes_is_played_over() -> None:
    simulation = swinging(50)
    data = pack(simulation.start, simulation.log, simulation.held())
    assert data
    later = bytes([data[0], 99]) + data[2:]
    with pytest.raises(KeyframesError, match="another version"):
        unpack(later)
    with pytest.raises(ReplayError, match="glassbox_replay is 3"):
        decoded(encoded(whole_session(simulation)).replace(b'"glassbox_replay":2', b'"glassbox_replay":3'))


def test_every_field_of_what_is_stored_is_written() -> None:
    """Some have a value for older files, so that the type checker would not miss them."""
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(session_packer))) if isinstance(node, ast.Call))
    written = {call.func.id: {each.arg for each in call.keywords} for call in calls if isinstance(call.func, ast.Name)}
    for stored in (StoredSession, StoredRun, StoredChange):
        assert written[stored.__name__] == set(stored.__struct_fields__)


def test_keyframes_that_would_be_too_large_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation = swinging(50)
    given = simulation.start, simulation.log, simulation.held()
    size = len(pack(*given) or b"")
    monkeypatch.setattr("game.sim.files.keyframes.MOST_KEYFRAME_BYTES", size)
    assert pack(*given)
    monkeypatch.setattr("game.sim.files.keyframes.MOST_KEYFRAME_BYTES", size // 2)
    assert pack(*given) is None


def test_the_loss_at_a_change_is_that_of_what_was_changed() -> None:
    simulation = Simulation(Start(seed=3))
    for command in (c.Step("epoch", 50), c.SetTarget(0, 1.0), c.Step("epoch", 20)):
        assert simulation.apply(command)
    assert changed_in(simulation, simulation.held()) is None
