"""Every activation, loss and data set there is: what a new file must hold to is tested as soon as it is there."""

from __future__ import annotations

import importlib
import math
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from game.sim import activations as activation_package
from game.sim import datasets as dataset_package
from game.sim import losses as loss_package
from game.sim import optimizers as optimizer_package
from game.sim.activations import Activation, activations, output_activations
from game.sim.campaign import review_questions as review_package
from game.sim.dataset import Dataset, data_refusal
from game.sim.datasets import CORNERS, Family, datasets, families, find_dataset, scenario_refusal
from game.sim.gym import kinds as exercise_package
from game.sim.level import questions as question_package
from game.sim.losses import Loss, losses
from game.sim.registry import entries
from game.sim.settings import SPECS

GRID = np.unique(np.concatenate([np.linspace(-40.0, 40.0, 801), [-1e-9, 1e-9, -700.0, 700.0, -5.5, 5.5]]))
FAR = np.array([-1e6, -1e4, -800.0, -709.9, -709.782712893384, 709.782712893384, 710.0, 1e4, 1e6])
STEEP = np.array([-1e6, -1e3, -745.0, -30.0, -2.0, -0.1, 0.0, 0.1, 2.0, 30.0, 745.0, 1e3, 1e6])
TARGETS = np.array([0.0, 0.25, 0.5, 1.0])
LEAK = 0.07

each_activation = pytest.mark.parametrize("activation", activations().values(), ids=lambda entry: entry.name)
each_loss = pytest.mark.parametrize("loss", losses().values(), ids=lambda entry: entry.name)
each_loss_with_a_target = pytest.mark.parametrize(
    "loss", [loss for loss in losses().values() if loss.name != "output_gradient"], ids=lambda entry: entry.name
)
each_dataset = pytest.mark.parametrize("dataset", datasets().values(), ids=lambda entry: entry.name)


def compiled(source: str, **names: str) -> Callable[..., float]:
    """A source expression of a plug-in as a function of z, a, leak, y, error and slope."""
    code = compile(source.format(**names), source, "eval")
    math_names = {"exp": math.exp, "tanh": math.tanh, "log1p": math.log1p}
    return lambda **values: float(eval(code, math_names, values))


def sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(activations()["sigmoid"].value(z, LEAK))


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


@each_activation
def test_the_slope_jumps_at_the_corner_and_nowhere_else(activation: Activation) -> None:
    z = np.linspace(-40.0, 40.0, 801)
    below, above = (activation.slope(at, activation.value(at, LEAK), LEAK) for at in (z - 1e-7, z + 1e-7))
    jump = np.abs(above - below) > 1e-3
    assert list(z[jump]) == ([] if activation.corner is None else [activation.corner])


@each_activation
def test_slope_is_the_derivative_of_the_value(activation: Activation) -> None:
    h = 1e-6
    z = GRID[(np.abs(GRID) > 2 * h) & (np.abs(GRID) <= 40)]
    rise = (activation.value(z + h, LEAK) - activation.value(z - h, LEAK)) / (2 * h)
    np.testing.assert_allclose(activation.slope(z, activation.value(z, LEAK), LEAK), rise, atol=2e-9)


@each_activation
def test_no_slope_is_steeper_than_the_largest(activation: Activation) -> None:
    slope = activation.slope(GRID, activation.value(GRID, LEAK), LEAK)
    assert slope.shape == GRID.shape
    assert slope.min() >= 0.0
    assert slope.max() <= activation.max_slope
    beside = np.array([-1e-7, 1e-7])
    at_its_steepest = activation.slope(beside, activation.value(beside, LEAK), LEAK).max()
    assert at_its_steepest == pytest.approx(activation.max_slope, abs=1e-6)


@each_activation
@pytest.mark.parametrize("form", ["value_source", "safe_source"])
def test_activation_sources_say_what_the_arrays_say(activation: Activation, form: str) -> None:
    value = compiled(getattr(activation, form), z="z", leak="leak")
    slope = compiled(activation.slope_source, z="z", a="a", leak="leak")
    outputs = np.array([value(z=z, leak=LEAK) for z in GRID.tolist()])
    np.testing.assert_allclose(outputs, activation.value(GRID, LEAK), rtol=4e-16, atol=0.0)
    slopes = np.array([slope(z=z, a=a, leak=LEAK) for z, a in zip(GRID.tolist(), outputs.tolist(), strict=True)])
    np.testing.assert_array_equal(slopes, activation.slope(GRID, outputs, LEAK))


