"""The parts of the build that need no build: names, icons, archive, what is left out, and how the app is tried out."""

from __future__ import annotations

import ast
import importlib
import io
import os
import plistlib
import re
import shutil
import stat
import struct
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pygame
import pytest

import game
from game.bundle import archive, bill_of_materials, icon_files, identity, licences, trim
from game.bundle import smoke_test as trial
from game.credits import notice
from game.selfcheck import dependencies
from game.selfcheck.dependencies import DEPENDENCIES
from game.selfcheck.differences import differences
from tests.support.places import ROOT

# -- identity ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("linux", "x86_64", "Glassbox-1.2.0-linux-x86_64.zip"),
        ("win32", "AMD64", "Glassbox-1.2.0-windows-x86_64.zip"),
        ("darwin", "arm64", "Glassbox-1.2.0-macos-arm64.zip"),
        ("linux", "aarch64", "Glassbox-1.2.0-linux-arm64.zip"),
    ],
)
def test_the_archive_says_what_it_is_for(system: str, machine: str, name: str) -> None:
    assert identity.archive_name("1.2.0", system, machine) == name


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == game.__version__
    assert game.__version__ in identity.archive_name()


def test_windows_is_told_the_version() -> None:
    call = ast.parse(identity.windows_version("1.2.3"), mode="eval").body
    text = ast.unparse(call)
    assert isinstance(call, ast.Call)
    assert "filevers=(1, 2, 3, 0)" in text
    assert "StringStruct('ProductVersion', '1.2.3')" in text
    assert "StringStruct('OriginalFilename', 'Glassbox.exe')" in text


def test_mac_properties_can_be_written() -> None:
    assert plistlib.loads(plistlib.dumps(identity.mac_properties()))["NSHighResolutionCapable"] is True


# -- icons -------------------------------------------------------------------------------------------------------------


def picture(data: bytes) -> pygame.Surface:
    return pygame.image.load(io.BytesIO(data), "icon.png")


def test_the_windows_icon_holds_a_picture_of_each_size() -> None:
    data = icon_files.ico({size: icon_files.png(size) for size in (16, 48, 256)})
    assert struct.unpack_from("<HHH", data) == (0, 1, 3)
    for k, size in enumerate((16, 48, 256)):
        width, height, _, _, planes, bits, length, at = struct.unpack_from("<BBBBHHII", data, 6 + 16 * k)
        assert (width or 256, height or 256, planes, bits) == (size, size, 1, 32)
        assert picture(data[at : at + length]).get_size() == (size, size)
    assert at + length == len(data)


def test_the_mac_icon_holds_a_picture_of_each_size() -> None:
    data = icon_files.icns({size: icon_files.png(size) for size in (32, 128)})
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    at, found = 8, []
    while at < len(data):
        kind, length = struct.unpack_from(">4sI", data, at)
        found.append((kind, picture(data[at + 8 : at + length]).get_size()))
        at += length
    assert found == [(b"icp5", (32, 32)), (b"ic07", (128, 128))]


def test_the_icon_stands_out_from_light_and_dark() -> None:
    icon = picture(icon_files.png(64))
    assert icon.get_at((0, 0)).a == 0
    centre, tile = icon.get_at((32, 32)), icon.get_at((32, 5))
    assert centre.b > 150 > tile.b
    assert tile.a == 255


