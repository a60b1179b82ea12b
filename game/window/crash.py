"""What happens when Glassbox itself fails: the session is saved, a report is written, and the student is told in a
window of its own. Nothing here leans on the state that failed."""

from __future__ import annotations

import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from game import __version__

NOTHING_DONE = ""
"""In place of what hinders the saving: there was nothing to be saved."""
STATUS = 1
"""Exit status after a failure."""


class LastMomentsError(Exception):
    """The session is on disk but for its last moments; the message says what hinders these."""


class Rescue:
    """Meets a failure of the game. `save`, once there is something to save, is called first, and says what
    hinders it, or NOTHING_DONE;
    the report goes into `folder`, or if that cannot be written to where the system keeps temporary files."""

    def __init__(self, folder: Path, show: Callable[[Sequence[str]], None] | None = None) -> None:
        self.save: Callable[[], str | None] | None = None
        self._folders = (folder / "crashes", Path(tempfile.gettempdir(), "Glassbox"))
        self._show = show or _show

    def meet(self, error: Exception) -> int:
        """Save, report and tell; the exit status."""
        report = report_on(error)
        if sys.stderr:
            with suppress(OSError):
                print(report, file=sys.stderr)
        sentences = (
            "Glassbox has met an error of its own and must close.",
            self._saved(),
            _where(write_report(report, self._folders)),
        )
        with suppress(Exception):  # without a display the words on the terminal must do
            self._show(sentences)
        return STATUS

    def _saved(self) -> str:
        if self.save is None:
            return "Nothing is lost: it had not quite started."
        try:
            problem = self.save()
        except LastMomentsError as lost:
            return f"What was saved before will be offered at the next start, but for your last moments: {lost}."
        except Exception:
            return "Your last moments could not be saved; if anything was before, it will be offered at the next start."
        if problem:
            return f"Your session is lost: {problem}."
        if problem == NOTHING_DONE:
            return "Nothing had been done in the sandbox since the start, so nothing of it is lost."
        return "Your session is saved and will be offered at the next start."


def report_on(error: Exception) -> str:
    """The report: what failed, where, and on what machine. Nothing about the student but the paths in the traceback."""
    pygame = sys.modules.get("pygame")
    machine = (
        f"Glassbox {__version__}{' (app)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"pygame-ce {pygame.version.ver}, SDL {pygame.get_sdl_version()}" if pygame else "pygame not loaded",
        time.strftime("%Y-%m-%d %H:%M:%S"),
    )
    return "\n".join((*machine, "", "".join(traceback.format_exception(error)).rstrip()))


def write_report(report: str, folders: Sequence[Path]) -> Path | None:
    """Write `report` into the first of `folders` that can be written; its path, or None."""
    for folder in folders:
        path = folder / time.strftime("crash-%Y%m%d-%H%M%S.txt")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(report + "\n", encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return None


def _where(path: Path | None) -> str:
    return f"A report of what happened is in {path}" if path else "No report could be written anywhere."


def _show(sentences: Sequence[str]) -> None:
    from game.window.crash_window import show

    show(sentences)
