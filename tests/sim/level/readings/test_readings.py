"""Numbers that a sentence is made of, read off a network of its own."""

from __future__ import annotations

import pytest

from game.sim.level.content_error import convert
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings.formula import Formula
from game.sim.level.why import Counterexample
from game.sim.start import Start
from tests.support.campaign_files import level


def test_what_is_read_off_a_network() -> None:
    walk = {"epochs": 60, "set": {"learning_rate": 5.0, "biases": "frozen"}}
    raw = {
        "says": "x.",
        "network": {"weights": [[[4]]], "biases": [[0]], "inputs": [[1]], "targets": [0.3]},
        "numbers": [
            {"name": "first", "by": "parameter", "edge": "x1->out", "of": "first", "trial": walk},
            {"name": "longest", "by": "parameter", "edge": "x1->out", "of": "longest", "trial": walk},
            {"name": "at", "by": "parameter", "edge": "x1->out", "of": "longest_at", "trial": walk},
            {"name": "w", "by": "parameter", "edge": "x1->out", "trial": walk},
            {"name": "last", "by": "parameter", "edge": "x1->out", "of": "last", "trial": {**walk, "epochs": 61}},
            {"name": "g", "by": "gradient", "edge": "x1->out", "sample": 0},
            {"name": "slope", "by": "quantity", "of": "slope"},
            {"name": "error", "by": "quantity", "of": "error"},
            {"name": "delta", "by": "quantity", "of": "delta", "sample": 0},
            {"name": "loss", "by": "measured", "measure": {"metric": "loss"}},
            {"name": "product", "by": "formula", "of": "{error} * {slope}"},
        ],
    }
    values = convert(raw, Counterexample, "x").values(level("L07").own_start)
    assert values["first"] == pytest.approx(0.0602, abs=5e-5)
    assert values["longest"] == pytest.approx(0.4220, abs=5e-5)
    assert values["at"] == 20
    assert values["w"] == pytest.approx(-0.8473, abs=5e-5)
    assert values["last"] == pytest.approx(8.64e-6, rel=1e-3)
    assert values["product"] == pytest.approx(values["delta"])
    assert values["g"] == pytest.approx(values["delta"])
    assert values["loss"] == pytest.approx(0.5 * values["error"] ** 2)


@pytest.mark.parametrize(("known", "names"), [({}, "none"), ({"one": 1.0, "two": 2.0}, "one, two")])
def test_a_formula_with_a_name_that_is_not_known_says_which_are(known: dict[str, float], names: str) -> None:
    with pytest.raises(ValueError, match=f"^of names 'three', but known are {names}$"):
        Formula(name="g", of="{three} + 1").value(MeasuredRun(Start(), 0), known)
