"""Files that someone may have sent, where they usually land: sessions, texts with a share code, data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.request import url2pathname

import platformdirs

from game.sim.files.bounded_read import first_bytes
from game.storage.saved_sessions import Saved

SUFFIXES = (".json", ".txt", ".csv", ".tsv")
MOST_LOOKED_AT = 300
"""So many files, the newest, are looked into."""
MOST_LISTED = 60
"""So many of those that fit are told."""
HEAD_BYTES = 4_000
SESSION = re.compile(rb'\s*\{\s*"glassbox_replay"')
CODE = re.compile(rb"\bGB(?:-|[0-9A-Z]{4})", re.IGNORECASE)


def usual_folders() -> list[Path]:
    """The student's folders of downloads and the desktop."""
    return [Path(platformdirs.user_downloads_dir()), Path(platformdirs.user_desktop_dir())]


def openable_files(folders: Iterable[Path]) -> list[Saved]:
    """What of the files in `folders` can be opened, by their first bytes, the newest first; `name` is the file's own.
    A folder that cannot be read has none."""
    found = sorted((file for folder in folders for file in _files(folder)), key=lambda file: -file.when)
    fitting = (file for file in found[:MOST_LOOKED_AT] if _fits(file.path))
    return [file for file, _ in zip(fitting, range(MOST_LISTED), strict=False)]


def typed_path(text: str) -> Path:
    """The path that was typed or pasted, with what file managers put around it taken off."""
    plain = text.strip().strip("\"'")
    if plain.startswith("file://"):
        plain = url2pathname(plain.removeprefix("file://"))
    return Path(os.path.expanduser(plain))


def _files(folder: Path) -> Iterator[Saved]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file():
                    yield Saved(entry.name, Path(entry.path), entry.stat().st_mtime)
    except OSError:
        return


def _fits(path: Path) -> bool:
    if path.suffix.lower() in (".csv", ".tsv"):
        return True
    try:
        head = first_bytes(path, HEAD_BYTES)
    except OSError:
        return False
    return bool(SESSION.match(head) if path.suffix.lower() == ".json" else SESSION.match(head) or CODE.search(head))
