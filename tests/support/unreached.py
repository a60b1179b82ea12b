"""Definitions that nothing reaches, found by name alone: whatever a name is said of, all that is called so counts as
used. So nothing that is used is called dead, though something dead may share its name with something that is used."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from tests.support.import_graph import nodes

Definition = ast.FunctionDef | ast.ClassDef


@dataclass
class Defined:
    """A function, class or method, with the names that its text says; `owner` is the class that it stands in."""

    name: str
    owner: Defined | None
    says: set[str]

    @property
    def full_name(self) -> str:
        """With its class before it."""
        return f"{self.owner.full_name}.{self.name}" if self.owner else self.name


@dataclass(frozen=True)
class Module:
    """What a module defines, and the names that it says when it is imported."""

    defined: list[Defined]
    says: set[str]


def module(tree: ast.Module) -> Module:
    """The module whose text `tree` is."""
    found = Module([], set())
    for node in tree.body:
        if isinstance(node, Definition):
            found.defined.extend(_defined(node, None))
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            found.says.update(_said(value or node))
    return found


class Names:
    """All definitions in `modules`, and the names that they say when they are imported."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._defined: list[Defined] = []
        self._said: set[str] = set()
        for each in modules:
            self._defined += each.defined
            self._said |= each.says

    def unreached(self, said: Collection[str]) -> list[str]:
        """What neither the modules reach nor whoever says the names `said`. Of what is dead, only the outermost."""
        reached: set[int] = set()
        said = {*said, *self._said}
        while new := [each for each in self._defined if id(each) not in reached and _used(each, said, reached)]:
            reached.update(map(id, new))
            said.update(*(each.says for each in new))
        dead = [each for each in self._defined if id(each) not in reached]
        return [each.full_name for each in dead if each.owner is None or id(each.owner) in reached]


def _used(each: Defined, said: Collection[str], reached: Collection[int]) -> bool:
    special = each.name.startswith("__") and each.name.endswith("__")
    return (each.owner is None or id(each.owner) in reached) and (special or each.name in said)


def _defined(node: Definition, owner: Defined | None) -> Iterator[Defined]:
    """It, and if it is a class what stands in it."""
    if isinstance(node, ast.FunctionDef):
        yield Defined(node.name, owner, _said(node))
        return
    inner = [each for each in node.body if isinstance(each, Definition)]
    rest = [each for each in ast.iter_child_nodes(node) if each not in inner]
    whole = Defined(node.name, owner, set().union(*map(_said, rest)))
    yield whole
    for each in inner:
        yield from _defined(each, whole)


def _said(node: ast.AST) -> set[str]:
    """Every name in it: of variables, attributes and arguments, and words in quotes, which may be names of methods."""
    found: set[str] = set()
    for each in nodes(node):
        if isinstance(each, ast.Name):
            found.add(each.id)
        elif isinstance(each, ast.Attribute):
            found.add(each.attr)
        elif isinstance(each, ast.keyword):
            found.update([each.arg] if each.arg else [])
        elif isinstance(each, ast.MatchClass):
            found.update(each.kwd_attrs)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.isidentifier():
            found.add(each.value)
    return found
