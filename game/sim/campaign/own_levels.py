"""Levels in the student's own folder: read and tried one by one, so that a faulty file spoils nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from game.sim.files.bounded_read import files_in
from game.sim.level.content_error import ContentError
from game.sim.level.level import Level
from game.sim.level.level_file import read_level
from game.sim.level.play.level_play import LevelPlay, replayed
from game.sim.quoting import quoted, shortened

OWN = "own/"
"""How the id of an own level begins, whatever its file says: levels of two teachers may have the same."""
MOST_FILES, LONGEST_NAME = 200, 60


@dataclass(frozen=True)
class OwnLevel:
    """What is in a file: the `level`, or in one sentence the `problem` with it, which names the file."""

    file: str
    level: Level | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        """What it is asked for by."""
        return f"{OWN}{Path(self.file).stem}"


def own_levels(folder: Path) -> tuple[OwnLevel, ...]:
    """What is in the TOML files in `folder`, by name; nothing if there is no such folder."""
    files = files_in(folder, "*.toml")
    found = [_read(path) for path in files[:MOST_FILES]]
    if len(files) > MOST_FILES:
        told = f"the folder has {len(files)} levels, but only the first {MOST_FILES} are read"
        found.append(OwnLevel("…", problem=told))
    return tuple(found)


def own_level(folder: Path, name: str) -> OwnLevel | None:
    """The own level that is asked for by `name`; None if there is no such file."""
    if not name.startswith(OWN):
        return None
    stem = name.removeprefix(OWN)
    return next((_read(path) for path in files_in(folder, "*.toml") if path.stem == stem), None)


def problem_in_playing(level: Level, file: str) -> str:
    """What is wrong once the level's own solutions are played: nothing, or a sentence that names the file. A thousand
    starts are not trained for that."""
    if level.population:
        return ""
    try:
        return next(_wrong_solutions(level, file), "")
    except Exception as problem:  # a file from anywhere: whatever it is, it is that file's fault and nobody else's
        return f"{file} cannot be played: {shortened(str(problem) or type(problem).__name__)}"


def _wrong_solutions(level: Level, file: str) -> Iterator[str]:
    for k, solution in enumerate(level.solutions):
        try:
            play = replayed(level, solution.script)
        except ValueError as problem:
            yield f"{file}: solutions[{k}].script: {shortened(str(problem))}"
            return
        if play.visit.stars != solution.stars:
            earns = f"its script earns {play.visit.stars}{_figures(play)}"
            yield f"{file}: solutions[{k}].stars is {solution.stars}, but {earns}"


def _figures(play: LevelPlay) -> str:
    """What was measured of what the stars need, as a file spells it; nothing where nothing was."""
    measured = play.result.measures if play.result else {}
    told = [f"{name} = {value:.6g}" for name, value in measured.items() if value is not None]
    return f": measured are {', '.join(told)}" if told else ""


def _read(path: Path) -> OwnLevel:
    if len(path.name) > LONGEST_NAME or not path.name.isprintable():
        wanted = f"at most {LONGEST_NAME} characters that can be printed"
        return OwnLevel(path.name, problem=f"a file is called {quoted(path.name)}, but a level's name has {wanted}")
    try:
        level = read_level(path)
    except ContentError as problem:
        return OwnLevel(path.name, problem=str(problem))
    except Exception as problem:  # as in `problem_in_playing`
        return OwnLevel(path.name, problem=f"{path.name} cannot be read: {shortened(str(problem))}")
    named = OwnLevel(path.name)
    return OwnLevel(path.name, msgspec.structs.replace(level, id=named.name, was=""))
