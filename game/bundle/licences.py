"""The licences of everything that the app brings along, as files in its folder `licences`."""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

PACKAGES = ("pygame-ce", "pygame-gui", "python-i18n", "numpy", "msgspec", "platformdirs", "pillow", "pyinstaller")
FOLDER = "licences"
ROOT = Path(__file__).resolve().parents[2]
OWN = {
    "LICENSE": "glassbox",
    "packaging/libraries.txt": "libraries",
    "packaging/gpl-2.txt": "freefont",
    "packaging/apache-2.0.txt": "openssl",
}
"""Files of the project by their place in it: its own licence, and those of the libraries inside the packages, which the
packages themselves do not bring along."""
LICENCE = re.compile(r"(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)


def licences() -> Iterator[tuple[str, str]]:
    """Source and folder in the app of every licence file, as PyInstaller's `datas` want them."""
    for file, folder in OWN.items():
        yield str(ROOT / file), f"{FOLDER}/{folder}"
    if pythons_own().exists():  # some distributions keep it elsewhere
        yield str(pythons_own()), f"{FOLDER}/python"
    for package in PACKAGES:
        yield from _of(package)


def pythons_own(system: str = sys.platform) -> Path:
    """Python's licence: beside its library, on Windows beside itself."""
    return Path(sys.base_prefix if system == "win32" else sysconfig.get_path("stdlib"), "LICENSE.txt")


def _of(package: str) -> Iterator[tuple[str, str]]:
    """Licence files in the package's metadata, and the metadata itself, which names the licence where no file does."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return
    for file in map(str, found.files or ()):
        _, inside, name = file.partition(".dist-info/")
        if inside and (LICENCE.search(name) or name == "METADATA"):
            yield str(found.locate_file(file)), f"{FOLDER}/{package}/{Path(name).parent.as_posix()}"
        elif file.endswith("/LGPL.txt"):  # pygame-ce keeps it among its documentation
            yield str(found.locate_file(file)), f"{FOLDER}/{package}"
