"""A fingerprint of a whole session, to tell whether two are the same to the bit."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from game.sim.engine.cursor import Cursor
from game.sim.engine.segment import Segment
from game.sim.engine.timeline import Timeline
from game.sim.settings import Settings, settings_by_name


def state_hash(timeline: Timeline, cursor: Cursor, settings: Settings, playback: tuple[int | bool, ...]) -> str:
    """Sixteen hexadecimal digits of everything recorded in `timeline`, where `cursor` stands, the `settings` in force,
    and how time runs (`playback`). Words that the game makes up, such as a run's automatic name, do not count: they
    may be put better one day."""
    digest = hashlib.sha256()
    for part in (cursor.moment, _wordless(cursor.segment), settings_by_name(settings), playback, timeline.active.id):
        digest.update(msgspec.json.encode(part))
    digest.update(repr(cursor.params).encode())
    for run in timeline.runs:
        segments = [_wordless(segment) for segment in run.course.segments]
        about = (run.id, run.given_name, run.parent, segments, run.first_place, run.diverged)
        digest.update(msgspec.json.encode(about))
        run.locks.find()
        locks = run.locks.history()
        for column in (locks.epochs, locks.neurons, locks.locked, locks.slopes, run.losses.view()):
            digest.update(column.data)
    return digest.hexdigest()[:16]


def _wordless(segment: Segment) -> dict[str, Any]:
    """What counts of a segment. Data of the student's own are told only where there are any, so that sessions recorded
    before there were such keep their hash."""
    known = {
        "epoch": segment.epoch,
        "sample": segment.sample,
        "params": segment.params,
        "settings": settings_by_name(segment.settings),
        "scenario": segment.scenario,
        "targets": segment.targets,
        "seed": segment.seed,
        "note": "",
    }
    return {**known, "inputs": segment.data.inputs} if segment.data else known
