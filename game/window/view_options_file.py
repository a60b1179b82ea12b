"""The switches of the view, kept from one start to the next in the student's folder."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import msgspec

from game.sim.files.bounded_read import read_at_most
from game.storage.atomic_files import write_atomically
from game.ui.screen import TEXT_SIZES, ViewOptions

VIEW_OPTIONS_FILE = "view.json"
MOST_BYTES = 10_000


class ViewOptionsFile:
    """Holds what was last read from or written to `folder`. Without a folder that can be used the switches are as they
    are at first, and a file that cannot be read counts as none: there is nothing in it that one key would not bring
    back. It is written in a thread of its own: a slow disk never costs a frame."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / VIEW_OPTIONS_FILE
        self._kept = self._written = self._read()
        self._writer = ThreadPoolExecutor(1, "view")

    @property
    def kept(self) -> ViewOptions:
        """The switches as they were left."""
        return self._kept

    def keep(self, options: ViewOptions) -> None:
        """Have `options` written if they are others."""
        if options != self._kept:
            self._kept = options
            with contextlib.suppress(RuntimeError):  # it is closed already
                self._writer.submit(self._write)

    def close(self) -> None:
        """Wait until they are on disk."""
        self._writer.shutdown()

    def _write(self) -> None:
        """Write what is kept by now, once for however many changes there were while the disk was busy."""
        options = self._kept
        if options != self._written:
            with contextlib.suppress(OSError):
                write_atomically(self._path, msgspec.json.encode(options) + b"\n")
                self._written = options

    def _read(self) -> ViewOptions:
        try:
            options = msgspec.json.decode(read_at_most(self._path, MOST_BYTES), type=ViewOptions)
            return options if options.text_size in TEXT_SIZES else replace(options, text_size=TEXT_SIZES[0])
        except (OSError, ValueError, RecursionError):
            return ViewOptions()
