"""A plugin of pytest that runs no test as it is, but plants small faults, one at a time, and tells which of them no
test notices; `tests/mutation_run.py` starts it.

A fault inside a function is planted by giving the function another code, in a child of this process, which has
imported and collected everything. A fault elsewhere takes a process that imports everything anew; so does one that
nobody has noticed the other way, since what its function says may have been asked for on import."""

from __future__ import annotations

import ast
import gc
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tests.support.faults import Fault, places, planted
from tests.support.import_graph import graph_of, module_name
from tests.support.places import ROOT

MOST_SECONDS, MOST_TESTS = 60, 300
"""How much of the tests of a line, and again of those of its module, is run."""
MOST_ALIVE = 900
"""Seconds after which a child ends that hangs, as one may that waits for a thread its parent has."""
SURVIVED, LEFT = "SURVIVED", "not noticed by the nearest"
FIRST = 40
"""Tests that a fault outside of functions meets at first."""
STORED = "pool"
"""In the path of modules that hold nothing but numbers found beforehand: tests compare them all with what comes out."""
NOBODY = ""
ENDED_BY_TIMEOUT = 1 << 8
"""How a child ended in which pytest-timeout let a test go on no longer."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", type=int, help="faults to plant")
    parser.addoption("--seed", type=int, help="what they are drawn by")
    parser.addoption("--among", help="only modules whose path holds this")
    parser.addoption("--at-once", type=int, help="faults that are tried at the same time")
    parser.addoption("--learned", type=Path, help="file of which tests execute which lines")
    parser.addoption("--told", type=Path, help="file to tell the results in")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """In place of running the tests: plants faults."""
    option = session.config.getoption
    learned = Learned(**json.loads(option("learned").read_text()))
    among = [path for path in learned.modules() if option("among") in str(path) and STORED not in str(path)]
    every = [(path, n) for path in among for n, _ in enumerate(places(ast.parse((ROOT / path).read_text())))]
    picked = random.Random(option("seed")).sample(every, min(option("mutants"), len(every)))
    Laboratory(session, learned, option("told"), option("at_once")).plant_all(picked)
    return True


def function_of(test: str) -> str:
    """The test function that a test, or a part of it in pytest-cov's words, belongs to."""
    return test.partition("[")[0].partition("|")[0]


@dataclass(frozen=True)
class Learned:
    """Which test functions execute which line of which module, and how many seconds each of them takes."""

    lines: dict[str, dict[str, list[str]]]
    seconds: dict[str, float]

    def modules(self) -> list[Path]:
        return sorted(map(Path, self.lines))

    def of_line(self, path: Path, line: int) -> list[str]:
        return self._chosen(self.lines[str(path)].get(str(line), []), path)

    def of_module(self, path: Path) -> list[str]:
        """Those that execute a line of the module or of one that imports it."""
        graph, name = graph_of(ROOT / "game"), module_name(ROOT / path, ROOT)
        near = [each for each in self.modules() if each == path or name in graph[module_name(ROOT / each, ROOT)]]
        return self._chosen({test for each in near for tests in self.lines[str(each)].values() for test in tests}, path)

    def _chosen(self, tests: Iterable[str], path: Path) -> list[str]:
        """Which of the tests are run for a fault in the module: first those of files that name it, then those of the
        nearest folder, among these the fastest."""
        name, mirror = module_name(ROOT / path, ROOT), Path("tests", *path.parts[1:])

        def order(test: str) -> tuple[bool, int, float]:
            file = test.partition("::")[0]
            return name not in text_of(file), -len(os.path.commonpath([file, mirror])), self.seconds.get(test, 0.0)

        found: list[str] = []
        left = float(MOST_SECONDS)
        for test in sorted(tests, key=order):
            if self.seconds.get(test, 0.0) <= left and len(found) < MOST_TESTS:
                found.append(test)
                left -= self.seconds.get(test, 0.0)
        return found


@cache
def text_of(file: str) -> str:
    return (ROOT / file).read_text()


