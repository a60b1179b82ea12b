"""The command `--selfcheck`: carries out every check and prints or saves the report."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from game import __version__
from game.selfcheck import Check, Report, run


def all_checks() -> dict[str, Check]:
    """Every check by name, in the order in which they are carried out. Nothing of it needs a display."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    from game.selfcheck import assets, levels, modules, picture, registries, replays, trainings, window

    return {
        "modules": modules.check,
        "registries": registries.check,
        "assets": assets.check,
        "trainings": trainings.check,
        "levels": levels.check,
        "replay": replays.check,
        "picture": picture.check,
        "window": window.check,
    }


def selfcheck(file: Path | None, as_json: bool) -> int:
    """Check everything; the exit status is 1 if something is wrong. The report is saved as `file`, if there is one, and
    with `as_json` printed."""
    report = run(all_checks())
    text = json.dumps(as_dict(report), allow_nan=False)
    if file:
        file.write_text(text, encoding="utf-8")
    if as_json:
        print(text)
    for problem in report.problems:
        print(problem, file=sys.stderr)
    if not report.problems:
        print(f"Glassbox {__version__} is whole: {', '.join(report.facts)} checked", file=sys.stderr)
    return 1 if report.problems else 0


def as_dict(report: Report) -> dict[str, Any]:
    """The report for JSON: "ok", "problems" and "facts"."""
    return {
        "version": __version__,
        "app": bool(getattr(sys, "frozen", False)),
        "ok": not report.problems,
        "problems": report.problems,
        "facts": report.facts,
    }
