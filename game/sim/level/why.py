"""The why-question: its choices, what each wrong one takes for true, and the counterexample that refutes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from game.sim.datasets import find_dataset
from game.sim.level.deals import drawn_start, samples
from game.sim.level.filling import filled, names_in
from game.sim.level.level_parts import ContentPart, Text
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Reading, any_reading
from game.sim.level.start_table import check_parameters, shaped_for, with_settings
from game.sim.level.trial import trial_start
from game.sim.network import Layers
from game.sim.start import Start

if TYPE_CHECKING:
    AnyReading = Reading
else:
    AnyReading = any_reading()

SceneRow = tuple[float, ...]


class Scene(ContentPart, frozen=True):
    """A network that a sentence is about: its `weights` and `biases`, shaped as in a level's start, and its data: a
    `scenario`, or `inputs`, a row for each sample, with as many `targets`."""

    weights: tuple[tuple[SceneRow, ...], ...]
    biases: tuple[SceneRow, ...]
    scenario: str = ""
    inputs: tuple[SceneRow, ...] = ()
    targets: SceneRow = ()
    settings: dict[str, Any] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        if bool(self.scenario) == bool(self.inputs) or len(self.inputs) != len(self.targets):
            raise ValueError("a network has either a scenario, or inputs and a target for each")
        check_parameters(self.weights, "weights")
        check_parameters(self.biases, "biases")
        shaped_for(self.weights, self.biases)
        self.start()

    def start(self) -> Start:
        """What the network begins with."""
        data = None if self.scenario else samples(self.inputs, self.targets)
        base = Start(scenario=self.scenario or Start().scenario)
        start = drawn_start(self.weights, self.biases, data, base=base)
        layers: Layers = start.settings.layers
        dataset = find_dataset(self.scenario) if self.scenario else start.dataset
        if (layers[0], layers[-1]) != (len(dataset.inputs[0]), dataset.outputs):
            raise ValueError(f"weights are shaped for {'-'.join(map(str, layers))}, but the data are not")
        return msgspec.structs.replace(start, settings=with_settings(start.settings, self.settings))


class Counterexample(ContentPart, frozen=True):
    """A sentence whose `numbers` the simulation reads off a `network` (the level's own if there is none): `says` has
    their names in {braces}. The network of the number called `shown`, of the last one if none is, can be played."""

    says: Text
    numbers: Annotated[tuple[AnyReading, ...], Meta(min_length=1)]
    network: Scene | None = None
    shown: str = ""

    def start(self, own: Start) -> Start:
        """The network before any number's trial; `own` is the level's."""
        return self.network.start() if self.network else own

    def values(self, own: Start) -> dict[str, float]:
        """Every number by name. Raises ValueError where one cannot be computed."""
        found: dict[str, float] = {}
        start = self.start(own)
        for reading in self.numbers:
            run = MeasuredRun(trial_start(start, reading.trial), reading.trial.epochs or 0)
            run.extend(run.budget)
            found[reading.name] = reading.value(run, found)
        return found

    def sentence(self, values: Mapping[str, float]) -> str:
        """What refutes the wrong answer, with its numbers."""
        return filled(self.says, dict(values))

    def played(self, own: Start) -> tuple[Start, int]:
        """The network to play, and how many epochs it is trained."""
        trial = self._played.trial
        return trial_start(self.start(own), trial), trial.epochs or 0

    @property
    def _played(self) -> Reading:
        """The number whose network is played."""
        return next((each for each in self.numbers if each.name == self.shown), self.numbers[-1])

    @property
    def sample(self) -> int:
        """The sample that the sentence is about, of the network that is played rather than of another one; the first
        if it is about all."""
        of_that_network = [each for each in self.numbers if each.trial == self._played.trial]
        numbers = (*self.numbers, *of_that_network, self._played)
        told = [each.on_sample for each in numbers if each.on_sample is not None]
        return told[-1] if told else 0

    def problem(self, own: Start) -> str | None:
        """What in it does not fit."""
        start = self.start(own)
        for k, reading in enumerate(self.numbers):
            problem = reading.trial.problem(start) or reading.problem(trial_start(start, reading.trial))
            if problem:
                return f"numbers[{k}]: {problem}"
        names = [reading.name for reading in self.numbers]
        unknown = next((name for name in names_in(self.says) if name not in names), None)
        if unknown:
            return f"says has {{{unknown}}}, but numbers are {', '.join(names)}"
        if self.shown and self.shown not in names:
            return f"shown is '{self.shown}', but must be one of {', '.join(names)}"
        return None


class WrongAnswer(ContentPart, frozen=True):
    """A wrong choice: its `text`, what whoever takes it `thinks`, and what it is `refuted` by."""

    text: Text
    thinks: Text
    refuted: Counterexample | None = None


class Why(ContentPart, frozen=True):
    """The why-question; its choices are shown shuffled. A wrong one is a text, or a text with what is behind it."""

    question: Text
    right: Text
    wrong: Annotated[tuple[Text | WrongAnswer, ...], Meta(min_length=2, max_length=4)]

    @property
    def choices(self) -> tuple[str, ...]:
        """The right choice first."""
        return (self.right, *(each if isinstance(each, str) else each.text for each in self.wrong))

    def mistake(self, choice: int) -> WrongAnswer | None:
        """What is behind wrong choice number `choice`, counted from 1; None if the file says nothing of it."""
        found = self.wrong[choice - 1] if 0 < choice <= len(self.wrong) else None
        return found if isinstance(found, WrongAnswer) else None
