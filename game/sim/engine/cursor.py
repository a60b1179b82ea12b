"""Where time stands in a run, and how it moves: by units of a phase, by whole epochs, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game.sim.engine.run import Run
from game.sim.engine.run_course import keyframe_spacing
from game.sim.engine.segment import EpochPlace, Segment
from game.sim.engine.training import Stretch
from game.sim.network import Flat
from game.sim.phases import PHASE_UNITS, Moment, Phase, epoch_units, sample_phases, shown_place


class Cursor:
    """A moment of a run with the parameters in force there. Moving past the run's recorded end records more of it."""

    def __init__(self, run: Run, moment: Moment) -> None:
        self.run = run
        self.moment = moment
        self.segment: Segment = run.course.segments[0]
        self.params: Flat = self.segment.params
        self.locked: tuple[bool, ...] = ()
        self.seek(run, moment)

    @property
    def place(self) -> EpochPlace:
        """Where a change that is made now begins to count: at the first sample of the group that is updated together
        with this one."""
        return (self.moment.epoch, self.segment.begin_of_group(self.moment.sample))

    @property
    def stopped(self) -> bool:
        """Whether time can go no further here because the next update would not be finite."""
        return self.run.diverged is not None and self.moment.epoch + 1 >= self.run.diverged

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the current sample."""
        return sample_phases(self.segment.settings, self.segment.samples, self.moment.sample)

    def seek(self, run: Run, moment: Moment) -> None:
        """Go to `moment` of `run`; past its end, to the start of its last epoch; past a sample's last phase, to that;
        past the last sample whose parameters are finite, to that."""
        if moment.epoch > run.last_epoch:
            moment = Moment(run.last_epoch)
        course = run.course
        segment = course.segment_at((moment.epoch, moment.sample))
        sample = min(moment.sample, segment.samples - 1)
        if segment.within_epochs and moment.epoch == run.last_epoch:
            places = ((k, course.place_of(moment.epoch, k)) for k in range(sample, -1, -1))
            sample = next(k for k, place in places if _finite(course.params_at(place)))
        count = len(sample_phases(segment.settings, segment.samples, sample))
        phase, units = min(moment.phase, count - 1), min(moment.units, PHASE_UNITS - 1)
        self.run = run
        self._go(Moment(moment.epoch, sample, phase, units))

    def _go(self, moment: Moment) -> None:
        """Segment, parameters and locks as they are at `moment`."""
        self.moment = moment
        self.segment = self.run.course.segment_at((moment.epoch, moment.sample))
        self.params = self.run.course.params_at(self.place)
        self.locked = self.run.locks.at(moment.epoch)

    # -- forward: each tells whether it got there; if not, the next update would not be finite -----------------------

    def advance(self, units: int, shown: int | None = None) -> bool:
        """Move on by `units` of phases, through updates as they come; of an epoch's samples, through the `shown` ones
        alone, where that is given."""
        while units > 0:
            an_epoch = epoch_units(self.segment.settings, self.segment.samples)
            if units >= an_epoch and self.moment == Moment(self.moment.epoch) and not self.stopped:
                before = self.moment.epoch
                self.train(self._uninterrupted(units // an_epoch))
                units -= (self.moment.epoch - before) * an_epoch
                continue
            left = PHASE_UNITS - self.moment.units
            if units < left:
                self._move(units=self.moment.units + units)
                return True
            if not self._next_phase(shown):
                self._move(units=PHASE_UNITS - 1)
                return False
            units -= left
        return True

    def train(self, epochs: int) -> bool:
        """Finish `epochs` epochs (the current one, if begun, is the first) and stand at the start of the next."""
        while epochs > 0:
            if self.stopped:
                return False
            following = self.run.course.next_place((self.moment.epoch, 0))
            until = following[0] - self.moment.epoch if following else epochs
            if until == 0 or self.place[1]:
                if not self._finish_by_groups():
                    return False
                epochs -= 1
                continue
            count = min(epochs, until, self._spacing() - self.moment.epoch % self._spacing())
            if not self._train_whole(count):
                return False
            epochs -= count
        return True

    def train_part(self, samples: int) -> bool:
        """Finish the next `samples` samples of the epoch, and all that are updated together with the last of them, but
        never more than are left in it. Where an epoch has only one update, finish the epoch. False where the next
        update would not be finite."""
        epoch, until = self.moment.epoch, self.moment.sample + samples
        while self.moment.epoch == epoch and self.moment.sample < until:
            if self.stopped:
                return False
            if not self.segment.within_epochs:
                return self._train_whole(1)
            if not (self._update_several(until) or self._update_by_group()):
                return False
        return True

    def _update_several(self, until: int) -> bool:
        """Make the updates of this epoch that begin before its sample `until` at once, but for the epoch's last one;
        False where there are none, or where they lead out of what is finite."""
        (epoch, begin), samples = self.place, self.segment.samples
        following = self.run.course.next_place(self.place)
        change = following[1] if following and following[0] == epoch else samples
        last = self.segment.begin_of_group(samples - 1)
        end = min(self.segment.end_of_group(min(until, samples) - 1), last, change)
        params = self.segment.steps(self.params, epoch, begin, end) if end > begin else ()
        if not params or not _finite(params):
            return False
        self._arrive(Moment(epoch, end), params, self.locked)
        return True

    def finish_sample(self) -> bool:
        """Go to the start of the next sample."""
        while self._next_phase():
            if self.moment.phase == 0:
                return True
        return False

    def _uninterrupted(self, epochs: int) -> int:
        """How many of the next `epochs` epochs have the units of this one: 1 where another segment begins in them."""
        following = self.run.course.next_place((self.moment.epoch, 0))
        return 1 if following and following[0] < self.moment.epoch + epochs else epochs

    def _next_phase(self, shown: int | None = None) -> bool:
        if self.moment.phase + 1 < len(self.phases):
            self._move(phase=self.moment.phase + 1)
        elif shown is not None and shown < self.segment.samples and self.moment.sample + 1 < self.segment.samples:
            return self._next_shown(shown)
        elif self.moment.sample + 1 < self.segment.end_of_group(self.moment.sample):
            self._arrive(Moment(self.moment.epoch, self.moment.sample + 1), self.params, self.locked)
        elif self.segment.within_epochs:
            return self._update_by_group()
        else:
            return self._train_whole(1)
        return True

    def _next_shown(self, shown: int) -> bool:
        """Go to the next of the `shown` samples, through the updates that lie between; the last sample is one."""
        epoch, samples = self.moment.epoch, self.segment.samples
        places = (shown_place(samples, shown, k) for k in range(shown))
        there = next(place for place in places if place > self.moment.sample)
        while self.segment.within_epochs and self.segment.end_of_group(self.moment.sample) <= there:
            if not self._update_by_group():
                return False
        if self.moment.sample < there:
            self._arrive(Moment(epoch, there), self.params, self.locked)
        return True

    def _move(self, *, phase: int | None = None, units: int = 0) -> None:
        at = self.moment.phase if phase is None else phase
        self.moment = Moment(self.moment.epoch, self.moment.sample, at, units)

    def _finish_by_groups(self) -> bool:
        epoch = self.moment.epoch
        while self.moment.epoch == epoch:
            if not self._update_by_group():
                return False
        return True

    def _update_by_group(self) -> bool:
        (epoch, begin), end = self.place, self.segment.end_of_group(self.moment.sample)
        params = self.segment.steps(self.params, epoch, begin, end)
        if end < self.segment.samples and _finite(params):
            self._arrive(Moment(epoch, end), params, self.locked)
            return True
        stretch = self.run.locks.seen(self.segment).look(params, epoch + 1, self.locked, watch=self._watched)
        if not (_finite(params) and _finite(stretch.losses)):
            self.run.record(Stretch(self.params, [], [], self.locked, True), epoch)
            return False
        self.run.record(stretch, epoch)
        self._arrive(Moment(epoch + 1), params, stretch.locked)
        return True

    @property
    def _watched(self) -> bool:
        """Whether the first epoch with every sample right is still to come."""
        return self.run.solved is None and self.run.ends_with(self.segment)

    def _train_whole(self, epochs: int) -> bool:
        epoch = self.moment.epoch
        stretch = self.run.locks.seen(self.segment).train(self.params, epoch, epochs, self.locked, watch=self._watched)
        self.run.record(stretch, epoch)
        if stretch.losses:
            self._arrive(Moment(epoch + len(stretch.losses)), stretch.params, stretch.locked)
        return not stretch.diverged

    def _arrive(self, moment: Moment, params: Flat, locked: tuple[bool, ...]) -> None:
        """Stand at the start of a sample, under the segment that begins there if one does."""
        if self.run.course.segment_at((moment.epoch, moment.sample)) is not self.segment:
            self._go(moment)
            return
        self.moment, self.params, self.locked = moment, params, locked
        if moment.sample == 0 and moment.epoch % self._spacing() == 0:
            self.run.course.keep(moment.epoch, params)

    def _spacing(self) -> int:
        return keyframe_spacing(len(self.params))

    # -- back --------------------------------------------------------------------------------------------------------

    def back(self, units: int) -> None:
        """Move back by `units` of phases, through updates as they were."""
        while units > 0:
            if units <= self.moment.units or self.moment < Moment(phase=1):
                self._move(units=max(0, self.moment.units - units))
                return
            units -= self.moment.units + 1
            self._previous_phase_end()

    def back_by_samples(self, count: int) -> None:
        """Go back to the start of this sample, then by whole samples: to the `count`-th start before the moment."""
        begun = (self.moment.phase, self.moment.units) != (0, 0)
        epoch, sample = self.moment.epoch, self.moment.sample - (count - begun)
        while sample < 0 and epoch > 0:  # an epoch before may have more samples, or fewer
            before = self.run.course.segment_at((epoch - 1, 0))
            epochs = self._epochs_like(before, epoch, -sample)
            epoch, sample = epoch - epochs, sample + epochs * before.samples
        self._go(Moment(epoch, max(0, sample)))

    def _epochs_like(self, segment: Segment, end: int, samples: int) -> int:
        """How many epochs of `segment` before epoch `end` hold `samples` samples; all there are, where they do not."""
        return min(-(-samples // segment.samples), end - segment.epoch - (segment.sample > 0)) or 1

    def back_by_epochs(self, count: int) -> None:
        """Go back to the start of this epoch, then by whole epochs: to the `count`-th start before the moment."""
        begun = self.moment != Moment(self.moment.epoch)
        self._go(Moment(max(0, self.moment.epoch - (count - begun))))

    def _previous_phase_end(self) -> None:
        if not self.moment.phase:
            self._move()
            self.back_by_samples(1)
        before = self.moment.phase - 1 if self.moment.phase else len(self.phases) - 1
        self._move(phase=before, units=PHASE_UNITS - 1)


def _finite(values: Sequence[float]) -> bool:
    return all(map(math.isfinite, values))
