"""Share codes: scenario, seed and settings as a short text that can be read out, typed and pasted.

The bytes are msgpack of what differs from the defaults, followed by their CRC-32, in the base-32 alphabet of Douglas
Crockford (no I, L, O or U). A CRC-32 finds every error confined to 32 neighbouring bits, so every wrong character.
Codes with data of the student's own are of version 2, all others of version 1.
"""

from __future__ import annotations

import zlib

import msgspec

from game.sim.dataset import OWN, OwnData
from game.sim.files.code_data import MOST_CARRIED, CodeData, MissingDataError, data_from_code, data_to_code
from game.sim.quoting import shortened
from game.sim.settings import Settings
from game.sim.start import Start
from game.sim.start_check import check_start

VERSION = 1
"""Of a code without data of the student's own."""
WITH_DATA = 2
"""The version of a code that holds such data."""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKS_LIKE = str.maketrans("ILO", "110")
PREFIX = "GB"
GROUP = 5
LONGEST = 5_000
"""Letters and digits; a code without data has at most some 600."""


class _Code(msgspec.Struct, array_like=True, frozen=True):
    """`settings` holds those that are not at their default, by their place among the fields of `Settings`."""

    version: int
    scenario: str
    seed: int
    settings: dict[int, int | float | str | tuple[int, ...]]
    targets: tuple[float, ...] | None


class _DataCode(msgspec.Struct, array_like=True, frozen=True):
    """A `_Code` of version 2."""

    version: int
    scenario: str
    seed: int
    settings: dict[int, int | float | str | tuple[int, ...]]
    targets: tuple[float, ...] | None
    data: CodeData


class _Version(msgspec.Struct, array_like=True, frozen=True):
    version: int


class ShareCodeError(ValueError):
    """A text that is no share code; the message says in one sentence why."""


class NeedsDataError(ShareCodeError):
    """A code about data that it does not carry and that are not at hand; the message says which."""


def share_code(start: Start) -> str:
    """The code of `start`'s data, seed, settings and targets; parameters set by hand are not part of it, nor are own
    data of more than `MOST_CARRIED` samples: their file is needed then."""
    if start.dataset.samples > MOST_CARRIED and (start.targets or start.data):
        start = msgspec.structs.replace(start, scenario=OWN, data=start.dataset.own(), targets=None)
    pairs = zip(msgspec.structs.astuple(start.settings), msgspec.structs.astuple(Settings()), strict=True)
    different = {k: value for k, (value, default) in enumerate(pairs) if repr(value) != repr(default)}
    fields = (start.scenario, start.seed, different, start.targets)
    if isinstance(start.data, OwnData):
        data = msgspec.msgpack.encode(_DataCode(WITH_DATA, *fields, data_to_code(start.data)))
    else:
        data = msgspec.msgpack.encode(_Code(VERSION, *fields))
    number = int.from_bytes(b"\x01" + data + zlib.crc32(data).to_bytes(4, "big"), "big")
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
    groups = [digits[k : k + GROUP] for k in range(0, len(digits), GROUP)]
    return "-".join([PREFIX, *groups])


def start_from(code: str, at_hand: OwnData | None = None) -> Start:
    """The start a code stands for; case, spaces, dashes and quotes do not matter. A code may be about data that it does
    not carry: then those `at_hand` are taken if they are the same. Raises ShareCodeError,
    and of these NeedsDataError where such data are missing."""
    data = _bytes(code)
    try:
        version = msgspec.msgpack.decode(data, type=_Version).version
        if version not in (VERSION, WITH_DATA):
            raise ValueError(f"it is of version {version}, but this one reads up to {WITH_DATA}")
        content = msgspec.msgpack.decode(data, type=_Code if version == VERSION else _DataCode)
        names = dict(enumerate(Settings.__struct_fields__))
        given = {names[k]: value for k, value in content.settings.items()}
        settings = msgspec.convert({**msgspec.structs.asdict(Settings()), **given}, Settings)
        own = data_from_code(content.data, at_hand) if isinstance(content, _DataCode) else msgspec.UNSET
        start = Start(
            scenario=content.scenario, seed=content.seed, settings=settings, targets=content.targets, data=own
        )
        check_start(start)
    except MissingDataError as problem:
        raise NeedsDataError(str(problem)) from None
    except (ValueError, OverflowError, RecursionError, LookupError) as problem:
        raise ShareCodeError(
            f"the share code is from another version of Glassbox ({shortened(str(problem))})"
        ) from None
    return start


def _bytes(code: str) -> bytes:
    """What stands before the checksum, if that is right."""
    text = "".join(filter(str.isalnum, code.upper()))
    if len(text) > LONGEST or not text.startswith(PREFIX) or len(text) < 16:
        raise ShareCodeError(f"a share code begins with {PREFIX} and has 16 to {LONGEST} letters and digits")
    number = 0
    for character in text[len(PREFIX) :].translate(LOOKS_LIKE):
        if character not in ALPHABET:
            raise ShareCodeError(f"the share code has the character '{character}', which no share code has")
        number = number * 32 + ALPHABET.index(character)
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    body, checksum = data[1:-4], data[-4:]
    if data[:1] != b"\x01" or zlib.crc32(body).to_bytes(4, "big") != checksum:
        raise ShareCodeError("the share code has a wrong character or is cut off: compare it with the original")
    return body
