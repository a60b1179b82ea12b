"""What the screen may ask of the app around it: pictures, saved sessions, share codes. Every answer is a sentence; one
that says what was written to the disk comes once it is there."""

from __future__ import annotations

import contextlib
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event

import pygame

from game.film.backward_film import BackwardFilm
from game.session.disk_work import DiskWork
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
from game.sim.files.replay import FrozenSession, Replay, ReplayError, encoded, read_replay, size_refusal
from game.sim.files.run_table import run_table
from game.sim.files.share_code import NeedsDataError, ShareCodeError, share_code, start_from
from game.sim.network import Array
from game.sim.population.outcomes import StartsCounter, StartsRun
from game.sim.start import Start
from game.storage.atomic_files import remove_leftovers, write_atomically
from game.storage.example_shelf import EXAMPLES_FOLDER, shelf
from game.storage.file_names import file_name, free_path
from game.storage.openable_files import openable_files, typed_path, usual_folders
from game.storage.pictures import png_bytes
from game.storage.saved_sessions import EARLIER, MOST_KEPT, Saved, SessionFolder
from game.ui.draw.palette import Palette
from game.ui.selection import Selection

MOST_TEXT = 100_000
"""Bytes of a text file in which a share code is looked for."""
MOST_CODES = 100
"""Share codes in a text that are tried."""
CODE = re.compile(r"\bGB[0-9A-Z]*(?:-\s*[0-9A-Z]+)*", re.IGNORECASE)

DATA_SUFFIXES = (".csv", ".tsv")
SECONDS_BETWEEN = 3.0
"""So often what could not be kept is tried again."""


class GivenUpError(Exception):
    """Ends an export that nobody waits for any more."""


