"""Mutated files of every kind: `python -m tests.endurance.mutants [how many of each] [seed]`.

Each is read as the game reads it. Whatever is raised but the one error that the reader promises is a fault, as is
anything that takes longer than two seconds of processor time.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import msgspec

from game.paths import ASSETS
from game.sim.examples.computed import computed
from game.sim.examples.example import SUFFIX, read_shelf
from game.sim.files.data_file import DataFileError, read_data
from game.sim.files.keyframes import pack, unpack
from game.sim.files.params_file import read_params
from game.sim.files.replay import Player, ReplayError, decoded, encoded, recorded
from game.sim.files.share_code import ShareCodeError, share_code, start_from
from game.sim.files.stored_session import KeyframesError
from game.sim.level.content_error import ContentError
from game.sim.level.level_file import read_level
from game.storage.example_shelf import EXAMPLES_FOLDER
from game.storage.openable_files import openable_files
from game.storage.profiles import Profiles
from game.window.view_options_file import ViewOptionsFile
from tests.support.damaged_files import mutated, session
from tests.support.saved import whole_session

MOST_SECONDS = 2.0
PLAY_SECONDS = 0.2
"""So long a session that was read is played: a long one may take its time, a step at a time."""


def open_session(data: bytes) -> None:
    """As the Lab does."""
    player, until = Player(decoded(data)), time.thread_time() + PLAY_SECONDS
    while time.thread_time() < until and player.step():
        pass
    player.simulation.snapshot()


def kinds(folder: Path) -> dict[str, tuple[list[bytes], Callable[[bytes], object], tuple[type[Exception], ...]]]:
    """Every kind of file: examples, how it is read, and the errors that are promised."""
    simulation = session()
    frames = pack(simulation.start, simulation.log, simulation.held())
    assert frames
    levels = [path.read_bytes() for path in sorted((ASSETS / "levels").glob("[0-9]*.toml"))]
    profiles = Profiles(folder)
    profiles.keep_review(2, True)
    profiles.close()
    profile = next(path for path in folder.rglob("*.json") if "view" not in path.name)

    def written(path: Path, read: Callable[[Path], object]) -> Callable[[bytes], object]:
        def reading(data: bytes) -> object:
            path.write_bytes(data)
            return read(path)

        return reading

    def profile_of(path: Path) -> None:
        Profiles(folder).close()
        for aside in path.parent.iterdir():
            if aside.is_file() and aside != path:
                aside.unlink()  # what was set aside: ten thousand of them would be all that is measured

    own = folder / EXAMPLES_FOLDER
    own.mkdir()
    examples = [path.read_bytes() for path in sorted((ASSETS / EXAMPLES_FOLDER).glob(f"*{SUFFIX}"))]

    def example_of(path: Path) -> None:
        found = read_shelf([path.parent])
        if found.problems:
            raise ContentError(found.problems[0])
        for example in found.examples.values():
            computed(example)

    start, code = simulation.start, share_code(simulation.start).encode()
    numbers = msgspec.json.encode(simulation.snapshot().params.as_lists())

    def params_of(path: Path) -> object:
        return read_params(path, start.settings.layers)

    def view_of(_path: Path) -> object:
        return ViewOptionsFile(folder)

    def listed(path: Path) -> object:
        return openable_files([path.parent])

    return {
        "session": ([encoded(whole_session(simulation)), encoded(recorded(simulation))], open_session, (ReplayError,)),
        "keyframes": ([frames], unpack, (KeyframesError,)),
        "share code": ([code], lambda data: start_from(data.decode("latin-1")), (ShareCodeError,)),
        "level": (levels, written(folder / "level.toml", read_level), (ContentError,)),
        "example": (examples, written(own / f"own{SUFFIX}", example_of), (ContentError,)),
        "view": ([b'{"colour_blind": true, "reduced_motion": false}'], written(folder / "view.json", view_of), ()),
        "params": ([numbers], written(folder / "params.json", params_of), (ValueError,)),
        "data": ([b"a,b,y\n1,2,0\n3,4,1\n0.5,-1,1\n"], written(folder / "data.csv", read_data), (DataFileError,)),
        "profile": ([profile.read_bytes()], written(profile, profile_of), ()),
        "listed": ([b"try " + code], written(folder / "mail.txt", listed), ()),
    }


def main(count: float = 10_000, seed: float = 1, *only: str) -> None:
    """Read so many mutants of each kind."""
    faults = 0
    with tempfile.TemporaryDirectory() as place:
        for name, (examples, read, promised) in kinds(Path(place)).items():
            if only and name not in only:
                continue
            dice, refused, longest = random.Random(f"{name} {seed}"), 0, 0.0
            for number in range(int(count)):
                data, before = mutated(dice.choice(examples), dice), time.thread_time()
                try:
                    read(data)
                except promised:
                    refused += 1
                except Exception:
                    faults += 1
                    print(f"{name} {number}: {data[:200]!r}\n{traceback.format_exc(limit=-4)}", flush=True)
                took = time.thread_time() - before
                longest = max(longest, took)
                if took > MOST_SECONDS:
                    faults += 1
                    print(f"{name} {number} took {took:.1f} s: {data[:200]!r}", flush=True)
            print(f"{name}: {int(count):,} read, {refused:,} refused, longest {longest:.2f} s", flush=True)
    print(f"{faults} faults")


if __name__ == "__main__":
    numbers, names = sys.argv[1:3], sys.argv[3:]
    main(float(numbers[0]) if numbers else 10_000, float(numbers[1]) if numbers[1:] else 1, *names)
