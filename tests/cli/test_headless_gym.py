"""The gym's exercises on the command line."""

from __future__ import annotations

import json

import pytest

from game.app import main
from game.sim.gym.kinds import exercise, exercise_kinds


@pytest.mark.parametrize("kind", exercise_kinds())
def test_an_exercise_is_printed_with_its_solution(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--exercise", kind, "--seed", "5", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    made = exercise(kind, 5)
    assert told["question"] == made.question
    assert told["answer"] == made.answer
    assert [wrong["misconception"] for wrong in told["wrong"]] == [wrong.misconception for wrong in made.wrong]
    assert told["seed"] == 5
    assert main(["--exercise", kind, "--seed", "5"]) == 0
    lines = capsys.readouterr().err
    assert f"{kind} 5: {made.question}" in lines
    assert f"rule: {made.rule}" in lines


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--exercise", "yoga"], "--exercise is 'yoga', but must be one of z, a, slope, output_delta"),
        (["--exercise", "z", "--epochs", "3"], "--epochs does nothing with --exercise"),
        (["--exercise", ""], "--exercise is '', but must be one of z, a"),
    ],
)
def test_what_is_no_exercise_is_refused(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err
