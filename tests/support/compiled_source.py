"""Source expressions of plug-ins, run as the generated kernel runs them."""

from __future__ import annotations

import math
from collections.abc import Callable


def compiled(source: str, **names: str) -> Callable[..., float]:
    """A source expression of a plug-in as a function of z, a, leak, y, error and slope."""
    code = compile(source.format(**names), source, "eval")
    math_names = {"exp": math.exp, "tanh": math.tanh, "log1p": math.log1p}
    return lambda **values: float(eval(code, math_names, values))
