"""Every command: it stands in the list that files are read by, answers for itself, and changes nothing but its own
part of the state."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import msgspec
import pytest

from game.sim import commands as c
from game.sim.dataset import OwnData
from game.sim.engine.simulation import Simulation
from game.sim.start import Start

EXAMPLES = (
    c.Play(),
    c.Pause(),
    c.SetSpeed(10),
    c.SetBatch(50),
    c.Set("learning_rate", 0.5),
    c.SetLockThreshold(0.1),
    c.SetParameter(1, 0, None, 2.0),
    c.SetTarget(0, 1.0),
    c.AddSample((0.5, 0.5), (1.0,)),
    c.MoveSample(0, (0.5, 0.0), (0.0,)),
    c.RemoveSample(3),
    c.Reset("and"),
    c.SetData(OwnData(("x1", "x2"), ("y",), ((0.0, 1.0, 1.0), (1.0, 1.0, 0.0)))),
    c.Reinitialise(8),
    c.LoadParams((0.5,) * 9),
    c.StartFrom(Start(scenario="or", seed=4)),
    c.Step("sample", 1),
    c.Seek(1),
    c.SwitchRun(1),
    c.RenameRun(1, "mine"),
    c.DropRun(1),
    c.Undo(),
)


def trained() -> Simulation:
    """Two runs, three epochs in, and something to undo; the second is active."""
    here = Simulation()
    for command in (c.Step("epoch", 3), c.Reinitialise(5), c.Step("epoch", 3)):
        assert here.apply(command)
    return here


def test_every_command_of_the_package_is_listed_and_has_an_example() -> None:
    modules = [import_module(f"{c.__name__}.{info.name}") for info in pkgutil.iter_modules(c.__path__)]
    found = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, c.Command) and each is not c.Command
    }
    assert len(modules) >= 5
    assert found == set(c.COMMANDS) == set(map(type, EXAMPLES))
    assert len({each.__struct_config__.tag for each in c.COMMANDS}) == len(c.COMMANDS) == len(EXAMPLES)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda each: str(type(each).__name__))
def test_a_command_says_whether_it_may_without_doing_it_and_does_it_when_it_may(command: c.Command) -> None:
    here = trained()
    before, logged = here.state_hash(), len(here.log)
    assert here.refusal(command) is None
    assert here.state_hash() == before
    assert here.apply(command)
    assert here.log[logged:] == [(0, command)]
    assert (here.state_hash() == before) == isinstance(command, c.Pause)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda each: str(type(each).__name__))
def test_a_command_is_read_from_a_file_as_it_was_written(command: c.Command) -> None:
    assert msgspec.json.decode(msgspec.json.encode(command), type=c.AnyCommand) == command


def test_a_runs_name_has_one_character_to_sixty() -> None:
    refused = [trained().refusal(c.RenameRun(1, name)) for name in ("a", " é ", "b" * 60, "", "  ", "c" * 61)]
    assert refused == [None] * 3 + ["a run's name must have 1 to 60 characters"] * 3
