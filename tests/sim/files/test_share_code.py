"""Share codes restore scenario, seed, settings and targets to the bit, forgive how they are typed, and catch every
wrong character."""

from __future__ import annotations

import random
import re
import struct
import zlib
from functools import partial
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim.activations import activations, output_activations
from game.sim.compatibility import misfit
from game.sim.dataset import OWN, Dataset, OwnData
from game.sim.datasets import datasets
from game.sim.engine.simulation import Simulation
from game.sim.files.share_code import (
    ALPHABET,
    GROUP,
    LONGEST,
    PREFIX,
    NeedsDataError,
    ShareCodeError,
    share_code,
    start_from,
)
from game.sim.limits import LARGEST_SEED
from game.sim.losses import losses
from game.sim.network import INITS, fitted
from game.sim.optimizers import optimizers
from game.sim.settings import BIASES, ORDERS, SPECS, UPDATES, Settings
from game.sim.start import Start

NUMBERS = {name: spec for name, spec in SPECS.items() if spec.highest > spec.lowest}
CHOICES = {
    "activation": tuple(activations()),
    "loss": tuple(losses()),
    "update": UPDATES,
    "output": tuple(output_activations()),
    "biases": BIASES,
    "init": INITS,
    "order": ORDERS,
    "optimizer": tuple(optimizers()),
}


def numbers(name: str) -> st.SearchStrategy[float]:
    if NUMBERS[name].whole:
        return st.integers(int(NUMBERS[name].lowest), int(NUMBERS[name].highest))
    return st.floats(NUMBERS[name].lowest, NUMBERS[name].highest)


LAYERS = st.lists(st.integers(1, 8), max_size=8).map(lambda hidden: (2, *hidden, 1))
SETTINGS = st.builds(
    Settings,
    **{name: numbers(name) for name in NUMBERS},
    **{name: st.sampled_from(choices) for name, choices in CHOICES.items()},
    layers=LAYERS,
).filter(lambda settings: misfit(settings) is None)


def fitting(dataset: Dataset, settings: Settings) -> Settings:
    loss = "mse" if dataset.regression and settings.loss == "cross_entropy" else settings.loss
    return msgspec.structs.replace(settings, layers=fitted(settings.layers, len(dataset.inputs[0]), 1), loss=loss)


def starts(scenario: str) -> st.SearchStrategy[Start]:
    dataset = datasets()[scenario]
    targets = st.tuples(*[st.floats(0.0, 1.0)] * len(dataset.targets)) if dataset.samples <= 16 else st.none()
    seeds = st.integers(0, LARGEST_SEED)
    settings = (SETTINGS | st.just(Settings())).map(partial(fitting, dataset))
    return st.builds(Start, scenario=st.just(scenario), seed=seeds, settings=settings, targets=st.none() | targets)


STARTS = st.sampled_from(list(datasets())).flatmap(starts)


def bits(start: Start) -> list[Any]:
    """Everything in `start`, floats as their bytes."""

    def exact(value: Any) -> Any:
        if isinstance(value, tuple):
            return [exact(each) for each in value]
        return struct.pack("<d", value) if isinstance(value, float) else value

    return [
        exact(value) for value in (start.scenario, start.seed, start.targets, *msgspec.structs.astuple(start.settings))
    ]


@given(STARTS)
@example(Start())
@example(Start(settings=Settings(bias_init=-0.0, weight_init=-0.0)))
def test_a_code_restores_everything_to_the_bit(start: Start) -> None:
    code = share_code(start)
    assert bits(start_from(code)) == bits(start)
    assert len(code.replace("-", "")) <= LONGEST


def test_the_longest_code_there_can_be_is_read() -> None:
    start = Start(
        scenario=max((name for name, dataset in datasets().items() if len(dataset.targets) == 4), key=len),
        seed=LARGEST_SEED,
        settings=Settings(
            learning_rate=0.1 + 0.2, activation="leaky_relu", leak=1 / 3, loss="cross_entropy", update="sample",
            weight_init=10 / 3, bias_init=-4 / 3, lock_threshold=0.1 / 3, animation_speed=2 / 3,
            layers=(2, *[8] * 8, 1),
        ),
        targets=(1 / 3, 2 / 3, 1 / 7, 1 / 9),
    )  # fmt: skip
    assert start_from(share_code(start)) == start


