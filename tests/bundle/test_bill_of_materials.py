"""The list of what is in an app, for programs to read."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

import pygame
import pytest

from game import __version__
from game.bundle.bill_of_materials import bill_of_materials
from game.bundle.contained_parts import UnnamedPartError

PLACES = ["pygame_ce.libs/libSDL2-2-50d19f93.0.so.0.3200.10", "numpy/_core/_simd.so", "assets/text/keys.toml"]
MODULES = ["numpy/ma", "game/app", "platformdirs"]


def told(name: str) -> dict[str, Any]:
    components = json.loads(bill_of_materials(PLACES, MODULES))["components"]
    found: dict[str, Any] = next(component for component in components if component["name"] == name)
    return found


def test_it_is_cyclonedx_and_says_whose_list_it_is() -> None:
    bill = json.loads(bill_of_materials(PLACES, MODULES))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == __version__
    assert [component["name"] for component in bill["components"]] == ["platformdirs", "NumPy", "SDL"]
    assert bill["dependencies"] == [{"ref": "Glassbox", "dependsOn": ["platformdirs", "NumPy", "SDL"]}]


def test_a_package_is_told_by_its_name_on_the_index_a_library_by_its_own_version() -> None:
    assert told("NumPy")["purl"] == f"pkg:pypi/numpy@{version('numpy')}"
    assert told("NumPy")["licenses"] == [{"expression": "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0"}]
    assert told("NumPy")["evidence"] == {"occurrences": [{"location": "numpy/_core/_simd.so"}]}
    assert told("SDL")["version"] == ".".join(map(str, pygame.get_sdl_version()))
    assert told("SDL")["licenses"] == [{"license": {"id": "Zlib"}}]
    assert "evidence" not in told("platformdirs")


def test_the_same_app_gives_the_same_list_in_whatever_order_it_is_read() -> None:
    assert bill_of_materials(PLACES, MODULES) == bill_of_materials(PLACES[::-1], MODULES[::-1])
    with pytest.raises(UnnamedPartError, match="stranger"):
        bill_of_materials(PLACES, ["stranger"])
