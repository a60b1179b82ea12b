"""The command line: one typed home for every option, with one-sentence refusals."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, Protocol

import msgspec

from game import __version__
from game.cli.option_modes import START, given_in, ignored_option
from game.cli.option_values import OptionError, animation, png_path, recording, report, size, tick_range, whole_number
from game.cli.start_options import start_of
from game.sim.datasets import datasets
from game.sim.limits import LARGEST_SEED
from game.sim.network import find_edge
from game.sim.phases import FAST_FORWARD
from game.sim.settings import SPECS
from game.sim.start import Start

EPOCHS = 1000
"""Trained without a window when nothing else is asked for; before a trace or a picture it is none."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks for."""

    headless: bool
    trace: bool
    bench: bool
    first_frame: bool
    selfcheck: bool
    report: Path | None
    json: bool
    history: bool
    epochs: int
    sample: int
    ticks: int | None
    until: int | None
    speed: int
    film: Path | None
    size: tuple[int, int] | None
    screenshot: Path | None
    select: str | None
    population: int | None
    float64: bool
    level: str | None
    seed: int | None
    do: Path | None
    list_levels: bool
    exercise: str | None
    example: str | None
    list_examples: bool
    replay: Path | None
    check: bool
    record: Path | None
    start: Start
    asked: bool
    """Whether the command line says anything of what to start with."""


class OptionGroup(Protocol):
    """A group of --help that takes options."""

    def add_argument(self, *names: str, **how: Any) -> argparse.Action:
        """As argparse has it."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        problem = re.match(r"argument (--[a-z0-9-]+): (expected one|ignored explicit) argument", message)
        if problem and problem[2] == "expected one":
            parse([problem[1], ""])  # which says what the value must be, for most of them
        if problem and problem[2] == "ignored explicit":
            raise OptionError(f"{problem[1]} takes no value")
        raise OptionError(f"{message}; --help says what each option allows")


def parser() -> argparse.ArgumentParser:
    """All options, grouped for --help."""
    root = _Parser(
        prog="main.py",
        description="Glassbox: learn backpropagation inside a glass-box network. Without options it opens the game.",
        allow_abbrev=False,
    )
    root.add_argument("--version", action="version", version=f"Glassbox {__version__}")
    for title, add in GROUPS.items():
        add(root.add_argument_group(title))
    return root


def _add_start(state: OptionGroup) -> None:
    state.add_argument("--scenario", metavar="NAME", help="the data set (default xor): " + ", ".join(datasets()))
    state.add_argument("--data", metavar="FILE", help="CSV file to learn from: a line of names, then the samples")
    state.add_argument(
        "--target", metavar="K=VALUE", action="append", default=[], help="target of sample K, counted from 0"
    )
    state.add_argument("--seed", type=whole_number("seed", 0, LARGEST_SEED), help="of the first weights")
    state.add_argument("--code", metavar="CODE", help="share code to start from; other options change it further")
    state.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], help=f"one of {', '.join(SPECS)}")
    state.add_argument("--params", metavar="FILE", help='JSON file with {"weights", "biases"} to start from')


def _add_headless(modes: OptionGroup) -> None:
    modes.add_argument("--headless", action="store_true", help="train and print, never open a window")
    modes.add_argument("--epochs", type=whole_number("epochs", 0, 10_000_000), help=f"to train (default {EPOCHS})")
    modes.add_argument("--history", action="store_true", help="print the loss after every epoch as well")
    modes.add_argument("--trace", action="store_true", help="print every quantity of one sample's two passes")
    modes.add_argument("--sample", metavar="K", type=whole_number("sample", 0, 999), help="which one, from 0")
    modes.add_argument("--json", action="store_true", help="print one JSON object on standard output")
    modes.add_argument(
        "--population", metavar="N", type=whole_number("population", 1, 1_000_000), help="train N seeds at once"
    )
    modes.add_argument("--float64", action="store_true", help="train the population in double precision")
    modes.add_argument("--replay", metavar="FILE", type=Path, help="play a recorded session again, up to --ticks")
    modes.add_argument(
        "--check", action="store_true", help="play all of the replay, though it has keyframes, and say how it differs"
    )
    modes.add_argument("--record", metavar="FILE", type=recording, help="save the session as a replay when it ends")


def _add_examples(examples: OptionGroup) -> None:
    examples.add_argument(
        "--example", metavar="ID", help="begin with it; with --headless: every printed value beside the one found here"
    )
    examples.add_argument("--list-examples", action="store_true", help="print every example's id, title and source")


def _add_levels(levels: OptionGroup) -> None:
    levels.add_argument("--level", metavar="ID", help="play this one, such as C15")
    levels.add_argument("--do", metavar="FILE", type=Path, help="without a window: JSON list of what the player does")
    levels.add_argument("--list-levels", action="store_true", help="print every level's id and title")
    levels.add_argument(
        "--exercise", metavar="KIND", help="print the gym's exercise of this kind that --seed draws, and its solution"
    )


def _add_pictures(pictures: OptionGroup) -> None:
    pictures.add_argument("--screenshot", metavar="OUT.png", type=png_path, help="draw the Lab and exit")
    pictures.add_argument("--size", metavar="WxH", type=size, help="of window or picture (default 1280x800)")
    pictures.add_argument(
        "--film", metavar="OUT.gif", type=animation, help="film the Lab from tick A to B of --ticks A:B"
    )
    pictures.add_argument("--ticks", type=tick_range, metavar="N or A:B", help="of 1/60 s to play first; of a film")
    pictures.add_argument("--speed", type=int, choices=(1, *FAST_FORWARD), help="of a film: 1 is slow motion")
    pictures.add_argument("--select", metavar="EDGE", help="edge to pin: w5, b3, h1->out or b:h1")
    pictures.add_argument("--first-frame", action="store_true", help=argparse.SUPPRESS)
    pictures.add_argument("--bench", action="store_true", help="measure speed and memory")
    pictures.add_argument(
        "--selfcheck", metavar="REPORT", nargs="?", const="", help="check that all is there and computes as it should"
    )


GROUPS: dict[str, Callable[[OptionGroup], None]] = {
    "what to start with": _add_start,
    "without a window": _add_headless,
    "worked examples of books and courses": _add_examples,
    "levels of the campaign": _add_levels,
    "pictures and measurements": _add_pictures,
}
"""The options by the title of their group in --help, in this order."""


def parse(arguments: Sequence[str]) -> Options:
    """Options from the command line's arguments. Raises OptionError."""
    raw = parser().parse_args(arguments)
    start = start_of(raw)
    options = _options(raw, start)
    ignored = ignored_option(raw)
    if ignored:
        raise OptionError(ignored)
    return options