@each_activation
def test_fast_and_safe_source_give_the_same_bits_where_both_are_defined(activation: Activation) -> None:
    fast, safe = (compiled(source, z="z", leak="leak") for source in (activation.value_source, activation.safe_source))
    both = 0
    for z in [*GRID.tolist(), *FAR.tolist(), -0.0, math.inf, -math.inf, math.nan]:
        expected = safe(z=z, leak=LEAK)
        try:
            found = fast(z=z, leak=LEAK)
        except OverflowError:
            assert expected == 0.0
            continue
        assert np.float64(found).tobytes() == np.float64(expected).tobytes() or (
            found != found and expected != expected
        )
        both += 1
    assert both > len(GRID)


@each_activation
def test_nothing_is_not_hidden(activation: Activation) -> None:
    """nan goes in, nan comes out: a network that has left the range of numbers must not look healthy."""
    assert np.isnan(activation.value(np.array([math.nan]), LEAK)).all()
    for source in (activation.value_source, activation.safe_source):
        assert math.isnan(compiled(source, z="z", leak="leak")(z=math.nan, leak=LEAK))


def test_relu_has_slope_0_at_0() -> None:
    zero = np.zeros(1)
    assert activations()["relu"].slope(zero, zero, LEAK) == 0.0
    assert compiled(activations()["relu"].slope_source, z="z", a="a", leak="leak")(z=0.0, a=0.0, leak=LEAK) == 0.0
    assert activations()["leaky_relu"].slope(zero, zero, LEAK) == LEAK


def test_sigmoid_slope_is_tiny_but_not_0_until_the_last_bit_is_lost() -> None:
    sigmoid_ = activations()["sigmoid"]
    z = np.array([4.59511985, 36.7, 36.75])
    slope = sigmoid_.slope(z, sigmoid_.value(z, 0.0), 0.0)
    assert slope[0] == pytest.approx(0.0099, abs=1e-7)
    assert slope[1] > 0.0
    assert slope[2] == 0.0


@each_loss
def test_loss_is_finite_and_delta_its_derivative_by_z(loss: Loss) -> None:
    z, y = (grid.ravel() for grid in np.meshgrid(STEEP, TARGETS))
    h = np.maximum(1e-5, np.abs(z) * 1e-6)
    value = loss.value(z, sigmoid(z), y)
    assert value.shape == z.shape
    assert np.isfinite(value).all()
    assert (value >= 0.0).all()
    rise = (loss.value(z + h, sigmoid(z + h), y) - loss.value(z - h, sigmoid(z - h), y)) / (2 * h)
    a = sigmoid(z)
    delta = loss.delta(a, y, a * (1.0 - a))
    np.testing.assert_allclose(delta, rise, atol=1e-9)
    flat = loss.delta(a, y, np.zeros_like(a))
    assert (np.array_equal(flat, delta)) is loss.cancels_slope


@each_loss_with_a_target
def test_loss_is_least_where_the_output_meets_the_target(loss: Loss) -> None:
    for y in TARGETS[1:-1]:
        z = np.log(y / (1.0 - y)) + np.linspace(-1.0, 1.0, 21)
        assert loss.value(z, sigmoid(z), np.full_like(z, y)).argmin() == 10


@each_loss
def test_loss_sources_say_what_the_arrays_say(loss: Loss) -> None:
    value = compiled(loss.value_source, z="z", a="a", y="y", error="error", slope="slope")
    delta = compiled(loss.delta_source, error="error", slope="slope")
    for y in TARGETS.tolist():
        for z in STEEP.tolist():
            a = float(sigmoid(np.array(z)))
            given = {"error": a - y, "slope": a * (1.0 - a)}
            expected = float(loss.value(np.array(z), np.array(a), np.array(y)))
            assert value(z=z, a=a, y=y, **given) == pytest.approx(expected, rel=1e-15)
            assert delta(**given) == float(loss.delta(np.array(a), np.array(y), np.array(given["slope"])))


