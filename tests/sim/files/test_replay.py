"""Replay files: those in tests/replays are played and end as they say; whatever is done can be recorded, saved, read
and played again to the bit; damage is named with its place."""

from __future__ import annotations

import random
import re
from pathlib import Path

import msgspec
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import (
    MOST_REPLAY_BYTES,
    VERSION,
    Player,
    Replay,
    ReplayError,
    decoded,
    encoded,
    play_back,
    read_replay,
    recorded,
    replay_of,
)
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.last_bits import as_recorded
from tests.support.places import REPLAYS
from tests.support.random_actions import KINDS, any_action

FILES = sorted(REPLAYS.glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_replay_here_ends_as_it_says(file: Path, update_golden: bool) -> None:
    replay = read_replay(file)
    if update_golden:
        played = play_back(msgspec.structs.replace(replay, state_hash=None))
        file.write_bytes(encoded(msgspec.structs.replace(replay, state_hash=played.state_hash())))
        return
    assert replay.state_hash
    simulation = play_back(replay if as_recorded() else msgspec.structs.replace(replay, state_hash=None))
    ended = msgspec.structs.replace(recorded(simulation), end=replay.end)
    if as_recorded():
        assert simulation.state_hash() == replay.state_hash
    else:  # another system's own last bits, though what is done is the same
        ended = msgspec.structs.replace(ended, state_hash=replay.state_hash)
    assert encoded(ended) == file.read_bytes(), "it is written as it was read"


def test_there_are_replays_of_all_kinds() -> None:
    replays = [read_replay(file) for file in FILES]
    assert len(replays) >= 4
    done = {type(entry.command) for replay in replays for entry in replay.commands}
    assert done >= set(c.Command.__subclasses__())
    assert any(len(replay.start.settings.layers) > 3 for replay in replays)
    assert max(file.stat().st_size for file in FILES) < 20_000


# -- round trips -------------------------------------------------------------------------------------------------------


def random_session(seed: int) -> Simulation:
    """What a student who tries everything might do."""
    dice, simulation = random.Random(seed), Simulation(Start(seed=seed, settings=KINDS[seed % len(KINDS)]))
    for _ in range(dice.randrange(5, 60)):
        action = any_action(dice, simulation)
        if isinstance(action, int):
            for _ in range(action):
                simulation.tick()
        else:
            simulation.apply(action)
    return simulation


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_whatever_is_done_is_recorded_and_played_to_the_bit(first: int) -> None:
    commands = 0
    for seed in range(first, first + 50):
        simulation = random_session(seed)
        replay = recorded(simulation)
        data = encoded(replay)
        assert decoded(data) == replay
        again = play_back(decoded(data))
        assert again.state_hash() == simulation.state_hash(), seed
        assert again.log == simulation.log
        assert encoded(recorded(again)) == data
        commands += len(simulation.log)
    assert commands > 500


def test_a_recording_can_be_continued() -> None:
    """Saved, opened and gone on with is the same as never having stopped."""
    for seed in range(20):
        simulation = random_session(seed)
        opened = play_back(decoded(encoded(recorded(simulation))))
        dice = random.Random(seed)
        for _ in range(20):
            action = any_action(dice, simulation)
            for each in (simulation, opened):
                if isinstance(action, int):
                    for _ in range(action):
                        each.tick()
                else:
                    each.apply(action)
        assert opened.state_hash() == simulation.state_hash(), seed


def some_session() -> Simulation:
    simulation = Simulation(Start(seed=5, settings=Settings(activation="tanh"), targets=(0.0, 1.0, 1.0, 0.5)))
    for command in (
        c.Step("epoch", 30), c.Set("learning_rate", 2.5), c.Seek(10), c.SetParameter(0, 1, None, -0.75), c.Play(),
        c.SetSpeed(10), c.RenameRun(1, "ß → ∂L/∂w \"quoted\""),
    ):  # fmt: skip
        assert simulation.apply(command)
    for _ in range(25):
        simulation.tick()
    return simulation


def test_played_up_to_a_tick_it_is_what_it_was_then() -> None:
    simulation = some_session()
    replay = recorded(simulation)
    for tick in range(simulation.tick_count + 1):
        part = play_back(replay, tick)
        assert part.tick_count == tick
    assert play_back(replay, 5_000).state_hash() != simulation.state_hash(), "played on, it trains on"
    assert play_back(replay, 0).snapshot().run.name == simulation.snapshot().run.name


def test_the_file_can_be_read_by_people() -> None:
    lines = encoded(recorded(some_session())).decode().splitlines()
    assert lines[0].startswith('{"glassbox_replay":1,"start":{"scenario":"xor","seed":5,')
    assert lines[1:3] == [
        '{"tick":0,"command":{"do":"step","unit":"epoch","count":30}},',
        '{"tick":0,"command":{"do":"set","name":"learning_rate","value":2.5}},',
    ]
    assert lines[-1] == "]}"


def test_a_session_without_commands() -> None:
    replay = recorded(Simulation())
    assert decoded(encoded(replay)) == replay
    assert play_back(replay).tick_count == 0


def test_without_a_hash_the_end_is_taken_on_trust() -> None:
    simulation = some_session()
    replay = replay_of(simulation.start, simulation.tick_count, simulation.log)
    assert b'"state_hash":null' in encoded(replay)
    assert play_back(decoded(encoded(replay))).state_hash() == simulation.state_hash()


def test_a_player_shows_how_far_it_is() -> None:
    player, shares = Player(recorded(some_session())), []
    while player.step():
        shares.append(player.progress)
        assert shares[-1] == player.simulation.tick_count / some_session().tick_count
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0


# -- what is wrong, and where ------------------------------------------------------------------------------------------


def test_cut_short_anywhere_it_says_so() -> None:
    data = encoded(recorded(some_session()))
    for end in range(len(data) - 1):
        with pytest.raises(ReplayError, match=rf"cut short: .*(after {end:,} bytes|byte {end})|no text at byte"):
            decoded(data[:end])
    assert decoded(data[:-1]) == decoded(data), "the line's end at the file's end may be missing"


@pytest.mark.parametrize("junk", [b"}", b"[", b"\0", b"x", b'"', b"\xff"])
def test_junk_anywhere_is_placed(junk: bytes) -> None:
    data, dice = encoded(recorded(some_session())), random.Random(3)
    inside = 0
    for _ in range(60):
        at = dice.randrange(len(data))
        with pytest.raises(ReplayError) as caught:
            play_back(decoded(data[:at] + junk + data[at:]))
        told = str(caught.value)
        inside += bool(re.search(r"byte \d+|`|after [\d,]+ bytes|command \d+|start|ends in state", told))
        assert "\n" not in told
    assert inside == 60, "every refusal names a place"


def edited(old: bytes, new: bytes) -> bytes:
    data = encoded(recorded(some_session()))
    assert data.count(old) >= 1
    return data.replace(old, new, 1)


WRONG: list[tuple[bytes, bytes, str]] = [
    (b'"glassbox_replay":1', b'"glassbox_replay":3', "a newer version of Glassbox has written it, which can open it"),
    (b'"glassbox_replay":1', b'"glassbox_replay":0', "glassbox_replay is 0"),
    (b'"glassbox_replay":1', b'"glassbox_reply":1', "glassbox_replay"),
    (b'"scenario":"xor"', b'"scenario":"xxor"', "start.scenario is 'xxor', but must be one of"),
    (b'"seed":5', b'"seed":-5', "start.seed is -5, but must be 0 to 4294967295"),
    (b'"seed":5', b'"seed":5.5', r"`\$.start.seed`"),
    (b'"seed":5', b'"seed":"5"', r"`\$.start.seed`"),
    (b'"activation":"tanh"', b'"activation":"tan"', "start.settings: activation is 'tan', but must be sigmoid"),
    (b'"learning_rate":1.0', b'"learning_rate":1e9', "start.settings: learning_rate is 1000000000.0, but must be"),
    (b'"layers":[2,2,1]', b'"layers":[2,2,2]', "start.settings: layers is 2-2-2"),
    (b'"layers":[2,2,1]', b'"layers":[2,99,1]', "start.settings: layers"),
    (b'"params":null', b'"params":[1,2]', "start.params has 2 numbers, but the network has 9"),
    (b'"params":null', b'"params":[1,2,3,4,5,6,7,8,1e9]', "start.params: a parameter is 1,000,000,000"),
    (b'"targets":[0.0,1.0,1.0,0.5]', b'"targets":[0.0,1.0]', "start.targets has 2 numbers, but must have 4"),
    (b'"targets":[0.0,1.0,1.0,0.5]', b'"targets":[0.0,1.0,1.0,1e7]', "start.targets: a target is 10,000,000"),
    (b'"do":"step"', b'"do":"leap"', r"'leap' - at `\$.commands\[0\].command.do`"),
    (b'"count":30', b'"count":30,"then":1', r"`then` - at `\$.commands\[0\].command`"),
    (b'"count":30', b'"count":0', "command 1 cannot be carried out: count is 0"),
    (b'"value":2.5', b'"value":true', r"`\$.commands\[1\].command.value`"),
    (b'"value":2.5', b'"value":250', "command 2 cannot be carried out: learning_rate is 250"),
    (b'"name":"learning_rate"', b'"name":"learning_rat"', "command 2 cannot be carried out: no setting 'learning_rat'"),
    (b'"value":2.5', b'"value":2.25', "it ends in state [0-9a-f]{16}, but says [0-9a-f]{16}: .*was changed"),
    (b'{"tick":0,', b'{"tick":9,', "command 2 is at tick 0, but must be at 9 to 100,000,000"),
    (b'{"tick":0,', b'{"tick":-1,', "command 1 is at tick -1, but must be at 0"),
    (b'"ticks":25', b'"ticks":-1', "the end is at tick -1, but must be at 0"),
    (b'"ticks":25', b'"ticks":26', "it ends in state"),
    (b'"ticks":25', b'"ticks":25,"x":0', "`x`"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), WRONG, ids=lambda value: str(value)[:36])
def test_what_is_wrong_is_named(old: bytes, new: bytes, told: str) -> None:
    with pytest.raises(ReplayError, match=told):
        play_back(decoded(edited(old, new)))


def test_a_changed_hash_is_noticed() -> None:
    replay = recorded(some_session())
    with pytest.raises(ReplayError, match="but says 0123456789abcdef"):
        play_back(msgspec.structs.replace(replay, state_hash="0123456789abcdef"))


def test_time_that_stands_still_is_noticed() -> None:
    simulation = Simulation()
    assert simulation.apply(c.Step("epoch", 1))
    with pytest.raises(ReplayError, match="the end is at tick 5, but time stands still at tick 0"):
        play_back(replay_of(simulation.start, 5, simulation.log))
    with pytest.raises(ReplayError, match="command 2 is at tick 5, but time stands still at tick 0"):
        play_back(replay_of(simulation.start, 5, [*simulation.log, (5, c.Play())]))
    assert play_back(replay_of(simulation.start, 5, simulation.log), 3).tick_count == 0, (
        "asked for a tick, it goes so far"
    )


def test_a_later_version_is_told_whatever_else_it_says() -> None:
    with pytest.raises(ReplayError, match=f"glassbox_replay is {VERSION + 1}"):
        decoded(msgspec.json.encode({"glassbox_replay": VERSION + 1, "commands": "another shape"}))


def test_a_huge_file_is_not_decoded() -> None:
    with pytest.raises(ReplayError, match="bytes"):
        decoded(b" " * (MOST_REPLAY_BYTES + 1))


@pytest.mark.parametrize("depth", [100, 10_000, 1_000_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    nested = b"[" * depth + b"]" * depth
    for data in (nested, b'{"glassbox_replay":1,"start":' + nested + b"}", b'{"a":' * depth):
        with pytest.raises(ReplayError):
            decoded(data)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json", tmp_path / "none" / "none.json"):
        with pytest.raises(ReplayError, match=re.escape(str(path)) + " cannot be read"):
            read_replay(path)
    (tmp_path / "half.json").write_bytes(b'{"glassbox_replay":1,')
    with pytest.raises(ReplayError, match=r"half\.json: it is no replay, or damaged or cut short"):
        read_replay(tmp_path / "half.json")


def test_refused_commands_are_not_recorded() -> None:
    simulation = Simulation()
    assert not simulation.apply(c.SetTarget(7, 0.5))
    assert not simulation.apply(c.Undo())
    assert recorded(simulation).commands == ()


def as_lines(replay: Replay) -> int:
    return encoded(replay).count(b"\n")


def test_a_line_for_each_command() -> None:
    replay = recorded(some_session())
    assert as_lines(replay) == len(replay.commands) + 2
