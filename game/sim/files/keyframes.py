"""Keyframes: all that a session had become at one moment, in few bytes. From them it is as it was at once, to the last
bit and on any computer, without anything being played again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence

import msgspec

from game.sim.commands import Command
from game.sim.engine.rounding import rounding_of, trains_alike
from game.sim.engine.segment import Segment
from game.sim.engine.simulation import SessionRecord
from game.sim.files.packed_column import PackedColumn
from game.sim.files.session_packer import SessionPacker
from game.sim.files.session_unpacker import unpacked_session
from game.sim.files.stored_session import KeyframesError, SessionBlocks, StoredSession
from game.sim.start import Start, told_start

VERSION = 1
MOST_KEYFRAME_BYTES = 14_000_000
"""Keyframes that would take more are not written: in a session's file they take a third more, and that is limited."""
FLOAT, FLOAT_BYTES = b"\xcb", 9
"""How a floating-point number begins, and how long it is."""
MOST_OTHER_BYTES = 4_000_000
"""Of a session, unpacked, that are neither floating-point numbers nor blocks."""
SHEATH_BYTES = 1000
"""More than what stands around a session takes."""


class Sheath(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """`session` is a StoredSession and `columns` are those of its losses, `done` are sixteen digits of the start and of
    the commands carried out by then, `rounds` how the computer rounds that they were carried out on, `check` sixteen
    digits of all of this."""

    version: int
    done: str
    rounds: str
    check: str
    session: bytes
    columns: tuple[PackedColumn, ...]


class Keyframes:
    """What a session had become after its first `commands` commands and `ticks` ticks; `alike` says whether this
    computer rounds as the one it was on."""

    def __init__(self, record: SessionRecord, done: str, *, alike: bool) -> None:
        self.record = record
        self.alike = alike
        self._done = done

    def belong_to(self, start: Start, log: Sequence[tuple[int, Command]]) -> bool:
        """Whether they were taken in a session that begins with `start` and goes on with `log`: `log` may be longer."""
        count = self.record.commands
        return count <= len(log) and self._done == _done(start, log[:count])


def pack(start: Start, log: Sequence[tuple[int, Command]], record: SessionRecord) -> bytes | None:
    """Keyframes of a session that `record` was taken of; None where they would be too large."""
    packer = SessionPacker(record.timeline)
    session = zlib.compress(msgspec.msgpack.encode(packer.session(record)), 1)
    columns = packer.columns()
    if len(session) + sum(len(block) for column in columns for block in column.blocks) > MOST_KEYFRAME_BYTES:
        return None
    done, rounds = _done(start, log[: record.commands]), rounding_of(_segments(record))
    sheath = Sheath(VERSION, done, rounds, "", session, columns)
    return sealed(sheath)


def sealed(sheath: Sheath) -> bytes:
    """The keyframes in `sheath`, whose `check` is not yet known."""
    return msgspec.msgpack.encode(msgspec.structs.replace(sheath, check=_digits(sheath)))


def unpack(data: bytes) -> Keyframes:
    """The keyframes in `data`. Raises KeyframesError for what is damaged or was written by a later version."""
    try:
        sheath = msgspec.msgpack.decode(data, type=Sheath)
        if sheath.version != VERSION or _digits(sheath) != sheath.check:
            raise KeyframesError("they are damaged, or were written by another version of Glassbox")
        decoder = zlib.decompressobj()
        session = decoder.decompress(sheath.session, 4 * MOST_KEYFRAME_BYTES)
        _check_size(session)
        stored = msgspec.msgpack.decode(session, type=StoredSession)
        record = unpacked_session(stored, sheath.columns)
        return Keyframes(record, sheath.done, alike=trains_alike(sheath.rounds, _segments(record)))
    except KeyframesError:
        raise
    except (ValueError, IndexError, KeyError, TypeError, OverflowError, RecursionError, zlib.error) as problem:
        raise KeyframesError(str(problem)) from None


def _check_size(session: bytes) -> None:
    """Raise KeyframesError for a session of which reading would take far more memory than it has bytes: floating-point
    numbers have nine bytes each, and blocks are what they are, but of anything else each byte may be an object."""
    blocks = [block for run in msgspec.msgpack.decode(session, type=SessionBlocks).runs for block in run.blocks]
    numbers = session.count(FLOAT) - sum(block.count(FLOAT) for block in blocks)
    if len(session) - sum(map(len, blocks)) - FLOAT_BYTES * numbers > MOST_OTHER_BYTES:
        raise KeyframesError("they hold too much beside numbers")


def _segments(record: SessionRecord) -> Iterable[Segment]:
    return (segment for run in record.timeline.runs for segment in run.segments)


def _digits(sheath: Sheath) -> str:
    digest = hashlib.sha256(f"{sheath.done} {sheath.rounds} ".encode())
    digest.update(sheath.session)
    for column in sheath.columns:
        digest.update(f"{column.count} {len(column.blocks)} ".encode())
        for block in column.blocks:
            digest.update(block)
    return digest.hexdigest()[:16]


def _done(start: Start, log: Iterable[tuple[int, Command]]) -> str:
    digest = hashlib.sha256(msgspec.json.encode(told_start(start)))
    encode = msgspec.json.Encoder().encode
    for entry in log:
        digest.update(encode(entry))
    return digest.hexdigest()[:16]
