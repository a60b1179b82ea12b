"""The graph of which module imports which, read from the sources: what stands inside a function included, and what
stands under TYPE_CHECKING unless it is left out."""

from __future__ import annotations

import ast
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
    graph: Graph = {}
    for name, text in sources.items():
        home = name if name in packages else name.rpartition(".")[0]
        found = set(_imports(ast.parse(text), home, sources, typing))
        graph[name] = found - {name}
    return graph


@cache
def graph_of(folder: Path, *, typing: bool = True) -> Graph:
    """The graph of every module below `folder`, named from the folder's parent; read once, for all who ask."""
    root, paths = folder.parent, sorted(folder.rglob("*.py"))
    sources = {module_name(path, root): path.read_text(encoding="utf-8") for path in paths}
    return import_graph(
        sources, {module_name(path, root) for path in paths if path.name == "__init__.py"}, typing=typing
    )


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
