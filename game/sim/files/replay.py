"""Replays: a session as its start and its commands, in one small readable file, and played again bit for bit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from game.sim.commands import AnyCommand, Command
from game.sim.engine.simulation import SessionRecord, Simulation
from game.sim.files.bounded_read import read_or_refuse
from game.sim.files.keyframe_check import changed_in
from game.sim.files.keyframes import Keyframes, pack, unpack
from game.sim.files.stored_session import KeyframesError
from game.sim.quoting import shortened
from game.sim.start import Start, told_start
from game.sim.start_check import check_start

VERSION = 2
"""Of what is written with keyframes; what has none is version 1, as it always was."""
MOST_REPLAY_BYTES = 20_000_000
MOST_VALUES = 1_500_000
"""Commas in a file: each stands for a value that takes up to a hundred bytes of memory, and two of the file."""
MOST_TICKS = 100_000_000
LAST_DIGITS = 1e-6
"""How far apart parameters are, at most, that differ in their last digits; training makes such differences grow."""

ONLY_LAST_DIGITS = "only last digits differ, since this computer rounds differently from the one it was saved on"
ROUNDED_ELSEWHERE = (
    "it was saved on a computer that rounds differently: what was seen is restored as it was, and what is worked out "
    "anew may differ in the last digits"
)


class TimedCommand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command and the tick it was given at."""

    tick: int
    command: AnyCommand


class Replay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session: `ticks` is where it ended and `state_hash` what it had become by then (None where the file was saved
    in passing, as autosaves are). `end` are the parameters it ended with; older files lack them. `keyframes` are what
    `keyframes.pack` makes of a session: with them it need not be played again."""

    glassbox_replay: int = 1
    start: Start
    ticks: int
    state_hash: str | None
    end: tuple[float, ...] | msgspec.UnsetType = msgspec.UNSET
    commands: tuple[TimedCommand, ...]
    keyframes: bytes | msgspec.UnsetType = msgspec.UNSET

    @property
    def log(self) -> list[tuple[int, Command]]:
        """The commands, each with its tick."""
        return [(entry.tick, entry.command) for entry in self.commands]


class ReplayError(ValueError):
    """A replay that cannot be played; the message says in one sentence what is wrong and where."""


class NewerReplayError(ReplayError):
    """A replay that a newer Glassbox has written: nothing is wrong with it."""


def recorded(simulation: Simulation) -> Replay:
    """Everything that `simulation` has been through, without keyframes."""
    replay = replay_of(simulation.start, simulation.tick_count, simulation.log, simulation.state_hash())
    return msgspec.structs.replace(replay, end=tuple(simulation.cursor.params))


@dataclass(frozen=True)
class FrozenSession:
    """A session as it was at one moment: noted in no time, and packed whenever there is time for it."""

    replay: Replay
    record: SessionRecord

    @classmethod
    def of(cls, simulation: Simulation) -> Self:
        """Everything that `simulation` has been through, and what it has become by it."""
        return cls(recorded(simulation), simulation.held())

    def whole(self) -> Replay:
        """The replay with its keyframes; of a long session to pack them takes many frames' time."""
        return with_keyframes(self.replay, pack(self.replay.start, self.replay.log, self.record))


def with_keyframes(replay: Replay, keyframes: bytes | None) -> Replay:
    """`replay` with the `keyframes`, if there are any."""
    if keyframes is None:
        return replay
    return msgspec.structs.replace(replay, glassbox_replay=VERSION, keyframes=keyframes)


def replay_of(start: Start, ticks: int, log: Sequence[tuple[int, Command]], state_hash: str | None = None) -> Replay:
    """The replay of a session that was given the commands in `log`, each at its tick, and ended after `ticks`."""
    commands = tuple(TimedCommand(tick, command) for tick, command in log)
    return Replay(start=start, ticks=ticks, state_hash=state_hash, commands=commands)


