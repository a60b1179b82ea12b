"""What the app is built without. Glassbox brings each of its dependencies along whole: what *they* import, and when, is
theirs to decide (numpy's `unique` reaches for `numpy.ma` in the middle of a game), so that no module of theirs is left
out because the game does not name it. Left out is only what nothing imports or opens at run time: test suites, examples
and documentation, programs to develop with that happen to be installed where the app is built, and data that is opened
only when a game asks for it by name.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

TocEntry = tuple[str, str, str]
"""A file of the app as PyInstaller lists it: place in the app, source, kind of file."""

UNUSED_MODULES = (
    *("test", "pygame.tests", "pygame.examples", "pygame.docs", "PIL._avif"),
    *("IPython", "autograd", "hypothesis", "matplotlib", "mypy", "pip", "pkg_resources", "pytest", "scipy"),
    *("setuptools", "tkinter", "yaml", "readline", "PyInstaller", "altgraph", "packaging", "typing_extensions"),
)
"""Test suites, and what is no dependency: packages that a dependency would use if the student had installed them.
PIL._avif reads pictures as AVIF, takes 5 MB, and Pillow asks first whether it is there.
readline edits the lines of a terminal, is under the GPL, and Python's own modules do without it where it is missing."""

HIDDEN_MODULES = ("secrets",)
"""Imported by numpy's compiled random generators, where PyInstaller does not see it."""

SCRIPTS = ("Arabic", "Georgian", "Hebrew", "JP", "KR", "SC")
UNUSED_DATA = (
    *(f"pygame_gui/data/NotoSans{script}" for script in SCRIPTS),
    *("pygame/examples", "pygame/tests", "pygame/docs", "numpy/tests"),
)
"""pygame_gui's hook collects 38 MB of fonts. Those for Latin letters stay: it loads one of them whatever the theme."""

SYSTEM_LIBRARIES = ("libX11.so", "libXau.so", "libXdmcp.so", "libbsd.so", "libmd.so")
"""The window system's own, which is asked for the display's scale where there is one: never another version than the
system's."""

TRANSLATIONS, USED_TRANSLATION = "pygame_gui/data/translations/", "pygame-gui.en.json"


def kept(entries: Iterable[TocEntry]) -> list[TocEntry]:
    """`entries` without what Glassbox does not use."""
    return [entry for entry in entries if _is_used(entry[0].replace("\\", "/"))]


def _is_used(place: str) -> bool:
    if place.startswith(TRANSLATIONS) and place.endswith(".json"):
        return place.endswith(USED_TRANSLATION)
    return not place.startswith((*UNUSED_DATA, *SYSTEM_LIBRARIES))


def without_links(entries: Iterable[TocEntry]) -> list[TocEntry]:
    """`entries` without links from the top folder to libraries that are found without them. A zip of plain files comes
    out of every unpacking program whole."""
    return [entry for entry in entries if entry[2] != "SYMLINK"]


def stripped(entries: Iterable[TocEntry], folder: Path) -> list[TocEntry]:
    """`entries` with Python's own libraries replaced by copies in `folder` that have no debugging symbols, where the
    system has `strip`. Nothing else is stripped: numpy's OpenBLAS does not survive it."""
    strip = shutil.which("strip")
    if strip is None:
        return list(entries)
    folder.mkdir(parents=True, exist_ok=True)
    return [_stripped(strip, entry, folder) if is_pythons_own(entry) else entry for entry in entries]


def is_pythons_own(entry: TocEntry) -> bool:
    """Whether `entry` is the interpreter or one of its extension modules."""
    place = entry[0].replace("\\", "/")
    return "/lib-dynload/" in place or place.rsplit("/", 1)[-1].startswith("libpython")


def _stripped(strip: str, entry: TocEntry, folder: Path) -> TocEntry:
    place, source, kind = entry
    copy = folder / Path(place).name
    shutil.copy2(source, copy)
    copy.chmod(0o755)
    subprocess.run([strip, "--strip-unneeded", str(copy)], check=True)
    return place, str(copy), kind
