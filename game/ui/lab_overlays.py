"""The Lab's overlays."""

from __future__ import annotations

from game.desk import Desk
from game.ui.panel import Panel
from game.ui.panels.demos import DemosPanel
from game.ui.panels.keys_help import KeysHelp
from game.ui.panels.population import PopulationPanel
from game.ui.panels.reading import ReadingPanel
from game.ui.panels.resume import ResumePanel
from game.ui.panels.sessions import SessionsPanel
from game.ui.panels.start_here import StartHere
from game.ui.panels.top_bar import TopBar


def lab_overlays(desk: Desk, top: TopBar) -> dict[str, Panel]:
    """All of them, by the name that `Open` calls them by; the buttons that open them are on the `top` bar."""
    return {
        "reading": ReadingPanel(),
        "keys": KeysHelp(),
        "start": StartHere(),
        "resume": ResumePanel(),
        "sessions": SessionsPanel(desk.saved, desk.code),
        "demos": DemosPanel(lambda: top.button("demos").rect),
        "population": PopulationPanel(),
    }
