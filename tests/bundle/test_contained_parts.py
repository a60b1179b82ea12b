"""Every file of an app is somebody's who is named."""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from pathlib import PurePath

import pytest

from game.bundle import trim
from game.bundle.contained_parts import UnnamedPartError, contained, module_place
from game.bundle.licences import licences
from game.credits.third_parties import third_parties
from game.selfcheck.dependencies import is_for_players
from tests.support.places import ROOT

PACKAGES = [part.package for part in third_parties().parts if part.package and part.package != "pyinstaller"]

WINDOWS = {
    "SDL2.dll": "SDL",
    "SDL2_image.dll": "SDL_image",
    "SDL2_mixer.dll": "SDL_mixer",
    "pygame/SDL2_ttf.dll": "SDL_ttf",
    "libtiff-5.dll": "libtiff",
    "libwebpdemux-2.dll": "libwebp",
    "libjpeg-62.dll": "libjpeg-turbo",
    "libpng16-16.dll": "libpng",
    "libogg-0.dll": "libogg, libvorbis",
    "libopusfile-0.dll": "Opus, opusfile",
    "libwavpack-1.dll": "WavPack",
    "libxmp.dll": "libxmp",
    "freetype.dll": "FreeType",
    "portmidi.dll": "PortMidi",
    "pygame/base.cp312-win_amd64.pyd": "pygame-ce",
    "numpy.libs/libscipy_openblas64_-4e39871015dc1470c682dc512497ee22.dll": "OpenBLAS, LAPACK",
    "numpy.libs/msvcp140-a4c2229bdc2a2a630acdc095b4d86008.dll": "Microsoft Visual C++ Runtime",
    "VCRUNTIME140_1.dll": "Microsoft Visual C++ Runtime",
    "libcrypto-3.dll": "OpenSSL",
    "libffi-8.dll": "libffi",
    "python312.dll": "Python",
    "_socket.pyd": "Python",
}
MAC = {
    "pygame/.dylibs/libSDL2-2.0.0.dylib": "SDL",
    "pygame/.dylibs/libSDL2_mixer-2.0.0.800.2.dylib": "SDL_mixer",
    "pygame/.dylibs/libfreetype.6.dylib": "FreeType",
    "pygame/.dylibs/libharfbuzz.0.dylib": "HarfBuzz",
    "pygame/.dylibs/libsharpyuv.0.1.2.dylib": "libwebp",
    "pygame/.dylibs/libbrotlidec.1.2.0.dylib": "Brotli",
    "pygame/.dylibs/libvorbisenc.2.0.12.dylib": "libogg, libvorbis",
    "pygame/.dylibs/libFLAC.14.0.0.dylib": "FLAC",
    "pygame/.dylibs/libsndfile.1.0.37.dylib": "libsndfile",
    "pygame/.dylibs/libfluidsynth.3.5.6.dylib": "FluidSynth",
    "pygame/.dylibs/libmpg123.0.dylib": "mpg123",
    "pygame/.dylibs/libz.1.3.1.zlib-ng.dylib": "zlib-ng",
    "python3.12/lib-dynload/math.cpython-312-darwin.so": "Python",
    "libcrypto.3.dylib": "OpenSSL",
}
"""As they lie in the packages for these systems."""


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_a_package_is_somebodys(package: str) -> None:
    """With all libraries and fonts, as it is installed here."""
    files = [PurePath(file).as_posix() for file in distribution(package).files or ()]
    entries = [(file, "", "DATA") for file in files if not file.startswith("..") and ".dist-info/" not in file]
    places = [place for place, _, _ in trim.kept(entries) if is_for_players(place.replace("/", "."))]
    assert places
    assert contained(places)


@pytest.mark.parametrize(("place", "name"), [*WINDOWS.items(), *MAC.items()])
def test_a_file_belongs_to_the_part_it_was_taken_from(place: str, name: str) -> None:
    assert contained([place]) == {name: [place]}


def test_a_module_belongs_to_its_package_or_to_python() -> None:
    modules = [
        "numpy.ma.core",
        "pygame.sysfont",
        "pygame_gui",
        "i18n.loaders",
        "msgspec.json",
        "json.decoder",
        "_weakref",
    ]
    found = contained(map(module_place, [*modules, "game.app", "game.sim.losses.mse"]))
    assert set(found) == {"NumPy", "pygame-ce", "pygame_gui", "python-i18n", "msgspec", "Python"}
    assert found["Python"] == ["python/_weakref", "python/json/decoder"]
    assert contained(map(module_place, sys.stdlib_module_names)).keys() == {"Python"}


def test_a_file_that_nobody_is_named_for_is_told() -> None:
    with pytest.raises(UnnamedPartError, match=r"has the app's libstranger\.so\.1, stranger/core$"):
        contained(["libstranger.so.1", "stranger/core", "assets/levels/01.toml", "libz.so.1"])
    with pytest.raises(UnnamedPartError, match="and 3 more"):
        contained([f"stranger/{number}" for number in range(11)])


def test_the_words_of_every_licence_come_along() -> None:
    """In the app's folder of licences, but for those that lie beside the fonts. Some distributions keep Python's own
    elsewhere, and PyInstaller need not be here before an app is built."""
    folders = {"/".join(folder.split("/")[:2]) for _, folder in licences()}
    elsewhere = {"licences/python", "licences/pyinstaller"}
    for part in third_parties().parts:
        assert part.words in folders | elsewhere or (ROOT / part.words).is_file(), part.name
