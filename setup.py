"""Ships `assets/`, which stays at the top of the repository, inside the installed package as `game/assets`. All else
stands in pyproject.toml."""

from pathlib import Path

from setuptools import find_packages, setup

FOLDERS = sorted(path for path in Path("assets").rglob("*") if path.is_dir())
ASSETS = {"game.assets": "assets"} | {".".join(("game", *path.parts)): path.as_posix() for path in FOLDERS}

setup(
    packages=[*find_packages(include=["game", "game.*"], exclude=["game.bundle"]), *ASSETS],
    package_dir=ASSETS,
    package_data={name: ["*.*"] for name in ASSETS},
    include_package_data=False,
)
