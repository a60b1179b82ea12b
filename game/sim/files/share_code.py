"""Share codes: scenario, seed and settings as a short text that can be read out, typed and pasted.

The bytes are msgpack of what differs from the defaults, followed by their CRC-32, in the base-32 alphabet of Douglas
Crockford (no I, L, O or U). A CRC-32 finds every error confined to 32 neighbouring bits, so every wrong character.
"""

from __future__ import annotations

import zlib

import msgspec

from game.sim.files.start_check import check_start
from game.sim.quoting import shortened
from game.sim.settings import Settings
from game.sim.start import Start

VERSION = 1
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKS_LIKE = str.maketrans("ILO", "110")
PREFIX = "GB"
GROUP = 5
LONGEST = 400


class _Code(msgspec.Struct, array_like=True, frozen=True):
    """`settings` holds those that are not at their default, by their place among the fields of `Settings`."""

    version: int
    scenario: str
    seed: int
    settings: dict[int, float | str | tuple[int, ...]]
    targets: tuple[float, ...] | None


class ShareCodeError(ValueError):
    """A text that is no share code; the message says in one sentence why."""


def share_code(start: Start) -> str:
    """The code of `start`'s scenario, seed, settings and targets; parameters set by hand are not part of it."""
    pairs = zip(msgspec.structs.astuple(start.settings), msgspec.structs.astuple(Settings()), strict=True)
    different = {k: value for k, (value, default) in enumerate(pairs) if repr(value) != repr(default)}
    data = msgspec.msgpack.encode(_Code(VERSION, start.scenario, start.seed, different, start.targets))
    number = int.from_bytes(b"\x01" + data + zlib.crc32(data).to_bytes(4, "big"), "big")
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
    groups = [digits[k : k + GROUP] for k in range(0, len(digits), GROUP)]
    return "-".join([PREFIX, *groups])


def start_from(code: str) -> Start:
    """The start a code stands for; case, spaces, dashes and quotes do not matter. Raises ShareCodeError."""
    data = _bytes(code)
    try:
        content = msgspec.msgpack.decode(data, type=_Code)
        if content.version != VERSION:
            raise ValueError(f"it is of version {content.version}, but this one reads {VERSION}")
        given = {Settings.__struct_fields__[k]: value for k, value in content.settings.items()}
        settings = msgspec.convert({**msgspec.structs.asdict(Settings()), **given}, Settings)
        start = Start(scenario=content.scenario, seed=content.seed, settings=settings, targets=content.targets)
        check_start(start)
    except (ValueError, OverflowError, RecursionError, IndexError) as problem:
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
        raise ShareCodeError("the share code has a wrong character: compare it with the original")
    return body
