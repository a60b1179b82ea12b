"""Mistakes in a level's file: one sentence with file, field, value and what is allowed, and never another error."""

from __future__ import annotations

import copy
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.sim.campaign.campaign import read_campaign
from game.sim.campaign.concepts import ConceptCheck
from game.sim.level.content_error import MOST_BYTES, ContentError, convert, decode
from game.sim.level.level import Level
from game.sim.level.level_file import read_level
from tests.support.campaign_files import FIRST_EDITION
from tests.support.level_tables import level_from

FILES = sorted(path for path in FIRST_EDITION.glob("*.toml") if path.name != "chapters.toml")
RAW = [tomllib.loads(path.read_text("utf-8")) for path in FILES]


def changed(number: int, path: str, value: object) -> dict[str, Any]:
    """The tables of a level with one field set; None takes it away."""
    raw = copy.deepcopy(RAW[number - 1])
    at: Any = raw
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in way:
        at = at[part]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return raw


MISTAKES = [
    (7, "title", None, "title is missing"),
    (7, "title", 3, "title is 3"),
    (7, "colour", "red", "colour is no field: allowed are id, chapter, title"),
    (7, "chapter", 9, "chapter is 9"),
    (7, "id", "seven", "id is 'seven'"),
    (7, "kind", "learn", "kind is 'learn', but must be one of 'answer', 'assign', "),
    (7, "epochs", 0, "epochs is missing, but a level of kind train needs it"),
    (7, "epochs", 10_001, "epochs is 10001"),
    (7, "hints", ["only one"], "hints has 1 entry, but must have at least 2"),
    (7, "start.scenario", "maybe", "start: scenario is 'maybe', but must be one of and, xor"),
    (7, "start.settings.learning_rate", 1000, "learning_rate is 1000, but must be a number from 0.001 to 100"),
    (7, "start.settings.layers", [2, 2, 1], "layers is not a level's to set"),
    (7, "start.biases", None, "weights and biases must be given together"),
    (7, "start.weights.0.0.0", 1001.0, "but must be a number from -1,000 to 1,000"),
    (7, "start.weights.0.0.0", float("nan"), "start.weights[0][0][0] is nan, but must be a finite number"),
    (7, "start.weights", [[[1, 2], [1]], [[1, 1]]], "weights[0] must have a row of 2 numbers for each of the 2 biases"),
    (7, "start.weights", [[[1, 2]], [[1]]], "weights[0] must have a row of 2 numbers for each of the 2 biases[0]"),
    (3, "start.targets", [0, 1], "targets has 2 numbers, but and has 4 targets"),
    (3, "start.targets.2", 1.5, "start.targets[2] is 1.5"),
    (7, "controls.0.name", "speed", "no edge 'speed'"),
    (7, "controls.0.values", [], "a control has either values or from, to and step"),
    (7, "controls.0.values.0", 1e9, "learning_rate is 1000000000.0, but must be a number from 0.001 to 100"),
    (1, "controls.0.step", -1, "step is -1"),
    (1, "controls.0.step", 1e-9, "in at most 1001 values"),
    (7, "controls", [{"name": f"say_{k}", "loose": True, "values": ["up", "down"]} for k in range(14)],
     "controls are 14, which their panel has no room for: one with words counts 3, one with numbers 2, and"),
    (1, "controls.1.name", "h1->out", "controls has 'h1->out' 2 times, but each must be its own"),
    (14, "controls.0.scales.0", "x9->h1", "no edge 'x9->h1'"),
    (7, "prediction.answer", 4, "prediction.answer is 4, but must be 0 to 3"),
    (7, "prediction.computed.by", "guess", "prediction.computed.by is 'guess', but must be one of above_half, pull"),
    (7, "prediction.computed.measure.metric", "luck", "must be one of max_err, first_epoch_max_err_below"),
    (7, "prediction.choices.0", {"text": "never"}, "a choice has either is, or from and below"),
    (7, "stars.0.needs.0.measure.metric", "luck", "stars[0].needs[0].measure.metric is 'luck', but must be one of"),
    (7, "stars.0.needs.0.measure.error", 1.0, "stars[0].needs[0].measure.error is 1.0"),
    (7, "stars.0.needs.0.at_most", "soon", "stars[0].needs[0].at_most is 'soon'"),
    (7, "stars.0.needs.0.below", 3, "exactly one of below, at_most, at_least and exactly"),
    (7, "stars.0.needs", [], "stars[0].needs has 0 entries, but must have at least 1"),
    (7, "stars.2", None, "stars has 2 entries, but must have at least 3"),
    (7, "why.wrong", ["one"], "why.wrong has 1 entry, but must have at least 2"),
    (7, "claim.holds", "hope", "holds is 'hope', but must be one of right"),
    (7, "solutions.0.script.1.do", "fly", "solutions[0].script[1].do is 'fly', but must be one of play, pause"),
    (7, "solutions.0.script.1.control", "leak", "script[1].control is 'leak', but must be one of learning_rate"),
    (7, "solutions.0.script.1.value", 3, "script[1].value: Learning rate η is 3, but must be one of 0.01"),
    (7, "solutions.0.script.0.choice", 9, "choice is 9, but must be 0 to 3"),
    (7, "population", {"networks": 5}, "population is given, but only a level of kind population has it"),
    (2, "questions.0.edge", "h3->out", "no edge 'h3->out'"),
    (2, "questions.0.ask", "why", "questions[0].ask is 'why', but must be one of gradient, delta"),
    (2, "stars.0.needs.0.measure.names", ["arrow"], "has the question 'arrow', but known are arrows"),
    (4, "questions.0.net", "D", "deals[0].nets has no 'D', but question A_gW2_0 is about it"),
    (13, "questions.0.neuron", "h7", "neuron is 'h7', but must be one of h1, h2, out"),
    (17, "medicines.3.rate_factor", 1000.0, "η ÷ 10 cannot be given to Twins, since learning_rate is 5000.0"),
    (17, "prediction.computed.medicine", "tea", "medicine is 'tea', but must be one of the level's medicines"),
    (17, "patients.1.name", "Twins", "patients has 'Twins' 2 times"),
    (18, "controls.0.name", "h1->out", "is no number"),
    (7, "start.weights.0.1.0", 1e30, "start: weights[0][1][0] is 1e+30, but must be a number from -1,000 to 1,000"),
    (7, "start.biases.1.0", -5000, "start: biases[1][0] is -5,000, but must be a number from -1,000 to 1,000"),
    (7, "controls.0.name", "learning_rte", "name: no setting and no edge 'learning_rte': allowed are w1 to w6"),
    (7, "controls.0.values.1", 1e9, "controls[0]: values[1]: learning_rate is 1000000000.0, but must be a number"),
    (1, "claim.varies.0", "h9", "claim: varies: no edge 'h9'"),
    (1, "prediction.computed.trial.parameters.h1->out", "up", "trial.parameters.h1->out is 'up': expected `float`"),
    (1, "prediction.computed.trial.parameters.h1->out", 1e30, "parameters.h1->out is 1e+30, but must be a number"),
    (7, "solutions.0.measured.ups", 3, "solutions[0].measured has 'ups', but the stars measure first_epoch"),
    (7, "solutions.0.measured", {"a.b": 1, "c.d": "x"}, "solutions[0].measured.c.d is 'x': expected `float`"),
    (7, "solutions.0.script.2.speed", 3, "solutions[0].script[2].speed is no field"),
    (7, "proof.shares.0", 4, "proof.shares[0] is 4"),
    (8, "verdict.after_tries", 1000, "verdict.after_tries is 1000"),
    (10, "prediction.computed.to.scenario", "", "prediction.computed.to: scenario is '', but must be one of and, xor"),
    (4, "deals.1.nets.0.name", "Z", "deals[1].nets have the names B, C, Z, but must have those of deals[0]: A, B, C"),
    (4, "solutions.0.script.1.value", "many", "script[1].value is 'many': the answer to A_gW2_0 must be a number"),
    (17, "solutions.0.script.1.medicine", "tea", "script[1].medicine is 'tea', but must be one of redraw weights"),
    (17, "patients.0.name", "", "patients[0].name is ''"),
    (7, "controls", [{"name": f"say_{k}", "loose": True, "values": [1.0, "never"]} for k in range(21)],
     "controls are 21, which their panel has no room for: one with words counts 3, one with numbers 2, and together "
     "they may come to 40, not 42"),
    (7, "solutions.0", None, "solutions has none for 1 star, but must have one each for one, two and three"),
    (7, "solutions.1", None, "solutions has none for 2 stars, but must have one each for one, two and three"),
    (7, "solutions.2", None, "solutions has none for 3 stars, but must have one each for one, two and three"),
    (7, "hints.0", "word " * 25 + ".", "hints[0] has 26 words, but may have 24"),
    (7, "aha", "No end", "aha is 'No end', but must end with . ? ! or …"),
    (7, "idea", "word " * 50, "prediction.choices have 92 words together, but may have 60"),
    (7, "goal", "Lower than -2.", "goal is 'Lower than -2.': a minus sign is spelt −"),
    (7, "goal", "Change h1.", "goal is 'Change h1.': neurons are called as in the network"),
    (7, "prediction.choices.1.text", "before epoch 50", "prediction.choices has 'before epoch 50' 2 times"),
    (7, "why.wrong.1", "the computer rounds too much", "why has a choice twice"),
    (7, "start.scenario", "x" * 500, f"scenario is '{'x' * 59}…, but must be one of and, xor"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "path", "value", "sentence"), MISTAKES)
