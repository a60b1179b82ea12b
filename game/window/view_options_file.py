"""The switches of the view, kept from one start to the next in the student's folder."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import msgspec

from game.storage.atomic_files import read_at_most, write_atomically
from game.ui.screen import TEXT_SIZES, ViewOptions

VIEW_OPTIONS_FILE = "view.json"
MOST_BYTES = 10_000


class ViewOptionsFile:
    """Holds what was last read from or written to `folder`. Without a folder that can be used the switches are as they
    are at first, and a file that cannot be read counts as none: there is nothing in it that one key would not bring
    back."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / VIEW_OPTIONS_FILE
        self._kept = self._read()

    @property
    def kept(self) -> ViewOptions:
        """The switches as they were left."""
        return self._kept

    def keep(self, options: ViewOptions) -> None:
        """Write `options` if they are others."""
        if options == self._kept:
            return
        self._kept = options
        with contextlib.suppress(OSError):
            write_atomically(self._path, msgspec.json.encode(options) + b"\n")

    def _read(self) -> ViewOptions:
        try:
            options = msgspec.json.decode(read_at_most(self._path, MOST_BYTES), type=ViewOptions)
            return options if options.text_size in TEXT_SIZES else replace(options, text_size=TEXT_SIZES[0])
        except (OSError, ValueError, RecursionError):
            return ViewOptions()
