"""Starts the game: what `main.py`, the installed commands and the built app call."""

from __future__ import annotations

import sys

from game.environment import prepare

UNIX = "python3 -m venv .venv && .venv/bin/python -m pip install --quiet -e . && .venv/bin/python main.py"
WINDOWS = r"py -m venv .venv && .venv\Scripts\python -m pip install --quiet -e . && .venv\Scripts\python main.py"


def main() -> int:
    """Run the game and return its exit status."""
    prepare()
    try:
        from game.app import main as run

        return run(sys.argv[1:])
    except ImportError as broken:
        return _without(broken)


def _without(broken: ImportError) -> int:
    """The exit status without a package or library: from source say in one sentence how to get a package. An app that
    lacks a part, perhaps started by a double click, says so in a window."""
    package = (broken.name or "").split(".")[0]
    if isinstance(broken, ModuleNotFoundError) and package not in ("", "game") and not hasattr(sys, "frozen"):
        command = WINDOWS if sys.platform == "win32" else UNIX
        print(f"Glassbox needs the package '{package}': in this folder, run  {command}", file=sys.stderr)
        return 1
    if len(sys.argv) > 1:
        raise broken
    from game.paths import user_folder
    from game.window.crash import Rescue

    return Rescue(user_folder()).meet(broken)


if __name__ == "__main__":
    sys.exit(main())
