"""Sick networks and what medicines do to them."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from game.sim.level.level_parts import Medicine
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.start_table import with_settings
from game.sim.start import Start

CURED_BELOW = 0.4
"""A network is cured when every |a − y| is below this at the end."""


@dataclass(frozen=True)
class PatientOutcome:
    """`first_epoch` is when every |a − y| first was below 0.4, None if never; `losses` are those at the start and at
    the end, `start` is what the medicine had made of the patient by then."""

    cured: bool
    first_epoch: int | None
    losses: tuple[float, float]
    start: Start


def treated(patient: Start, medicine: Medicine | None) -> Start:
    """`patient` after taking `medicine` (None: as it was). Raises ValueError where the medicine is not for it."""
    if medicine is None:
        return patient
    settings = with_settings(patient.settings, medicine.set)
    settings = with_settings(settings, {"learning_rate": settings.learning_rate * medicine.rate_factor})
    params = patient.params
    if medicine.redraw:
        redrawn = medicine.redraw.start(settings)
        if redrawn.settings.layers != patient.settings.layers:
            shown = "-".join(map(str, redrawn.settings.layers))
            raise ValueError(f"its redraw is shaped for {shown}")
        params = redrawn.params
    return msgspec.structs.replace(patient, settings=settings, params=params)


def outcome(patient: Start, medicine: Medicine | None, epochs: int) -> PatientOutcome:
    """What becomes of `patient` within `epochs` epochs after taking `medicine`."""
    start = treated(patient, medicine)
    run = MeasuredRun(start, epochs)
    run.extend(epochs)
    well = bool(run.errors(run.reached).max() < CURED_BELOW) and not run.diverged
    return PatientOutcome(well, run.first_below(CURED_BELOW), (run.losses[0], run.losses[-1]), start)
