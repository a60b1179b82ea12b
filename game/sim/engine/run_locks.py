"""The locks of a run: recorded as it trains, and found anew from epoch 0 on for another threshold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import msgspec

from game.sim.engine.lock_log import LockLog
from game.sim.engine.run_course import RunCourse
from game.sim.engine.segment import Segment
from game.sim.engine.training import LockChange
from game.sim.locks import Locks
from game.sim.network import Flat, Layers


@dataclass
class _Search:
    """Up to `epoch` (-1: nothing yet) of the epochs to `end` the locks are found; `params` and `locked` are those
    there. `later` are the changes after `end`, which were recorded since the search began."""

    end: int
    epoch: int = -1
    params: Flat = ()
    locked: tuple[bool, ...] = ()
    later: list[LockChange] = field(default_factory=list)


class RunLocks:
    """Which neurons were locked when, along `course`. `threshold` is what is looked for with; None is that of the
    segments themselves."""

    def __init__(self, course: RunCourse, log: LockLog, threshold: float | None) -> None:
        self.threshold = threshold
        self._course, self._log = course, log
        self._search: _Search | None = None
        self._seen: tuple[Segment, Segment] | None = None

    def __len__(self) -> int:
        """Changes that are known."""
        return len(self._log)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._log.nbytes

    def before(self, epoch: int) -> LockLog:
        """A log of its own of the changes before `epoch`."""
        return self._log.before(epoch)

    def history(self) -> Locks:
        """Lock events from epoch 0 to the end."""
        return self._log.view()

    def at(self, epoch: int) -> tuple[bool, ...]:
        """Which neurons are locked after `epoch` epochs, counted over the units after the inputs."""
        if self._search and self._search.epoch < epoch:
            segment = self.seen(self._course.segment_at((epoch, 0)))
            return segment.look(self._course.params_at((epoch, 0)), epoch, segment.kernel.unlocked()).locked
        return tuple(since is not None for since in self._log.since(epoch))

    def states(self, epoch: int) -> tuple[tuple[bool, int | None], ...]:
        """For each neuron whether it is locked after `epoch` epochs, and since which; None if it is not, or if that has
        not been found yet."""
        if self._search and self._search.epoch < epoch:
            return tuple((locked, None) for locked in self.at(epoch))
        return tuple((since is not None, since) for since in self._log.since(epoch))

    # -- recording ---------------------------------------------------------------------------------------------------

    def add(self, changes: list[LockChange]) -> None:
        """Note `changes`, oldest first, none of them older than those known."""
        if self._search:
            self._search.later += changes
        else:
            self._log.extend(changes)

    def forget(self, epoch: int) -> None:
        """Forget the changes from `epoch` on."""
        search = self._search
        if search and search.epoch < epoch:
            search.end = min(search.end, epoch - 1)
            search.later = [change for change in search.later if change.epoch < epoch]
            return
        self._search = None
        self._log.cut(epoch)

    def clear(self, layers: Layers) -> None:
        """Begin anew, with a network of `layers`."""
        self._search, self._log = None, LockLog(layers)

    # -- another threshold -------------------------------------------------------------------------------------------

    def seen(self, segment: Segment) -> Segment:
        """`segment`, but with the threshold by which locks are looked for now."""
        if self.threshold is None or segment.settings.lock_threshold == self.threshold:
            return segment
        if self._seen is None or self._seen[0] is not segment:
            settings = msgspec.structs.replace(segment.settings, lock_threshold=self.threshold)
            self._seen = (segment, replace(segment, settings=settings))
        return self._seen[1]

    def look_with(self, threshold: float, end: int) -> None:
        """Let the locks be those that `threshold` gives, from epoch 0 to `end`, the run's last; `find` finds them."""
        segments = self._course.segments
        own = {segment.settings.lock_threshold for segment in segments}
        if self.threshold == threshold or (self.threshold is None and own == {threshold}):
            return
        self.threshold, self._seen = threshold, None
        self.clear(segments[0].settings.layers)
        self._search = _Search(end)

    @property
    def finding(self) -> bool:
        """Whether there are locks that are still to be found."""
        return self._search is not None

    def find(self, epochs: int | None = None) -> None:
        """Find the locks of so many epochs more (all, by default), as far as they are not known. Training is gone
        through again: that takes as long as it took."""
        search = self._search
        if search is None:
            return
        left = search.end + 1 if epochs is None else epochs
        while left > 0 and search.epoch < search.end:
            left -= self._search_on(search, left)
        if search.epoch >= search.end:
            self._search = None
            self._log.extend(search.later)

    def _search_on(self, search: _Search, most: int) -> int:
        """Find the locks of up to `most` epochs, as far as one segment goes; how many they were."""
        epoch, following = search.epoch, self._course.next_place((max(0, search.epoch), 0))
        if epoch < 0 or (following and following[0] == epoch):  # parameters changed between two samples
            self._search_at(search, epoch + 1)
            return 1
        count = min(most, search.end - epoch, following[0] - epoch if following else most)
        segment = self.seen(self._course.segment_at((epoch, 0)))
        stretch = segment.train(search.params, epoch, count, search.locked)
        self._log.extend(stretch.changes)
        search.epoch, search.params, search.locked = epoch + count, stretch.params, stretch.locked
        if following == (search.epoch, 0):
            self._log.cut(search.epoch)
            self._search_at(search, search.epoch)
        return count

    def _search_at(self, search: _Search, epoch: int) -> None:
        """Look at `epoch` itself, all before it being known."""
        segment, params = self._course.segment_at((epoch, 0)), self._course.params_at((epoch, 0))
        before = tuple(since is not None for since in self._log.since(epoch))
        stretch = self.seen(segment).look(params, epoch, before)
        self._log.extend(stretch.changes)
        search.epoch, search.params, search.locked = epoch, params, stretch.locked
