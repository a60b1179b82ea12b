"""The composition root: reads the command line and wires session, window and measurements together."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from game import headless
from game.options import OptionError, Options, parse


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for and return the exit status: 2, with one sentence, for what it cannot take."""
    try:
        return _run(parse(arguments))
    except OptionError as problem:
        print("main.py:", *str(problem).split(), file=sys.stderr)  # one line, whatever was typed
        return 2


def _run(options: Options) -> int:
    if options.bench:
        from game.bench import bench

        return _print(bench(), options)
    if options.selfcheck:
        from game.selfcheck.command import selfcheck

        return selfcheck(options.report, options.json)
    if options.first_frame:
        from game.bench import first_frame

        return first_frame()
    if options.list_levels or (options.headless and options.level):
        from game import headless_level

        return _print(headless_level.report(options), options)
    if options.headless and options.replay:
        return _print(headless.replay(options), options)
    if options.headless and options.population:
        return _print(headless.population(options, options.population), options)
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
