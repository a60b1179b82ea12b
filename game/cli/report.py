"""What a run without a window tells: one JSON object on standard output, or a line a key on standard error."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Mapping
from typing import Any

from game.cli.option_values import OptionError


def print_report(report: Mapping[str, Any], as_json: bool) -> None:
    """Print `report`. A reader that has seen enough and gone away (`| head`) is no mishap."""
    if not as_json:
        for key, value in report.items():
            print(f"{key}: {value}", file=sys.stderr)
        return
    try:
        print(json.dumps(finite(report), allow_nan=False), flush=True)
    except BrokenPipeError:
        _leave_standard_output()
    except OSError as problem:
        _leave_standard_output()
        raise OptionError(f"--json cannot be written to standard output ({problem.strerror or problem})") from None


def finite(value: Any) -> Any:
    """`value` as JSON can tell it: a number that left the range of numbers is null, and there is no -0."""
    if isinstance(value, list):
        return [finite(each) for each in value]
    if isinstance(value, Mapping):
        return {key: finite(each) for key, each in value.items()}
    if not isinstance(value, float):
        return value
    return value + 0.0 if math.isfinite(value) else None


def _leave_standard_output() -> None:
    """Have what is still waiting to be written go nowhere: the interpreter would try once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
