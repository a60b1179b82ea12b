"""What the app is built without. PyInstaller packs everything that could be imported; Glassbox never imports these.

Whatever is named here by mistake shows at once: every build ends by running the app's `--selfcheck`.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

Entry = tuple[str, str, str]
"""A file of the app as PyInstaller lists it: place in the app, source, kind of file."""

UNUSED_MODULES = (
    *("asyncio", "curses", "distutils", "doctest", "email", "ftplib", "lib2to3", "multiprocessing"),
    *("pdb", "pkg_resources", "pydoc", "setuptools", "sqlite3", "ssl", "test", "tkinter", "unittest", "xmlrpc"),
    *("_hashlib", "_pydecimal", "_ssl", "unicodedata"),  # hashlib has its own SHA-256, which needs no OpenSSL
    *("numpy.f2py", "numpy.fft", "numpy.ma", "numpy.polynomial", "numpy.testing", "numpy.distutils"),
    *("pygame._camera", "pygame._debug", "pygame._render", "pygame._sdl2.audio", "pygame._sdl2.mixer"),
    *("pygame._sdl2.video", "pygame.docs", "pygame.examples", "pygame.ftfont", "pygame.gfxdraw", "pygame.midi"),
    *("pygame.mixer", "pygame.mixer_music", "pygame.newbuffer", "pygame.pypm", "pygame.sndarray", "pygame.tests"),
    *("IPython", "PIL", "autograd", "hypothesis", "matplotlib", "mypy", "pip", "pytest", "scipy", "yaml"),
)
"""With the mixer go SDL_mixer's fifteen libraries: Glassbox makes no sound, so it needs no sound device either."""

HIDDEN_MODULES = ("secrets",)
"""Imported by numpy's compiled random generators, where PyInstaller does not see it."""

UNUSED_LIBRARIES = (
    *("sdl2_mixer", "libflac", "libfluidsynth", "libgme", "libmodplug", "libmpg123", "libogg", "libopus", "libsndfile"),
    *("libvorbis", "libwavpack", "libxmp", "portmidi", "libcrypto", "libssl"),
)
SCRIPTS = ("Arabic", "Georgian", "Hebrew", "JP", "KR", "SC")
UNUSED_DATA = (
    *(f"pygame_gui/data/NotoSans{script}" for script in SCRIPTS),
    *("pygame/examples", "pygame/tests", "pygame/docs", "numpy/tests"),
)
"""pygame_gui's hook collects 38 MB of fonts. Those for Latin letters stay: it loads one of them whatever the theme."""

TRANSLATIONS, USED_TRANSLATION = "pygame_gui/data/translations/", "pygame-gui.en.json"


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """`entries` without what Glassbox does not use."""
    return [entry for entry in entries if _is_used(entry[0].replace("\\", "/"))]


def _is_used(place: str) -> bool:
    if place.startswith(TRANSLATIONS) and place.endswith(".json"):
        return place.endswith(USED_TRANSLATION)
    name = place.rsplit("/", 1)[-1].lower()
    return not place.startswith(UNUSED_DATA) and not name.startswith(
        (*UNUSED_LIBRARIES, *(f"lib{library}" for library in UNUSED_LIBRARIES))
    )


def without_links(entries: Iterable[Entry]) -> list[Entry]:
    """`entries` without links from the top folder to libraries that are found without them. A zip of plain files comes
    out of every unpacking program whole."""
    return [entry for entry in entries if entry[2] != "SYMLINK"]


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """`entries` with Python's own libraries replaced by copies in `folder` that have no debugging symbols, where the
    system has `strip`. Nothing else is stripped: numpy's OpenBLAS does not survive it."""
    strip = shutil.which("strip")
    if strip is None:
        return list(entries)
    folder.mkdir(parents=True, exist_ok=True)
    return [_stripped(strip, entry, folder) if is_pythons_own(entry) else entry for entry in entries]


def is_pythons_own(entry: Entry) -> bool:
    """Whether `entry` is the interpreter or one of its extension modules."""
    place = entry[0].replace("\\", "/")
    return "/lib-dynload/" in place or place.rsplit("/", 1)[-1].startswith("libpython")


def _stripped(strip: str, entry: Entry, folder: Path) -> Entry:
    place, source, kind = entry
    copy = folder / Path(place).name
    shutil.copy2(source, copy)
    copy.chmod(0o755)
    subprocess.run([strip, "--strip-unneeded", str(copy)], check=True)
    return place, str(copy), kind
