"""The package as it is installed: its wheel, in an empty environment elsewhere, is a working game."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from email import message_from_bytes
from importlib.metadata import metadata
from pathlib import Path

import numpy as np
import pytest

from game.paths import ASSETS
from game.selfcheck.all_checks import all_checks
from tests.support.places import ROOT

COMMANDS = Path("Scripts") if sys.platform == "win32" else Path("bin")


HOSTED = {**os.environ, "GITHUB_SERVER_URL": "https://host.example", "GITHUB_REPOSITORY": "owner/glassbox"}


def _says_where_its_source_is() -> str:
    """The lines of the workflow's step."""
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    step = re.search(r"- name: Say in the wheel where its source is\n( +)run: \|\n((?:\1  .*\n)+)", workflow)
    assert step is not None
    return textwrap.dedent(step[2])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing of the build stays in the repository, and as a release is: with the places of
    the project on the net."""
    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if not name.startswith("tests/") and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    if bash := shutil.which("bash"):
        named = [bash, "-euo", "pipefail", "-c", _says_where_its_source_is()]
        subprocess.run(named, check=True, cwd=source, env=HOSTED)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(place), str(source)]
    subprocess.run(build, check=True)
    (found,) = place.glob("*.whl")
    return found


def test_the_wheel_holds_the_game_and_its_assets_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assets = {f"game/assets/{path.relative_to(ASSETS).as_posix()}" for path in ASSETS.rglob("*") if path.is_file()}
    assert assets
    assert assets <= names
    assert {name.split("/")[0] for name in names} == {
        "game",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }
    assert not [name for name in names if name.startswith(("game/bundle", "game/assets/tests"))]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the workflow makes the wheel where there is a bash")
def test_the_wheel_of_a_release_names_the_places_where_the_project_is_at_home(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        urls = message_from_bytes(packed.read(name)).get_all("Project-URL")
    home = "https://host.example/owner/glassbox"
    assert urls == [f"Source, {home}", f"Issues, {home}/issues", f"Download, {home}/releases"]


def test_the_installed_game_checks_itself_and_finds_nothing_wrong(wheel: Path, tmp_path: Path) -> None:
    """Every check there is, on what the source tree comes to; a build of the app has the source tree do the same."""
    home = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / COMMANDS / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--quiet",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        "--no-compile",
    ]
    subprocess.run([*install, str(wheel)], check=True)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    library = subprocess.run([str(python), "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
    (Path(library) / "dependencies.pth").write_text(str(Path(np.__file__).parents[1]))
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    report = tmp_path / "report.json"
    command = [str(home / COMMANDS / "glassbox-cli"), "--selfcheck", str(report), "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content == json.loads(done.stdout)
    assert content["ok"]
    assert content["problems"] == []
    assert list(content["facts"]) == list(all_checks())
    assert all(content["facts"].values())


def test_the_workflow_tries_every_python_that_the_package_names_and_the_lowest_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [line.rsplit(" ", 1)[1] for line in project["classifiers"] if re.search(r":: Python :: 3\.", line)]
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert f"python: {json.dumps(named)}" in workflow
    assert project["requires-python"] == f">={named[0]}"
    assert '--resolution lowest-direct -e ".[test]"' in workflow
    assert all(
        ">=" in line
        for lines in (project["dependencies"], *project["optional-dependencies"].values())
        for line in lines
    )


def test_the_distribution_has_a_name_of_its_own_and_says_its_licence() -> None:
    """`glassbox` is somebody else's on the package index."""
    told = metadata("glassbox-backprop")
    assert told["Name"] == "glassbox-backprop"
    assert told["License-Expression"] == "MIT"