# -- trimming ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "used"),
    [
        ("pygame_ce.libs/libSDL2-2-50d19f93.0.so.0.3200.10", True),
        ("pygame_ce.libs/libSDL2_ttf-2-e69aa315.0.so.0.2400.0", True),
        ("pygame_ce.libs/libSDL2_mixer-2-6719e6f6.0.so.0.800.2", True),
        ("pygame_ce.libs/libfluidsynth-2d6ca569.so.3.5.6", True),
        ("SDL2_mixer.dll", True),
        ("SDL2_image.dll", True),
        ("libcrypto-3.dll", True),
        ("libssl.so.3", True),
        ("numpy.libs/libscipy_openblas64_-32a4b2a6.so", True),
        ("pygame_gui/data/NotoSansJP-Bold.otf", False),
        ("pygame_gui\\data\\NotoSansJP-Bold.otf", False),
        ("pygame_gui/data/NotoSans-Regular.ttf", True),
        ("pygame_gui/data/translations/pygame-gui.de.json", False),
        ("pygame_gui/data/translations/pygame-gui.en.json", True),
        ("pygame_gui/data/translations/__init__.py", True),
        ("pygame/examples/data/alien1.gif", False),
        ("licences/pygame-ce/LGPL.txt", True),
        ("assets/fonts/Inter-Regular.otf", True),
    ],
)
def test_what_is_left_out(place: str, used: bool) -> None:
    entry = (place, "/somewhere", "DATA")
    assert trim.kept([entry]) == ([entry] if used else [])


def test_links_are_left_out() -> None:
    library, link = ("a/libz.so", "/x", "BINARY"), ("libz.so", "a/libz.so", "SYMLINK")
    assert trim.without_links([library, link]) == [library]


def test_only_pythons_own_libraries_are_stripped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """strip ruins OpenBLAS, so nothing of numpy's may ever come under it."""
    source = tmp_path / "library"
    source.write_bytes(b"code")
    places = ("numpy.libs/libopenblas.so", "numpy/_core/_multiarray_umath.so", "libpython3.11.so.1.0")
    own = "python3.11/lib-dynload/math.cpython-311-x86_64-linux-gnu.so"
    entries = [(place, str(source), "BINARY") for place in (*places, own)]
    commands: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda command, check: commands.append(command))
    found = trim.stripped(entries, tmp_path / "stripped")
    assert [source for _, source, _ in found[:2]] == [str(source)] * 2
    assert [Path(command[-1]).name for command in commands] == ["libpython3.11.so.1.0", Path(own).name]
    assert source.read_bytes() == b"code"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert trim.stripped(entries, tmp_path / "stripped") == entries


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_the_game_imports_nothing_that_is_left_out() -> None:
    for path in (ROOT / "game").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        named = any(left.rpartition(".")[2] in source for left in trim.UNUSED_MODULES)
        if named and "bundle" not in path.parts:
            for name in imports(path):
                assert not any(name == left or name.startswith(f"{left}.") for left in trim.UNUSED_MODULES), path


@pytest.mark.parametrize("package", DEPENDENCIES)
def test_no_module_of_a_dependency_is_left_out(package: str) -> None:
    """What a dependency imports, and when, is its own affair: numpy.unique imports numpy.ma when it is called."""
    for name in dependencies_found()[package]:
        assert not any(name == left or name.startswith(f"{left}.") for left in trim.UNUSED_MODULES), name


@cache
def dependencies_found() -> dict[str, list[str]]:
    problems: list[str] = []
    found = dependencies.check(problems.append)
    assert not problems
    assert "numpy.ma" in found["numpy"]
    assert "pygame.mixer" in found["pygame"]
    return found


