"""Where things lie: assets beside the code (in a bundle too), the student's data in the user's own folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs

ASSETS = Path(__file__).resolve().parent.parent / "assets"


def user_folder() -> Path:
    """The folder for saved sessions, progress and pictures. It may not exist yet."""
    return Path(platformdirs.user_data_dir("Glassbox", appauthor=False))
