"""Mistakes in content files, each told in one sentence: file, field, value, and what is allowed."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from game.sim.files.bounded_read import first_bytes
from game.sim.quoting import quoted, shortened

T = TypeVar("T")
TAGS = ("metric", "ask", "by", "do")
MOST_BYTES = 1_000_000
LARGEST_INTEGER = 2**63
MOST_DOTS = 200
"""In a line: a key of very many parts would take the TOML reader minutes."""
_TYPES = {str: "str", int: "int", float: "float", bool: "bool", list: "array", dict: "object"}
"""What msgspec calls what stands in a TOML file."""


class ContentError(ValueError):
    """A content file that cannot be used; the message says in one sentence what is wrong and where."""


def decode(data: bytes, kind: type[T], file: str) -> T:
    """The TOML in `data` as a `kind`. Raises ContentError."""
    if len(data) > MOST_BYTES:
        raise ContentError(f"{file} has more than {MOST_BYTES:,} bytes, which no such file has")
    try:
        _check_dots(data)
        return convert(tomllib.loads(data.decode("utf-8")), kind, file)
    except ContentError:
        raise
    except UnicodeDecodeError as problem:
        raise ContentError(f"{file} is no text in UTF-8: byte {problem.start + 1} of it cannot be read") from None
    except (ValueError, RecursionError) as problem:
        raise ContentError(f"{file} is no TOML file: {shortened(str(problem))}") from None


def content_of(path: Path) -> bytes:
    """What is in the content file at `path`, or so much of it that it is seen to be too large. Raises ContentError."""
    try:
        return first_bytes(path, MOST_BYTES + 1)
    except OSError as problem:
        raise ContentError(f"{path} cannot be read ({problem.strerror or problem})") from None


def _check_dots(data: bytes) -> None:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.count(b".") > MOST_DOTS:
            raise ValueError(f"line {number} has {line.count(b'.'):,} dots, but may have {MOST_DOTS}")


def convert(raw: dict[str, Any], kind: type[T], file: str) -> T:
    """The tables in `raw` as a `kind`. Raises ContentError."""
    for path, value in _numbers(raw, ""):
        if isinstance(value, int) and abs(value) >= LARGEST_INTEGER:
            raise ContentError(
                f"{file}: {shortened(path)} is {quoted(value)}, but must be a number of at most 18 digits"
            )
        if not math.isfinite(value):
            raise ContentError(f"{file}: {shortened(path)} is {value}, but must be a finite number")
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as problem:
        raise ContentError(f"{file}: {shortened(_sentence(str(problem), raw, kind))}") from None


def _numbers(value: object, path: str) -> Iterator[tuple[str, int | float]]:
    if isinstance(value, int | float):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for k, inner in enumerate(value):
            yield from _numbers(inner, f"{path}[{k}]")


def _sentence(problem: str, raw: object, kind: object) -> str:
    """msgspec's message with the value that was found and the names that are allowed."""
    match = re.fullmatch(r"(.*?)(?: - at `(?:key in )?\$(.*)`)?", problem, re.DOTALL)
    what, path = (match[1], (match[2] or "").lstrip(".")) if match else (problem, "")
    found, expected = _walk(raw, kind, path.removesuffix("[...]"))
    if path.endswith("[...]"):
        key, found = _misfit(found, what)
        path, expected = f"{path.removesuffix('[...]')}.{key}", None
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL)
    missing = re.fullmatch(r"Object missing required field `(.*)`", what)
    where = f"{path}." if path else ""
    if unknown:
        return f"{where}{unknown[1]} is no field: allowed are {', '.join(_fields(expected)) or 'others'}"
    if missing:
        return f"{where}{missing[1]} is missing"
    tag = path.rsplit(".", 1)[-1]
    if tag in TAGS and what.startswith("Invalid value"):
        return f"{path} is {quoted(found)}, but must be one of {', '.join(_tags(expected))}"
    if isinstance(expected, msgspec.inspect.LiteralType):
        return f"{path} is {quoted(found)}, but must be one of {', '.join(map(repr, expected.values))}"
    length = re.fullmatch(r"Expected `array` of length (>=|<=)? ?(\d+)(?:, got \d+)?", what)
    if length and isinstance(found, list):
        bound = {">=": "at least ", "<=": "at most "}.get(length[1], "")
        entries = "1 entry" if len(found) == 1 else f"{len(found)} entries"
        return f"{path} has {entries}, but must have {bound}{length[2]}"
    said = what[:1].lower() + what[1:]
    if isinstance(found, dict):
        return f"{path}: {said}" if path else said
    return f"{path or 'it'} is {quoted(found)}: {said}"


def _misfit(table: object, what: str) -> tuple[str, object]:
    """The key and value in `table` that msgspec's message is about, which only names the value's type."""
    got = re.search(r"got `(\w+)`", what)
    pairs = table.items() if isinstance(table, dict) and got else ()
    return next(((key, value) for key, value in pairs if got and _TYPES.get(type(value)) == got[1]), ("...", None))


def _walk(raw: Any, kind: object, path: str) -> tuple[object, object]:
    """The value at `path` of `raw`, and the innermost type of `kind` known there."""
    info = _known_of(kind)
    value = raw
    for key, index in re.findall(r"\.?([^.\[\]]+)|\[(\d*|\.\.\.)\]", path):
        info = _chosen(info, value)
        if key in TAGS and isinstance(value, dict):
            return value.get(key), info if isinstance(info, msgspec.inspect.StructType) else _inner(info, None)
        info = _inner(info, key or None)
        if key:
            value = value.get(key) if isinstance(value, dict) else None
        elif index.isdigit() and isinstance(value, list) and int(index) < len(value):
            value = value[int(index)]
        else:
            value = None
    return value, _chosen(info, value)


@lru_cache(maxsize=16)
def _known_of(kind: object) -> object:
    """What msgspec knows of a type; to tell it of a level, which names every plug-in, takes ten milliseconds."""
    return msgspec.inspect.type_info(kind)


def _inner(info: object, key: str | None) -> object:
    if key is None:
        return getattr(info, "item_type", info)
    if isinstance(info, msgspec.inspect.StructType):
        return next((field.type for field in info.fields if field.encode_name == key), info)
    return getattr(info, "value_type", info)


def _chosen(info: object, value: object) -> object:
    """Of a union, the type that fits `value`."""
    if isinstance(info, msgspec.inspect.Metadata):
        return _chosen(info.type, value)
    if not isinstance(info, msgspec.inspect.UnionType):
        return info
    structs = [each for each in info.types if isinstance(each, msgspec.inspect.StructType)]
    if isinstance(value, dict):
        named = (each for each in structs if each.tag_field and each.tag == value.get(each.tag_field))
        return next(named, info if len(structs) > 1 else structs[0] if structs else info)
    wanted = msgspec.inspect.VarTupleType if isinstance(value, list) else type(None)
    return next((each for each in info.types if isinstance(each, wanted)), info)


def _fields(info: object) -> list[str]:
    return [field.encode_name for field in info.fields] if isinstance(info, msgspec.inspect.StructType) else []


def _tags(info: object) -> list[str]:
    types = info.types if isinstance(info, msgspec.inspect.UnionType) else ()
    return [str(each.tag) for each in types if isinstance(each, msgspec.inspect.StructType)]
