"""Glassbox. `python main.py` plays; `python main.py --help` lists everything else."""

import sys

from game.launch import main

if __name__ == "__main__":
    sys.exit(main())