class Services:
    """Works on one session and the student's folder. `earlier` is the session that was open last time, `onward` tells
    the level to play next, once it is known. What is saved is taken down at once and written beside the window; `news`
    says how that ended."""

    def __init__(self, session: Session, folder: Path, surface: Callable[[], pygame.Surface]) -> None:
        self.earlier: Replay | None = None
        self.onward: Callable[[], NextLevel | None] = lambda: None
        self._session = session
        self._folder = folder
        self._sessions = SessionFolder(folder)
        self._surface = surface
        self._counter = StartsCounter()
        self._saving, self._exporting = DiskWork("saving"), DiskWork("exporting")
        self._given_up = Event()
        self._unkept: deque[FrozenSession] = deque(maxlen=MOST_KEPT)
        self._tried = 0.0

    def news(self) -> list[str]:
        """What has been written since the last time, in sentences. What could not be kept is tried again."""
        if self._unkept and not self._saving.busy and time.monotonic() >= self._tried + SECONDS_BETWEEN:
            self._saving.begin(self._keep_again)
        return [sentence for sentence in (*self._saving.news(), *self._exporting.news()) if sentence]

    @property
    def keeping(self) -> bool:
        """Whether a session is still to be put among the saved ones, such as the one that another has replaced."""
        return self._saving.busy

    @property
    def writing(self) -> bool:
        """Whether anything is not on the disk yet that was to be written."""
        return self._saving.busy or self._exporting.busy

    def give_up_exporting(self) -> None:
        """Write no run any more that is still being worked out; nothing is left of it. Sessions are saved all the
        same."""
        self._given_up.set()

    def _unless_given_up(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            if self._given_up.is_set():
                raise GivenUpError
            yield line

    def state_hash(self) -> str:
        """Sixteen digits that stand for the whole state of the simulation."""
        return self._session.simulation.state_hash()

    def saved(self) -> list[Saved]:
        """The saved sessions, the newest first, that of a moment ago among them: no name is offered twice."""
        self._saving.wait()
        return self._sessions.saved()

    def files(self) -> list[Saved]:
        """Files that can be opened, where they usually land, the newest first."""
        self._saving.wait()
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
        """The window is closed: nothing is counted any more, and all that was to be saved is waited for."""
        self._counter.stop()
        with contextlib.suppress(RuntimeError):  # it is closed already
            self._saving.begin(self._keep_again)
        self._saving.close()
        self._exporting.close()

    def history(self, run: int, epochs: Sequence[int]) -> Array:
        """Parameters (epochs × parameters) of a run after each of `epochs`, in order and within its record."""
        return self._session.simulation.history(run, epochs)

    def save_picture(self) -> str:
        """Save the screen as a PNG."""
        return self._export_picture(self._surface().copy(), time.strftime("glassbox-%Y%m%d-%H%M%S"))

    def film(self, sample: int, selection: Selection, palette: Palette) -> BackwardFilm:
        """Begin a film of the backward pass of `sample`, with this `selection` and in these colours."""
        epoch = self._session.simulation.cursor.moment.epoch
        save = partial(self._save_film, f"backward pass epoch {epoch} sample {sample + 1}")
        return BackwardFilm(self._session.simulation, sample, selection, palette, save)

    def _save_film(self, name: str, film: bytes) -> str:
        return self._written("film", "pictures", file_name(name, "film"), ".gif", lambda: film)

    def save_run(self) -> str:
        """Save the loss and every parameter of the run on screen, epoch by epoch, as a CSV. Most epochs have to be
        trained again for it, which is done in a copy of the simulation."""
        simulation = self._session.simulation
        start, log, record = simulation.start, list(simulation.log), simulation.held()

        def table() -> bytes:
            copy = Simulation.resumed(start, log, record)
            snapshot = copy.snapshot()
            return "".join(self._unless_given_up(run_table(copy, snapshot.run, snapshot.settings.layers))).encode()

        self._export("run", "runs", file_name(simulation.snapshot().run.name, "run"), ".csv", table)
        return "Saving the run: a moment"

    def save_script(self, name: str, text: str) -> str:
        """Save a program as a Python file."""
        return self._export("script", "scripts", file_name(name, "script"), ".py", text.encode)

    def save_surface(self, surface: pygame.Surface, name: str) -> str:
        """Save a picture of a part of the screen as a PNG."""
        return self._export_picture(surface, file_name(name, "picture"))

    def _export_picture(self, surface: pygame.Surface, name: str) -> str:
        """Save `surface`, which nobody draws on any more."""
        return self._export("picture", "pictures", name, ".png", partial(png_bytes, surface))

    def _written(self, what: str, where: str, name: str, suffix: str, contents: Callable[[], bytes]) -> str:
        """Write what `contents` come to into a new file of that name, in the folder called `where`; the sentence that
        says how that went."""
        folder = self._folder / where
        remove_leftovers(folder)
        try:
            path = free_path(folder, name, suffix)
            write_atomically(path, contents())
        except OSError as problem:
            return f"The {what} could not be saved in {folder} ({problem.strerror or problem})"
        except GivenUpError:
            return f"The {what} was not saved"
        return f"{what.capitalize()} saved as {path}"

    def _export(self, what: str, where: str, name: str, suffix: str, contents: Callable[[], bytes]) -> str:
        """The same in the background; there is nothing to say yet."""
        self._exporting.begin(partial(self._written, what, where, name, suffix, contents))
        return ""

    def save(self, name: str) -> str:
        """Save the session under `name`."""
        session = FrozenSession.of(self._session.simulation)

        def write() -> str:
            try:
                data = encoded(session.whole())
                used, refused = self._sessions.save(name, data), size_refusal(data)
                but = f", but it is too large to be opened again: {refused}" if refused else ""
                return f"Session saved as '{used}' in {self._sessions.path}{but}"
            except OSError as problem:
                return f"The session could not be saved in {self._sessions.path} ({problem.strerror or problem})"

        self._saving.begin(write)
        return ""

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
        said = self._keep("Started from the share code")
        self._session.replace(Simulation(start))
        return said

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
        return self._export("data", "data", file_name(data.name, "data"), ".csv", written(data).encode)

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

    def _keep(self, said: str = "") -> str:
        """What is open stays among the saved sessions when something else takes its place: that it does is said, after
        what is `said` anyway, once it is on disk. What is to be said at once."""
        simulation = self._session.simulation
        if not simulation.log:
            return said
        session, what = FrozenSession.of(simulation), f"{said}; what was open" if said else "what was open"

        def write() -> str:
            try:
                return f"{what} is saved as '{self._kept(session)}'"
            except OSError as problem:
                self._unkept.append(session)
                self._tried = time.monotonic()
                reason = problem.strerror or problem
                return f"{what} could not be saved in {self._sessions.path} ({reason}); it is tried again"

        self._saving.begin(write)
        return ""

    def _kept(self, session: FrozenSession) -> str:
        """Put what was open among the saved sessions: the name as used. Raises OSError."""
        return self._sessions.keep(EARLIER, encoded(session.whole()))

    def _keep_again(self) -> str:
        """Try once more what could not be kept, as far as it goes."""
        names: list[str] = []
        with contextlib.suppress(OSError):
            while self._unkept:
                names.append(f"'{self._kept(self._unkept[0])}'")
                self._unkept.popleft()
        self._tried = time.monotonic()
        return f"what was open is saved as {' and '.join(names)}" if names else ""

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
