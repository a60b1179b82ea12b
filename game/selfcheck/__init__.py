"""`--selfcheck`: whether this copy of Glassbox, from source or as an app, is whole and computes what it should.

Each check is a function in a file of its own that returns facts, plain data for JSON, and tells what is wrong in
sentences. A build holds the facts of the app against those of the source tree, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Problem = Callable[[str], None]
Facts = dict[str, Any]
Check = Callable[[Problem], Facts]


@dataclass(frozen=True)
class Report:
    """What the checks found: facts by the check's name, and what is wrong, a sentence each."""

    facts: dict[str, Facts]
    problems: tuple[str, ...]


def run(checks: Mapping[str, Check], tell: Problem = lambda sentence: None) -> Report:
    """Carry out `checks`. One that breaks down is a problem like any other, and the others go on. Problems are told at
    once as well: what is broken may end the whole program."""
    facts: dict[str, Facts] = {}
    problems: list[str] = []
    for name, check in checks.items():

        def problem(sentence: str, name: str = name) -> None:
            problems.append(f"{name}: {sentence}")
            tell(problems[-1])

        facts[name] = {}
        try:
            facts[name] = check(problem)
        except Exception as broken:
            problem(f"{type(broken).__name__}: {broken}")
    return Report(facts, tuple(problems))