def test_a_mistake_is_told_in_a_sentence(number: int, path: str, value: object, sentence: str) -> None:
    with pytest.raises(ContentError) as caught:
        level_from(changed(number, path, value), "file.toml")
    message = str(caught.value)
    assert message.startswith("file.toml: ")
    assert sentence in message
    assert "\n" not in message


def test_a_level_of_answers_has_deals_of_its_own_which_no_drawer_stands_for() -> None:
    raw = changed(4, "deals", None)
    for tables in (raw, {**raw, "deal": {"by": "one_edge"}}):
        with pytest.raises(ContentError, match="deals is missing, but a level of kind answer needs it"):
            level_from(tables, "file.toml")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"id = ", "is no TOML file: Invalid value (at end of document)"),
        (b"\xff\xfe", "is no text in UTF-8: byte 1 of it cannot be read"),
        (b"a = " + b"[" * 5000, "is no TOML file"),
        (b"a = " + b"9" * 5000, "is no TOML file"),
        (b"id = 1\n" + b"a." * 201 + b"a = 1", "is no TOML file: line 2 has 201 dots, but may have 200"),
        (b"#" * (MOST_BYTES + 1), "has more than 1,000,000 bytes, which no such file has"),
        (b"", "id is missing"),
    ],
    ids=["cut", "bytes", "deep", "long", "dots", "large", "empty"],
)
def test_what_is_no_level_is_said_so(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "99-odd.toml"
    path.write_bytes(data)
    with pytest.raises(ContentError, match=r"^99-odd\.toml") as caught:
        read_level(path)
    assert sentence in str(caught.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_level(tmp_path / "none.toml")
    with pytest.raises(ContentError, match="cannot be read"):
        read_campaign(tmp_path)


def test_levels_must_have_ids_and_chapters_of_their_own(tmp_path: Path) -> None:
    for path in (FIRST_EDITION / "chapters.toml", FILES[0]):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert len(read_campaign(tmp_path).levels) == 1
    (tmp_path / "02-again.toml").write_bytes(FILES[0].read_bytes())
    with pytest.raises(ContentError, match=r"id is L01, but another level has it too"):
        read_campaign(tmp_path)


def test_a_file_is_checked_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / FILES[0].name
    path.write_bytes(FILES[0].read_bytes())
    first = read_level(path)
    assert read_level(path) is first
    path.write_bytes(FILES[0].read_bytes().replace(first.title.encode(), b"Another title"))
    assert read_level(path).title == "Another title"
    path.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(ContentError, match="id is missing"):
            read_level(path)


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.integers(-3, 3), max_size=4),
    st.dictionaries(st.sampled_from(["name", "metric", "is", "do", "by", "ask", "x"]), st.text(max_size=4), max_size=3),
    st.sampled_from(
        ["h1->out", "learning_rate", "loss", "max_err", "run", "L01", "manual", "xor", "only_10", [], {}, [[]], 0, 1]
    ),
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += places(inner, (*path, key))
    elif isinstance(value, list):
        for k, inner in enumerate(value):
            found += places(inner, (*path, k))
    return found


@given(data=st.data())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_file_nothing_but_a_content_error_is_raised(data: st.DataObject) -> None:
    raw = copy.deepcopy(RAW[data.draw(st.integers(0, len(RAW) - 1))])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places(raw)))
        at: Any = raw
        for part in place[:-1]:
            at = at[part]
        action = data.draw(st.sampled_from(["replace", "delete", "rename"]))
        if action == "replace":
            at[place[-1]] = copy.deepcopy(data.draw(JUNK))
        else:
            gone = at.pop(place[-1])
            if action == "rename" and isinstance(at, dict):
                at[data.draw(st.text(max_size=6))] = gone
    with suppress(ContentError):
        assert isinstance(level_from(raw, "file.toml"), Level)


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with pytest.raises(ContentError):
        decode(data, Level, "x.toml")


@given(st.dictionaries(st.text(max_size=8), JUNK, max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_table_crashes_the_concepts(raw: dict[str, Any]) -> None:
    with pytest.raises(ContentError):
        convert(raw, ConceptCheck, "concepts.toml")
