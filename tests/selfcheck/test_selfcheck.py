"""The self-check passes on what is whole, and names what is not: each of its checks is made to fail once."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pygame
import pytest

import game.sim
from game.app import main
from game.paths import ASSETS
from game.selfcheck import (
    Check,
    Facts,
    assets,
    contents,
    levels,
    picture,
    registries,
    replays,
    run,
    screens,
    trainings,
    window,
)
from game.selfcheck.tour import route
from game.selfcheck.tour.lab_walk import LabWalk
from game.sim.engine.segment import Segment
from game.sim.engine.simulation import Simulation
from game.sim.engine.training import Stretch
from game.sim.registry import entries
from game.ui.draw.icon_shapes import DRAWINGS
from game.window.game_window import Window
from tests.support.campaign_files import FIRST_EDITION


def problems(check: Check) -> list[str]:
    return [sentence.removeprefix("it: ") for sentence in run({"it": check}).problems]


def test_a_report_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All checks at once are made in the installed package (tests/test_package.py)."""
    monkeypatch.setattr("game.selfcheck.all_checks.all_checks", lambda: {"registries": registries.check})
    report = tmp_path / "report.json"
    assert main(["--selfcheck", str(report), "--json"]) == 0
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content == json.loads(capsys.readouterr().out)
    assert content["ok"]
    assert set(content["facts"]) == {"registries"}


def test_a_problem_means_status_1_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.selfcheck.all_checks.all_checks", lambda: {"registries": registries.check})
    monkeypatch.setitem(registries.REGISTRIES, "sim.losses", dict)
    assert main(["--selfcheck"]) == 1
    assert capsys.readouterr().err.splitlines() == ["registries: sim.losses is empty"]


def test_a_report_in_no_folder_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--selfcheck", "nowhere/report.json"]) == 2
    assert "nowhere/report.json" in capsys.readouterr().err


def test_a_check_that_breaks_down_is_a_problem_and_the_others_go_on() -> None:
    def broken(_problem: object) -> dict[str, object]:
        raise KeyError("gone")

    report = run({"first": broken, "second": lambda problem: {"fine": True}})
    assert report.problems == ("first: KeyError: 'gone'",)
    assert report.facts == {"first": {}, "second": {"fine": True}}


def test_a_problem_is_told_at_once() -> None:
    """What is broken may end the whole program before there is a report."""
    told: list[str] = []

    def first(problem: Callable[[str], None]) -> dict[str, object]:
        problem("no font")
        assert told == ["first: no font"]
        return {}

    assert run({"first": first}, told.append).problems == ("first: no font",)


