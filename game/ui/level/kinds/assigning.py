"""Giving medicines: patients in place of controls."""

from __future__ import annotations

from game.ui.level.controls.patients_panel import PatientsPanel
from game.ui.level.kinds import KindPanels

PANELS = KindPanels(
    "assign",
    4,
    own=lambda play: {"patients": PatientsPanel(play)},
    left="patients",
    timeline=True,
    left_width=320,
    result_width=420,
)
