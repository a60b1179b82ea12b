"""Bad input is refused in one short sentence, at once, and never in a traceback."""

from __future__ import annotations

import random
import time
import tracemalloc
import zlib
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.app import main
from game.cli.headless import trace
from game.cli.options import parse
from game.paths import ASSETS
from game.sim import commands as c
from game.sim.campaign.campaign import Chapters, read_campaign
from game.sim.campaign.review_questions import review_questions
from game.sim.engine.simulation import Simulation
from game.sim.files.data_file import DataFileError, data_from
from game.sim.files.data_table import DataTable
from game.sim.files.replay import Player, Replay, ReplayError, TimedCommand, decoded, encoded, recorded
from game.sim.files.share_code import ALPHABET, PREFIX, ShareCodeError, start_from
from game.sim.level.content_error import ContentError, decode
from game.sim.level.level import Level
from game.sim.quoting import LONGEST_QUOTED, quoted, shortened, told_briefly
from game.sim.settings import SPECS, checked
from game.sim.start import Start
from game.sim.start_check import check_start

SHORT = 700


def test_a_code_of_no_text_is_refused() -> None:
    with pytest.raises(ShareCodeError):
        start_from("GBCN06HQ40W0R2ZX0F5K")


def refusal(code: str) -> str:
    """Why the code is refused; nothing if it can be used."""
    try:
        check_start(start_from(code))
    except ShareCodeError as problem:
        return str(problem)
    return ""


def coded(data: bytes) -> str:
    """The share code of any bytes, its checksum right."""
    number = int.from_bytes(b"\x01" + data + zlib.crc32(data).to_bytes(4, "big"), "big")
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
    return PREFIX + digits


@given(st.binary(min_size=6, max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_bytes_in_a_code_bring_a_traceback(data: bytes) -> None:
    assert len(refusal(coded(data))) < SHORT


PIECES: tuple[object, ...] = (
    1,
    True,
    10**30,
    -1,
    1.5,
    "xor",
    "a" * 50,
    b"\xff\xfe",
    None,
    [],
    [2, 2, 1],
    {0: 1},
    {5: "mse"},
    {9: [2, 1]},
)


@pytest.mark.parametrize("seed", range(200))
def test_no_content_of_a_code_brings_a_traceback(seed: int) -> None:
    dice = random.Random(seed)
    pieces = [piece for piece in PIECES if piece != 10**30]
    data = msgspec.msgpack.encode([1, "xor", *(dice.choice(pieces) for _ in range(3))])
    assert len(refusal(coded(data))) < SHORT


def test_a_name_of_many_megabytes_is_refused_in_a_short_sentence() -> None:
    start = msgspec.structs.replace(Start(), scenario="x" * 15_000_000)
    data = encoded(Replay(start=start, ticks=0, state_hash=None, commands=()))
    before = time.perf_counter()
    with pytest.raises(ReplayError) as found:
        decoded(data)
    assert time.perf_counter() - before < 2.0
    assert len(str(found.value)) < SHORT
    assert "start.scenario is 'xxx" in str(found.value)


@pytest.mark.parametrize(
    "value", ["x" * 10_000_000, "x y " * 10_000_000, 10**5000, [1] * 100], ids=["long", "spaced", "digits", "list"]
)
def test_what_is_quoted_is_short(value: object) -> None:
    assert len(quoted(value)) <= LONGEST_QUOTED + 1
    for name in SPECS:
        with pytest.raises(ValueError, match=f"{name} is ") as found:
            checked(name, value)
        assert len(str(found.value)) < SHORT


def test_long_words_and_long_sentences_are_cut() -> None:
    assert shortened("a " + "b" * 1000) == "a " + "b" * 60 + "…"
    assert len(shortened("word " * 100_000)) < SHORT
    assert shortened("nothing to cut") == "nothing to cut"


@pytest.mark.parametrize("value", ["b" * 100_000, "b " * 100_000], ids=["one word", "many words"])
def test_a_long_sentence_keeps_its_end_which_says_what_is_wrong(value: str) -> None:
    told = shortened(f"seed is {value} but must be a number")
    assert len(told) < SHORT
    assert told.startswith("seed is b")
    assert told.endswith(" but must be a number")


@pytest.mark.parametrize(
    ("option", "allowed"),
    [
        ("--seed", "but must be a whole number from 0 to 4,294,967,295"),
        ("--target", "with a sample K of 0 to 3"),
        ("--replay", "cannot be read (File name too long)"),
        ("--exercise", "deaf_neuron"),
        ("--speed", "--help says what each option allows"),
    ],
)
def test_no_option_is_repeated_whole(option: str, allowed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--headless", option, "x y" * 50_000]) == 2
    told = capsys.readouterr().err.strip()
    assert len(told) < SHORT
    assert told.startswith("main.py: ")
    assert told.endswith(allowed)


def test_a_path_is_told_whole() -> None:
    sentence = f"/home/{'folder/' * 100}a.json: it is damaged"
    assert told_briefly(sentence) == sentence


@pytest.mark.parametrize("letter", ["a", "y"])
def test_a_line_of_very_many_names_is_refused_quickly(letter: str) -> None:
    text = ",".join(f"{letter}{k}" for k in range(120_000))
    before = time.perf_counter()
    with pytest.raises(DataFileError, match="names 120,000 columns, but must name at most 8 inputs and 8 targets"):
        data_from(text)
    with pytest.raises(DataFileError, match="that makes 120,000 columns, but there must be at most 8 inputs"):
        DataTable(("x", "y"), (("", ""),)).pasted(text.replace(",", "\t"), 0, 0)
    assert time.perf_counter() - before < 2.0


@pytest.mark.parametrize("values", ['"params":[%s]', '"targets":[%s]'])
def test_a_replay_of_very_many_numbers_is_refused_before_they_take_memory(values: str) -> None:
    file = encoded(recorded(Simulation())).decode()
    field = values.partition(":")[0]
    data = file.replace(f"{field}:null", values % ("0," * 9_000_000 + "0")).encode()
    tracemalloc.start()
    with pytest.raises(ReplayError, match="it holds more than 1,500,000 values"):
        decoded(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1_000_000


DEEP = {
    "digits": "learning_rate = " + "9" * 400,
    "dots": "a" + ".a" * 400_000 + " = 1",
    "too many digits": "x = " + "9" * 5000,
    "brackets": "[" * 100_000,
    "table": "[a" + ".b" * 300_000 + "]",
}


@pytest.mark.parametrize("line", DEEP.values(), ids=DEEP)
def test_toml_is_refused_quickly(line: str) -> None:
    before = time.perf_counter()
    with pytest.raises(ContentError) as found:
        decode(line.encode(), Level, "L01.toml")
    assert time.perf_counter() - before < 1.0
    assert len(str(found.value)) < SHORT


def test_events_of_a_replay_do_not_pile_up() -> None:
    commands = (TimedCommand(0, c.Play()), TimedCommand(0, c.SetBatch(1)), TimedCommand(0, c.SetSpeed(0)))
    player = Player(Replay(start=Start(), ticks=300, state_hash=None, commands=commands))
    while player.step():
        assert not player.simulation.events
    assert player.simulation.tick_count == 300


def campaign_with(folder: Path, old: str, new: str) -> Path:
    for path in (ASSETS / "levels").glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    text = (folder / "chapters.toml").read_text("utf-8")
    assert old in text
    (folder / "chapters.toml").write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_a_review_question_recalls_a_level_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"chapters\[1\]\.review\.recalls is 'L99', but must be one of C01, "):
        read_campaign(campaign_with(tmp_path, 'recalls = "L01"', 'recalls = "L99"'))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('recalls = "L01"', 'recalls = ""', r"chapters\[1\]\.review\.recalls is '', but must be one of C01, "),
        ("number = 2", "number = 1", r"chapters\[1\]\.number is 1, but a chapter before it has it too"),
        (
            'question = "',
            'question = "{nobody} ',
            r"chapters\[1\]\.review has '\{nobody\}', but its question",
        ),
    ],
)
def test_what_does_not_fit_in_the_chapters_is_told_and_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ContentError, match=told):
        read_campaign(campaign_with(tmp_path, old, new))


