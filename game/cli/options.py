"""The command line: one typed home for every option, with one-sentence refusals."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import msgspec

from game import __version__
from game.cli.option_modes import START, given_in, ignored_option
from game.sim.compatibility import misfit
from game.sim.dataset import OWN, Dataset, OwnData, targets_refusal
from game.sim.datasets import datasets, scenario_refusal
from game.sim.files.data_file import DataFileError, number_in, read_data
from game.sim.files.params_file import read_params
from game.sim.files.share_code import ShareCodeError, start_from
from game.sim.limits import LARGEST_SEED, layers_refusal
from game.sim.network import find_edge, fitted
from game.sim.phases import FAST_FORWARD
from game.sim.settings import SPECS, Settings, changed
from game.sim.start import Start
from game.storage.example_shelf import shelf

SMALLEST_WINDOW = (1024, 640)
"""Pixels of the smallest window that everything has room in."""
LARGEST_WINDOW = (7680, 4320)
"""Pixels of the largest window."""
EPOCHS = 1000
MOST_TICKS = 10_000_000
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


class OptionError(Exception):
    """An option that cannot be taken; the message is one sentence naming it and what it allows."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        problem = re.match(r"argument (--[a-z0-9-]+): (expected one|ignored explicit) argument", message)
        if problem and problem[2] == "expected one":
            parse([problem[1], ""])  # which says what the value must be, for most of them
        if problem and problem[2] == "ignored explicit":
            raise OptionError(f"{problem[1]} takes no value")
        raise OptionError(f"{message}; --help says what each option allows")


def _number(name: str, lowest: int, highest: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,15}", text) or not lowest <= int(text) <= highest:
            raise OptionError(f"--{name} is '{text}', but must be a whole number from {lowest} to {highest:,}")
        return int(text)

    return parse


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    low, high = SMALLEST_WINDOW, LARGEST_WINDOW
    if not (low[0] <= size[0] <= high[0] and low[1] <= size[1] <= high[1]):
        raise OptionError(f"--size is '{text}', but must be WIDTHxHEIGHT from {low[0]}x{low[1]} to {high[0]}x{high[1]}")
    return size


def _picture(text: str) -> Path:
    if Path(text).suffix.lower() != ".png":
        raise OptionError(f"--screenshot is '{text}', but must be a file name ending in .png")
    return _to_write("screenshot", text)


def _animation(text: str) -> Path:
    if Path(text).suffix.lower() != ".gif":
        raise OptionError(f"--film is '{text}', but must be a file name ending in .gif")
    return _to_write("film", text)


def _ticks(text: str) -> tuple[int, int | None]:
    """A number of ticks, or from which to which."""
    first, colon, last = text.partition(":")
    parse = _number("ticks", 0, MOST_TICKS)
    span = (parse(first), parse(last) if colon else None)
    if span[1] is not None and span[1] <= span[0]:
        raise OptionError(f"--ticks is '{text}', but the second number must be the larger one")
    return span


def _recording(text: str) -> Path:
    return _to_write("record", text)


def _report(text: str | None) -> Path | None:
    return _to_write("selfcheck", text) if text else None


def _to_write(option: str, text: str) -> Path:
    """The file to write, if it can be one: said at once, not when an hour's work is to be saved. A device is none: what
    is written takes the place of what was there."""
    path = Path(text)
    try:
        if path.exists() and not path.is_file():
            raise OptionError(
                f"--{option} is '{text}', which cannot be written: it must be a file, no folder or device"
            )
        if not path.absolute().parent.is_dir():
            raise OptionError(f"--{option} is '{text}', but its folder does not exist")
    except OSError as problem:
        raise OptionError(f"--{option} is '{text}', but no such file can be written ({problem.strerror})") from None
    return path