def test_the_dependencies_are_the_projects() -> None:
    """Each one in pyproject.toml, by the name of its package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {
        re.split(r"[^\w-]", line)[0].replace("-", "_").replace("pygame_ce", "pygame").replace("pillow", "PIL")
        for line in project["dependencies"]
    }
    assert names <= set(DEPENDENCIES)


def test_readline_does_not_come_along() -> None:
    """It would bring its library, which is under the GPL."""
    assert "readline" in trim.UNUSED_MODULES


def test_licences_of_what_comes_along_are_found() -> None:
    folders = {folder.split("/")[1] for _, folder in licences.licences()}
    assert {"pygame-ce", "pygame-gui", "numpy", "msgspec", "platformdirs", "pillow"} <= folders
    assert {"glassbox", "libraries"} <= folders
    assert ("python" in folders) == licences.pythons_own().exists()
    assert licences.pythons_own("win32").parent == Path(sys.base_prefix)
    assert all(Path(source).is_file() for source, _ in licences.licences())


# -- archive -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "dist" / "Glassbox"
    (folder / "assets").mkdir(parents=True)
    (folder / "Glassbox").write_bytes(b"\x7fELF" + bytes(5000))
    (folder / "Glassbox").chmod(0o755)
    (folder / "assets" / "Zoë.txt").write_text("σ′", encoding="utf-8")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor links to keep")
def test_a_folder_comes_out_of_the_archive_as_it_went_in(app: Path, tmp_path: Path) -> None:
    (app / "current").symlink_to("assets")
    zipped = archive.zip_folder(app, tmp_path / "app.zip")
    assert zipped == (tmp_path / "app.zip").stat().st_size < archive.folder_size(app)
    archive.unzip(tmp_path / "app.zip", tmp_path / "out")
    out = tmp_path / "out" / "Glassbox"
    assert (out / "Glassbox").read_bytes() == (app / "Glassbox").read_bytes()
    assert stat.S_IMODE((out / "Glassbox").stat().st_mode) == 0o755
    assert stat.S_IMODE((out / "assets" / "Zoë.txt").stat().st_mode) == 0o644
    assert os.readlink(out / "current") == "assets"
    assert (out / "current" / "Zoë.txt").read_text(encoding="utf-8") == "σ′"


def test_the_same_folder_gives_the_same_archive(app: Path, tmp_path: Path) -> None:
    archive.zip_folder(app, tmp_path / "one.zip")
    os.utime(app / "Glassbox", (1, 1))
    archive.zip_folder(app, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as file:
        assert file.namelist() == ["Glassbox/Glassbox", "Glassbox/assets/Zoë.txt"]


# -- trial -------------------------------------------------------------------------------------------------------------


def test_the_environment_is_emptied(tmp_path: Path) -> None:
    given = {"PATH": "/usr/bin", "PYTHONPATH": "/x", "SYSTEMROOT": "C:\\Windows", "DISPLAY": ":0"}
    assert trial.emptied_environment(tmp_path, "linux", given) == {"HOME": str(tmp_path)}
    windows = trial.emptied_environment(tmp_path, "win32", given)
    assert windows["SYSTEMROOT"] == "C:\\Windows"
    assert windows["LOCALAPPDATA"] == str(tmp_path)
    assert not {"PATH", "PYTHONPATH", "DISPLAY"} & set(windows)


def test_differences_are_named() -> None:
    source = {"registries": {"losses": ["mse", "cross_entropy"]}, "trainings": {"xor": {"loss": "0x1p-2"}}}
    assert differences(source, source) == []
    app = {"registries": {"losses": ["mse"]}, "trainings": {"xor": {"loss": "0x1p-3"}}, "more": {}}
    assert differences(source, app) == [
        "registries.losses: the app lacks ['cross_entropy'] and has nothing besides",
        "trainings.xor.loss is 0x1p-2 in the source, but 0x1p-3 in the app",
        "more is nothing in the source, but {} in the app",
    ]
    assert differences({"order": [1, 2]}, {"order": [2, 1]})
    assert differences(source, {})


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_read_only_folder_is_writable_again_afterwards(app: Path) -> None:
    with trial.read_only(app):
        assert all(not path.stat().st_mode & 0o222 for path in (app, *app.rglob("*")))
        assert (app / "Glassbox").stat().st_mode & 0o100
    assert all(path.stat().st_mode & 0o200 for path in (app, *app.rglob("*")))


APP = """#!{python}
import json, pathlib, sys, time
facts = {{"registries": {{"losses": {losses!r}}}}}
if sys.argv[1] == "--selfcheck":
    {deed}
    pathlib.Path(sys.argv[2]).write_text(json.dumps({{"facts": facts}}))
else:
    print(time.time_ns(), 1.0)
