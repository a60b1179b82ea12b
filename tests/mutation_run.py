"""Plants small faults in the simulation and in what turns numbers into text, one at a time, and tells which of them no
test notices: `python -m tests.mutation_run SCRATCH [--mutants 300] [--seed 1] [--among PART]`.

First it learns which tests execute which lines, and keeps that in the folder SCRATCH; then each fault meets only the
tests that execute its line, and if none of these notices it, those that have to do with its module
(`tests/support/mutants.py`). It works on a copy, needs a system that can fork, and is no part of CI."""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from tests.support.mutants import function_of
from tests.support.places import ROOT

TEXTS = (
    "draw/number_text.py",
    "chain_rule/mean.py",
    "chain_rule/rule.py",
    "chain_rule/sample.py",
    "chain_rule/update_lines.py",
    "tables/number_table.py",
    "network/words.py",
    "network/line_words.py",
    "timeline/chart_scale.py",
    "timeline/lock_marks.py",
    "timeline/chart_window.py",
)
TESTS = [f"tests/{part}" for part in ("sim", "storage", "ui/draw", "ui/chain_rule", "ui/tables", "ui/network")]
TESTS += [f"tests/ui/{part}" for part in ("timeline", "population", "lab", "level", "lenses")]
AS_THEY_ARE = shutil.ignore_patterns(".git", ".venv", "build", "dist", "failures")


def sources() -> list[Path]:
    """The modules that faults are planted in, from the root on."""
    found = {*(ROOT / "game/sim").rglob("*.py"), *(ROOT / "game/ui" / name for name in TEXTS)}
    return sorted(path.relative_to(ROOT) for path in found if path.name != "__init__.py")


def pytest(folder: Path, *arguments: str) -> str:
    """What pytest prints, run in a copy of the repository."""
    paths = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments, *TESTS]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True
    ).stdout


def copied(plain: Path) -> None:
    """Copies the repository, its sources as `ast` writes them: one statement a line."""
    shutil.copytree(ROOT, plain, ignore=AS_THEY_ARE)
    for path in sources():
        (plain / path).write_text(ast.unparse(ast.parse((ROOT / path).read_text())))


def learn(plain: Path, learned: Path) -> None:
    """Runs all tests of the copy once, and stores which of them execute which lines, and how long each takes."""
    from coverage import CoverageData

    folders = sorted({str(path.parent) for path in sources()})
    options = ["-n2", "-vv", "--durations=0", "--cov-context=test", "--cov-report=", "--timeout=1500"]
    told = pytest(plain, *options, *(f"--cov={folder}" for folder in folders))
    seconds: dict[str, float] = defaultdict(float)
    for duration, test in re.findall(r"^([\d.]+)s (?:call|setup) +(.+)$", told, re.MULTILINE):
        seconds[function_of(test)] += float(duration)
    failed = {function_of(test) for test in re.findall(r"^FAILED (.+?)(?: - .*)?$", told, re.MULTILINE)}
    data = CoverageData(str(plain / ".coverage"))
    data.read()
    lines = {
        str(path): {
            line: sorted({function_of(each) for each in contexts if each} - failed)
            for line, contexts in data.contexts_by_lineno(str(plain / path)).items()
        }
        for path in sources()
    }
    learned.write_text(json.dumps({"lines": lines, "seconds": seconds}))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("scratch", type=Path, help="a folder for the copies and for what was learned")
    options.add_argument("--mutants", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--among", default="", help="only modules whose path holds this")
    options.add_argument("--at-once", dest="at_once", type=int, default=2, help="faults that are tried at a time")
    chosen = options.parse_args()
    scratch = chosen.scratch.resolve()
    plain, learned, told = scratch / "plain", scratch / "learned.json", scratch / "told.txt"
    if not plain.exists():
        copied(plain)
    if not learned.exists():
        learn(plain, learned)
    given = [f"--{name}={getattr(chosen, name)}" for name in ("mutants", "seed", "among")]
    given.append(f"--at-once={chosen.at_once}")
    print(f"each fault is told of in {told}", flush=True)
    pytest(plain, "-n0", "-p", "tests.support.mutants", f"--learned={learned}", f"--told={told}", *given)
    print(told.read_text())


if __name__ == "__main__":
    main()
