"""What the screen may ask of the app around it: pictures, saved sessions, share codes. Every answer is a sentence."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import pygame

from game.film.backward_film import BackwardFilm
from game.session.folder_window import show_folder
from game.session.session import Session
from game.sim.campaign.next_level import NextLevel
from game.sim.commands import SetData
from game.sim.dataset import OwnData
from game.sim.engine.simulation import Simulation
from game.sim.examples.computed import computed
from game.sim.examples.example import Example, Shelf
from game.sim.files.bounded_read import read_at_most
from game.sim.files.data_file import DataFileError, data_in_words, read_data, written
from game.sim.files.replay import Replay, ReplayError, encoded, read_replay, whole_session
from game.sim.files.run_table import run_table
from game.sim.files.share_code import NeedsDataError, ShareCodeError, share_code, start_from
from game.sim.network import Array
from game.sim.population.outcomes import StartsCounter, StartsRun
from game.sim.start import Start
from game.storage.atomic_files import write_atomically
from game.storage.example_shelf import EXAMPLES_FOLDER, shelf
from game.storage.file_names import file_name, free_path
from game.storage.openable_files import openable_files, typed_path, usual_folders
from game.storage.pictures import save_png
from game.storage.saved_sessions import EARLIER, Saved, SessionFolder
from game.ui.draw.palette import Palette
from game.ui.selection import Selection

MOST_TEXT = 100_000
"""Bytes of a text file in which a share code is looked for."""
MOST_CODES = 100
"""Share codes in a text that are tried."""
CODE = re.compile(r"\bGB[0-9A-Z]*(?:-\s*[0-9A-Z]+)*", re.IGNORECASE)

DATA_SUFFIXES = (".csv", ".tsv")


class Services:
    """Works on one session and the student's folder. `earlier` is the session that was open last time, `onward` tells
    the level to play next, once it is known."""

    def __init__(self, session: Session, folder: Path, surface: Callable[[], pygame.Surface]) -> None:
        self.earlier: Replay | None = None
        self.onward: Callable[[], NextLevel | None] = lambda: None
        self._session = session
        self._folder = folder
        self._sessions = SessionFolder(folder)
        self._surface = surface
        self._counter = StartsCounter()

    def state_hash(self) -> str:
        """Sixteen digits that stand for the whole state of the simulation."""
        return self._session.simulation.state_hash()

    def saved(self) -> list[Saved]:
        """The saved sessions, the newest first."""
        return self._sessions.saved()

    def files(self) -> list[Saved]:
        """Files that can be opened, where they usually land, the newest first."""
        return openable_files([self._sessions.path, *usual_folders()])

    def show_folder(self) -> str:
        """Show the folder of saved sessions in the system's file manager."""
        folder = self._sessions.path
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            return f"The folder {folder} cannot be made ({problem.strerror or problem})"
        return f"Sessions are in {folder}" if show_folder(folder) else f"Sessions are in {folder}: open it by hand"

    def code(self) -> str:
        """The share code of what is on screen now."""
        return share_code(self._session.simulation.as_start())

    def beginning(self) -> Start:
        """The settings and data in force now, from the parameters that the run on screen began with."""
        return self._session.simulation.beginning()

    @property
    def unchanged(self) -> bool:
        """Whether nothing was changed in the run on screen since it began: no setting, sample, target or parameter."""
        return self._session.simulation.unchanged

    def start_at(self, run: int, epoch: int) -> Start:
        """The parameters, settings and data of a run after `epoch` epochs."""
        return self._session.simulation.start_at(run, epoch)

    @property
    def free(self) -> bool:
        """Whether data and run may be changed. In the sandbox they may."""
        return True

    def starts(self, start: Start, epochs: int, *, again: bool = False) -> StartsRun:
        """Train a thousand starts of `start` for `epochs` epochs each, in the background. Starts that were counted
        before are not trained a second time, unless `again` is true."""
        return self._counter.count(start, epochs, again=again)

    def close(self) -> None:
        """The window is closed: nothing is counted any more."""
        self._counter.stop()

    def history(self, run: int, epochs: Sequence[int]) -> Array:
        """Parameters (epochs × parameters) of a run after each of `epochs`, in order and within its record."""
        return self._session.simulation.history(run, epochs)

    def save_picture(self) -> str:
        """Save the screen as a PNG."""
        folder, name = self._folder / "pictures", time.strftime("glassbox-%Y%m%d-%H%M%S")
        try:
            path = free_path(folder, name, ".png")
            save_png(self._surface(), path)
        except OSError as problem:
            return f"The picture could not be saved in {folder} ({problem.strerror or problem})"
        return f"Picture saved as {path}"

    def film(self, sample: int, selection: Selection, palette: Palette) -> BackwardFilm:
        """Begin a film of the backward pass of `sample`, with this `selection` and in these colours."""
        epoch = self._session.simulation.cursor.moment.epoch
        save = partial(self._save_film, f"backward pass epoch {epoch} sample {sample + 1}")
        return BackwardFilm(self._session.simulation, sample, selection, palette, save)

    def _save_film(self, name: str, film: bytes) -> str:
        return self._saved("film", "pictures", name, ".gif", lambda path: write_atomically(path, film))

    def save_run(self) -> str:
        """Save the loss and every parameter of the run on screen, epoch by epoch, as a CSV."""
        simulation = self._session.simulation
        snapshot = simulation.snapshot()
        table = "".join(run_table(simulation, snapshot.run, snapshot.settings.layers)).encode()
        return self._saved("run", "runs", snapshot.run.name, ".csv", lambda path: write_atomically(path, table))

    def save_script(self, name: str, text: str) -> str:
        """Save a program as a Python file."""
        return self._saved("script", "scripts", name, ".py", lambda path: write_atomically(path, text.encode()))

    def save_surface(self, surface: pygame.Surface, name: str) -> str:
        """Save a picture of a part of the screen as a PNG."""
        return self._saved("picture", "pictures", name, ".png", lambda path: save_png(surface, path))

    def _saved(self, what: str, where: str, name: str, suffix: str, write: Callable[[Path], object]) -> str:
        """Have `write` save `what`, a film or a run, under `name` in the folder called `where`; the sentence that says
        how that went."""
        folder = self._folder / where
        try:
            path = free_path(folder, file_name(name, what), suffix)
            write(path)
        except OSError as problem:
            return f"The {what} could not be saved in {folder} ({problem.strerror or problem})"
        return f"{what.capitalize()} saved as {path}"

    def save(self, name: str) -> str:
        """Save the session under `name`."""
        try:
            used = self._sessions.save(name, self._session.simulation)
            return f"Session saved as '{used}' in {self._sessions.path}"
        except OSError as problem:
            return f"The session could not be saved in {self._sessions.path} ({problem.strerror or problem})"

    def open(self, name: str | None) -> str:
        """Open the saved session called `name`; None: the one that was open last time."""
        if name is None:
            if self.earlier:
                self._session.open(self.earlier, self._keep)
            return "Opening the session you left"
        try:
            path = next(saved.path for saved in self.saved() if saved.name == name)
            replay = self._sessions.open(path)
            self._session.open(replay, self._keep)
        except StopIteration:
            return f"There is no session called '{name}' any more"
        except ReplayError as problem:
            return f"The session could not be opened: {problem}"
        return f"Opening '{name}'"

    def open_file(self, typed: str | Path) -> str:
        """Open the session in the file whose path was `typed` or dropped, take the data of a CSV, or start from the
        share code in a text file."""
        path = typed_path(str(typed))
        if path.suffix.lower() in DATA_SUFFIXES:
            return self._take_data(path)
        try:
            replay = read_replay(path)
        except ReplayError as problem:
            code = _code_in(path)
            return self.use(code) if code else f"The file could not be opened: {problem}"
        self._session.open(replay, self._keep)
        return f"Opening '{path.name}'"

    def use(self, code: str) -> str:
        """Start over from a share code."""
        try:
            start = start_from(code, own_data(self._session.simulation))
        except ShareCodeError as problem:
            return str(problem)
        kept = self._keep()
        self._session.replace(Simulation(start))
        return f"Started from the share code; {kept}" if kept else "Started from the share code"

    def examples(self) -> Shelf:
        """The worked examples there are."""
        return shelf(self._folder)

    def examples_folder(self) -> Path:
        """Where the student's own examples are put."""
        return self._folder / EXAMPLES_FOLDER

    def worked(self, example: Example) -> tuple[float, ...]:
        """For each printed value of the example, the value that the simulation finds."""
        return computed(example)

    def save_data(self) -> str:
        """Save the data that are learnt from as a CSV."""
        segment = self._session.simulation.cursor.segment
        data = segment.dataset.own(segment.targets)
        table = written(data).encode()
        return self._saved("data", "data", data.name, ".csv", lambda path: write_atomically(path, table))

    def _take_data(self, path: Path) -> str:
        """Learn from the data in the file at `path`; what was there before is a matter of Undo."""
        try:
            data = read_data(path)
        except DataFileError as problem:
            return f"The data could not be read: {problem}"
        refused = self._session.simulation.refusal(SetData(data))
        if refused:
            return f"The data could not be taken: {refused}"
        self._session.send(SetData(data))
        return f"Learning from '{path.name}': {data_in_words(data.dataset)}"

    def _keep(self) -> str:
        """What is open stays among the saved sessions when something else takes its place; says so, if it does."""
        simulation = self._session.simulation
        if not simulation.log:
            return ""
        try:
            return f"what was open is saved as '{self._sessions.keep(EARLIER, encoded(whole_session(simulation)))}'"
        except OSError as problem:
            return f"what was open could not be saved in {self._sessions.path} ({problem.strerror or problem})"

    def give_up_opening(self) -> None:
        """Stop opening a session."""
        self._session.give_up_opening()


def own_data(simulation: Simulation) -> OwnData | None:
    """The student's own data, if that is what is learnt from."""
    data = simulation.cursor.segment.data
    return data.own() if data else None


def _code_in(path: Path) -> str | None:
    """The first share code in a text file; None when there is none that can be used."""
    try:
        text = read_at_most(path, MOST_TEXT).decode("utf-8", "replace")
    except (OSError, ValueError):
        return None
    for found in islice(CODE.finditer(text), MOST_CODES):
        with contextlib.suppress(ShareCodeError):
            with contextlib.suppress(NeedsDataError):  # which says what is missing when it is used
                start_from(found[0])
            return found[0]
    return None