def _options(raw: argparse.Namespace, start: Start) -> Options:
    return Options(
        headless=raw.headless,
        trace=raw.trace,
        bench=raw.bench,
        first_frame=raw.first_frame,
        selfcheck=raw.selfcheck is not None,
        report=report(raw.selfcheck),
        json=raw.json,
        history=raw.history,
        epochs=_epochs(raw),
        sample=_sample(raw.sample or 0, None if raw.replay else start),
        ticks=raw.ticks[0] if raw.ticks else None,
        until=_until(raw),
        speed=raw.speed or 1,
        film=raw.film,
        population=raw.population,
        float64=raw.float64,
        level=raw.level,
        seed=raw.seed,
        do=_script(raw),
        list_levels=raw.list_levels,
        exercise=raw.exercise,
        example=raw.example,
        list_examples=raw.list_examples,
        replay=raw.replay,
        check=raw.check,
        record=raw.record,
        size=raw.size,
        screenshot=raw.screenshot,
        select=_edge_name(raw, start),
        start=start,
        asked=bool(given_in(raw) & (START | {"replay"}) - ({"seed"} if raw.level else set())),
    )


def _until(raw: argparse.Namespace) -> int | None:
    """The tick at which a film ends."""
    until: int | None = raw.ticks[1] if raw.ticks else None
    if raw.film and until is None:
        raise OptionError(f"--film is '{raw.film}', but needs --ticks A:B, from which tick to which")
    if until is not None and not raw.film:
        raise OptionError(f"--ticks is '{raw.ticks[0]}:{until}', but must be one number without --film")
    return until


def _script(raw: argparse.Namespace) -> Path | None:
    script: Path | None = raw.do
    if script and not (raw.headless and raw.level):
        raise OptionError(f"--do is '{script}', but needs --headless and --level")
    return script


def _sample(sample: int, start: Start | None) -> int:
    """The sample to trace, if the data set has it; what data set a replay ends with, only playing it tells."""
    if start is None:
        return sample
    count = start.dataset.samples
    if sample >= count:
        raise OptionError(f"--sample is {sample}, but must be 0 to {count - 1}")
    return sample


def _epochs(raw: argparse.Namespace) -> int:
    if raw.epochs is None:
        return 0 if raw.trace or raw.screenshot or raw.film else EPOCHS
    return int(raw.epochs)


def _edge_name(raw: argparse.Namespace, start: Start) -> str | None:
    """The edge to pin, if the network has it; what network a replay ends with, only playing it tells."""
    name: str | None = raw.select
    if name is None or raw.replay:
        return name
    try:
        find_edge(start.settings.layers, name)
    except ValueError as problem:
        raise OptionError(f"--select: {problem}") from None
    return name