def test_a_code_looks_like_one() -> None:
    code = share_code(Start(scenario="and", seed=1234))
    assert re.fullmatch(rf"{PREFIX}(-[{ALPHABET}]{{1,{GROUP}}})+", code)
    assert len(code) < 40, "the usual ones are short"


def test_the_same_start_has_the_same_code_and_another_one_another() -> None:
    starts = [Start(seed=seed, scenario=name) for seed in range(50) for name in ("and", "xor")]
    assert len({share_code(start) for start in starts}) == 100
    assert share_code(starts[3]) == share_code(starts[3])


def test_parameters_set_by_hand_are_not_part_of_it() -> None:
    assert share_code(Start(params=(1.0,) * 9)) == share_code(Start())


def test_a_running_session_is_shared_as_it_is_set_now() -> None:
    simulation = Simulation(Start(scenario="or", seed=6))
    for command in (c.Step("epoch", 20), c.Set("learning_rate", 0.7), c.SetTarget(1, 0.5), c.Set("weight_init", 3.0)):
        assert simulation.apply(command)
    start = start_from(share_code(simulation.as_start()))
    assert (start.scenario, start.seed, start.targets) == ("or", 6, (0.0, 0.5, 1.0, 1.0))
    assert (start.settings.learning_rate, start.settings.weight_init) == (0.7, 3.0)
    assert Simulation(start).snapshot().targets == simulation.snapshot().targets


# -- how it may be typed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\n",
        lambda code: "\t".join(code),
        lambda code: code.replace("1", "I").replace("0", "O"),
        lambda code: code.replace("1", "l").replace("0", "o"),
        lambda code: "-".join(code.replace("-", "")),
        lambda code: code.replace("-", "–"),
        lambda code: code.replace("-", "−"),
        lambda code: f"“{code}”.",
    ],
)  # fmt: skip
def test_how_it_is_typed_does_not_matter(change: Any) -> None:
    for seed in range(20):
        start = Start(seed=seed * 7919, scenario="nand", settings=Settings(learning_rate=0.1 * (seed + 1)))
        assert start_from(change(share_code(start))) == start


# -- what is caught ----------------------------------------------------------------------------------------------------

CODES = [share_code(Start(seed=seed, scenario=name)) for seed, name in ((3, "xor"), (LARGEST_SEED, "and"))]
CODES.append(share_code(Start(settings=Settings(learning_rate=0.3, layers=(2, 3, 1)), targets=(0.1, 0.2, 0.3, 0.4))))


@pytest.mark.parametrize("code", CODES)
def test_every_single_wrong_character_is_caught(code: str) -> None:
    for at, right in enumerate(code):
        for wrong in ALPHABET:
            if right not in ("-", wrong):
                with pytest.raises(ShareCodeError):
                    start_from(code[:at] + wrong + code[at + 1 :])


@pytest.mark.parametrize("code", CODES)
def test_swapped_missing_and_extra_characters_are_caught(code: str) -> None:
    plain = code.replace("-", "")
    for at in range(len(PREFIX), len(plain)):
        swapped = plain[: at - 1] + plain[at] + plain[at - 1] + plain[at + 1 :]
        wrong = [plain[:at] + plain[at + 1 :], plain[:at] + "7" + plain[at:], plain[:at]]
        for text in [*wrong, *([swapped] if plain[at] != plain[at - 1] else [])]:
            with pytest.raises(ShareCodeError):
                start_from(text)


def test_two_wrong_characters_are_caught() -> None:
    dice = random.Random(4)
    for _ in range(3000):
        text = list(dice.choice(CODES).replace("-", ""))
        for at in dice.sample(range(len(PREFIX), len(text)), 2):
            text[at] = dice.choice(ALPHABET.replace(text[at], ""))
        with pytest.raises(ShareCodeError):
            start_from("".join(text))


def sealed(content: object) -> str:
    """A code with a right checksum around any content."""
    data = msgspec.msgpack.encode(content)
    number, digits = int.from_bytes(b"\x01" + data + zlib.crc32(data).to_bytes(4, "big"), "big"), ""
    while number:
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
    return PREFIX + digits


