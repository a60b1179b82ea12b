"""Files of every kind that may be dropped on the window: good, damaged, endless, none at all."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from game.paths import ASSETS
from game.sim.files.replay import encoded, recorded
from game.sim.files.share_code import share_code
from tests.support.damaged_files import mutated, session
from tests.support.saved import whole_session

DATA = [
    b"a,b,y\n1,2,0\n3,4,1\n0.5,-1,1\n",
    b"a;b;y\n1,5;2;0\n2,5;3;1\n",
    b"a\tb\ty\n1\t2\t0\n2\t3\t1\n",
    b"a,b,y\n1e300,2,0\n-1e300,4,1\n",
    b"a,b,y\nnan,inf,0\n1,2,1\n",
    b"a,b,y\n0,0,0\n0,0,0\n",
    b"a,b,y\n1e-310,1e-310,0\n2,1,1\n",
    b"a,b,y1,y2\n1,2,0,1\n2,3,1,0\n",
    b"a,b,c,d,e,f,g,h,y\n" + b"1,2,3,4,5,6,7,8,0\n" * 9,
    b"x,y\n" + b"".join(b"%d,%d\n" % (k % 7, k % 2) for k in range(1000)),
    "❤️,\u202eb,y\n1,2,0\n0,1,1\n".encode(),
]
DEVICES = [Path("/dev/null"), Path("/dev/zero"), Path()]


def dropped_files(folder: Path, dice: random.Random) -> list[Path]:
    """Write them all into `folder`, which is empty; some of the paths lead to no file."""
    start = session()
    sessions, code = [encoded(whole_session(start)), encoded(recorded(start))], share_code(start.start).encode()
    written = {
        **{f"{name}{k}{end}": data for k, data in enumerate(sessions) for name, end in NAMES},
        **{f"damaged{k}.json": mutated(dice.choice(sessions), dice) for k in range(20)},
        **{f"code{k}.txt": data for k, data in enumerate([code, b"\xef\xbb\xbf" + code, (code + b"\n") * 5000])},
        **{f"damaged{k}.txt": mutated(code, dice) for k in range(10)},
        "wide.txt": code.decode().encode("utf-16"),
        **{f"data{k}{end}": data for k, data in enumerate(DATA) for end in (".csv", ".tsv")},
        **{f"damaged{k}.csv": mutated(dice.choice(DATA), dice) for k in range(20)},
        **{path.name: path.read_bytes() for path in sorted((ASSETS / "levels").glob("0*.toml"))},
        **{f"empty{end}": b"" for end in (".json", ".csv", ".txt", "")},
        "large.json": b'{"glassbox_replay"' + b" " * 30_000_000,
        "large.csv": b"a,b,y\n" + b"1,2,0\n" * 2_000_000,
        "large.txt": b"GB" * 10_000_000,
        "long.csv": b"a," * 500_000,
        "deep.json": b'{"glassbox_replay":' + b"[" * 100_000,
        "profile.json": b'{"name": "x", "version": 99}',
        "noise.exe": dice.randbytes(5000),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    return [folder, folder / "none.csv", folder / ("n" * 300), *_no_files(folder), *(folder / name for name in written)]


NAMES = [("s", ".json"), ("s", " (1).json"), ("❤️", ".json"), ("s", ".txt"), ("s", ".JSON"), ("s", "")]
"""What sessions are called, before and behind their number."""


def _no_files(folder: Path) -> list[Path]:
    """What looks like files and is none: a pipe that nobody writes to, a link to itself, what never ends."""
    if sys.platform == "win32":
        return []
    found = [folder / name for name in ("pipe.json", "pipe.csv", "pipe.txt", "loop.json")]
    for path in found[:-1]:
        os.mkfifo(path)
    found[-1].symlink_to(found[-1])
    return [*found, *DEVICES]
