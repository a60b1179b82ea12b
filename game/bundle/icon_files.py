"""The app's icon, drawn by the game itself, in the files that Windows, macOS and Linux want."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pygame

from game.ui.draw.app_icon import app_icon

WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)
MAC_KINDS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}
LINUX_SIZE = 256


def write_icons(folder: Path) -> None:
    """Write glassbox.ico, glassbox.icns and glassbox.png into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "glassbox.ico").write_bytes(ico({size: png(size) for size in WINDOWS_SIZES}))
    (folder / "glassbox.icns").write_bytes(icns({size: png(size) for size in MAC_KINDS}))
    (folder / "glassbox.png").write_bytes(png(LINUX_SIZE))


def png(size: int) -> bytes:
    """The icon, `size` pixels square, as a PNG file."""
    file = io.BytesIO()
    pygame.image.save(app_icon(size), file, "icon.png")
    return file.getvalue()


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by size: a directory of 16-byte entries, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    for size, picture in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon of PNG pictures by size: each with its kind and its length, the whole with its length."""
    parts = b"".join(
        struct.pack(">4sI", MAC_KINDS[size], 8 + len(picture)) + picture for size, picture in pictures.items()
    )
    return struct.pack(">4sI", b"icns", 8 + len(parts)) + parts
