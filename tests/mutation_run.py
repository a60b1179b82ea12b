"""Plants small faults in the simulation and in what turns numbers into text, one at a time, and tells which of them no
test notices: `python -m tests.mutation_run [--mutants 300] [--seed 1] [--among PART]`. It works on a copy; no part
of CI, since it takes hours."""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXTS = (
    "draw/number_text.py",
    "chain_rule/*.py",
    "tables/number_table.py",
    "network/words.py",
    "network/line_words.py",
    "timeline/chart_scale.py",
    "timeline/lock_marks.py",
    "timeline/chart_window.py",
    "population/figures.py",
)
FAR = {"game/sim/engine": ["tests/sim/engine", "tests/sim/files"], "game/ui/network": ["tests/ui/network"]}
"""Where a folder's tests are not those that mirror it."""
MOST_SECONDS = 240
PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    (ast.Lt, ast.LtE),
    (ast.Gt, ast.GtE),
    (ast.Eq, ast.NotEq),
    (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn),
    (ast.Add, ast.Sub),
    (ast.Mult, ast.Div),
    (ast.And, ast.Or),
)
SWAPS = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, object]]:
    """Where a fault can be planted, as (node, field, what to put there)."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.BinOp, ast.BoolOp)) and type(node.op) in SWAPS:
            yield node, "op", SWAPS[type(node.op)]()
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "ops", [SWAPS[type(node.ops[0])](), *node.ops[1:]]
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node, "value", not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            yield node, "value", node.value + 1
        elif isinstance(node, ast.Name) and node.id in NAMES:
            yield node, "id", NAMES[node.id]
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "op", ast.UAdd()


def sources() -> list[Path]:
    """The modules that faults are planted in."""
    texts = [path for pattern in TEXTS for path in (ROOT / "game/ui").glob(pattern)]
    return sorted({*(ROOT / "game/sim").rglob("*.py"), *texts} - {*(ROOT / "game").rglob("__init__.py")})


def mutated(path: Path, number: int) -> tuple[str, str]:
    """The module with fault `number` in it, and what that is in words."""
    tree = ast.parse(path.read_text())
    node, field, value = list(places(tree))[number]
    before = ast.unparse(node)
    setattr(node, field, value)
    return ast.unparse(tree), f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {before} -> {ast.unparse(node)}"


def tests_for(path: Path) -> list[list[str]]:
    """The tests that concern a module: first those of its own name, if there are any, then all of its folder or of the
    nearest one that has tests."""
    folder = path.relative_to(ROOT).parent
    mirror = Path("tests", *folder.parts[1:])
    own = [str(mirror / f"test_{path.stem}.py")]
    while not list((ROOT / mirror).glob("test_*.py")):
        mirror = mirror.parent
    near = next((tests for start, tests in FAR.items() if str(folder).startswith(start)), [])
    return [own if (ROOT / own[0]).exists() else [], near or sorted(map(str, Path(mirror).glob("test_*.py")))]


def caught(copy: Path, path: Path, source: str) -> bool:
    """Whether any test notices that the module reads `source`."""
    target = copy / path.relative_to(ROOT)
    plain = target.read_text()
    target.write_text(source)
    try:
        return any(fails(copy, tests) for tests in tests_for(path) if tests)
    finally:
        target.write_text(plain)


def fails(copy: Path, tests: list[str]) -> bool:
    """Whether one of `tests` fails, or they take too long."""
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode in (1, 2)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mutants", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--among", default="", help="only modules whose path holds this")
    chosen = options.parse_args()
    among = [path for path in sources() if chosen.among in str(path.relative_to(ROOT))]
    every = [(path, n) for path in among for n, _ in enumerate(places(ast.parse(path.read_text())))]
    picked = random.Random(chosen.seed).sample(every, min(chosen.mutants, len(every)))
    print(f"{len(picked)} of {len(every)} faults, seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "build", "dist"))
        for number, (path, n) in enumerate(picked):
            start, (source, words) = time.monotonic(), mutated(path, n)
            found = "caught  " if caught(copy, path, source) else "SURVIVED"
            print(f"{number:3} {found} {time.monotonic() - start:4.0f} s  {words}", flush=True)


if __name__ == "__main__":
    main()
