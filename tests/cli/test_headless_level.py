"""Levels from the command line: what a script wins, the list of levels, and refusals with exit status 2."""

from __future__ import annotations

import json
import math
from pathlib import Path

import msgspec
import pytest

from game.app import main
from game.cli.report import print_report
from game.paths import ASSETS
from tests.support.campaign_files import first_edition, level


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    report = json.loads(out)
    assert isinstance(report, dict)
    return report


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def script(tmp_path: Path, acts: object) -> str:
    path = tmp_path / "script.json"
    path.write_bytes(msgspec.json.encode(acts))
    return str(path)


def test_a_script_may_answer_with_an_expression(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acts: list[dict[str, object]] = [
        {"do": "predict", "choice": 0},
        {"do": "answer", "name": "A_gW2_0", "value": "(0,7740−1)×0.1749·0.7311"},
        {"do": "run"},
    ]
    report = printed(capsys, "--headless", "--level", "L04", "--do", script(tmp_path, acts))
    assert report["stars"] == 1
    acts[1]["value"] = "minus 0.03"
    told = refused(capsys, "--headless", "--level", "L04", "--do", script(tmp_path, acts))
    assert "the answer to A_gW2_0 must be a number, but 'minus' cannot be read" in told


@pytest.mark.parametrize("name", ["L01", "L05", "L07", "L17", "L18"])
def test_a_script_wins_what_the_level_says(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    solution = level(name).solutions[-1]
    report = printed(capsys, "--headless", "--level", name, "--do", script(tmp_path, solution.script))
    assert list(report) == ["level", "won", "stars", "measures", "epochs", "runs"]
    assert (report["level"], report["won"], report["stars"]) == (name, True, 3)
    assert report["runs"] == 1
    assert report["epochs"] == {"L07": 30, "L17": 1000, "L18": 500}.get(name, 0)
    measures = report["measures"]
    assert isinstance(measures, dict)
    for key, value in solution.measured.items():
        assert measures[key] == pytest.approx(value, rel=1e-9)


def test_the_script_in_the_documentation_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from game.sim.level import actions as level_actions

    assert level_actions.__doc__ is not None
    example = level_actions.__doc__.split("\n\n")[2]
    path = tmp_path / "example.json"
    path.write_text(example)
    report = printed(capsys, "--headless", "--level", "L07", "--do", str(path))
    assert report == {
        "level": "L07",
        "won": True,
        "stars": 3,
        "measures": {"first_epoch_max_err_below_0.3": 30, "tries": 1},
        "epochs": 30,
        "runs": 1,
    }


@pytest.mark.road
def test_the_script_in_levels_md_wins_what_it_is_there_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The road changes under what is written about it."""
    told = (ASSETS.parent / "docs" / "levels.md").read_text(encoding="utf-8").split("## Playing a script")[1]
    command, example = (block.strip() for block in told.split("\n\n")[1:4:2])
    path = tmp_path / "script.json"
    path.write_text(example)
    arguments = [str(path) if each == path.name else each for each in command.split()[2:]]
    assert arguments[-1] == "--json"
    assert printed(capsys, *arguments[:-1])["stars"] == 3


def test_commands_of_the_window_work_in_scripts_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acts = [{"do": "predict", "choice": 0}, {"do": "set", "name": "learning_rate", "value": 5}, {"do": "run"}]
    report = printed(capsys, "--headless", "--level", "l07", "--do", script(tmp_path, acts))
    assert (report["stars"], report["epochs"]) == (2, 111)


@pytest.mark.parametrize("name", ["L03", "L11"])
def test_without_a_script_nothing_is_won(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = printed(capsys, "--headless", "--level", name)
    assert report == {"level": name, "won": False, "stars": 0, "measures": {}, "epochs": 0, "runs": 0}


def test_a_goal_that_was_not_reached_is_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acts = [{"do": "predict", "choice": 0}, {"do": "run"}]
    report = printed(capsys, "--headless", "--level", "L07", "--do", script(tmp_path, acts))
    assert report["measures"] == {"first_epoch_max_err_below_0.3": None, "tries": 1}
    assert report["epochs"] == 4000


def test_a_measure_that_left_the_range_of_numbers_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    print_report({"measures": {"loss": math.inf, "max_err": -0.0}, "list": [math.nan, 1.5]}, as_json=True)
    assert capsys.readouterr().out == '{"measures": {"loss": null, "max_err": 0.0}, "list": [null, 1.5]}\n'


def test_levels_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    levels = printed(capsys, "--list-levels")["levels"]
    assert isinstance(levels, list)
    assert [each["id"] for each in levels] == [each.id for each in first_edition().levels]
    assert levels[6] == {"id": "L07", "chapter": "4 Learning", "title": "Fifty epochs?", "kind": "train"}
    assert main(["--list-levels"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "L07: 4 Learning · Fifty epochs? (train)\n" in captured.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{}", "which is no list of acts: Expected `array`, got `object`"),
        ("[", "which is no list of acts: Input data was truncated"),
        ('[{"do": "fly"}]', "which is no list of acts: Invalid value 'fly'"),
        ('[{"do": "predict"}]', "which is no list of acts: Object missing required field `choice`"),
        ('[{"do": "run"}]', "--do: act 1 (run) is refused: commit a prediction first"),
        ('[{"do": "predict", "choice": 1}, {"do": "turn", "control": "leak", "value": 1}]', "act 2 (turn) is refused"),
        ("[" * 5000, "which is no list of acts"),
    ],
)  # fmt: skip
def test_scripts_that_cannot_be_played_are_refused(
    content: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "script.json"
    path.write_text(content)
    assert sentence in refused(capsys, "--headless", "--level", "L07", "--do", str(path), "--json")


def test_options_that_make_no_sense_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--level is 'L99', but must be one of L01, L02" in refused(capsys, "--headless", "--level", "L99")
    missing = str(tmp_path / "none.json")
    assert "cannot be read" in refused(capsys, "--headless", "--level", "L01", "--do", missing)
    assert "needs --headless and --level" in refused(capsys, "--level", "L01", "--do", missing)
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 1_000_001)
    assert "a script at most 1,000,000" in refused(capsys, "--headless", "--level", "L01", "--do", str(large))
