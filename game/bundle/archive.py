"""Zips a folder so that it comes out as it went in: executable files executable, links links. The same folder always
gives the same bytes."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date that every file is given."""
COMPRESSION = 9


def zip_folder(folder: Path, archive: Path) -> int:
    """Zip `folder`, with its own name on top, as `archive`; the zip's size in bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as file:
        for path in sorted(_files(folder)):
            file.writestr(*_packed(path, folder.parent), zipfile.ZIP_DEFLATED, COMPRESSION)
    return archive.stat().st_size


def unzip(archive: Path, folder: Path) -> None:
    """Unpack a zip made by `zip_folder` into `folder`, as a desktop's unpacking program does."""
    with zipfile.ZipFile(archive) as file:
        for info in file.infolist():
            target, mode = folder / info.filename, info.external_attr >> 16
            target.parent.mkdir(parents=True, exist_ok=True)
            if stat.S_ISLNK(mode):
                target.symlink_to(file.read(info).decode())
            else:
                target.write_bytes(file.read(info))
                target.chmod(stat.S_IMODE(mode))


def folder_size(folder: Path) -> int:
    """Bytes in all files of `folder`."""
    return sum(path.lstat().st_size for path in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    """Files and links in `folder`; links are not followed."""
    for root, folders, files in os.walk(folder):
        for name in [*files, *(name for name in folders if Path(root, name).is_symlink())]:
            yield Path(root, name)


def _packed(path: Path, top: Path) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(path.relative_to(top).as_posix(), OLDEST)
    info.create_system = 3  # Unix: the upper half of external_attr is the file's mode
    if path.is_symlink():
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        return info, os.readlink(path).encode()
    executable = path.stat().st_mode & 0o100
    info.external_attr = (stat.S_IFREG | (0o755 if executable else 0o644)) << 16
    return info, path.read_bytes()
