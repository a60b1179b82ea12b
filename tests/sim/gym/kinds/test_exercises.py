"""Every exercise takes every right answer, no wrong one, and is true of a network."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from game.sim.dataset import data_refusal
from game.sim.engine.simulation import Simulation
from game.sim.gym.exercise import Exercise, Shown, spelled
from game.sim.gym.kinds import exercise, exercise_kinds
from game.sim.network import Edge, bias_edges, edges

KINDS = tuple(exercise_kinds())


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """Of each kind; `--exercises 2000` draws as many as the design has measured."""
    return range(request.config.getoption("--exercises"))


def careful(made: Exercise) -> list[float | str]:
    """What a careful student may answer: exactly, or with each step rounded to the decimals asked for."""
    given, places = made.given, made.decimals

    def q(x: float) -> float:
        return round(x, places)

    if isinstance(made.answer, str):
        return [made.answer]
    if made.kind == "output_delta":
        a, y = float(given["a"]), float(given["y"])  # type: ignore[arg-type]
        return [made.answer, q(a - y) if given["loss"] != "MSE" else q(q(a - y) * q(a * (1 - a)))]
    if made.kind == "hidden_delta":
        h, pairs = float(given["h"]), zip(given["deltas_after"], given["weights_out"], strict=True)  # type: ignore[arg-type]
        each = [p * w for p, w in pairs]  # type: ignore[operator]
        slope = q(h * (1 - h))
        return [made.answer, q(q(sum(each)) * slope), q(sum(map(q, each)) * slope)]
    if made.kind == "update":
        w, g, rate = (float(given[name]) for name in ("w", "gradient", "rate"))  # type: ignore[arg-type]
        return [made.answer, q(w - q(rate * g))]
    return [made.answer, q(made.answer)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_right_answer_is_rejected_and_no_wrong_one_accepted(kind: str, seeds: range) -> None:
    rejected = accepted = 0
    for seed in seeds:
        made = exercise(kind, seed)
        rejected += sum(not made.holds(answer) for answer in careful(made))
        accepted += sum(made.holds(mistake.value) for mistake in made.wrong)
        for mistake in made.wrong:
            assert made.judged(mistake.value).mistake == mistake.misconception
    assert (rejected, accepted) == (0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_what_its_picture_shows_and_lights_is_in_its_network(kind: str) -> None:
    for seed in range(12):
        picture = exercise(kind, seed).picture
        layers = picture.start.settings.layers
        there = {*edges(layers), *bias_edges(layers)}
        assert {*picture.lit, *picture.drawn} <= there
        for shown in picture.shows:
            assert 0 <= shown.layer < len(layers)
            assert 0 <= shown.unit < layers[shown.layer]
            assert shown.source is None or Edge(shown.layer - 1, shown.unit, shown.source) in there


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_for_the_same_seed_and_another_for_others(kind: str) -> None:
    assert exercise(kind, 7) == exercise(kind, 7)
    assert len({exercise(kind, seed).question for seed in range(30)}) > 5 if kind != "a" else 3


@pytest.mark.parametrize("kind", KINDS)
def test_all_of_it_is_true_of_a_network(kind: str) -> None:
    """What the picture shows is what the simulation finds, and it is what was given and asked."""
    for seed in range(12):
        made = exercise(kind, seed)
        picture, start = made.picture, made.picture.start
        assert data_refusal(start.data) is None  # type: ignore[arg-type]
        state = Simulation(start).snapshot()
        assert state.batch.traces[0].z[0].tolist() == picture.trace.z[0].tolist()
        for shown in picture.shows:
            if shown.what == "after" and shown.source is not None:
                stepped = float(state.next_params.weights[0][shown.unit, shown.source])
                assert picture.value(shown) == pytest.approx(stepped, abs=1e-12)
        found = [spelled(picture.value(shown)) for shown in picture.shows]
        asked = [picture.value(shown) for shown in picture.shows if shown.asked]
        if isinstance(made.answer, float):
            assert any(math.isclose(value, made.answer, abs_tol=6e-4 if kind == "a" else 1e-9) for value in asked)
        given = [
            value for values in made.given.values() for value in (values if isinstance(values, list) else [values])
        ]
        weights = [spelled(float(w)) for layer in picture.params.weights for w in layer.ravel()]
        rate = spelled(start.settings.learning_rate)
        known = {*found, *weights, rate, "0", "1", "MSE", "cross-entropy", *(text[1] for text in made.table)}
        known |= {value.rstrip("0").rstrip(".") for value in known}
        assert all((value if isinstance(value, str) else spelled(value)) in known for value in given), (given, known)
        for edge in (*picture.lit, *picture.drawn):
            assert 0 <= edge.layer < len(start.settings.layers) - 1
        if made.choices:
            sizes = [abs(value) for value in asked]
            assert made.answer in made.choices
            if kind == "biggest_mover":
                assert made.choices[sizes.index(max(sizes))] == made.answer
            if kind == "deaf_neuron":
                assert made.choices[sizes.index(min(sizes))] == made.answer


@pytest.mark.parametrize("kind", KINDS)
def test_its_words_are_short_and_end_where_they_should(kind: str) -> None:
    for seed in range(20):
        made = exercise(kind, seed)
        assert len(made.question) < 240
        assert made.question.endswith(("?", "decimals?"))
        assert "-" not in made.question.replace("cross-entropy", "")
        assert not any("-" in step.replace("cross-entropy", "") or "nan" in step for step in made.steps)
        assert 1 <= len(made.steps) <= 3
    for kinds in exercise_kinds()[kind].practises.values():
        assert kinds in KINDS


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-0.00675, "−0.0068"),
        (-0.0067500000000000004, "−0.0068"),
        (2.0, "2"),
        (-1e-9, "0"),
        (10.0, "10"),
        (0.1875, "0.1875"),
    ],
)
def test_numbers_are_spelled_in_one_way(value: float, text: str) -> None:
    assert spelled(value) == text


def test_a_quantity_of_every_sort_can_be_shown() -> None:
    made = exercise("deaf_neuron", 1)
    assert made.picture.value(Shown("target", 2, 0)) == 0.0
    assert math.isclose(made.picture.value(Shown("a", 2, 0)), 0.1)
    assert made.picture.value(Shown("sum", 1, 0)) == pytest.approx(made.given["error"][0])  # type: ignore[index]


def test_a_wrong_answer_is_called_by_how_one_comes_to_it() -> None:
    called: dict[str, dict[str, Callable[..., float]]] = {
        "a": {
            "no squashing: z taken for a": lambda z: z,
            "sign of z": lambda z: round(1.0 / (1.0 + math.exp(z)), 3),
            "ReLU taken for sigmoid": lambda z: max(z, 0.0),
        },
        "slope": {
            "slope and δ taken for one": lambda a, y: (a - y) * a * (1.0 - a),
            "error taken for the slope": lambda a, y: a - y,
            "only 1 − a": lambda a, y: 1.0 - a,
            "a squared": lambda a, y: a**2,
            "a taken for the slope": lambda a, y: a,
        },
        "gradient": {
            "activation forgotten": lambda delta, a, w: delta,
            "own weight in place of the activation": lambda delta, a, w: delta * w,
            "δ forgotten": lambda delta, a, w: a,
            "added": lambda delta, a, w: delta + a,
            "slope used once more": lambda delta, a, w: delta * (a - a**2),
        },
        "update": {
            "along the gradient": lambda w, gradient, rate: w + rate * gradient,
            "rate forgotten": lambda w, gradient, rate: w - gradient,
            "step taken for the weight": lambda w, gradient, rate: -rate * gradient,
            "step in per cent of the weight": lambda w, gradient, rate: w - w * rate * gradient,
            "gradient taken for the weight": lambda w, gradient, rate: gradient,
        },
        "output_delta": {
            "slope kept where it cancels": lambda a, y, loss: (a - y) * a * (1.0 - a),
            "slope forgotten": lambda a, y, loss: a - y,
            "error forgotten": lambda a, y, loss: a * (1.0 - a),
            "error squared": lambda a, y, loss: (a - y) ** 2 * a * (1.0 - a),
            "loss taken for δ": lambda a, y, loss: 0.5 * (a - y) ** 2,
        },
    }
    for kind, slips in called.items():
        met = set()
        for seed in range(40):
            made = exercise(kind, seed)
            for mistake in made.wrong:
                if mistake.misconception in slips:
                    given = {name: value for name, value in made.given.items() if name != "table"}
                    assert mistake.value == pytest.approx(slips[mistake.misconception](**given)), mistake
                    met.add(mistake.misconception)
        assert met == set(slips), kind