def encoded(replay: Replay) -> bytes:
    """The file's contents: JSON, a line for each command."""
    plain = msgspec.to_builtins(msgspec.structs.replace(replay, commands=(), keyframes=msgspec.UNSET))
    plain["start"] = told_start(replay.start)
    head = msgspec.json.encode(plain).removesuffix(b"[]}")
    lines = b",\n".join(msgspec.json.encode(entry) for entry in replay.commands)
    if replay.keyframes is msgspec.UNSET:
        return head + b"[\n" + lines + b"\n]}\n"
    return head + b"[\n" + lines + b'\n],\n"keyframes":' + msgspec.json.encode(replay.keyframes) + b"}\n"


def goes_on_with(later: bytes, earlier: bytes) -> bool:
    """Whether all that was done in one session, given as a file's contents, was done in a `later` one too."""
    if later == earlier:
        return True
    try:
        return holds(decoded(later), decoded(earlier))
    except ReplayError:
        return False


def holds(later: Replay, earlier: Replay) -> bool:
    """Whether all that was done in one session was done in a `later` one too."""
    done = later.commands[: len(earlier.commands)]
    return later.start == earlier.start and later.ticks >= earlier.ticks and done == earlier.commands


def read_replay(path: Path) -> Replay:
    """The replay in `path`. Raises ReplayError."""
    data = read_or_refuse(path, MOST_REPLAY_BYTES, ReplayError, "which no replay has")
    try:
        return decoded(data)
    except ReplayError as problem:
        raise type(problem)(f"{path}: {problem}") from None


def size_refusal(data: bytes) -> str | None:
    """Why a file with these contents is too large to be read; None if it is not."""
    if len(data) > MOST_REPLAY_BYTES:
        return f"it has more than {MOST_REPLAY_BYTES:,} bytes"
    return f"it holds more than {MOST_VALUES:,} values" if data.count(b",") > MOST_VALUES else None


def decoded(data: bytes) -> Replay:
    """The replay in a file's contents. Raises ReplayError."""
    refused = size_refusal(data)
    if refused:
        raise ReplayError(f"it is no replay: {refused}")
    try:
        data.decode()
    except UnicodeDecodeError as problem:
        raise ReplayError(f"it is no replay, or damaged: there is no text at byte {problem.start:,}") from None
    _check_version(data)
    try:
        replay = msgspec.json.decode(data, type=Replay)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise ReplayError(f"it is damaged or cut short: {_where(problem, data)}") from None
    try:
        check_start(replay.start)
    except ValueError as problem:
        raise ReplayError(f"start.{problem}") from None
    _check_ticks(replay)
    return replay


def _where(problem: Exception, data: bytes) -> str:
    """`problem` with the place it is at."""
    said = shortened(str(problem))
    return f"{said} (after {len(data):,} bytes)" if "truncated" in said else said


class _Version(msgspec.Struct):
    glassbox_replay: int


def _check_version(data: bytes) -> None:
    try:
        version = msgspec.json.decode(data, type=_Version).glassbox_replay
    except (msgspec.DecodeError, RecursionError) as problem:
        raise ReplayError(f"it is no replay, or damaged or cut short: {_where(problem, data)}") from None
    if version > VERSION:
        raise NewerReplayError(
            f"a newer version of Glassbox has written it, which can open it (glassbox_replay is {version}, and this "
            f"one reads up to {VERSION})"
        )
    if version < 1:
        raise ReplayError(f"glassbox_replay is {version}, but must be 1 to {VERSION}")


def _check_ticks(replay: Replay) -> None:
    ticks = [entry.tick for entry in replay.commands]
    for number, (before, after) in enumerate(zip([0, *ticks], [*ticks, replay.ticks], strict=True), start=1):
        if not before <= after <= MOST_TICKS:
            where = f"command {number}" if number <= len(ticks) else "the end"
            raise ReplayError(f"{where} is at tick {after}, but must be at {before} to {MOST_TICKS:,}")


