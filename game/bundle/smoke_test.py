"""Tries the built app out as a stranger's machine would: unpacked from its zip into a read-only folder with an awkward
name, started from elsewhere in an emptied environment, its self-check held against that of the source tree."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from game.bundle import bill_of_materials
from game.bundle.archive import unzip
from game.bundle.contained_parts import UnnamedPartError, contained
from game.bundle.identity import NAME
from game.credits import notice
from game.selfcheck.differences import differences

AWKWARD = "Zoë's app – 试用 (read only)"
"""A folder's name with spaces, an apostrophe and letters beyond ASCII."""
SOURCE = (sys.executable, str(Path(__file__).resolve().parents[2] / "main.py"))
SECONDS = 240
STARTS = 3


class SmokeTestError(Exception):
    """The app does not do what the source does; the message says in what."""


def programs_place(system: str = sys.platform) -> Path:
    """Where the program lies in the unpacked zip."""
    if system == "darwin":
        return Path(f"{NAME}.app", "Contents", "MacOS", NAME)
    return Path(NAME, f"{NAME}.exe" if system == "win32" else NAME)


def notices_place(system: str = sys.platform) -> Path:
    """Where notice and bill of materials lie in the unpacked zip."""
    return Path(f"{NAME}.app", "Contents", "Resources") if system == "darwin" else Path(NAME)


def parts_place(system: str = sys.platform) -> Path:
    """Where the files of third parts lie in the unpacked zip."""
    return Path(f"{NAME}.app", "Contents") if system == "darwin" else Path(NAME, "_internal")


def emptied_environment(
    home: Path, system: str = sys.platform, given: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """No variables but the ones that name the user's folders and those without which the system starts nothing."""
    if system != "win32":
        return {"HOME": str(home)}
    folders = dict.fromkeys(("USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP"), str(home))
    return {**folders, "SYSTEMROOT": given.get("SYSTEMROOT", r"C:\Windows")}


def source_facts(source: Sequence[str] = SOURCE) -> dict[str, Any]:
    """The facts that the self-check of the command `source` finds. Raises TrialError if it finds a problem."""
    with tempfile.TemporaryDirectory() as name:
        facts: dict[str, Any] = _selfcheck(source, Path(name), dict(os.environ))["facts"]
    return facts


def try_out(archive: Path, expected: Mapping[str, Any]) -> float | None:
    """Unpack `archive` and check that the app's facts are the `expected` ones. The time from start to first interactive
    frame in milliseconds, the best of three; None where the program has no standard output to tell it. Raises
    TrialError."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, home = Path(name, AWKWARD), Path(name, "home")
        home.mkdir()
        unzip(archive, folder)
        check_notices(folder / notices_place(), folder / parts_place())
        program = folder / programs_place()
        with read_only(folder):
            before = _contents(folder)
            found = _selfcheck([str(program)], home, emptied_environment(home))
            starts = [_first_frame(program, home) for _ in range(STARTS)]
            changed = sorted(set(before.items()) ^ set(_contents(folder).items()))
    if changed:
        raise SmokeTestError(f"the app wrote into its own folder: {changed[0][0]}")
    problems = differences(expected, found["facts"])
    if problems:
        raise SmokeTestError("the app is not what the source is:\n  " + "\n  ".join(problems))
    return min((start for start in starts if start is not None), default=None)


def check_notices(top: Path, inside: Path) -> None:
    """Check that the app's notice and bill of materials lie at its `top`, and that they name every part that has a file
    `inside`. Raises SmokeTestError."""
    try:
        words = (top / notice.NOTICE_FILE).read_text(encoding="utf-8")
        told = json.loads((top / bill_of_materials.BILL_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise SmokeTestError(f"the app has no notices: {problem}") from None
    if words != notice.notice():
        raise SmokeTestError(f"{notice.NOTICE_FILE} is not what assets/text/third_parties.toml says")
    named = {component["name"] for component in told["components"]}
    try:
        parts = contained(_places(inside))
    except UnnamedPartError as problem:
        raise SmokeTestError(str(problem)) from None
    if not set(parts) <= named:
        raise SmokeTestError(f"{bill_of_materials.BILL_FILE} lacks {', '.join(sorted(set(parts) - named))}")


def _places(inside: Path) -> Iterator[str]:
    """The places of the app's files as its recipe names them: on a Mac they lie in folders of its own."""
    for path in inside.rglob("*"):
        if path.is_file() and not path.is_symlink():
            place = path.relative_to(inside).as_posix()
            yield re.sub(r"^(Frameworks|Resources)/", "", place)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """`folder` and all in it without permission to write, for as long as the context lasts."""
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    modes = {path: path.stat().st_mode for path in paths}
    write = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    try:
        for path, mode in modes.items():
            path.chmod(stat.S_IMODE(mode) & ~write)
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(stat.S_IMODE(mode))


def _contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file; whoever may write everywhere leaves traces here."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {name: (status.st_size, status.st_mtime_ns) for name, status in found.items()}


def _selfcheck(command: Sequence[str], home: Path, environment: dict[str, str]) -> dict[str, Any]:
    """The report of `command`'s self-check. An app without a terminal has only the report to say what is wrong."""
    file = home / "selfcheck.json"
    done = _run([*command, "--selfcheck", str(file)], home, environment)
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"problems": []}
    file.unlink(missing_ok=True)
    if done.returncode or "facts" not in report:
        words = done.stderr.decode(errors="replace").strip() or "\n".join(report["problems"])
        raise SmokeTestError(f"{command[-1]} --selfcheck ended with status {done.returncode}:\n{words}")
    return report


def _run(command: Sequence[str], home: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, cwd=home, env=environment, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise SmokeTestError(f"{command[0]} does not run: {problem}") from None


def _first_frame(program: Path, home: Path) -> float | None:
    environment = {**emptied_environment(home), "SDL_VIDEODRIVER": "dummy"}
    start = time.time_ns()
    done = _run([str(program), "--first-frame"], home, environment)
    if done.returncode:
        problem = done.stderr.decode(errors="replace").strip()
        raise SmokeTestError(f"the app opened no window (status {done.returncode}):\n{problem}")
    words = done.stdout.split()
    return (int(words[0]) - start) / 1e6 if words else None
