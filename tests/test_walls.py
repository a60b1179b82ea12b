"""The simulation stands alone: no pygame, no clock, no chance but from a seed; the screen leans on it, never it on the
screen."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import game.sim
from tests.support.import_graph import (
    Graph,
    Imported,
    circles,
    graphs,
    import_graph,
    imports,
    module_name,
    nodes,
    parsed,
    reached,
)
from tests.support.unreached import Module, Names, module

ROOT = Path(game.sim.__file__).resolve().parents[2]
GAME = sorted((ROOT / "game").rglob("*.py"))
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
MOST = {"game": 8, "game/ui": 8, "game/sim": 22, "game/sim/level/metrics": 60, "game/sim/level/deals": 60}
"""How many files may lie in a folder, where it is not 30."""
SHARED = {
    "check": "what each part of the self-check is called by",
    "draw": "what each data set that is drawn by chance is called by",
    "main": "what starts a program",
}
"""Functions that stand in several files because others call them by that name, whichever file it is."""
BEGINNINGS = ("main.py", "packaging/glassbox.spec")
"""What begins by itself, beside the programs of `pyproject.toml`."""
CALLED_BY_PYGAME_GUI = {
    *("create_new_theme", "_update_mouse_position", "process_event", "unfocus", "hover_point"),
    *("collide_point", "set_active_state", "has_fresh_surface"),
    *("add_surface_to_cache", "find_surface_in_cache", "remove_user_from_cache_item"),
    *("rebuild", "rebuild_from_changed_theme_data", "_process_entered_character", "_do_paste"),
}
"""Methods in the place of those that its elements have."""
SEEDED = {"default_rng", "Generator", "SeedSequence", "PCG64"}


@dataclass
class Source:
    """What the walls ask of a file, found in one reading."""

    imports: list[Imported]
    names: Module
    """What it defines, and what it says when it is imported."""
    tuples: set[tuple[object, ...]] = field(default_factory=set)
    """Every tuple of constants that is written out in it."""
    strings: set[str] = field(default_factory=set)
    types: list[str] = field(default_factory=list)
    """Public classes at its top, and other names for types."""
    functions: list[str] = field(default_factory=list)
    """Public functions at its top."""
    constants: list[str] = field(default_factory=list)
    """Public constants at its top."""
    of_random: list[str] = field(default_factory=list)
    """What it takes of a module `random` of another, such as numpy's."""
    seedless: bool = False
    """Whether it makes a generator without a seed."""
    rebinds: bool = False
    """Whether it has a `global`."""


@cache
def source(path: Path) -> Source:
    """The file as the walls see it."""
    tree = parsed(path.read_text(encoding="utf-8"))
    found = Source(imports(tree), module(tree))
    for each in tree.body:
        _enter(each, found)
    for node in nodes(tree):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                found.strings.add(node.value)
        elif isinstance(node, ast.Tuple):
            found.tuples.add(tuple(each.value for each in node.elts if isinstance(each, ast.Constant)))
        elif isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Attribute) and node.value.attr == "random":
                found.of_random.append(node.attr)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr == "default_rng":
                found.seedless |= not node.args
        elif isinstance(node, ast.Global):
            found.rebinds = True
    return found


@cache
def game_graphs() -> dict[bool, Graph]:
    """Which module of the game imports which, without (False) and with what is imported for the type checker alone."""
    paths = {module_name(path, ROOT): path for path in GAME}
    packages = {name for name, path in paths.items() if path.name == "__init__.py"}
    return graphs({name: source(path).imports for name, path in paths.items()}, packages)


def _enter(node: ast.stmt, found: Source) -> None:
    """Note the public names that `node`, at the top of a file, gives. Type variables are none."""
    match node:
        case ast.ClassDef():
            found.types += _public([node.name])
        case ast.FunctionDef():
            found.functions += _public([node.name])
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
            return
        case ast.Assign() | ast.AnnAssign():
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
            found.constants += [name for name in _public(names) if name.isupper()]
            found.types += [name for name in _public(names) if not name.isupper()]


def _public(names: list[str]) -> list[str]:
    return [name for name in names if not name.startswith("_")]


