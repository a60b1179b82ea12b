"""What the Lab asks of the app around it: pictures, sessions, share codes; and the sentences it answers with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pygame

from game.sim.campaign.next_level import NextLevel
from game.sim.examples.example import Example, Shelf
from game.storage.saved_sessions import Saved
from game.ui.draw.palette import Palette
from game.ui.intents import (
    CopyCode,
    Intent,
    OpenFile,
    OpenSession,
    SaveData,
    SavePicture,
    SaveRun,
    SaveScript,
    SaveSession,
    ShowFolder,
    UseCode,
)
from game.ui.lenses.lens import RunRecords
from game.ui.selection import Selection
from game.ui.widgets import clipboard


class Film(Protocol):
    """A film that is being made."""

    def advance(self) -> str | None:
        """Go on with it, once a frame; where it was saved, in a sentence, once it is."""


class LabServices(RunRecords, Protocol):
    """Everything that is done answers with a sentence to be said."""

    onward: Callable[[], NextLevel | None]
    """The level to play next; None while that is not known yet, and once all are won."""

    def state_hash(self) -> str:
        """Sixteen digits that stand for the whole state of the simulation."""

    @property
    def keeping(self) -> bool:
        """Whether a session is still to be put among the saved ones: until then they cannot all be listed."""

    def saved(self) -> list[Saved]:
        """The saved sessions, the newest first."""

    def files(self) -> list[Saved]:
        """Files that can be opened, where they usually land."""

    def show_folder(self) -> str:
        """Show the folder of saved sessions in the system's file manager."""

    def code(self) -> str:
        """The share code of what is on screen now."""

    def examples(self) -> Shelf:
        """The worked examples there are."""

    def examples_folder(self) -> Path:
        """Where the student's own examples are put."""

    def worked(self, example: Example) -> tuple[float, ...]:
        """What is found here for each of the example's printed values."""

    def save_data(self) -> str:
        """Save the data that are learnt from as a CSV."""

    def save_picture(self) -> str:
        """Save the screen as a picture."""

    def film(self, sample: int, selection: Selection, palette: Palette) -> Film:
        """Begin a film of the backward pass of `sample`, with this `selection` and in these colours."""

    def save_run(self) -> str:
        """Save the loss and every parameter of the run on screen as a CSV."""

    def save_script(self, name: str, text: str) -> str:
        """Save a program as a Python file."""

    def save_surface(self, surface: pygame.Surface, name: str) -> str:
        """Save a picture of a part of the screen as a PNG."""

    def save(self, name: str) -> str:
        """Save the session under `name`."""

    def open(self, name: str | None) -> str:
        """Open the saved session called `name`; None: the one that was open last time."""

    def open_file(self, path: str) -> str:
        """Open the session, or start from the share code, in the file at `path`, typed or dropped."""

    def use(self, code: str) -> str:
        """Start over from a share code."""

    def give_up_opening(self) -> None:
        """Stop opening a session."""


def answer(services: LabServices, intent: Intent) -> str | None:
    """Do what `intent` asks of the `services`; None if it asks nothing of them."""
    match intent:
        case SavePicture():
            return services.save_picture()
        case SaveData():
            return services.save_data()
        case SaveRun():
            return services.save_run()
        case SaveScript(name, text):
            return services.save_script(name, text)
        case SaveSession(name):
            return services.save(name)
        case OpenSession(name):
            return services.open(name)
        case OpenFile(path):
            return services.open_file(path)
        case ShowFolder():
            return services.show_folder()
        case UseCode(code):
            return services.use(code)
        case CopyCode():
            copied = clipboard.copy(services.code())
            return "Share code copied" if copied else "There is no clipboard here: copy the code by hand"
    return None
