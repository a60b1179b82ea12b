"""The command `--selfcheck`: carries out every check and prints or saves the report."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from game import __version__
from game.cli.option_values import OptionError
from game.selfcheck import Check, Report, run
from game.selfcheck.contents import missing_or_changed
from game.storage.atomic_files import write_atomically


def all_checks() -> dict[str, Check]:
    """Every check by name, in the order in which they are carried out. Nothing of it needs a display."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    from game.selfcheck import (
        assets,
        dependencies,
        levels,
        modules,
        picture,
        registries,
        replays,
        screens,
        trainings,
        window,
    )
    from game.selfcheck.tour import route

    return {
        "modules": modules.check,
        "dependencies": dependencies.check,
        "registries": registries.check,
        "assets": assets.check,
        "trainings": trainings.check,
        "levels": levels.check,
        "replay": replays.check,
        "picture": picture.check,
        "screens": screens.check,
        "window": window.check,
        "tour": route.check,
    }


def selfcheck(file: Path | None, as_json: bool) -> int:
    """Check everything; the exit status is 1 if something is wrong. The report is saved as `file`, if there is one, and
    with `as_json` printed. Raises OptionError when it cannot be saved."""
    report = _checked()
    text = json.dumps(as_dict(report), allow_nan=False)
    if file:
        _save(text, file)
    if as_json:
        print(text)
    if not report.problems:
        _tell(f"Glassbox {__version__} is whole: {', '.join(report.facts)} checked")
    return 1 if report.problems else 0


def _checked() -> Report:
    """The report of all checks; in the app, of what it has otherwise than the source as well."""
    report = run(all_checks(), _tell)
    changed = tuple(missing_or_changed(report.facts))
    for problem in changed:
        _tell(problem)
    return replace(report, problems=report.problems + changed)


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _save(text: str, file: Path) -> None:
    try:
        write_atomically(file, text.encode())
    except OSError as problem:
        raise OptionError(
            f"--selfcheck is '{file}', but it cannot be written ({problem.strerror or problem})"
        ) from None


def as_dict(report: Report) -> dict[str, Any]:
    """The report for JSON: "ok", "problems" and "facts"."""
    return {
        "version": __version__,
        "app": bool(getattr(sys, "frozen", False)),
        "ok": not report.problems,
        "problems": report.problems,
        "facts": report.facts,
    }
