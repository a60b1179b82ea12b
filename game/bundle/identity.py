"""What the app says it is: name, version and copyright, in the forms that Windows and macOS want."""

from __future__ import annotations

import platform
import sys
from typing import Any

from game import __version__

NAME = "Glassbox"
IDENTIFIER = "org.glassbox.Glassbox"
DESCRIPTION = "Learn backpropagation inside a glass-box neural network"
SYSTEMS = {"win32": "windows", "darwin": "macos"}
ARCHITECTURES = {"amd64": "x86_64", "x64": "x86_64", "aarch64": "arm64"}


def archive_name(version: str = __version__, system: str = sys.platform, machine: str | None = None) -> str:
    """The zip's file name: Glassbox-1.2.0-linux-x86_64.zip."""
    architecture = (machine or platform.machine()).lower()
    return f"{NAME}-{version}-{SYSTEMS.get(system, 'linux')}-{ARCHITECTURES.get(architecture, architecture)}.zip"


def windows_version(version: str = __version__) -> str:
    """The version resource of the program on Windows, as the text that PyInstaller reads."""
    numbers = version_numbers(version)
    strings = {
        "FileDescription": f"{NAME}: {DESCRIPTION[:1].lower()}{DESCRIPTION[1:]}",
        "FileVersion": version,
        "InternalName": NAME,
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": NAME,
        "ProductVersion": version,
    }
    structs = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, "
        "fileType=0x1, subtype=0x0, date=(0, 0)), "
        f"kids=[StringFileInfo([StringTable('080904B0', [{structs}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0809, 1200])])])\n"
    )


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: "1.2.0" is (1, 2, 0, 0)."""
    parts = [int(part) for part in version.split(".")]
    major, minor, patch, build = (*parts, 0, 0, 0, 0)[:4]
    return major, minor, patch, build


def mac_properties() -> dict[str, Any]:
    """What Info.plist says beyond PyInstaller's own."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleGetInfoString": DESCRIPTION,
        "LSApplicationCategoryType": "public.app-category.education",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
    }
