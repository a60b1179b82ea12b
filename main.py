"""Glassbox. `python main.py` plays; `python main.py --help` lists everything else."""

import sys

from game.environment import prepare

UNIX = "python3 -m venv .venv && .venv/bin/python -m pip install --quiet -e . && .venv/bin/python main.py"
WINDOWS = r"py -m venv .venv && .venv\Scripts\python -m pip install --quiet -e . && .venv\Scripts\python main.py"


def main() -> int:
    """Run the game and return its exit status; without its packages, say in one sentence how to get them."""
    prepare()
    try:
        from game.app import main as run
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.split(".")[0] == "game":
            raise
        command = WINDOWS if sys.platform == "win32" else UNIX
        print(f"Glassbox needs the package '{missing.name}': in this folder, run  {command}", file=sys.stderr)
        return 1
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
