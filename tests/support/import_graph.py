"""The graph of which module imports which, read from the sources: what stands inside a function included, and what
stands under TYPE_CHECKING unless it is left out."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Graph = dict[str, set[str]]
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""Where statements stand in a statement."""
NO_NODES = {"ctx", "op", "ops"}
"""Parts of a node that `nodes` leaves out."""
PARTS: dict[type[ast.AST], list[str]] = {
    kind: [name for name in vars(kind).get("__match_args__", ()) if name not in NO_NODES]
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
"""The names of all others, by kind of node."""


@dataclass(frozen=True)
class Imported:
    """An import as it stands in a source: `import names`, or if it has a `level` `from ..package import names`, with
    as many dots; for the type checker alone, or when it runs as well."""

    names: tuple[str, ...]
    package: str = ""
    level: int | None = None
    typing: bool = False

    @property
    def said(self) -> list[str]:
        """Full names of what it imports, which may be modules or stand in one; as written, if it is relative."""
        if self.level is None:
            return list(self.names)
        return [self.package, *(f"{self.package}.{name}" for name in self.names)]


def module_name(path: Path, root: Path) -> str:
    """`game.sim.start` for `game/sim/start.py`; a package goes by its own name."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def import_graph(sources: Mapping[str, str], packages: Set[str] = frozenset(), *, typing: bool = True) -> Graph:
    """For each module of `sources` (name to text), those of them that it imports. `from package import module` leads
    to the module; a name that is no module leads to the package itself. `packages` says which names are packages, for
    relative imports; without `typing`, what is imported for the type checker alone is left out."""
    return _graphs(sources, packages)[typing]


def parsed(text: str) -> ast.Module:
    """The tree of a source. Nothing of it is rubbish while it is made: the collector, which looks for some all along,
    would take twice as long as the reading."""
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        gc.enable()


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """`tree` and everything in it, in the order of `ast.walk`, but for what only says that a name is read or written
    and which operator it is: that is a third of all."""
    found = [tree]
    for node in found:
        yield node
        for name in PARTS[type(node)]:
            value = getattr(node, name)
            if isinstance(value, list):
                found += [each for each in value if isinstance(each, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)


def imports(tree: ast.Module) -> list[Imported]:
    """Every import in it. It is a statement, so no expression is looked into."""
    return list(_imports(tree, typing=False))


def _graphs(sources: Mapping[str, str], packages: Set[str]) -> dict[bool, Graph]:
    return graphs({name: imports(parsed(text)) for name, text in sources.items()}, packages)


def graphs(read: Mapping[str, Iterable[Imported]], packages: Set[str]) -> dict[bool, Graph]:
    """The graph without (False) and with (True) what is imported for the type checker, of modules by name and what each
    of them imports."""
    found: dict[bool, Graph] = {False: {}, True: {}}
    for name, imported in read.items():
        home = name if name in packages else name.rpartition(".")[0]
        targets = [(each.typing, set(_targets(each, home, read.keys())) - {name}) for each in imported]
        for typing, graph in found.items():
            graph[name] = set().union(*(some for for_typing, some in targets if typing or not for_typing))
    return found


def graph_of(folder: Path, *, typing: bool = True) -> Graph:
    """The graph of every module below `folder`, named from the folder's parent; read once, for all who ask."""
    return _graphs_of(folder)[typing]


@cache
def _graphs_of(folder: Path) -> dict[bool, Graph]:
    root, paths = folder.parent, sorted(folder.rglob("*.py"))
    sources = {module_name(path, root): path.read_text(encoding="utf-8") for path in paths}
    return _graphs(sources, {module_name(path, root) for path in paths if path.name == "__init__.py"})


def circles(graph: Graph) -> list[list[str]]:
    """The strongly connected components of more than one module, by Tarjan's algorithm (SIAM J. Comput. 1, 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        order[module] = low[module] = len(order)
        stack.append(module)
        for target in graph[module]:
            if target not in order:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], order[target])
        if low[module] == order[module]:
            at = stack.index(module)
            component = stack[at:]
            del stack[at:]
            if len(component) > 1:
                found.append(sorted(component))

    for module in graph:
        if module not in order:
            visit(module)
    return found


def reached(graph: Graph, start: str) -> set[str]:
    """Every module that `start` imports, directly or through others."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for target in graph[waiting.pop()] - seen:
            seen.add(target)
            waiting.append(target)
    return seen


def _imports(node: ast.AST, typing: bool) -> Iterator[Imported]:
    """Those among the statements in `node`, which is for the type checker alone or not."""
    for name in BLOCKS:
        alone = typing or (name == "body" and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for each in getattr(node, name, ()):
            if isinstance(each, ast.Import):
                yield Imported(tuple(alias.name for alias in each.names), typing=alone)
            elif isinstance(each, ast.ImportFrom):
                yield Imported(tuple(alias.name for alias in each.names), each.module or "", each.level, alone)
            else:
                yield from _imports(each, alone)


def _targets(imported: Imported, home: str, modules: Set[str]) -> Iterator[str]:
    """Those of `modules` that it leads to, from the package `home`."""
    if imported.level is None:
        yield from (name for name in imported.names if name in modules)
        return
    base = _absolute(imported, home)
    targets = (f"{base}.{name}" for name in imported.names)
    yield from (target if target in modules else base for target in targets if {target, base} & modules)


def _absolute(imported: Imported, home: str) -> str:
    """The full name of what it imports from; relative names start at the package `home`."""
    if not imported.level:
        return imported.package
    parts = home.split(".")
    base = ".".join(parts[: len(parts) - imported.level + 1])
    return f"{base}.{imported.package}" if imported.package else base
