"""Every data set there is: what a new file must hold to is tested as soon as it is there."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from game.sim.dataset import Dataset, data_refusal
from game.sim.datasets import CORNERS, Family, datasets, families, find_dataset, scenario_refusal

each_dataset = pytest.mark.parametrize("dataset", datasets().values(), ids=lambda entry: entry.name)


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


def test_a_seed_draws_the_heaps_that_it_always_drew() -> None:
    """A saved session or a share code names its data by the seed alone."""
    pushed = np.random.default_rng(7).normal(0.0, 0.5, (6, 2))
    middles = np.array([[-1.0], [1.0]] * 3)
    assert np.array(find_dataset("blobs:points=6,noise=0.2,seed=7").inputs) == pytest.approx(middles + pushed, abs=6e-4)


def test_a_sample_alone_is_the_one_that_its_name_says() -> None:
    alone = {name[-2:]: data.inputs for name, data in datasets().items() if name.startswith("only_")}
    assert alone == {f"{int(p)}{int(q)}": ((p, q),) for p, q in CORNERS}