class Player:
    """Opens a session, a step at a time, so that a long one can show how far it is and be given up: from its keyframes
    where it has some, and by playing what was done from there on, or all of it. `whole`: all of it in any case, to
    check it. At the end `difference` says in a sentence how the session differs from what was saved, if it does: C
    libraries round exp, tanh and log1p differently, so one from another computer need not come out to the last
    digit."""

    def __init__(self, replay: Replay, ticks: int | None = None, *, whole: bool = False) -> None:
        self._replay = replay
        self._end = replay.ticks if ticks is None else ticks
        self._to_the_end = ticks is None
        self._keyframes = None if replay.keyframes is msgspec.UNSET else _keyframes(replay.keyframes)
        self._next = 0
        self._resumed = False
        self.difference: str | None = None
        self.simulation = (None if whole else self._restored()) or Simulation(replay.start)

    def _restored(self) -> Simulation | None:
        """The session as the keyframes have it, if they are of this session and not later than where it is to end."""
        keyframes, log = self._keyframes, self._replay.log
        if keyframes is None or keyframes.record.tick_count > self._end:
            return None
        count = keyframes.record.commands
        if not keyframes.belong_to(self._replay.start, log) or any(tick > self._end for tick, _ in log[:count]):
            return None
        try:
            simulation = Simulation.resumed(self._replay.start, log[:count], keyframes.record)
            simulation.snapshot()
        except Exception:  # made so by hand; what was done can be played
            return None
        self._next, self._resumed = count, True
        return simulation

    @property
    def progress(self) -> float:
        """How much of the replay's time has passed, 0..1."""
        return min(1.0, self.simulation.tick_count / max(1, self._end))

    def step(self) -> bool:
        """One tick or one command more; False when the end was reached. Raises ReplayError."""
        simulation, commands = self.simulation, self._replay.commands
        entry = commands[self._next] if self._next < len(commands) else None
        target = min(entry.tick, self._end) if entry else self._end
        if simulation.tick_count < target:
            if simulation.moving:
                simulation.tick()
                simulation.take_events()  # nobody hears of them
                return True
            if self._to_the_end or (entry and entry.tick <= self._end):
                what = f"command {self._next + 1}" if entry else "the end"
                raise ReplayError(f"{what} is at tick {target}, but time stands still at tick {simulation.tick_count}")
            return False
        if entry and entry.tick <= self._end:
            self._next += 1
            _apply(simulation, entry.command, self._next)
            return True
        self._check_end()
        return False

    def _check_end(self) -> None:
        expected = self._replay.state_hash
        found = self.simulation.state_hash() if self._to_the_end and expected else expected
        if found != expected:
            self.difference = f"it ends in state {found}, but says {expected}: {self._cause()}"
        elif self._resumed and self._keyframes and not self._keyframes.alike:
            self.difference = ROUNDED_ELSEWHERE

    def _cause(self) -> str:
        """What lies behind another end than the one that was saved."""
        kept, found = self._replay.end, self.simulation.cursor.params
        if kept is msgspec.UNSET:
            return "it was changed, or recorded on a computer that rounds differently"
        if kept == found:
            return "the parameters are the same, but something else was changed, or is recorded differently here"
        if self._keyframes is not None:
            change = changed_in(self.simulation, self._keyframes.record)
            return f"it was changed: {change}" if change else ONLY_LAST_DIGITS
        if len(kept) == len(found) and all(map(_nearly, kept, found)):
            return ONLY_LAST_DIGITS
        return "it was changed, or last digits that are rounded differently here have grown in training"


def _keyframes(data: bytes) -> Keyframes | None:
    try:
        return unpack(data)
    except KeyframesError:
        return None


def _nearly(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=LAST_DIGITS, abs_tol=LAST_DIGITS)


def play_back(replay: Replay, ticks: int | None = None) -> Simulation:
    """The session after `ticks` ticks (where the recording ended, by default), to the last bit what was recorded: all
    of it is played. Raises ReplayError."""
    simulation, difference = opened(replay, ticks, whole=True)
    if difference:
        raise ReplayError(difference)
    return simulation


def opened(replay: Replay, ticks: int | None = None, *, whole: bool = False) -> tuple[Simulation, str | None]:
    """The session after `ticks` ticks (where the recording ended, by default), and how it differs from what was
    recorded, if it does; see `Player`. Raises ReplayError for one whose commands cannot be carried out."""
    player = Player(replay, ticks, whole=whole)
    while player.step():
        pass
    return player.simulation, player.difference


def _apply(simulation: Simulation, command: Command, number: int) -> None:
    refused = simulation.refusal(command)
    if refused:
        raise ReplayError(f"command {number} cannot be carried out: {shortened(refused)}")
    simulation.apply(command)
    simulation.take_events()