def test_a_review_question_has_as_many_choices_as_it_needs() -> None:
    chapter = "[[chapters]]\nnumber = 2\nname = 'x'\n[chapters.review]\n"
    text = f"{chapter}by = 'votes_and_bias'\nrecalls = 'L01'\nquestion = 'x'"
    with pytest.raises(ContentError, match="choices are 3, but votes_and_bias needs 4"):
        decode(f"{text}\nchoices = ['x', 'y', 'z']".encode(), Chapters, "chapters.toml")
    with pytest.raises(ContentError, match="two of choices are the same"):
        decode(f"{text}\nchoices = ['x', 'y', 'z', 'x']".encode(), Chapters, "chapters.toml")


@pytest.mark.parametrize("name", review_questions())
def test_the_right_answer_is_always_among_the_choices(name: str) -> None:
    question = review_questions()[name]
    assert all(0 <= question.ask(np.random.default_rng(seed)).right < question.choices for seed in range(20))


def test_a_replay_is_traced_where_it_ends(tmp_path: Path) -> None:
    simulation = Simulation()
    assert simulation.apply(c.Step("epoch", 7))
    path = tmp_path / "a.json"
    path.write_bytes(encoded(recorded(simulation)))
    report = trace(parse(["--headless", "--trace", "--replay", str(path), "--sample", "3"]))
    assert (report["epochs"], report["sample"], report["input"]) == (7, 3, [1.0, 1.0])
    assert report["after"] != report["before"]
    assert not any(text in repr(report) for text in ("-0.0,", "-0.0]"))


def test_a_seed_is_refused_with_all_its_digits() -> None:
    assert Simulation().refusal(c.Reinitialise(2**40)) == "seed is 1,099,511,627,776, but must be 0 to 4,294,967,295"
