"""The list of what is in an app for programs to read: CycloneDX 1.6, as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pygame

from game import __version__
from game.bundle.contained_parts import contained, part_named
from game.bundle.identity import DESCRIPTION, NAME
from game.credits.third_parties import Part

BILL_FILE = "glassbox.cdx.json"
LICENCE_EXPRESSIONS = (" AND ", " OR ", " WITH ", "LicenseRef-")
"""What tells an SPDX expression from the name of one licence."""


def bill_of_materials(places: Iterable[str], modules: Iterable[str]) -> str:
    """The list for an app with files at `places`, and `modules` (places too) inside its program. It bears no date: the
    same app gives the same list. Raises UnnamedPartError."""
    files = contained(places)
    names = contained([*modules, *(place for found in files.values() for place in found)])
    versions = known_versions()
    own = {"type": "application", "bom-ref": NAME, "name": NAME, "version": __version__, "description": DESCRIPTION}
    components = [_component(part_named(name), files.get(name, []), versions) for name in names]
    told = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**own, "licenses": _licences("MIT")}},
        "components": components,
        "dependencies": [{"ref": NAME, "dependsOn": [component["bom-ref"] for component in components]}],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def known_versions() -> dict[str, str]:
    """Versions of the parts that tell theirs, but for the packages; a library's file name tells another number."""
    told: dict[str, Sequence[object]] = {
        "Python": platform.python_version_tuple(),
        "SDL": pygame.get_sdl_version(),
        "SDL_ttf": pygame.font.get_sdl_ttf_version(),
        "SDL_mixer": pygame.mixer.get_sdl_mixer_version(),
        "SDL_image": pygame.image.get_sdl_image_version() or (),
    }
    return {name: ".".join(map(str, numbers)) for name, numbers in told.items() if numbers}


def _component(part: Part, places: Sequence[str], versions: Mapping[str, str]) -> dict[str, Any]:
    """A part as CycloneDX has it, with the files in the app as evidence."""
    told: dict[str, Any] = {"type": part.kind, "bom-ref": part.name, "name": part.name, "description": part.does}
    number = _package_version(part.package) if part.package else versions.get(part.name)
    if number:
        told["version"] = number
    told["licenses"] = _licences(part.licence)
    if part.package and number:
        told["purl"] = f"pkg:pypi/{part.package}@{number}"
    told["externalReferences"] = [{"type": "source-distribution", "url": part.source}]
    if places:
        told["evidence"] = {"occurrences": [{"location": place} for place in places]}
    return told


def _package_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _licences(expression: str) -> list[dict[str, Any]]:
    if any(mark in expression for mark in LICENCE_EXPRESSIONS):
        return [{"expression": expression}]
    return [{"license": {"id": expression}}]
