"""Where a session stands: its runs, the moment of the active one, and whether and how fast time runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from game.sim.dataset import OWN, Dataset, OwnData
from game.sim.engine.cursor import Cursor
from game.sim.engine.segment import Segment, carried_on, first_segment
from game.sim.engine.timeline import Timeline
from game.sim.events import Diverged, EpochFinished, Event, LossChanged, Refused
from game.sim.limits import LONGEST_RUN
from game.sim.locks import Locks
from game.sim.network import Array, fitted, parameter_count
from game.sim.phases import Moment
from game.sim.settings import SESSION, Settings
from game.sim.start import Start

LOOKING = 50_000
"""Parameters times samples times epochs that are gone through again at a time, in search of locks."""


class SimulationState:
    """What commands are judged by and what they change. `glide` is how many units of a phase time still moves by
    itself, after a step by phases (negative: back); `threshold` is what locks are looked for with, None for what
    each segment's settings say; `events` waits for whoever asks next."""

    def __init__(self, start: Start | None = None) -> None:
        self.start = start or Start()
        self.tick_count = 0
        self.playing = False
        self.speed = 1
        self.batch_epochs, self.batch_samples = 100, 0
        segment = first_segment(self.start)
        self.session = segment.settings
        self.timeline = Timeline(segment)
        self.cursor = Cursor(self.timeline.active, Moment())
        self.glide = 0
        self.threshold: float | None = None
        self.events: list[Event | Locks] = []

    @property
    def settings(self) -> Settings:
        """The settings in force now."""
        own = {name: getattr(self.session, name) for name in SESSION}
        if self.threshold is not None:
            own["lock_threshold"] = self.threshold
        return msgspec.structs.replace(self.cursor.segment.settings, **own)

    def as_start(self) -> Start:
        """A start with the data, seed, settings and targets in force now; parameters would be drawn anew."""
        here = self.cursor.segment
        custom = None if here.targets == here.dataset.targets else here.targets
        data = here.data.own() if here.data else msgspec.UNSET
        return Start(scenario=here.scenario, seed=here.seed, settings=self.settings, targets=custom, data=data)

    def beginning(self) -> Start:
        """A start with the data, settings and targets in force now, from the parameters the active run began with."""
        first = self.timeline.active.course.segments[0]
        params = first.params[: parameter_count(first.settings.layers)]
        return msgspec.structs.replace(self.as_start(), params=params)

    @property
    def unchanged(self) -> bool:
        """Whether the active run has gone on as it began: no setting, sample, target or parameter was changed in it."""
        return len(self.timeline.active.course.segments) == 1

    def history(self, run: int, epochs: Sequence[int]) -> Array:
        """The parameters (epochs × parameters) that the run numbered `run` had after each of `epochs`, which are in
        order and within its record. Raises ValueError when there is no such run."""
        found = self.timeline.run(run)
        if found is None:
            raise ValueError(f"there is no run {run}")
        count = parameter_count(found.course.segments[0].settings.layers)
        return np.array([state[:count] for state in found.course.history(epochs)], dtype=np.float64)

    def start_at(self, run: int, epoch: int) -> Start:
        """A start with the parameters, settings and data that the run numbered `run` had after `epoch` epochs. Raises
        ValueError when there is no such run."""
        found = self.timeline.run(run)
        if found is None:
            raise ValueError(f"there is no run {run}")
        there = found.course.segment_at((epoch, 0))
        return Start(
            scenario=there.scenario,
            seed=there.seed,
            settings=there.settings,
            params=found.course.params_at((epoch, 0))[: parameter_count(there.settings.layers)],
            targets=there.targets,
            data=there.data.own() if there.data else msgspec.UNSET,
        )

    # -- what commands are judged by ---------------------------------------------------------------------------------

    def end_of_time(self) -> str | None:
        """Why time cannot go on from here; None when it can."""
        if not self.cursor.stopped:
            return self.too_long()
        return (
            f"training stopped before epoch {self.cursor.run.diverged}, whose numbers would not be finite: "
            "lower the learning rate, go back, or re-initialise"
        )

    def look_with(self, threshold: float) -> None:
        """From now on locks are looked for with `threshold`, in all that was trained and will be."""
        self.threshold = threshold
        self.cursor.run.look_with(threshold)

    @property
    def finds_locks(self) -> bool:
        """Whether it is still to be found where the active run's neurons locked."""
        return self.cursor.run.locks.finding

    def find_locks(self) -> None:
        """Go on finding where the active run's neurons locked, by some milliseconds' worth. It changes nothing that is
        trained."""
        run, segment = self.cursor.run, self.cursor.segment
        run.locks.find(max(1, LOOKING // (len(segment.params) * segment.samples)))

    def too_long(self) -> str | None:
        """Why the active run cannot be trained any longer; None while it can."""
        if self.cursor.moment.epoch < LONGEST_RUN:
            return None
        return f"a run has at most {LONGEST_RUN:,} epochs: go back, or start over"

    def loss_refusal(self, **fields: Any) -> str | None:
        """Why `fields` of the current segment cannot be changed here: a network that has all but diverged may have no
        loss at all then. None when it has one."""
        segment = self.segment_with(**fields)
        loss = segment.look(segment.params, segment.epoch, segment.kernel.unlocked()).losses[0]
        if math.isfinite(loss):
            return None
        return f"with that, the loss of these parameters would be {loss:g}: go back, or re-initialise"

    def segment_with(self, **fields: Any) -> Segment:
        """The segment that would begin here if `fields` of the current one were changed."""
        here, (epoch, sample) = self.cursor.segment, self.cursor.place
        if "settings" in fields and self.threshold is not None:  # it is no part of what is trained
            kept = here.settings.lock_threshold
            fields["settings"] = msgspec.structs.replace(fields["settings"], lock_threshold=kept)
        settings = fields.get("settings", here.settings)
        state = carried_on(fields.get("params", self.cursor.params), here.settings, settings)
        segment = replace(here, **{"epoch": epoch, "sample": sample, "note": "", **fields, "params": state})
        return replace(segment, sample=segment.begin_of_group(sample))

    # -- what commands do --------------------------------------------------------------------------------------------

    def change(self, key: str, **fields: Any) -> None:
        """A new segment from here on, the current one but for `fields`; nothing if they are what they were. `key`
        names what is changed, so that a drag is undone as a whole."""
        here, cursor, segment = self.cursor.segment, self.cursor, self.segment_with(**fields)
        if (segment.params, segment.settings, segment.targets) == (cursor.params, here.settings, here.targets):
            return
        self._go_on_with(segment, key, cursor.moment)
        if segment.settings.loss != here.settings.loss and segment.epoch > 0:
            self.events.append(LossChanged(segment.epoch, segment.settings.loss))

    def change_samples(self, key: str, data: Dataset, note: str) -> None:
        """From the beginning of this epoch on other samples, with their targets: within an epoch their number stays. A
        `key` as in `change`; `note` says what was done."""
        cursor, here = self.cursor, self.cursor.segment
        if (data.inputs, data.targets) == (here.inputs, here.targets):
            return
        fields: dict[str, Any] = {"data": data, "scenario": OWN, "targets": data.targets, "note": note}
        if not here.within_epochs:
            self._go_on_with(self.segment_with(**fields), key, cursor.moment)
            return
        epoch = cursor.moment.epoch
        begun = cursor.run.course.segment_at((epoch, 0))
        params = carried_on(cursor.run.course.params_at((epoch, 0)), begun.settings, here.settings)
        segment = replace(self.segment_with(**fields), sample=0, params=params)
        self._go_on_with(segment, key, Moment(epoch))

    def _go_on_with(self, segment: Segment, key: str, moment: Moment) -> None:
        """Let `segment` hold from its place on, and stand at `moment`."""
        self.timeline.change(segment, self.cursor.moment, key, self.session)
        self.cursor.seek(self.timeline.active, moment)

    def start_over(
        self,
        settings: Settings,
        key: str,
        *,
        scenario: str | None = None,
        data: OwnData | msgspec.UnsetType = msgspec.UNSET,
        seed: int | None = None,
        params: Sequence[float] | None = None,
    ) -> None:
        """A new run at epoch 0 with `settings`, and the scenario, seed and targets of the current one where no others
        are given; time stands. Another scenario, or `data` of the student's own, brings its own targets, and the layers
        are fitted to it."""
        here = self.cursor.segment
        if scenario is None and here.data:
            data = here.data.own()
        start = Start(
            scenario=scenario or here.scenario,
            seed=here.seed if seed is None else seed,
            settings=settings,
            params=None if params is None else tuple(map(float, params)),
            targets=here.targets if scenario is None else None,
            data=data,
        )
        inputs, outputs = len(start.dataset.inputs[0]), start.dataset.outputs
        settings = msgspec.structs.replace(settings, layers=fitted(settings.layers, inputs, outputs))
        self.begin(msgspec.structs.replace(start, settings=settings), key)

    def begin(self, start: Start, key: str) -> None:
        """A new run at epoch 0 of `start`, whose layers fit its data; time stands."""
        self.playing = False
        self.timeline.start_over(first_segment(start), self.cursor.moment, key, self.session)
        self.session = start.settings
        self.cursor.seek(self.timeline.active, Moment())

    def report(self, before: int, arrived: bool) -> None:
        """Leave events of what happened since epoch `before`. Where time has not `arrived` at the place it was to
        reach, the run has diverged, and time stands still from now on."""
        run, now = self.cursor.run, self.cursor.moment.epoch
        if now > before:
            self.events.append(run.locks.history().between(before, now))
            self.events.append(EpochFinished(now, run.loss_at(now)))
        if not arrived:
            self.playing, self.glide = False, 0
            rate = self.settings.learning_rate
            self.events.append(Diverged(now + 1, f"a step with learning rate {rate:g} left the range of numbers"))
        elif self.playing and (reason := self.too_long()):
            self.playing = False
            self.events.append(Refused(now, reason))
