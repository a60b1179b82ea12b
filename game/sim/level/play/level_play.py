"""Playing a level: briefing, prediction, tries and results, without a screen or a clock.

The same level, seed and acts give the same states, however the screen reveals a run. A window calls `watch` once a
frame; a script lets each run end at once with `finish`.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.sim.commands import Command
from game.sim.level.actions import Action, Stop
from game.sim.level.level import Level, with_facts
from game.sim.level.play.action_rules import RULES
from game.sim.level.play.play_state import PlayState
from game.sim.level.play.visit import Stage
from game.sim.start import DEFAULT_SEED


class LevelPlay(PlayState):
    """One visit to `level`; `replayed` plays its `log` again."""

    def refusal(self, act: Action | Command) -> str | None:
        """Why `act` cannot be carried out now, in a sentence; None when it can."""
        if isinstance(act, Command):
            return self.simulation.refusal(act)
        return RULES[type(act)].refusal(self, act)

    def do(self, act: Action | Command) -> str | None:
        """Carry out `act`, or change nothing and return the sentence that says why not."""
        reason = self.refusal(act)
        if reason:
            return reason
        if isinstance(act, Command):
            self.simulation.apply(act)
            return None
        self.log.append(act)
        RULES[type(act)].carry_out(self, act)
        return None

    def watch(self) -> bool:
        """Let a run that ticks do not drive go on, and notice that a run has ended; True the moment it has. To be
        called once a frame."""
        if self.visit.stage is not Stage.RUNNING:
            return False
        self.kind.advance()
        if not self.kind.over:
            return False
        self.finish()
        return True


def replayed(level: Level, acts: Iterable[Action | Command], seed: int = DEFAULT_SEED) -> LevelPlay:
    """`level` after `acts`, each run let to its end; a text in {braces} is that of the deal on the table then. Raises
    ValueError naming the act that is refused, and why."""
    play = LevelPlay(level, seed)
    for number, act in enumerate(acts, start=1):
        if not isinstance(act, Stop):
            play.finish()
        reason = play.do(with_facts(act, play.level.facts))
        if reason:
            raise ValueError(f"act {number} ({act.__struct_config__.tag}) is refused: {reason}")
    play.finish()
    return play
