"""What the command line says that a run starts from: data, seed, settings, parameters and targets."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from game.cli.option_values import OptionError
from game.sim.compatibility import misfit
from game.sim.dataset import OWN, Dataset, OwnData, targets_refusal
from game.sim.datasets import scenario_refusal
from game.sim.examples.example import SUFFIX
from game.sim.files.data_file import DataFileError, number_in, read_data
from game.sim.files.params_file import read_params
from game.sim.files.share_code import ShareCodeError, start_from
from game.sim.limits import layers_refusal
from game.sim.network import fitted
from game.sim.settings import SPECS, Settings, changed
from game.sim.start import Start
from game.storage.example_shelf import shelf


def start_of(raw: argparse.Namespace) -> Start:
    """What the options say that a run starts from. Raises OptionError."""
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
    found = shelf()
    if raw.example not in found.examples:
        problem = next((each for each in found.problems if each.startswith(f"{raw.example}{SUFFIX}")), None)
        allowed = problem or f"must be one of {', '.join(found.examples)}"
        raise OptionError(f"--example is '{raw.example}', but {allowed}")
    return found.examples[raw.example].start


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
        form = "K=" + ",".join(["VALUE"] * outputs)
        if not re.fullmatch(r"[0-9]{1,4}", sample) or int(sample) >= dataset.samples:
            raise OptionError(
                f"--target is '{assignment}', but must be {form} with a sample K of 0 to {dataset.samples - 1}"
            )
        if len(numbers) != outputs:
            raise OptionError(
                f"--target is '{assignment}', but must be {form}: a comma stands between the values of "
                f"several outputs, within a number stands a point"
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