def parser() -> argparse.ArgumentParser:
    """All options, grouped for --help."""
    root = _Parser(
        prog="main.py",
        description="Glassbox: learn backpropagation inside a glass-box network. Without options it opens the game.",
        allow_abbrev=False,
    )
    root.add_argument("--version", action="version", version=f"Glassbox {__version__}")
    state = root.add_argument_group("what to start with")
    state.add_argument("--scenario", metavar="NAME", help="the data set (default xor): " + ", ".join(datasets()))
    state.add_argument("--data", metavar="FILE", help="CSV file to learn from: a line of names, then the samples")
    state.add_argument(
        "--target", metavar="K=VALUE", action="append", default=[], help="target of sample K, counted from 0"
    )
    state.add_argument("--seed", type=_number("seed", 0, LARGEST_SEED), help="of the first weights")
    state.add_argument("--code", metavar="CODE", help="share code to start from; other options change it further")
    state.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], help=f"one of {', '.join(SPECS)}")
    state.add_argument("--params", metavar="FILE", help='JSON file with {"weights", "biases"} to start from')
    modes = root.add_argument_group("without a window")
    modes.add_argument("--headless", action="store_true", help="train and print, never open a window")
    modes.add_argument("--epochs", type=_number("epochs", 0, 10_000_000), help=f"to train (default {EPOCHS})")
    modes.add_argument("--history", action="store_true", help="print the loss after every epoch as well")
    modes.add_argument("--trace", action="store_true", help="print every quantity of one sample's two passes")
    modes.add_argument("--sample", metavar="K", type=_number("sample", 0, 999), help="which one, from 0")
    modes.add_argument("--json", action="store_true", help="print one JSON object on standard output")
    modes.add_argument(
        "--population", metavar="N", type=_number("population", 1, 1_000_000), help="train N seeds at once"
    )
    modes.add_argument("--float64", action="store_true", help="train the population in double precision")
    modes.add_argument("--replay", metavar="FILE", type=Path, help="play a recorded session again, up to --ticks")
    modes.add_argument(
        "--check", action="store_true", help="play all of the replay, though it has keyframes, and say how it differs"
    )
    modes.add_argument("--record", metavar="FILE", type=_recording, help="save the session as a replay when it ends")
    examples = root.add_argument_group("worked examples of books and courses")
    examples.add_argument(
        "--example", metavar="ID", help="begin with it; with --headless: every printed value beside the one found here"
    )
    examples.add_argument("--list-examples", action="store_true", help="print every example's id, title and source")
    levels = root.add_argument_group("levels of the campaign")
    levels.add_argument("--level", metavar="ID", help="play this one, such as L07")
    levels.add_argument("--do", metavar="FILE", type=Path, help="without a window: JSON list of what the player does")
    levels.add_argument("--list-levels", action="store_true", help="print every level's id and title")
    levels.add_argument(
        "--exercise", metavar="KIND", help="print the gym's exercise of this kind that --seed draws, and its solution"
    )
    pictures = root.add_argument_group("pictures and measurements")
    pictures.add_argument("--screenshot", metavar="OUT.png", type=_picture, help="draw the Lab and exit")
    pictures.add_argument("--size", metavar="WxH", type=_size, help="of window or picture (default 1280x800)")
    pictures.add_argument(
        "--film", metavar="OUT.gif", type=_animation, help="film the Lab from tick A to B of --ticks A:B"
    )
    pictures.add_argument("--ticks", type=_ticks, metavar="N or A:B", help="of 1/60 s to play first; of a film")
    pictures.add_argument("--speed", type=int, choices=(1, *FAST_FORWARD), help="of a film: 1 is slow motion")
    pictures.add_argument("--select", metavar="EDGE", help="edge to pin: w5, b3, h1->out or b:h1")
    pictures.add_argument("--first-frame", action="store_true", help=argparse.SUPPRESS)
    pictures.add_argument("--bench", action="store_true", help="measure speed and memory")
    pictures.add_argument(
        "--selfcheck", metavar="REPORT", nargs="?", const="", help="check that all is there and computes as it should"
    )
    return root


def parse(arguments: Sequence[str]) -> Options:
    """Options from the command line's arguments. Raises OptionError."""
    raw = parser().parse_args(arguments)
    start = _start(raw)
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
        report=_report(raw.selfcheck),
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


