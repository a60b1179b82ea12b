"""Every worked example there is: what is found here is the exact value, what is printed agrees with it or is explained,
and the moment it is shown at is one there is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from game.paths import ASSETS
from game.sim.commands import Seek, Step
from game.sim.commands.starting_over import opening
from game.sim.dataset import LONGEST_DATA_NAME
from game.sim.engine.simulation import Simulation
from game.sim.examples.computed import computed
from game.sim.examples.example import Example, Shelf, read_shelf
from game.sim.phases import Kind, sample_phases
from game.sim.start import Start

SHELF = read_shelf([ASSETS / "examples"])
each_example = pytest.mark.parametrize("example", SHELF.examples.values(), ids=list(SHELF.examples))


def test_all_files_are_examples() -> None:
    assert SHELF.problems == ()
    assert len(SHELF.examples) == len(list((ASSETS / "examples").iterdir())) >= 26


@each_example
def test_every_value_is_found_here(example: Example) -> None:
    for value, here in zip(example.values, computed(example), strict=True):
        assert here == pytest.approx(value.exact, rel=1e-9, abs=1e-12), value
        assert value.agrees or value.why, value
        assert not (value.agrees and value.why), value


@each_example
def test_every_value_is_shown_at_a_moment_there_is(example: Example) -> None:
    start, simulation = example.start, Simulation(example.start)
    for value in example.values:
        moment = example.moment(value)
        phases = sample_phases(start.settings, start.dataset.samples, moment.sample)
        assert 0 <= moment.sample < start.dataset.samples
        kind = phases[moment.phase].kind
        wanted = {
            "z": Kind.FORWARD,
            "a": Kind.FORWARD,
            "error": Kind.LOSS,
            "loss": Kind.LOSS,
            "parameter": Kind.FORWARD,
        }
        assert kind is wanted.get(value.of.split()[0], kind)
        assert example.quantity(value).label(simulation.settings.layers)


WHOLE = """
title = "t"
source = "s"
where = "w"
about = "a"
weights = [[[1, 2]]]
biases = [[0]]
values = [{ of = "z out", printed = "0.8", exact = 0.8 }]
[data]
inputs = ["a", "b"]
targets = ["y"]
rows = [[0.4, 0.2, 1]]
"""


def shelf_of(folder: Path, text: str) -> Shelf:
    (folder / "own.toml").write_text(text, "utf-8")
    return read_shelf([folder, folder / "none"])


def test_an_example_of_ones_own_is_a_file_in_the_folder(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, WHOLE)
    assert computed(shelf.examples["own"]) == pytest.approx((0.8,))
    assert isinstance(shelf.examples["own"].start, Start)


def test_however_much_is_put_into_the_folder_it_is_read_in_no_time(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"x{number}.toml").write_text("a = [" + "1," * 490_000 + "]")
    before = time.perf_counter()
    shelf = shelf_of(tmp_path, WHOLE)
    assert time.perf_counter() - before < 1.0
    assert list(shelf.examples) == ["own"]
    assert shelf.problems[0] == "x0.toml is not read: all examples together may have 500,000 bytes"


def test_a_printed_value_is_held_against_what_is_found_whatever_its_file_takes_for_exact(tmp_path: Path) -> None:
    text = WHOLE.replace('printed = "0.8", exact = 0.8', 'printed = "0.7", exact = 0.7')
    example = shelf_of(tmp_path, text).examples["own"]
    (value,), (here,) = example.values, computed(example)
    assert value.agrees
    assert not value.agrees_with(here)
    assert value.difference(here) == "the example's file says that 0.7 is exact"
    assert value.difference(0.7) == ""


def test_data_are_called_by_as_much_of_the_title_as_a_name_may_have(tmp_path: Path) -> None:
    title = "A title that is longer than the name of any data may be"
    example = shelf_of(tmp_path, WHOLE.replace('title = "t"', f'title = "{title}"')).examples["own"]
    assert example.start.dataset.label == title[:LONGEST_DATA_NAME] != title


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('printed = "0.8"', 'printed = "0.7"', "values[0]: 0.7 is printed where 0.8 is exact: 'why' must say why"),
        ('printed = "0.8"', 'printed = "a lot"', "values[0].printed is 'a lot', but must be a number as it is printed"),
        ('of = "z out"', 'of = "z h1"', "values[0].of: it is 'z h1', but must be z, a, slope"),
        ('of = "z out"', 'of = "gradient w9"', "values[0].of: no edge 'w9'"),
        ('of = "z out"', 'of = "z out", sample = 1', "values[0].sample is 1, but must be 0 to 0"),
        ('printed = "0.8"', 'printed = "0.7"', "own.toml: values[0]: 0.7 is printed"),
        ('title = "t"', "", "title is missing"),
        ('title = "t"', 'title = "t"\nnext = 3', "next is no field: allowed are title"),
        ("weights = [[[1, 2]]]", "weights = [[[1, 2, 3]]]", "layers is 3-1, but must start with 2"),
        ("weights = [[[1, 2]]]", "weights = [[[1, 2], [3]]]", "weights[0] must have 2 numbers"),
        ("biases = [[0]]", "biases = [[0, 1]]", "biases[0] must have 1 number, one for each"),
        ('title = "t"', 'title = "t"\nscenario = "xor"', "either data or a scenario"),
        ('title = "t"', 'title = "t"\nsettings = { learning_rate = 1000 }', "learning_rate is 1000, but must be"),
        ('title = "t"', 'title = "t"\nsettings = { output = "softmax" }', "softmax, which needs 2 to 8 output"),
        ("[0.4, 0.2, 1]", "[0.4, 0.2]", "sample 1 has 2 numbers, but needs 3"),
        ("[0.4, 0.2, 1]", "[0.4, 0.2, 1", "own.toml is no TOML file"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in WHOLE
    shelf = shelf_of(tmp_path, WHOLE.replace(old, new, 1))
    assert shelf.examples == {}
    assert "own.toml" in shelf.problems[0]
    assert told in shelf.problems[0]


def test_one_example_is_opened_after_another_in_a_running_session() -> None:
    simulation = Simulation()
    for example in SHELF.examples.values():
        for command in opening(example.start):
            assert simulation.apply(command), (example.title, command, simulation.refusal(command))
        assert simulation.apply(Step("sample", 1)), example.title
        assert simulation.apply(Seek(0)), example.title
        start, snapshot = example.start, simulation.snapshot()
        assert snapshot.params.flat() == start.params, example.title
        assert snapshot.settings == start.settings, example.title
        assert (snapshot.inputs, snapshot.targets) == (start.dataset.inputs, start.dataset.targets)
