"""Replays: a session as its start and its commands, in one small readable file, and played again bit for bit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import msgspec

from game.sim.commands import AnyCommand, Command
from game.sim.engine.simulation import Simulation
from game.sim.files.start_check import check_start
from game.sim.quoting import shortened
from game.sim.start import Start

VERSION = 1
MOST_BYTES = 20_000_000
MOST_TICKS = 100_000_000
LAST_DIGITS = 1e-6
"""How far apart parameters are, at most, that differ in their last digits; training makes such differences grow."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command and the tick it was given at."""

    tick: int
    command: AnyCommand


class Replay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session: `ticks` is where it ended and `state_hash` what it had become by then (None where the file was saved
    in passing, as autosaves are). `end` are the parameters it ended with; older files lack them."""

    glassbox_replay: int = VERSION
    start: Start
    ticks: int
    state_hash: str | None
    end: tuple[float, ...] | msgspec.UnsetType = msgspec.UNSET
    commands: tuple[Entry, ...]


class ReplayError(ValueError):
    """A replay that cannot be played; the message says in one sentence what is wrong and where."""


def recorded(simulation: Simulation) -> Replay:
    """Everything that `simulation` has been through."""
    replay = replay_of(simulation.start, simulation.tick_count, simulation.log, simulation.state_hash())
    return msgspec.structs.replace(replay, end=tuple(simulation.cursor.params))


def replay_of(start: Start, ticks: int, log: Sequence[tuple[int, Command]], state_hash: str | None = None) -> Replay:
    """The replay of a session that was given the commands in `log`, each at its tick, and ended after `ticks`."""
    commands = tuple(Entry(tick, command) for tick, command in log)  # type: ignore[arg-type]
    return Replay(start=start, ticks=ticks, state_hash=state_hash, commands=commands)


def encoded(replay: Replay) -> bytes:
    """The file's contents: JSON, a line for each command."""
    head = msgspec.json.encode(msgspec.structs.replace(replay, commands=())).removesuffix(b"[]}")
    lines = b",\n".join(msgspec.json.encode(entry) for entry in replay.commands)
    return head + b"[\n" + lines + b"\n]}\n"


def goes_on_with(later: bytes, earlier: bytes) -> bool:
    """Whether all that was done in one session, given as a file's contents, was done in a `later` one too."""
    if later == earlier:
        return True
    try:
        new, old = decoded(later), decoded(earlier)
    except ReplayError:
        return False
    return new.start == old.start and new.ticks >= old.ticks and new.commands[: len(old.commands)] == old.commands


def read_replay(path: Path) -> Replay:
    """The replay in `path`. Raises ReplayError."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise ReplayError(f"{path} cannot be read ({problem.strerror or problem})") from None
    try:
        return decoded(data)
    except ReplayError as problem:
        raise ReplayError(f"{path}: {problem}") from None


def decoded(data: bytes) -> Replay:
    """The replay in a file's contents. Raises ReplayError."""
    if len(data) > MOST_BYTES:
        raise ReplayError(f"it is no replay: it has more than {MOST_BYTES:,} bytes")
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
    if not 1 <= version <= VERSION:
        raise ReplayError(f"glassbox_replay is {version}, but this version of Glassbox reads up to {VERSION}")


def _check_ticks(replay: Replay) -> None:
    ticks = [entry.tick for entry in replay.commands]
    for number, (before, after) in enumerate(zip([0, *ticks], [*ticks, replay.ticks], strict=True), start=1):
        if not before <= after <= MOST_TICKS:
            where = f"command {number}" if number <= len(ticks) else "the end"
            raise ReplayError(f"{where} is at tick {after}, but must be at {before} to {MOST_TICKS:,}")


class Player:
    """Plays a replay a step at a time, so that a long one can show how far it is and be given up. At the end
    `difference` says in a sentence how the session differs from what was saved, if it does: C libraries round exp, tanh
    and log1p differently, so one from another computer need not come out to the last digit."""

    def __init__(self, replay: Replay, ticks: int | None = None) -> None:
        self.simulation = Simulation(replay.start)
        self._replay = replay
        self._end = replay.ticks if ticks is None else ticks
        self._whole = ticks is None
        self._next = 0
        self.difference: str | None = None

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
            if self._whole or (entry and entry.tick <= self._end):
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
        found = self.simulation.state_hash() if self._whole and expected else expected
        if found != expected:
            self.difference = f"it ends in state {found}, but says {expected}: {self._cause()}"

    def _cause(self) -> str:
        """What lies behind another end than the one that was saved."""
        saved, found = self._replay.end, self.simulation.cursor.params
        if saved is msgspec.UNSET:
            return "it was changed, or recorded on a computer that rounds differently"
        if saved == found:
            return "the parameters are the same, but something else was changed, or is recorded differently here"
        if len(saved) == len(found) and all(map(_nearly, saved, found)):
            return "only last digits differ, since this computer rounds differently from the one it was saved on"
        return "it was changed, or last digits that are rounded differently here have grown in training"


def _nearly(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=LAST_DIGITS, abs_tol=LAST_DIGITS)


def play(replay: Replay, ticks: int | None = None) -> Simulation:
    """The session after `ticks` ticks (where the recording ended, by default), to the last bit what was recorded.
    Raises ReplayError."""
    simulation, difference = opened(replay, ticks)
    if difference:
        raise ReplayError(difference)
    return simulation


def opened(replay: Replay, ticks: int | None = None) -> tuple[Simulation, str | None]:
    """The session after `ticks` ticks (where the recording ended, by default), and how it differs from what was
    recorded, if it does. Raises ReplayError for one whose commands cannot be carried out."""
    player = Player(replay, ticks)
    while player.step():
        pass
    return player.simulation, player.difference


def _apply(simulation: Simulation, command: Command, number: int) -> None:
    refused = simulation.refusal(command)
    if refused:
        raise ReplayError(f"command {number} cannot be carried out: {shortened(refused)}")
    simulation.apply(command)
    simulation.take_events()
