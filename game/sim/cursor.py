"""Where time stands in a run, and how it moves: by units of a phase, by whole epochs, and back."""

from __future__ import annotations

import math

from game.sim.kernel import Flat, Stretch
from game.sim.phases import PHASE_UNITS, Moment, Phase, epoch_units, sample_phases
from game.sim.run import Run, keyframe_spacing
from game.sim.segment import Place, Segment


class Cursor:
    """A moment of a run with the parameters in force there. Moving past the run's recorded end records more of it."""

    def __init__(self, run: Run, moment: Moment) -> None:
        self.run = run
        self.moment = moment
        self.segment: Segment = run.segments[0]
        self.params: Flat = self.segment.params
        self._locked: tuple[bool, ...] = ()
        self.seek(run, moment)

    @property
    def place(self) -> Place:
        """Where a change made now takes hold: this sample, or the epoch's start under the update rule "epoch"."""
        return (self.moment.epoch, self.moment.sample if self.segment.by_sample else 0)

    @property
    def stopped(self) -> bool:
        """Whether time can go no further here because the next update would not be finite."""
        return self.run.diverged is not None and self.moment.epoch + 1 >= self.run.diverged

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the current sample."""
        return sample_phases(self.segment.settings, self.segment.samples, self.moment.sample)

    def seek(self, run: Run, moment: Moment) -> None:
        """Go to `moment` of `run`; past its end, to the start of its last epoch; past a sample's last phase, to that."""
        if moment.epoch > run.last_epoch:
            moment = Moment(run.last_epoch)
        self.run = run
        segment = run.segment_at((moment.epoch, 0 if moment.sample < 0 else moment.sample))
        sample = max(0, min(moment.sample, segment.samples - 1))
        count = len(sample_phases(segment.settings, segment.samples, sample))
        phase = max(0, min(moment.phase, count - 1))
        units = max(0, min(moment.units, PHASE_UNITS - 1))
        self.moment = Moment(moment.epoch, sample, phase, units)
        self._settle()

    def _settle(self) -> None:
        """Segment, parameters and locks as they are at the moment."""
        self.segment = self.run.segment_at((self.moment.epoch, self.moment.sample))
        self.params = self.run.params_at(self.place)
        self._locked = self.run.locked_at(self.moment.epoch, self.segment.settings.layers)

    # -- forward -----------------------------------------------------------------------------------------------------

    def advance(self, units: int) -> None:
        """Move on by `units` of phases, through updates as they come."""
        while units > 0 and not self._blocked():
            whole = units // epoch_units(self.segment.settings, self.segment.samples)
            if whole and self.moment == Moment(self.moment.epoch):
                before = self.moment.epoch
                self.train(1 if self._interrupted(whole) else whole)
                units -= (self.moment.epoch - before) * epoch_units(self.segment.settings, self.segment.samples)
                continue
            left = PHASE_UNITS - self.moment.units
            if units < left:
                self._move(units=self.moment.units + units)
                return
            units -= left
            self._next_phase()

    def train(self, epochs: int) -> None:
        """Finish `epochs` epochs (the current one, if begun, is the first) and stand at the start of the next."""
        while epochs > 0 and not self.stopped:
            if self.moment.sample and self.segment.by_sample:
                self._finish_by_samples()
                epochs -= 1
                continue
            following = self.run.next_place((self.moment.epoch, 0))
            until = following[0] - self.moment.epoch if following else epochs
            if until == 0:
                self._finish_by_samples()
                epochs -= 1
                continue
            count = min(epochs, until, self._spacing() - self.moment.epoch % self._spacing())
            self._train_whole(count)
            epochs -= count

    def finish_sample(self) -> None:
        """Go to the start of the next sample."""
        while not self._blocked():
            sample = self.moment.sample
            self._next_phase()
            if self.moment.phase == 0 and (self.moment.sample != sample or sample == 0):
                return

    def _blocked(self) -> bool:
        """Whether the moment stands just before an update that would not be finite."""
        last = self.moment.sample == self.segment.samples - 1 or self.segment.by_sample
        return self.stopped and last and self.moment.phase == len(self.phases) - 1

    def _interrupted(self, epochs: int) -> bool:
        """Whether another segment, with units of its own, begins within the next `epochs` epochs."""
        following = self.run.next_place((self.moment.epoch, 0))
        return following is not None and following[0] < self.moment.epoch + epochs

    def _next_phase(self) -> None:
        if self.moment.phase + 1 < len(self.phases):
            self._move(phase=self.moment.phase + 1)
        elif self.segment.by_sample:
            self._update_by_sample()
        elif self.moment.sample + 1 < self.segment.samples:
            self.moment = Moment(self.moment.epoch, self.moment.sample + 1)
        else:
            self._train_whole(1)

    def _move(self, *, phase: int | None = None, units: int = 0) -> None:
        at = self.moment.phase if phase is None else phase
        self.moment = Moment(self.moment.epoch, self.moment.sample, at, units)

    def _finish_by_samples(self) -> None:
        epoch = self.moment.epoch
        while self.moment.epoch == epoch and not self.stopped:
            self._update_by_sample()

    def _update_by_sample(self) -> None:
        epoch, sample = self.moment.epoch, self.moment.sample
        params = self.segment.steps(self.params, sample, sample + 1)
        finite = all(map(math.isfinite, params))
        if sample + 1 < self.segment.samples and finite:
            self._arrive(Moment(epoch, sample + 1), params, self._locked)
            return
        stretch = self.segment.look(params, epoch + 1, self._locked)
        finite = finite and math.isfinite(stretch.losses[0])
        if not finite:
            stretch = Stretch(self.params, [], [], self._locked, True)
        self._record(stretch, epoch)
        if finite:
            self._arrive(Moment(epoch + 1), params, stretch.locked)

    def _train_whole(self, epochs: int) -> None:
        epoch = self.moment.epoch
        stretch = self.segment.train(self.params, epoch, epochs, self._locked)
        self._record(stretch, epoch)
        done = len(stretch.losses)
        if done:
            self._arrive(Moment(epoch + done), stretch.params, stretch.locked)

    def _record(self, stretch: Stretch, epoch: int) -> None:
        if epoch + len(stretch.losses) > self.run.last_epoch or stretch.diverged:
            self.run.record(stretch, self.segment, epoch)

    def _arrive(self, moment: Moment, params: Flat, locked: tuple[bool, ...]) -> None:
        """Stand at the start of a sample, under the segment that begins there if one does."""
        self.moment, self.params, self._locked = moment, params, locked
        place = (moment.epoch, moment.sample)
        segment = self.run.segment_at(place)
        if segment is not self.segment:
            self._settle()
        elif moment.sample == 0 and moment.epoch % self._spacing() == 0:
            self.run.keep(moment.epoch, params)

    def _spacing(self) -> int:
        return keyframe_spacing(len(self.params))

    # -- back --------------------------------------------------------------------------------------------------------

    def back(self, units: int) -> None:
        """Move back by `units` of phases, through updates as they were."""
        while units > 0 and self.moment != Moment():
            if units <= self.moment.units:
                self._move(units=self.moment.units - units)
                return
            units -= self.moment.units
            if self.moment.units == 0:
                self._previous_phase_end()
                units -= 1
            else:
                self._move()

    def back_to_sample(self) -> None:
        """Go to the start of this sample, or of the one before when it stands there."""
        moment = self.moment
        if (moment.phase, moment.units) != (0, 0):
            self.moment = Moment(moment.epoch, moment.sample)
        elif moment.sample:
            self._go(Moment(moment.epoch, moment.sample - 1))
        elif moment.epoch:
            self._go(Moment(moment.epoch - 1, self.run.segment_at((moment.epoch - 1, 0)).samples - 1))

    def back_to_epoch(self) -> None:
        """Go to the start of this epoch, or of the one before when it stands there."""
        begun = self.moment != Moment(self.moment.epoch)
        self._go(Moment(max(0, self.moment.epoch - (0 if begun else 1))))

    def _previous_phase_end(self) -> None:
        moment = self.moment
        if moment.phase:
            self._move(phase=moment.phase - 1, units=PHASE_UNITS - 1)
            return
        self.back_to_sample()
        self._move(phase=len(self.phases) - 1, units=PHASE_UNITS - 1)

    def _go(self, moment: Moment) -> None:
        self.moment = moment
        self._settle()
