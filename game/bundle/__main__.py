"""`python -m game.bundle`: the app for the machine it runs on, zipped in dist/, measured and tried out."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from game.bundle import bill_of_materials
from game.bundle.archive import folder_size, zip_folder
from game.bundle.contained_parts import UnnamedPartError
from game.bundle.identity import NAME, archive_name, windows_version
from game.bundle.smoke_test import SmokeTestError, source_facts, try_out
from game.credits import notice
from game.environment import prepare
from game.selfcheck.contents import CONTENTS_FILE, contents

ROOT = Path(__file__).resolve().parents[2]
BUILD, DIST = ROOT / "build", ROOT / "dist"
MOST_ZIPPED_MB, MOST_START_MS = 45.0, 1500
MB = 1e6


def main() -> int:
    """Build, zip, measure, try out; the exit status is 1, with a sentence, where something is not as it must be."""
    begun = time.perf_counter()
    prepare()
    try:
        facts = source_facts()
        folder = build(contents(facts))
        archive = DIST / archive_name()
        zipped = zip_folder(folder, archive) / MB
        print(f"{archive.name}: {zipped:.1f} MB zipped, {folder_size(folder) / MB:.1f} MB unpacked")
        if zipped > MOST_ZIPPED_MB:
            raise SmokeTestError(
                f"the zip has {zipped:.1f} MB, but may have {MOST_ZIPPED_MB:g}: see game/bundle/trim.py"
            )
        started = try_out(archive, facts)
    except (SmokeTestError, UnnamedPartError, ModuleNotFoundError) as problem:
        print(f"game.bundle: {problem}", file=sys.stderr)
        return 1
    print(f"self-check passed; {_start_words(started)}; built and tried in {time.perf_counter() - begun:.0f} s")
    return 0


def _start_words(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "its start was not measured"
    slow = "" if milliseconds <= MOST_START_MS else f" (it should be {MOST_START_MS} at most)"
    return f"first interactive frame {milliseconds:.0f} ms after its start{slow}"


def build(held: bytes) -> Path:
    """The app's folder in dist/, built from scratch. `held` is its list of what the source holds."""
    try:
        from PyInstaller.__main__ import run
    except ModuleNotFoundError:
        raise ModuleNotFoundError('PyInstaller is missing: python -m pip install -e ".[bundle]"') from None
    from game.bundle.icon_files import write_icons

    shutil.rmtree(DIST, ignore_errors=True)
    write_icons(BUILD / "icons")
    (BUILD / CONTENTS_FILE.name).write_bytes(held)
    (BUILD / "version.txt").write_text(windows_version(), encoding="utf-8")
    recipe = ROOT / "packaging" / "glassbox.spec"
    paths = ["--distpath", str(DIST), "--workpath", str(BUILD)]
    run([str(recipe), *paths, "--noconfirm", "--clean", "--log-level", "ERROR"])
    folder = DIST / NAME
    if sys.platform == "darwin":
        return folder.with_suffix(".app")
    for name in (notice.NOTICE_FILE, bill_of_materials.BILL_FILE):
        shutil.copy(BUILD / name, folder)
    return folder


if __name__ == "__main__":
    sys.exit(main())
