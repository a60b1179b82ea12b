"""Small faults that a test should notice: a sign turned, `<` for `<=`, one more, `min` for `max`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

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
TYPES = {"annotation", "returns"}
"""Parts of the syntax that nothing computes with."""
FORBID = {"frozen", "kw_only", "eq", "strict", "maxsize"}
"""Options that only forbid what nobody does, or say how much is kept ready."""


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, object]]:
    """Where a fault can be planted in or below `node`, as (node, field, what to put there)."""
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
        yield node, "operand", ast.UnaryOp(ast.Not(), node.operand)
    if not (isinstance(node, ast.keyword) and node.arg in FORBID):
        for name, value in ast.iter_fields(node):
            parts = value if isinstance(value, list) else [value]
            for part in parts if name not in TYPES else ():
                if isinstance(part, ast.AST):
                    yield from places(part)


@dataclass(frozen=True)
class Fault:
    """A fault planted in a module."""

    source: str
    """The module with it in it."""
    line: int
    words: str
    in_function: bool
    """Whether it lies in what a function does when it is called."""


def planted(source: str, number: int) -> Fault:
    """Fault `number` of a module that reads `source`, as `ast` writes it: one statement a line."""
    tree = ast.parse(source)
    node, field, value = list(places(tree))[number]
    line, before = getattr(node, "lineno", 0), ast.unparse(node)
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    inside = any(each.body[0].lineno <= line <= (each.end_lineno or 0) for each in functions)
    setattr(node, field, value)
    return Fault(ast.unparse(tree), line, f"{before} -> {ast.unparse(node)}", inside)
