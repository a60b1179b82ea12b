"""Registries of plug-ins: a file is found by being there, and no two of them want the same place."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from game.sim import activations as activation_package
from game.sim import datasets as dataset_package
from game.sim import losses as loss_package
from game.sim import optimizers as optimizer_package
from game.sim.activations import activations, output_activations
from game.sim.campaign import review_questions as review_package
from game.sim.datasets import datasets
from game.sim.gym import kinds as exercise_package
from game.sim.level import questions as question_package
from game.sim.losses import losses
from game.sim.registry import entries
from game.sim.settings import SPECS


@pytest.mark.parametrize(
    ("package", "found"),
    [
        (activation_package, lambda: {**activations(), **output_activations()}),
        (loss_package, losses),
        (dataset_package, datasets),
    ],
    ids=["activations", "losses", "datasets"],
)
def test_every_file_is_an_entry(package: ModuleType, found: Callable[[], dict[str, object]]) -> None:
    files = {path.stem for folder in package.__path__ for path in Path(folder).glob("*.py")} - {"__init__"}
    assert files
    assert len(found()) == len(files)


def test_a_file_is_found_by_being_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "arrivals"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "helper.py").write_text("VALUE = 1\n")
    for name, order in (("late", 2), ("early", 1)):
        (package / f"{name}.py").write_text(
            f"from types import SimpleNamespace\nENTRY = SimpleNamespace(name='{name}', order={order})\n"
        )
    monkeypatch.syspath_prepend(str(tmp_path))
    found = entries(importlib.import_module("arrivals"), "ENTRY")
    assert list(found) == ["early", "late"]
    monkeypatch.delitem(sys.modules, "arrivals")


def test_an_empty_package_is_an_error_that_says_so() -> None:
    empty = ModuleType("nothing_here")
    empty.__path__ = []
    with pytest.raises(ImportError, match="no ENTRY found in nothing_here"):
        entries(empty, "ENTRY")


def test_what_can_be_set_is_what_is_there() -> None:
    assert SPECS["activation"].choices is not None
    assert SPECS["activation"].choices() == tuple(activations())
    assert SPECS["loss"].choices is not None
    assert SPECS["loss"].choices() == tuple(losses())
    assert SPECS["output"].choices is not None
    assert SPECS["output"].choices() == ("sigmoid", "tanh", "linear", "softmax")


REGISTRIES = [
    (activation_package, "ACTIVATION"),
    (loss_package, "LOSS"),
    (dataset_package, "FAMILY"),
    (optimizer_package, "OPTIMIZER"),
    (exercise_package, "KIND"),
    (question_package, "QUESTION"),
    (review_package, "REVIEW_QUESTION"),
]


@pytest.mark.parametrize(("package", "attribute"), REGISTRIES, ids=[package.__name__ for package, _ in REGISTRIES])
def test_no_two_entries_that_are_listed_have_the_same_place(package: ModuleType, attribute: str) -> None:
    orders = [entry.order for entry in entries(package, attribute).values()]
    assert len(set(orders)) == len(orders)