@each_dataset
def test_data_sets_have_a_target_for_every_sample(dataset: Dataset) -> None:
    assert len(dataset.inputs) == len(dataset.targets) == dataset.samples >= 1
    widths = {len(row) for row in dataset.inputs}
    assert len(widths) == 1
    assert min(widths) >= 1
    values = np.array(dataset.inputs)
    assert values.dtype == np.float64
    assert np.isfinite(values).all()
    assert all(isinstance(y, float) and abs(y) <= 1.0 for y in dataset.targets)
    assert dataset.regression or set(dataset.targets) <= {0.0, 1.0}
    assert dataset.label
    assert data_refusal(dataset.own()) is None
    assert dataset.own().dataset.inputs == dataset.inputs


@pytest.mark.parametrize("family", families().values(), ids=lambda family: family.name)
def test_drawn_data_follow_from_number_noise_and_seed(family: Family) -> None:
    name = f"{family.name}:points=50,noise=0.25,seed=7"
    drawn = find_dataset(name)
    assert (drawn.name, drawn.samples) == (name, 50)
    assert drawn.inputs == family.dataset(50, 0.25, 7).inputs
    others = [family.dataset(50, 0.25, 8), family.dataset(50, 0.0, 7)]
    assert all((other.inputs, other.targets) != (drawn.inputs, drawn.targets) for other in others)
    assert find_dataset(f"{family.name}:points=1000").samples == 1000
    if not family.regression:
        assert sum(drawn.targets) == 25, "as many of either kind"


def test_all_sixteen_truth_tables_are_there() -> None:
    tables = [dataset.targets for dataset in datasets().values() if dataset.inputs == CORNERS]
    assert len(tables) == len(set(tables)) == 16


def test_parity_is_odd_ones() -> None:
    parity = datasets()["parity3"]
    assert [sum(row) % 2 for row in parity.inputs] == list(parity.targets)


@pytest.mark.parametrize(
    "scenario",
    ["moons:", "moons:points=3", "moons:points=1001", "moons:noise=1.5", "moons:noise=1e-3", "moons:seed=-1",
     "moons:seed=99999999999", "moons:size=3", "moons:points=٥٠", "xor:points=4", "nor?", ""],
)  # fmt: skip
def test_a_data_set_that_is_not_there_is_refused_with_what_is(scenario: str) -> None:
    assert re.match(
        r"scenario (is|has) .*, but (must be one of and, xor|may have points=4 to 1,000)",
        scenario_refusal(scenario) or "",
    )


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("and", lambda p, q: p and q),
        ("or", lambda p, q: p or q),
        ("xor", lambda p, q: p != q),
        ("nand", lambda p, q: not (p and q)),
        ("nor", lambda p, q: not (p or q)),
        ("xnor", lambda p, q: p == q),
    ],
)
def test_gates_tell_the_truth(name: str, truth: Callable[[bool, bool], bool]) -> None:
    dataset = datasets()[name]
    assert dataset.inputs == ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
    assert dataset.targets == tuple(float(truth(bool(p), bool(q))) for p, q in dataset.inputs)


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


@pytest.mark.parametrize("family", families().values(), ids=lambda entry: entry.name)
def test_noise_pushes_points_to_no_side(family: Family) -> None:
    plain, noisy = (family.draw(np.random.default_rng(1), 2000, noise)[0] for noise in (0.0, 0.5))
    assert np.abs(noisy.mean(axis=0) - plain.mean(axis=0)).max() < 0.06


def test_heaps_lie_about_one_and_minus_one() -> None:
    points, targets = families()["blobs"].draw(np.random.default_rng(1), 2000, 0.0)
    for target, middle in ((0.0, -1.0), (1.0, 1.0)):
        assert points[targets == target].mean(axis=0) == pytest.approx([middle, middle], abs=0.05)


def test_without_noise_the_arms_of_a_spiral_are_opposite_and_end_at_radius_one() -> None:
    points, targets = families()["spiral"].draw(np.random.default_rng(1), 40, 0.0)
    assert np.hypot(*points.T) == pytest.approx(np.repeat(np.arange(1, 21) / 20, 2))
    assert points[0::2] == pytest.approx(-points[1::2])
    assert targets.tolist() == [0.0, 1.0] * 20
