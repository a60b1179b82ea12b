"""Where things lie: assets beside the code (in a bundle too) or, where it was installed, within it; the student's data
in the user's own folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_CODE = Path(__file__).resolve().parent
ASSETS = next((folder for folder in (_CODE / "assets", _CODE.parent / "assets") if folder.is_dir()), _CODE / "assets")


def user_folder() -> Path:
    """The folder for saved sessions, progress and pictures. It may not exist yet."""
    return Path(platformdirs.user_data_dir("Glassbox", appauthor=False))