WRONG = [
    ([3, "xor", 1, {}, None], "version 3"),
    ([1, "xxor", 1, {}, None], "scenario"),
    ([1, "xor", -1, {}, None], "seed"),
    ([1, "xor", 2**40, {}, None], "seed"),
    ([1, "xor", 1, {0: 1e9}, None], "learning_rate"),
    ([1, "xor", 1, {0: "much"}, None], "learning_rate"),
    ([1, "xor", 1, {0: float("nan")}, None], "learning_rate"),
    ([1, "xor", 1, {99: 1.0}, None], ""),
    ([1, "xor", 1, {-1: 1.0}, None], ""),
    ([1, "xor", 1, {9: [2, 2, 2]}, None], "layers"),
    ([1, "xor", 1, {9: [2, 10**6, 1]}, None], "layers"),
    ([1, "xor", 1, {}, [0.0]], "targets"),
    ([1, "xor", 1, {}, [0.0, 1.0, 1.0, float("inf")]], "targets"),
    ([1, "xor"], ""),
    ({"version": 1, "more": "of it"}, ""),
    ("a text without any meaning", ""),
]


@pytest.mark.parametrize(("content", "word"), WRONG, ids=str)
def test_a_right_checksum_does_not_make_it_right(content: object, word: str) -> None:
    with pytest.raises(ShareCodeError, match="another version of Glassbox") as caught:
        start_from(sealed(content))
    assert word in str(caught.value)


def test_sealed_is_how_codes_are_made() -> None:
    assert start_from(sealed([1, "or", 5, {0: 0.5}, None])) == Start(
        scenario="or", seed=5, settings=Settings(learning_rate=0.5)
    )


@given(
    st.text(max_size=60)
    | st.text(ALPHABET + "GB-", max_size=60).map(lambda text: PREFIX + text)
    | st.binary().map(repr)
)
@example("")
@example(PREFIX)
@example("GB" + "0" * 398)
@example("GB-ßßßßß-ßßßßß-ßßßßß-ßßßßß")
@example("GB" + "٣" * 20)
@example("9" * 100_000)
def test_garbage_gets_a_sentence(text: str) -> None:
    with pytest.raises(ShareCodeError) as caught:
        start_from(text)
    told = str(caught.value)
    assert told.startswith(("a share code", "the share code"))
    assert len(told) < 200
    assert "\n" not in told


@given(st.binary(max_size=40))
def test_any_content_with_a_right_checksum_is_read_or_refused(data: bytes) -> None:
    number, digits = int.from_bytes(b"\x01" + data + zlib.crc32(data).to_bytes(4, "big"), "big"), ""
    while number:
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
    try:
        start = start_from(PREFIX + digits)
    except ShareCodeError:
        return
    assert start_from(share_code(start)) == start


def own_start(samples: int, **fields: Any) -> Start:
    rows = tuple((k / 3, -k / 7, k % 2 / 1.0) for k in range(samples))
    data = OwnData(("width", "height"), ("y",), rows, "Leaves")
    return Start(scenario=OWN, data=data, settings=Settings(learning_rate=0.3), **fields)


def test_a_code_carries_up_to_sixteen_samples() -> None:
    start = own_start(16, targets=tuple(k / 16 for k in range(16)))
    code = share_code(start)
    assert start_from(code) == start
    assert len(code.replace("-", "")) <= LONGEST
    widest = OwnData(
        tuple(f"{'x' * 38}{k}" for k in range(8)),
        ("y",),
        tuple(tuple(random.Random(k).uniform(-1e6, 1e6) for _ in range(9)) for k in range(16)),
    )
    start = Start(scenario=OWN, data=widest, settings=Settings(layers=(8, 2, 1)))
    assert start_from(share_code(start)) == start


def test_a_code_says_that_the_file_is_needed_beyond() -> None:
    start = own_start(17)
    code = share_code(start)
    assert len(code) < 200
    with pytest.raises(
        NeedsDataError, match="about the data 'Leaves', 17 samples that it does not carry: open their file"
    ):
        start_from(code)
    with pytest.raises(NeedsDataError):
        start_from(code, own_start(18).data or None)
    assert isinstance(start.data, OwnData)
    renamed = msgspec.structs.replace(start.data, name="leaves (2)")
    assert start_from(code, renamed) == msgspec.structs.replace(start, data=renamed)


def test_targets_set_by_hand_in_a_large_data_set_need_its_file_too() -> None:
    moons = datasets()["moons"]
    start = Start(scenario="moons", targets=(0.5, *moons.targets[1:]))
    with pytest.raises(NeedsDataError):
        start_from(share_code(start))
    assert start_from(share_code(start), moons.own(start.targets)).dataset.targets == start.targets
    assert start_from(share_code(Start(scenario="moons"))) == Start(scenario="moons")
