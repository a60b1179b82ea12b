"""The graph of which module imports which, read from the sources: what stands inside a function included, and what
stands under TYPE_CHECKING unless it is left out."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

Graph = dict[str, set[str]]


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


def _graphs(sources: Mapping[str, str], packages: Set[str]) -> dict[bool, Graph]:
    """The graph without (False) and with what is imported for the type checker, by one reading of each source."""
    graphs: dict[bool, Graph] = {False: {}, True: {}}
    for name, text in sources.items():
        home, tree = name if name in packages else name.rpartition(".")[0], parsed(text)
        for typing, graph in graphs.items():
            graph[name] = set(_imports(tree, home, sources, typing)) - {name}
    return graphs


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


def _imports(tree: ast.AST, home: str, modules: Mapping[str, str], typing: bool) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, home)
            targets = (f"{base}.{alias.name}" for alias in node.names)
            yield from (target if target in modules else base for target in targets if {target, base} & modules.keys())
        elif typing or not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from _imports(node, home, modules, typing)
        else:
            yield from (name for part in node.orelse for name in _imports(part, home, modules, typing))


def _absolute(node: ast.ImportFrom, home: str) -> str:
    """The full name of what `node` imports from; relative names start at the package `home`."""
    if not node.level:
        return node.module or ""
    parts = home.split(".")
    base = ".".join(parts[: len(parts) - node.level + 1])
    return f"{base}.{node.module}" if node.module else base
