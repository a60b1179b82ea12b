"""The simulation stands alone: no pygame, no clock, no chance but from a seed; the screen leans on it, never it on the
screen."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import game.sim
from tests.support.import_graph import circles, graph_of, import_graph, reached

ROOT = Path(game.sim.__file__).resolve().parents[2]
SIM = sorted((ROOT / "game" / "sim").rglob("*.py"))
UI = sorted((ROOT / "game" / "ui").rglob("*.py"))
CLOCKS_AND_CHANCE = {"time", "datetime", "random", "secrets", "uuid"}
MACHINERY = ("game.sim.engine", "game.sim.files.replay")
WIRING = (
    "game.app",
    "game.window",
    "game.cli",
    "game.screenshot",
    "game.benchmark",
    "game.session",
    "game.storage.autosave",
)
TRAINING_LEVELS = ("game.sim.level", "game.sim.campaign")
PARTS = ("game.sim.engine", "game.sim.files", "game.sim.population", *TRAINING_LEVELS)
"""Packages of the simulation of which not every module crosses the wall."""
GLASS_BOX = (2, 2, 1)
SAY_THE_GLASS_BOX = ("sim/settings", "sim/phases", "selfcheck/trainings")
MOST = {"game": 8, "game/ui": 8, "game/sim": 22}
"""How many files may lie in a folder, where it is not 30."""
SEEDED = {"default_rng", "Generator", "SeedSequence", "PCG64"}


def imported(path: Path) -> Iterator[str]:
    """Full names of the modules that the file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def belongs_to(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def of_a_level(name: str) -> bool:
    return any(belongs_to(name, package) for package in TRAINING_LEVELS)


def tuples_in(path: Path) -> set[tuple[object, ...]]:
    """Every tuple of constants that is written out in the file."""
    return {
        tuple(each.value for each in node.elts if isinstance(each, ast.Constant))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple)
    }


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_importing_all_of_sim_leaves_pygame_out() -> None:
    modules = [info.name for info in pkgutil.walk_packages(game.sim.__path__, "game.sim.")]
    assert len(modules) >= len(SIM) - 1
    code = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert "game.sim.engine.simulation" in loaded.split()
    assert not [name for name in loaded.split() if belongs_to(name, "pygame") or belongs_to(name, "pygame_gui")]
    assert not [name for name in loaded.split() if belongs_to(name, "game.ui") or name == "game.app"]


@pytest.mark.parametrize("path", SIM, ids=named)
def test_sim_reads_no_clock_and_throws_no_dice(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        assert top not in CLOCKS_AND_CHANCE, f"imports {name}"
        assert top not in {"pygame", "pygame_gui"}, f"imports {name}"
        assert not belongs_to(name, "game") or belongs_to(name, "game.sim"), f"imports {name}"


@pytest.mark.parametrize("path", SIM, ids=named)
def test_sim_draws_only_from_generators_with_a_seed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "random":
            assert node.attr in SEEDED, f"uses the global generator: random.{node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "default_rng":
            assert node.args, "draws without a seed"


@pytest.mark.parametrize("path", UI, ids=named)
def test_ui_reads_what_sim_says_and_drives_nothing(path: Path) -> None:
    """The screen knows snapshots, events and commands; neither what makes them nor what wires it all together."""
    for name in imported(path):
        for package in (*MACHINERY, *WIRING):
            assert not belongs_to(name, package), f"imports {name}"


def test_every_wall_names_modules_that_are_there() -> None:
    for name in (*MACHINERY, *WIRING, *PARTS):
        path = ROOT / name.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


def test_no_module_imports_itself_through_others() -> None:
    """Under TYPE_CHECKING or inside a function counts as well: who reads the one must then read the other."""
    graph = graph_of(ROOT / "game")
    assert len(graph) > 400
    assert sum(map(len, graph.values())) > 1500
    assert "game.sim.network" in graph["game.sim.backprop"]
    assert circles(graph) == []


def test_a_circle_would_be_seen() -> None:
    sources = {
        "p": "",
        "p.a": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p.b import B",
        "p.b": "def later():\n    from . import c",
        "p.c": "import p.a\nfrom p.d import D",
        "p.d": "from p import name",
    }
    graph = import_graph(sources, {"p"})
    assert graph == {"p": set(), "p.a": {"p.b"}, "p.b": {"p.c"}, "p.c": {"p.a", "p.d"}, "p.d": {"p"}}
    assert circles(graph) == [["p.a", "p.b", "p.c"]]
    assert import_graph(sources, {"p"}, typing=False) == {**graph, "p.a": set()}


def test_what_crosses_the_wall_leaves_the_engine_out() -> None:
    """What the screen reads of the simulation reaches the engine through nobody, but for levels, which train to find
    out what they ask about."""
    graph = graph_of(ROOT / "game", typing=False)
    engine = {name for name in graph if belongs_to(name, "game.sim.engine")}
    assert len(engine) > 10
    assert engine & reached(graph, "game.sim.level.level")
    read = {target for name, targets in graph.items() if belongs_to(name, "game.ui") for target in targets}
    top = {name for name in graph if name.count(".") == 2 and name not in PARTS}
    crossing = {name for name in read | top if belongs_to(name, "game.sim") and not of_a_level(name)}
    assert len(crossing) > 20
    assert {"game.sim.snapshot", "game.sim.start", "game.sim.files.share_code"} <= crossing
    for name in crossing:
        assert not engine & reached(graph, name), name


def test_a_level_assumes_no_network() -> None:
    """The network of a level is what its file says: 2-2-1 is the default of the settings, and what yardsticks are run
    on; no level rule and no panel of a level knows a neuron by name. Only a drawer does, of the nets that it makes."""
    said = {named(path) for path in (ROOT / "game").rglob("*.py") if GLASS_BOX in tuples_in(path)}
    assert "game/sim/settings.py" in said
    assert said <= {f"game/{file}.py" for file in SAY_THE_GLASS_BOX}
    levels = [*(ROOT / "game" / "sim" / "level").rglob("*.py"), *(ROOT / "game" / "ui" / "level").rglob("*.py")]
    assert len(levels) > 80
    for path in levels:
        if path.parent.name == "deals":
            continue
        names = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not [name for name in names if re.fullmatch(r"(b:)?(h\d|out)|[xh]\d->(h\d|out)", name)], named(path)


def test_no_folder_but_a_registry_of_plug_ins_is_crowded() -> None:
    files = Counter(path.parent for path in (ROOT / "game").rglob("*.py"))
    assert len(files) > 30
    for folder, count in files.items():
        assert count <= MOST.get(named(folder), 30), f"{count} files lie flat in {named(folder)}"


def test_no_public_class_name_means_two_things() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "game").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(named(path))
    assert len(found) > 300
    assert not {name: paths for name, paths in found.items() if len(paths) > 1}


def test_no_test_module_is_imported_by_another() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert len(tests) > 80
    for path in tests:
        others = [name for name in imported(path) if re.match(r"tests\.(?!support\b)", name)]
        assert not others, f"{named(path)} imports {others}"


def test_nothing_in_sim_changes_at_module_level() -> None:
    """Names bound at module level are constants, types and functions: nothing there is rebound by a `global`."""
    for path in SIM:
        assert not [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Global)], path


def test_the_pointer_is_asked_for_where_it_is_on_the_picture() -> None:
    """The window may show a part of what is drawn: pygame's own answer is a place on the window."""
    asking = [named(path) for path in UI if "mouse.get_pos" in path.read_text(encoding="utf-8")]
    assert asking == ["game/ui/draw/kit.py"]
