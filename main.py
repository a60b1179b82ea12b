"""Glassbox. `python main.py` plays; `python main.py --help` lists everything else."""

import sys

from game.environment import prepare


def main() -> int:
    """Run the game and return its exit status; without its packages, say in one sentence how to get them."""
    prepare()
    try:
        from game.app import main as run
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.split(".")[0] == "game":
            raise
        print(
            f"Glassbox needs the package '{missing.name}': run 'python -m pip install .' in this folder first.",
            file=sys.stderr,
        )
        return 1
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
