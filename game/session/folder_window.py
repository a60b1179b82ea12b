"""Opening a folder in the system's own file manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def show_folder(folder: Path) -> bool:
    """Have the system's file manager show `folder`; False where there is none that could."""
    try:
        if sys.platform == "win32":
            os.startfile(folder)
            return True
        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is None or not _has_windows(os.environ):
            return False
        subprocess.Popen(
            [opener, str(folder)],
            env=_own_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _has_windows(given: Mapping[str, str]) -> bool:
    """Whether there is a desktop that could show a window."""
    return sys.platform == "darwin" or bool(given.get("DISPLAY") or given.get("WAYLAND_DISPLAY"))


def _own_environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment as it was before a bundled app put its own libraries first: other programs want theirs."""
    environment = dict(given)
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        environment.pop("LD_LIBRARY_PATH", None)
    return environment
