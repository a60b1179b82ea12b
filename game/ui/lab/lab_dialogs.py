"""The dialogs of the Lab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame

from game.ui.dialogs.about import AboutDialog
from game.ui.dialogs.data_menu import DataMenu
from game.ui.dialogs.demos import DemosPanel
from game.ui.dialogs.examples import ExamplesDialog
from game.ui.dialogs.files import FilesPanel
from game.ui.dialogs.keys_help import KeysHelp
from game.ui.dialogs.own_data import OwnDataDialog
from game.ui.dialogs.resume import ResumePanel
from game.ui.dialogs.sessions import SessionsPanel
from game.ui.dialogs.start_here import StartHere
from game.ui.dialogs.worked_example import WorkedExample
from game.ui.lab.lab_services import LabServices
from game.ui.lab.reading_panel import ReadingPanel
from game.ui.lab.top_bar import TopBar
from game.ui.lenses.lens_menu import lens_menu, take_along_menu
from game.ui.population.population_panel import PopulationPanel
from game.ui.toolkit.panel import Panel


def lab_dialogs(
    services: LabServices, top: TopBar, docked: Callable[[str], pygame.Rect], worked: WorkedExample
) -> dict[str, Panel]:
    """All of them by the name that `Open` calls them by; the buttons that open them are on the `top` bar, and those of
    the dock's menus, "menu" and "save", are at `docked(name)`."""
    return {
        "about": AboutDialog(),
        "reading": ReadingPanel(),
        "keys": KeysHelp(),
        "start": StartHere(services.onward),
        "resume": ResumePanel(services.onward),
        "files": FilesPanel(services.files),
        "sessions": SessionsPanel(services.saved, services.code),
        "demos": DemosPanel(lambda: top.button("demos").rect),
        "population": PopulationPanel(services),
        "data": DataMenu(lambda: top.button("data").rect),
        "own_data": OwnDataDialog(),
        "examples": ExamplesDialog(services.examples, services.examples_folder()),
        "worked": worked,
        "lenses": lens_menu(partial(docked, "menu")),
        "take_along": take_along_menu(partial(docked, "save")),
    }