"""


def put_notices(top: Path) -> None:
    (top / notice.NOTICE_FILE).write_text(notice.notice(), encoding="utf-8")
    (top / bill_of_materials.BILL_FILE).write_text(bill_of_materials.bill_of_materials([], []), encoding="utf-8")


def script(path: Path, losses: list[str], deed: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(APP.format(python=sys.executable, losses=losses, deed=deed))
    path.chmod(0o755)
    return path


SCRIPTED = pytest.mark.skipif(os.name == "nt", reason="the stand-in for the app is a script")


@SCRIPTED
@pytest.mark.parametrize(
    ("losses", "deed", "problem"),
    [
        (["mse"], "pass", None),
        ([], "pass", "registries.losses: the app lacks"),
        (["mse"], "sys.exit('levels: L01 wins 0 stars')", "L01 wins 0 stars"),
        (["mse"], "p = pathlib.Path(__file__).parent; p.chmod(0o755); (p / 'x').touch()", "wrote into its own folder"),
    ],
)
def test_an_app_that_is_not_the_source_is_refused(
    tmp_path: Path, losses: list[str], deed: str, problem: str | None
) -> None:
    place = trial.programs_place()
    script(tmp_path / place, losses, deed)
    put_notices(tmp_path / trial.notices_place())
    archive.zip_folder(tmp_path / place.parts[0], tmp_path / "app.zip")
    expected = trial.source_facts([str(script(tmp_path / "source", ["mse"], "pass"))])
    if problem is None:
        started = trial.try_out(tmp_path / "app.zip", expected)
        assert started is not None
        assert 0 < started < 10_000
    else:
        with pytest.raises(trial.SmokeTestError, match=problem):
            trial.try_out(tmp_path / "app.zip", expected)


def test_an_app_without_notices_is_refused(tmp_path: Path) -> None:
    top, inside = tmp_path, tmp_path / "inside"
    with pytest.raises(trial.SmokeTestError, match="has no notices"):
        trial.check_notices(top, inside)
    put_notices(top)
    trial.check_notices(top, inside)
    inside.mkdir()
    (inside / "libssl.so.3").touch()
    with pytest.raises(trial.SmokeTestError, match=r"glassbox\.cdx\.json lacks OpenSSL"):
        trial.check_notices(top, inside)
    (inside / "libnobody.so").touch()
    with pytest.raises(trial.SmokeTestError, match=r"no part .* has the app's libnobody\.so"):
        trial.check_notices(top, inside)
    (top / notice.NOTICE_FILE).write_text("all mine", encoding="utf-8")
    with pytest.raises(trial.SmokeTestError, match=r"NOTICE\.txt is not what"):
        trial.check_notices(top, inside)


@SCRIPTED
def test_a_source_that_is_not_whole_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(trial.SmokeTestError, match=r"text/keys\.toml"):
        trial.source_facts([str(script(tmp_path / "source", [], "sys.exit('assets: text/keys.toml is missing')"))])
    with pytest.raises(trial.SmokeTestError, match="does not run"):
        trial.source_facts([str(tmp_path / "nothing")])


@SCRIPTED
def test_an_app_that_prints_nothing_tells_its_problems_in_the_report(tmp_path: Path) -> None:
    """A windowed program has no standard error on Windows."""
    deed = 'pathlib.Path(sys.argv[2]).write_text(\'{"problems": ["losses is empty"]}\'); sys.exit(1)'
    with pytest.raises(trial.SmokeTestError, match="losses is empty"):
        trial.source_facts([str(script(tmp_path / "source", [], deed))])


def test_the_recipe_is_python() -> None:
    recipe = ROOT / "packaging" / "glassbox.spec"
    assert "Analysis" in compile(recipe.read_text(encoding="utf-8"), recipe.name, "exec").co_names


def test_the_recipe_asks_the_game_for_nothing_that_it_does_not_have() -> None:
    """Neither types nor imports of it are checked by anything else, before somebody builds."""
    tree = ast.parse((ROOT / "packaging" / "glassbox.spec").read_text(encoding="utf-8"))
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "game":
            for alias in node.names:
                package = importlib.import_module(str(node.module))
                modules[alias.name] = getattr(package, alias.name)
    asked = [
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
    ]
    assert len(asked) > 6
    assert [name for module, name in asked if not hasattr(modules[module], name)] == []
