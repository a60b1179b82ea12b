"""Every frame that is shown is one moment: decides which panels are told of the newest view now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.ui.network.reveal import known
from game.ui.toolkit.panel import ViewPanel
from game.ui.view import View

ROUND_SECONDS = 0.1
"""While training is too fast to be watched, a round of painting begins so often; faster, nobody could read numbers."""


class Rounds:
    """While samples can be watched, all panels are told of new numbers in the same frame. While training is too fast
    for that, they are told in rounds, of which each has one view: one panel a frame is painted, out of sight, and all
    are shown together. `moment` is the view that panels were told of last, `shown` the one on screen."""

    def __init__(self) -> None:
        self.moment: View | None = None
        self.shown: View | None = None
        self.came_whole = False
        """Whether the last view, or round, has changed what all panels show."""
        self._waiting: list[ViewPanel] = []
        self._began = 0.0
        self._turn = 0
        self._resting: object = None

    @property
    def whole(self) -> bool:
        """Whether all panels show the same moment."""
        return not self._waiting

    def take(self, view: View, panels: Sequence[ViewPanel], *, at_once: bool, hidden: bool) -> bool:
        """Tell `panels` of `view`, or go on with the round; whether `view` became the moment. `at_once`: it comes from
        what the student did. A round can only be gone through while what it paints is `hidden`."""
        self.came_whole = False
        news = self._go_round(view, panels) if too_fast(view) and hidden and not at_once else None
        if news is None:
            news = self._tell_at_once(view, panels, everything=at_once or too_fast(view))
        if self.whole:
            self.shown = self.moment
        return news

    def _go_round(self, view: View, panels: Sequence[ViewPanel]) -> bool:
        assert self.moment is not None
        if view.selection != self.moment.selection:
            self._waiting, self.came_whole = [], True
            self._tell(replace(self.moment, selection=view.selection), panels)  # what is pointed at, without delay
            return False
        begins = self.whole and not 0.0 <= view.now - self._began < ROUND_SECONDS
        if begins:
            self.moment, self._began, self._waiting = view, view.now, list(panels)
        under_way = not self.whole
        while self._waiting:
            painted = self._painted(self._waiting[0], self.moment)
            if self._waiting[0].unfinished:
                break
            del self._waiting[0]
            if painted:
                break
        self.came_whole = under_way and self.whole
        return begins

    def _tell_at_once(self, view: View, panels: Sequence[ViewPanel], *, everything: bool) -> bool:
        """New numbers go to all panels; a new phase of the same ones to those that move by themselves, and to one of
        the others that looks different then, the next frame to another."""
        before, self._waiting = self.moment, []
        self.moment = view
        playing = view.current.playing and before is not None and before.current.playing
        self.came_whole = before is None or too_fast(view) or _numbers(view) != _numbers(before)
        if everything or before is None or self.came_whole:
            self._tell(view, panels)
        elif not playing:
            moved = view.current is not before.current
            self._tell(view, [panel for panel in panels if moved or panel.moves])
        else:
            self._tell(view, [panel for panel in panels if panel.moves])
            self._tell_next(view, [panel for panel in panels if not panel.moves])
        return True

    def _tell_next(self, view: View, others: Sequence[ViewPanel]) -> None:
        """Tell `others` until one looks different. Once none has, they rest at this stage of the sample: one of them is
        looked at a frame, not all."""
        stage = _stage(view)
        for _ in others[:1] if stage == self._resting else others:
            self._turn = (self._turn + 1) % len(others)
            if self._painted(others[self._turn], view):
                self._resting = None
                return
        self._resting = stage

    def _tell(self, view: View, panels: Sequence[ViewPanel]) -> None:
        self.moment = view
        for panel in panels:
            panel.sync(view)
            while self.came_whole and panel.unfinished:
                panel.sync(view)

    @staticmethod
    def _painted(panel: ViewPanel, view: View) -> bool:
        """Tell `panel` of `view`; whether it looks different now."""
        before = panel.look
        panel.sync(view)
        return panel.look != before


def too_fast(view: View) -> bool:
    """Whether training goes on too fast for single samples to be watched."""
    return not view.current.animated


def _stage(view: View) -> tuple[object, ...]:
    """How far the sample is, as far as resting panels tell: not how far packets are on their way."""
    moment = view.current.moment
    return moment.epoch, moment.sample, moment.phase, known(view).stage


def _numbers(view: View) -> tuple[object, ...]:
    """All that a number on screen depends on, but for whether it has been brought out yet."""
    snapshot = view.current
    return (
        id(snapshot.batch),
        id(view.trace),
        snapshot.settings,
        view.selection,
        snapshot.playing,
        view.reduced_motion,
    )