def belongs_to(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def of_a_level(name: str) -> bool:
    return any(belongs_to(name, package) for package in TRAINING_LEVELS)


def imported(path: Path) -> list[str]:
    """Full names of the modules that the file imports, wherever in it."""
    return [name for each in source(path).imports for name in each.said]


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


def test_sim_reads_no_clock_and_throws_no_dice() -> None:
    assert len(SIM) > 200
    for path in SIM:
        for name in imported(path):
            top = name.split(".")[0]
            assert top not in CLOCKS_AND_CHANCE, f"{named(path)} imports {name}"
            assert top not in {"pygame", "pygame_gui"}, f"{named(path)} imports {name}"
            assert not belongs_to(name, "game") or belongs_to(name, "game.sim"), f"{named(path)} imports {name}"


def test_sim_draws_only_from_generators_with_a_seed() -> None:
    assert any("default_rng" in source(path).of_random for path in SIM)
    for path in SIM:
        unseeded = set(source(path).of_random) - SEEDED
        assert not unseeded, f"{named(path)} uses the global generator: random.{unseeded}"
        assert not source(path).seedless, f"{named(path)} draws without a seed"


def test_ui_reads_what_sim_says_and_drives_nothing() -> None:
    """The screen knows snapshots, events and commands; neither what makes them nor what wires it all together."""
    assert len(UI) > 200
    for path in UI:
        for name in imported(path):
            for package in (*MACHINERY, *WIRING):
                assert not belongs_to(name, package), f"{named(path)} imports {name}"


def test_every_wall_names_modules_that_are_there() -> None:
    for name in (*MACHINERY, *WIRING, *PARTS):
        path = ROOT / name.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


def test_no_module_imports_itself_through_others() -> None:
    """Under TYPE_CHECKING or inside a function counts as well: who reads the one must then read the other."""
    graph = game_graphs()[True]
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
    graph = game_graphs()[False]
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
    said = {named(path) for path in GAME if GLASS_BOX in source(path).tuples}
    assert "game/sim/settings.py" in said
    assert said <= {f"game/{file}.py" for file in SAY_THE_GLASS_BOX}
    levels = [*(ROOT / "game" / "sim" / "level").rglob("*.py"), *(ROOT / "game" / "ui" / "level").rglob("*.py")]
    assert len(levels) > 80
    for path in levels:
        if path.parent.name == "deals":
            continue
        assert not [name for name in source(path).strings if re.fullmatch(r"(b:)?(h\d|out)|[xh]\d->(h\d|out)", name)], (
            named(path)
        )


def test_no_folder_but_a_registry_of_plug_ins_is_crowded() -> None:
    files = Counter(path.parent for path in GAME)
    assert len(files) > 30
    for folder, count in files.items():
        assert count <= MOST.get(named(folder), 30), f"{count} files lie flat in {named(folder)}"


def test_no_name_of_a_type_or_function_means_two_things() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in GAME:
        for name in source(path).types + source(path).functions:
            found[name].append(named(path))
    assert len(found) > 1000
    for name, what in SHARED.items():
        assert len(found[name]) > 1, f"{name}, {what}, is there no more"
    assert not {name: paths for name, paths in found.items() if len(paths) > 1 and name not in SHARED}


def test_no_constant_that_others_import_means_two_things() -> None:
    """What a file measures by for itself alone may be called WIDTH in two files; what travels may not."""
    travelling = {name for path in GAME for name in imported(path)}
    found: dict[str, list[str]] = defaultdict(list)
    for path in GAME:
        where = module_name(path, ROOT)
        for name in source(path).constants:
            if f"{where}.{name}" in travelling:
                found[name].append(where)
    assert len(found) > 150
    assert not {name: modules for name, modules in found.items() if len(modules) > 1}


def test_nothing_is_there_for_tests_alone() -> None:
    """What no part of the game reaches is dead, though a test calls it; what tests need lies in tests/support."""
    begun = {
        node.id if isinstance(node, ast.Name) else node.attr
        for name in BEGINNINGS
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    names = Names(source(path).names for path in GAME)
    assert {name.rpartition(".")[2] for name in names.unreached(begun | {"HitBox", "NoShapes"})} >= CALLED_BY_PYGAME_GUI
    assert names.unreached(begun | CALLED_BY_PYGAME_GUI) == []


def test_what_nothing_reaches_would_be_seen() -> None:
    tree = ast.parse("""
def used(): return Kind().by_name
def unused(): return used()
def again(): return only_by_what_is_dead()
def only_by_what_is_dead(): pass
class Kind:
    by_name = 1
    def __init__(self): self.called()
    def called(self): return getattr(self, "quoted")
    def quoted(self): pass
    def alone(self): pass
class Never:
    def inside(self): pass
START = used
""")
    names = Names([module(tree)])
    assert names.unreached([]) == ["unused", "again", "only_by_what_is_dead", "Kind.alone", "Never"]
    assert names.unreached(["again", "alone", "Never", "inside"]) == ["unused"]


def test_nothing_in_sim_changes_at_module_level() -> None:
    """Names bound at module level are constants, types and functions: nothing there is rebound by a `global`."""
    for path in SIM:
        assert not source(path).rebinds, named(path)


def test_the_pointer_is_asked_for_where_it_is_on_the_picture() -> None:
    """The window may show a part of what is drawn: pygame's own answer is a place on the window."""
    asking = [named(path) for path in UI if "mouse.get_pos" in path.read_text(encoding="utf-8")]
    assert asking == ["game/ui/draw/kit.py"]