def _start(raw: argparse.Namespace) -> Start:
    start = _with_data(raw)
    dataset = start.dataset
    settings = _settings(start.settings, raw.set)
    size = len(dataset.inputs[0]), dataset.outputs
    if not any(assignment.startswith("layers=") for assignment in raw.set):
        settings = msgspec.structs.replace(settings, layers=fitted(settings.layers, *size))
    refused = layers_refusal(settings.layers, *size) or targets_refusal(dataset.targets, settings.loss)
    refused = refused or misfit(settings)
    if refused:
        raise OptionError(f"--set: {refused}")
    return msgspec.structs.replace(
        start,
        seed=start.seed if raw.seed is None else raw.seed,
        settings=settings,
        params=_params(raw, settings, start),
        targets=_targets(start.targets, dataset, settings.loss, raw.target),
    )


def _with_data(raw: argparse.Namespace) -> Start:
    """What the code says, or the default, with the data that are asked for."""
    if raw.example is not None:
        return _worked_example(raw)
    data = _data(raw)
    start = _coded(raw.code, data)
    if data:
        targets = start.targets if data == start.data else None
        return msgspec.structs.replace(start, scenario=OWN, data=data, targets=targets)
    if raw.scenario in (None, start.scenario):
        return start
    refused = scenario_refusal(raw.scenario)
    if refused:
        raise OptionError(f"--{refused}")
    return msgspec.structs.replace(start, scenario=raw.scenario, data=msgspec.UNSET, targets=None)


def _worked_example(raw: argparse.Namespace) -> Start:
    for option in ("scenario", "data", "code"):
        if getattr(raw, option) is not None:
            raise OptionError(f"--{option} is '{getattr(raw, option)}', but --example says already what to learn from")
    examples = shelf().examples
    if raw.example not in examples:
        raise OptionError(f"--example is '{raw.example}', but must be one of {', '.join(examples)}")
    return examples[raw.example].start


def _data(raw: argparse.Namespace) -> OwnData | None:
    if raw.data is None:
        return None
    if raw.scenario is not None:
        raise OptionError(f"--scenario is '{raw.scenario}', but --data says already what to learn from")
    try:
        return read_data(Path(raw.data))
    except DataFileError as problem:
        raise OptionError(f"--data: {problem}") from None


def _targets(
    targets: tuple[float, ...] | None, dataset: Dataset, loss: str, assignments: Sequence[str]
) -> tuple[float, ...] | None:
    """`targets` (None: the data set's own) with some of them set, each as K=VALUE, or K=VALUE,VALUE where there are
    several outputs."""
    values, outputs = list(targets or dataset.targets), dataset.outputs
    for assignment in assignments:
        sample, _, text = assignment.partition("=")
        numbers = text.split(",")
        if not re.fullmatch(r"[0-9]{1,4}", sample) or int(sample) >= dataset.samples or len(numbers) != outputs:
            form = ",".join(["VALUE"] * outputs)
            raise OptionError(
                f"--target is '{assignment}', but must be K={form} with a sample K of 0 to {dataset.samples - 1}"
            )
        try:
            asked = tuple(number_in(number, f"--target {sample}") for number in numbers)
        except DataFileError as problem:
            raise OptionError(str(problem)) from None
        refused = targets_refusal(asked, loss)
        if refused:
            raise OptionError(f"--target {sample}: {refused}")
        values[int(sample) * outputs : (int(sample) + 1) * outputs] = asked
    return tuple(values) if assignments else targets


def _coded(code: str | None, data: OwnData | None) -> Start:
    if code is None:
        return Start()
    try:
        return start_from(code, data)
    except ShareCodeError as problem:
        raise OptionError(f"--code: {problem}") from None


def _settings(settings: Settings, assignments: Sequence[str]) -> Settings:
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise OptionError(f"--set is '{assignment}', but must be NAME=VALUE with a NAME of {', '.join(SPECS)}")
        try:
            settings = changed(settings, name, value)
        except ValueError as problem:
            raise OptionError(f"--set: {problem}") from None
    return settings


def _params(raw: argparse.Namespace, settings: Settings, start: Start) -> tuple[float, ...] | None:
    """Parameters from a file, or those that `start` has, unless others are to be drawn."""
    if raw.params is None:
        return start.params if raw.seed is None and settings.layers == start.settings.layers else None
    try:
        return read_params(Path(raw.params), settings.layers).flat()
    except ValueError as problem:
        raise OptionError(f"--params: {problem}") from None


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
