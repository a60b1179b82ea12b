"""The composition root: reads the command line and wires session, window and measurements together."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from game import headless
from game.options import OptionError, Options, parse
from game.sim.replay import ReplayError


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for and return the exit status: 2, with one sentence, for what it cannot take."""
    try:
        return _run(parse(arguments))
    except (OptionError, ReplayError) as problem:
        print(f"main.py: {problem}", file=sys.stderr)
        return 2


def _run(options: Options) -> int:
    if options.bench:
        from game.bench import bench

        return _print(bench(), options)
    if options.headless and options.replay:
        return _print(headless.replay(options.replay, options.ticks), options)
    if options.headless:
        return _print(headless.trace(options) if options.trace else headless.train(options), options)
    if options.screenshot:
        from game.screenshot import screenshot

        return screenshot(options, options.screenshot)
    from game.window import play

    return play(options)


def _print(report: dict[str, Any], options: Options) -> int:
    """The report as one JSON object on standard output; without --json a line a key on standard error."""
    if options.json:
        print(json.dumps(report, allow_nan=False))
    else:
        for key, value in report.items():
            print(f"{key}: {value}", file=sys.stderr)
    return 0