class Laboratory:
    """All tests and all functions as they are when everything is collected, and where it is told what came out."""

    def __init__(self, session: pytest.Session, learned: Learned, told: Path, at_once: int) -> None:
        self.session, self.learned, self.told = session, learned, told
        self.items: dict[str, list[pytest.Item]] = defaultdict(list)
        for item in session.items:
            self.items[function_of(item.nodeid)].append(item)
        self.functions: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        gc.unfreeze()
        for each in gc.get_objects():
            if isinstance(each, FunctionType):
                self.functions[place_of(each.__code__)].append(each)
        gc.freeze()
        # what is made once for all is made before there are children
        graph_of(ROOT / "game")
        self._failing([next(iter(self.items))])
        self.copies = [told.with_name(f"copy{k}") for k in range(at_once)]
        for copy in self.copies:
            shutil.copytree(ROOT, copy, dirs_exist_ok=True)

    def plant_all(self, picked: list[tuple[Path, int]]) -> None:
        """Plants faults, given as (module, number of the fault), and tells of each: first all of them before the tests
        that are nearest, then those that are left before all others. What was told already is not tried again."""
        known = self.told.read_text().splitlines() if self.told.exists() else []
        left = {number: self._fault(*each) for number, each in enumerate(picked)}
        for thorough, verdicts in ((False, ("caught by", LEFT)), (True, ("caught by", SURVIVED))):
            before = {number: _told_of(known, *each) for number, each in left.items()}
            new = {number: each for number, each in left.items() if not before[number].startswith(verdicts)}
            survived = self._plant(new, thorough=thorough)
            survived |= {number for number in left if number not in new and "caught by" not in before[number]}
            left = {number: left[number] for number in sorted(survived)}
        self._tell(f"{len(picked) - len(left)} of {len(picked)} caught")

    def _fault(self, path: Path, number: int) -> tuple[Path, Fault]:
        return path, planted((ROOT / path).read_text(), number)

    def _plant(self, faults: dict[int, tuple[Path, Fault]], *, thorough: bool) -> set[int]:
        """Plants each of the faults in a child of its own; the numbers of those that nobody has noticed."""
        running: dict[int, tuple[int, str, Path, float]] = {}
        survived: set[int] = set()

        def settle() -> None:
            child, status = os.wait()
            number, words, copy, started = running.pop(child)
            self.copies.append(copy)
            answer = copy.with_suffix(".told")
            hung = not answer.exists() and status != ENDED_BY_TIMEOUT
            by = answer.read_text() if answer.exists() else "" if hung else "a test that went on and on"
            if by == NOBODY:
                survived.add(number)
            verdict = f"caught by {by}" if by != NOBODY else SURVIVED if thorough else LEFT
            verdict += " (it hung)" if hung else ""
            self._tell(f"{number:3} {time.monotonic() - started:4.0f} s  {words}  {verdict}")

        self._tell(f"{len(faults)} faults")
        for number, (path, fault) in faults.items():
            if not self.copies:
                settle()
            copy, started = self.copies.pop(), time.monotonic()
            copy.with_suffix(".told").unlink(missing_ok=True)
            child = os.fork()
            if not child:
                signal.alarm(MOST_ALIVE)
                self._answer(copy.with_suffix(".told"), path, fault, copy, thorough=thorough)
            running[child] = number, f"{path}:{fault.line}: {fault.words}", copy, started
        while running:
            settle()
        return survived

    def _tell(self, line: str) -> None:
        with self.told.open("a") as file:
            file.write(line + "\n")

    def _answer(self, answer: Path, path: Path, fault: Fault, copy: Path, *, thorough: bool) -> None:
        """Writes down who noticed the fault, and ends the process."""
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            answer.write_text(self._noticed(path, fault, copy, thorough=thorough))
        except Exception:
            answer.write_text(traceback.format_exc())
        finally:
            os.kill(os.getpid(), signal.SIGKILL)  # nothing of what pytest does at its end

    def _noticed(self, path: Path, fault: Fault, copy: Path, *, thorough: bool) -> str:
        """Which test notices the fault in the module; it may be planted in the copy."""
        near = self.learned.of_line(path, fault.line)
        if fault.in_function and not thorough:
            self._give_code(path, fault)
            return self._failing(near)
        wide = [test for test in self.learned.of_module(path) if test not in near]
        if not fault.in_function:
            nearest = [*near, *wide][:FIRST]
            return self._failing_anew(path, fault, copy, [*near, *wide][FIRST:] if thorough else nearest)
        self._give_code(path, fault)
        return self._failing(wide) or self._failing_anew(path, fault, copy, near or wide)

    def _give_code(self, path: Path, fault: Fault) -> None:
        """Lets the functions of the module do what they do with the fault in it."""
        for code in codes(compile(fault.source, ROOT / path, "exec")):
            for function in self.functions.get(place_of(code), []):
                function.__code__ = code

    def _failing(self, tests: list[str]) -> str:
        """The first of the tests that fails, if any, run in this process."""
        items = [item for test in tests for item in self.items[test]]
        for item, after in zip(items, [*items[1:], *map(self._far_from, items[-1:])], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.session.testsfailed:
                return item.nodeid
        return NOBODY

    def _far_from(self, item: pytest.Item) -> pytest.Item:
        """A test that shares nothing with `item` but what all tests share: that is kept, with it as the next one."""
        first, last = self.session.items[0], self.session.items[-1]
        return last if part_of(item) == part_of(first) else first

    def _failing_anew(self, path: Path, fault: Fault, copy: Path, tests: list[str]) -> str:
        """The first of the tests that fails, if any, run by a process that imports all from a copy with the fault."""
        (copy / path).write_text(fault.source)
        options = ["-n0", "-x", "-q", "-p", "no:cacheprovider", f"--timeout={2 * MOST_SECONDS}"]
        paths = os.environ.get("PYTHONPATH", "").replace(str(ROOT), str(copy))
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", *options, *tests]
        try:
            done = subprocess.run(
                command, cwd=copy, env=environment, capture_output=True, text=True, timeout=MOST_ALIVE / 2
            )
        except subprocess.TimeoutExpired:  # what goes on for ever while tests are collected is ended by no timeout
            return "tests that went on and on"
        finally:
            shutil.copy2(ROOT / path, copy / path)
        if done.returncode in (0, 5) or not tests:  # 5: no test was left, its parameters being none
            return NOBODY
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
        return failed[1] if failed else f"pytest itself, which ended with {done.returncode}"


def _told_of(known: Iterable[str], path: Path, fault: Fault) -> str:
    """The verdict on the fault that was told last; nothing if there is none."""
    found = [line.partition(f"  {path}:{fault.line}: {fault.words}  ")[2] for line in known]
    return ([""] + [each for each in found if each])[-1]


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code and all that lies in it: of functions, classes, comprehensions."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


def place_of(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def part_of(item: pytest.Item) -> str:
    """The folder in `tests` that the test lies in."""
    return item.path.relative_to(ROOT).parts[1]
