"""What every test is held to: it asserts, and it lies where what it tests lies."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.import_graph import imports, nodes, parsed
from tests.support.places import ROOT

TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
SUPPORT = sorted((ROOT / "tests" / "support").glob("*.py"))
TELLS = {"raises", "warns", "fail"}
"""Functions of pytest that fail a test as an assertion does."""
OWN = {"self", "cls"}
"""Whose private names a file may use."""


@dataclass
class Function:
    """What a function does that may tell something: `asserts` by itself, or `calls` others by these names."""

    name: str
    asserts: bool
    calls: set[str]


@dataclass
class Read:
    """What is asked of a file, found in one reading: its functions, private names `of_others`, as `line: name`, and
    full names of what it imports, wherever in it."""

    functions: list[Function]
    of_others: list[str]
    imported: list[str]


@cache
def read(path: Path) -> Read:
    functions, private = [], []
    tree = parsed(path.read_text(encoding="utf-8"))
    for node in nodes(tree):
        if isinstance(node, ast.FunctionDef):
            functions.append(_function(node))
        else:
            private += _of_others(node)
    return Read(functions, private, [name for each in imports(tree) for name in each.said])


def _function(function: ast.FunctionDef) -> Function:
    found = Function(function.name, asserts=False, calls=set())
    for node in nodes(function):
        if isinstance(node, ast.Assert):
            found.asserts = True
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            found.calls.add(node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
    return found


def _of_others(node: ast.AST) -> list[str]:
    """Private names of other objects and modules that are asked for there."""
    if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id in OWN):
        names, line = [node.attr], node.lineno
    elif isinstance(node, ast.ImportFrom):
        names, line = [alias.name for alias in node.names], node.lineno
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "setattr"):
        said = (each.value for each in node.args if isinstance(each, ast.Constant))
        names, line = [each for each in said if isinstance(each, str)], node.lineno
    else:
        return []
    return [f"{line}: {name}" for name in names if name.startswith("_") and not name.endswith("__")]


def tells(function: Function, helpers: set[str]) -> bool:
    """Whether something is asserted in `function`, by itself or by one of the `helpers` that it calls."""
    return function.asserts or any(name in helpers or name.startswith("assert_") for name in function.calls)


def test_every_test_asserts() -> None:
    shared = {each.name for path in SUPPORT for each in read(path).functions if tells(each, TELLS)} - {"__init__"}
    silent, count = [], 0
    for path in TESTS:
        found = read(path).functions
        helpers = {each.name for each in found if not each.name.startswith("test_") and tells(each, TELLS)}
        tests = [each for each in found if each.name.startswith("test_")]
        silent += [f"{path.name}: {each.name}" for each in tests if not tells(each, TELLS | shared | helpers)]
        count += len(tests)
    assert count > 1000
    assert silent == []


def test_every_folder_of_tests_is_one_of_the_games() -> None:
    """Beside those of the helpers, of recorded sessions and of pictures."""
    folders = {path.parent.relative_to(ROOT / "tests") for path in TESTS}
    assert len(folders) > 20
    assert [str(folder) for folder in folders if not (ROOT / "game" / folder).is_dir()] == []


def test_every_room_of_the_game_has_tests_of_its_own() -> None:
    rooms = {path.parent.relative_to(ROOT / "game") for path in (ROOT / "game").rglob("*.py")}
    assert len(rooms) > 50
    assert sorted(map(str, rooms - {path.parent.relative_to(ROOT / "tests") for path in TESTS})) == []


def test_no_test_asks_for_what_is_private() -> None:
    """A test goes the way a student or another module goes: it presses, and looks at what is there for all."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    assert len(files) > 150
    found = {str(path.relative_to(ROOT)): read(path).of_others for path in files}
    assert {name: private for name, private in found.items() if private} == {}


def test_no_test_module_is_imported_by_another() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert len(tests) > 80
    for path in tests:
        others = [name for name in read(path).imported if re.match(r"tests\.(?!support\b)", name)]
        assert not others, f"{path.relative_to(ROOT)} imports {others}"


def test_what_is_private_would_be_seen(tmp_path: Path) -> None:
    asking = tmp_path / "test_asking.py"
    asking.write_text(
        "from game.app import _run\nassert _run()._now\nassert getattr(box, '_text')\nassert self._own.__doc__"
    )
    assert read(asking).of_others == ["1: _run", "2: _now", "3: _text"]
