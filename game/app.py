"""The composition root: reads the command line and wires session, window and measurements together."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from game.cli import headless
from game.cli.option_values import OptionError
from game.cli.options import Options, parse
from game.cli.report import print_report
from game.sim.quoting import told_briefly

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells have it."""


def main(arguments: Sequence[str]) -> int:
    """Run what the command line asks for and return the exit status: 2, with one sentence, for what it cannot take."""
    try:
        return _run(parse(arguments))
    except OptionError as problem:
        sentence = " ".join(str(problem).split())  # one line, whatever was typed
        print("main.py:", told_briefly(sentence), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(options: Options) -> int:
    if options.bench:
        from game.benchmark import bench

        return _print(bench(), options)
    if options.selfcheck:
        from game.selfcheck.all_checks import selfcheck

        return selfcheck(options.report, options.json)
    if options.first_frame:
        from game.benchmark import first_frame

        return first_frame()
    listed = _listed(options)
    if listed is not None:
        return _print(listed, options)
    if options.film:
        from game.film.lab_film import film

        return film(options, options.film)
    if options.screenshot:
        from game.screenshot import screenshot

        return screenshot(options, options.screenshot)
    if options.headless:
        return _print(_played(options), options)
    from game.window.game_window import play_in_window

    return play_in_window(options)


def _listed(options: Options) -> dict[str, Any] | None:
    """What there is to choose from, or an exercise, if one of these is asked for."""
    if options.list_levels:
        from game.cli import headless_level

        return headless_level.levels_report(options)
    if options.exercise is not None:
        from game.cli import headless_gym

        return headless_gym.exercise_report(options)
    if options.list_examples:
        from game.cli import headless_example

        return headless_example.examples_report(options)
    return None


def _played(options: Options) -> dict[str, Any]:
    """What comes out of what is played without a window."""
    if options.level is not None:
        from game.cli import headless_level

        return headless_level.play_level(options)
    if options.replay and not options.trace:
        return headless.replay(options)
    if options.population:
        return headless.population(options, options.population)
    if options.example and not options.trace:
        from game.cli import headless_example

        return headless_example.example_report(options)
    return headless.trace(options) if options.trace else headless.train(options)


def _print(report: dict[str, Any], options: Options) -> int:
    print_report(report, options.json)
    return 0