@pytest.mark.parametrize("blocked", ["taken", "/dev/full"])
def test_a_report_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], blocked: str
) -> None:
    if blocked == "/dev/full" and not Path(blocked).exists():
        pytest.skip("only Linux has it")
    monkeypatch.setattr("game.selfcheck.all_checks.all_checks", dict)
    (tmp_path / "taken").mkdir()
    assert main(["--selfcheck", str(tmp_path / blocked)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--selfcheck is" in line
    assert "cannot be written" in line


# -- what the source held ----------------------------------------------------------------------------------------------


FACTS: dict[str, dict[str, Any]] = {
    "dependencies": {"numpy": ["numpy.ma"]},
    "modules": {"names": ["game.app"]},
    "registries": {"losses": ["mse", "cross_entropy"]},
    "assets": {"files": {"text/keys.toml": "12ab"}},
    "trainings": {"xor": {"loss": "0x1p-2"}},
}


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list that an app has; we are one."""
    monkeypatch.setattr("sys.frozen", True, raising=False)
    (tmp_path / "contents.json").write_bytes(contents.contents(FACTS))
    return tmp_path / "contents.json"


def test_an_app_knows_what_it_should_hold(app: Path) -> None:
    assert contents.missing_or_changed(FACTS, app) == []
    assert contents.missing_or_changed({**FACTS, "trainings": {}}, app) == [], "another machine's last bits are its own"
    found = {**FACTS, "registries": {"losses": ["mse"]}, "assets": {"files": {}}}
    assert contents.missing_or_changed(found, app) == [
        "registries.losses: the app lacks ['cross_entropy'] and has nothing besides",
        "assets.files.text/keys.toml is 12ab in the source, but nothing in the app",
    ]


def test_an_app_without_its_list_is_not_whole(
    app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app.unlink()
    monkeypatch.setattr("game.selfcheck.all_checks.all_checks", dict)
    assert main(["--selfcheck"]) == 1
    assert "contents.json cannot be read" in capsys.readouterr().err


def test_the_source_is_compared_with_nothing(tmp_path: Path) -> None:
    assert contents.missing_or_changed({}, tmp_path / "contents.json") == []


# -- assets ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def copied_assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "assets"
    shutil.copytree(ASSETS, folder)
    monkeypatch.setattr(assets, "ASSETS", folder)
    return folder


@pytest.mark.parametrize("name", ["fonts/Inter-Medium.otf", "text/reading.toml", "levels/01-a-switch-by-hand.toml"])
def test_a_broken_asset_is_named(copied_assets: Path, name: str) -> None:
    assert problems(assets.check) == []
    (copied_assets / name).write_bytes((copied_assets / name).read_bytes()[:700] + b"\x00[")
    (problem,) = problems(assets.check)
    assert problem.startswith(f"{name} does not open")


def test_a_missing_font_is_named(copied_assets: Path) -> None:
    (copied_assets / "fonts" / "Inter-Regular.otf").unlink()
    assert problems(assets.check) == ["fonts/Inter-Regular.otf is missing"]


def test_an_asset_of_an_unknown_kind_is_named(copied_assets: Path) -> None:
    (copied_assets / "text" / "notes.docx").write_text("?")
    (problem,) = problems(assets.check)
    assert "notes.docx" in problem


def test_a_blank_icon_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DRAWINGS, "play", lambda pen: None)
    assert problems(assets.check) == ["icon 'play' is blank"]


# -- registries --------------------------------------------------------------------------------------------------------


def test_an_emptied_registry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = ModuleType("game.sim.losses")
    empty.__path__ = []
    monkeypatch.setitem(registries.REGISTRIES, "sim.losses", lambda: entries(empty, "LOSS"))
    (problem,) = problems(registries.check)
    assert problem.startswith("sim.losses cannot be read")


def test_every_registry_is_checked() -> None:
    """A package of plug-ins walks itself: it hands itself over as sys.modules[__name__]."""
    root = Path(game.sim.__file__).parents[1]
    walked = {
        ".".join(path.parent.relative_to(root).parts)
        for path in root.rglob("__init__.py")
        if any(
            isinstance(node, ast.Attribute) and node.attr == "modules"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }
    assert len(walked) > 12
    assert walked == set(registries.REGISTRIES)


# -- figures -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> Facts:
    """What the trainings come to; none is another one than it should be."""
    return trainings.check(pytest.fail)


def test_a_changed_figure_is_named(monkeypatch: pytest.MonkeyPatch, figures: Facts) -> None:
    honest = Segment.train

    def off_by_a_millionth(segment: Segment, params: tuple[float, ...], epoch: int, epochs: int) -> Stretch:
        stretch = honest(segment, params, epoch, epochs)
        return Stretch((*stretch.params[:-1], stretch.params[-1] + 1e-6), *stretch[1:])

    monkeypatch.setattr(Segment, "train", off_by_a_millionth)
    found = problems(trainings.check)
    assert len(found) == len(figures)
    assert found[0].startswith("2-2-1 sigmoid mse: the kernel comes to")


def test_figures_are_told_to_the_last_bit(figures: Facts) -> None:
    loss = figures["2-2-1 sigmoid mse"]["loss"]
    assert float.fromhex(loss).hex() == loss
    assert len(figures["2-4-3-1 relu cross_entropy"]["params"]) == 2 * 4 + 4 + 4 * 3 + 3 + 3 + 1


def test_a_replay_that_ends_elsewhere_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replays, "play_back", lambda replay: Simulation())
    (problem,) = problems(replays.check)
    assert problem.startswith("played again it ends in")


# -- levels ------------------------------------------------------------------------------------------------------------


def test_a_solution_that_wins_something_else_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "levels"
    folder.mkdir()
    shutil.copy(FIRST_EDITION / "chapters.toml", folder)
    text = (FIRST_EDITION / "01-a-gate-by-hand.toml").read_text(encoding="utf-8")
    (folder / "01-a-gate-by-hand.toml").write_text(text.replace("value = -9 }", "value = 9 }"), encoding="utf-8")
    monkeypatch.setattr(levels, "LEVELS", folder)
    assert any("wins 0 stars, but says 3" in problem or "is refused" in problem for problem in problems(levels.check))


def test_levels_without_solutions_and_without_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "levels"
    folder.mkdir()
    shutil.copy(FIRST_EDITION / "chapters.toml", folder)
    monkeypatch.setattr(levels, "LEVELS", folder)
    assert "has no levels" in problems(levels.check)[0]
    text = (FIRST_EDITION / "01-a-gate-by-hand.toml").read_text(encoding="utf-8")
    (folder / "01-a-gate-by-hand.toml").write_text(text.split("[[solutions]]")[0], encoding="utf-8")
    (problem,) = problems(levels.check)
    assert "01-a-gate-by-hand.toml: solutions has none for 1 star," in problem


# -- picture and window ------------------------------------------------------------------------------------------------


def test_a_blank_picture_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def blank(_options: object, path: Path) -> int:
        pygame.image.save(pygame.Surface(picture.SIZE), str(path))
        return 0

    monkeypatch.setattr(picture, "screenshot", blank)
    assert problems(picture.check) == ["it is blank, or nearly: 1 colours"]


def test_the_same_picture_comes_out_each_time() -> None:
    assert picture.check(pytest.fail) == picture.check(pytest.fail)


def test_a_text_that_only_a_later_screen_reads_is_missed(copied_assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.draw.text_files.ASSETS", copied_assets)
    monkeypatch.setattr("game.window.campaign_screens.ASSETS", copied_assets)
    for name in ("concept_check", "level_keys", "concepts"):
        text = copied_assets / "text" / f"{name}.toml"
        kept = text.read_bytes()
        text.unlink()
        (problem,) = problems(screens.check)
        assert text.name in problem
        text.write_bytes(kept)
    assert problems(screens.check) == []


def test_a_blank_screen_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.screens.level_map.LevelMapScreen.draw", lambda self, surface: None)
    assert problems(screens.check) == ["map is blank, or nearly"]


def test_every_kind_of_screen_is_drawn() -> None:
    drawn = screens.check(pytest.fail)["drawn"]
    kinds = ("manual", "answer", "train", "population", "assign")
    assert {"map", "concept check", "review question 2", *(f"level {kind}" for kind in kinds)} <= set(drawn)


def test_a_window_on_a_slow_machine_may_take_many_frames_to_be_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.window.game_window.PIECE_NANOSECONDS", 0)
    assert problems(window.check) == []


def test_a_window_that_hears_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Window, "frame", lambda self: None)
    assert problems(window.check) == ["it never plays", "it never resizes", "it never closes"]


# -- the tour ----------------------------------------------------------------------------------------------------------


def test_a_step_of_the_tour_that_breaks_down_is_named_and_the_tour_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What numpy imports in the middle of a game is missed by no list of modules, but by a thousand starts."""

    def no_starts(_walk: LabWalk) -> dict[str, object]:
        raise ModuleNotFoundError("No module named 'numpy.ma'")

    monkeypatch.setattr(route, "STEPS", ("dialogs", "starts", "looks", "close"))
    monkeypatch.setattr(route, "read_campaign", lambda _folder: SimpleNamespace(levels=()))
    monkeypatch.setattr(LabWalk, "starts", no_starts)
    report = run({"tour": route.check})
    assert report.problems == ("tour: starts: ModuleNotFoundError: No module named 'numpy.ma'",)
    assert report.facts["tour"]["walk"]["starts"] == {}
    assert report.facts["tour"]["walk"]["looks"]["colour_blind"]
    assert report.facts["tour"]["walk"]["close"]["offered"]
