"""What all kinds of level have in common: a simulation with controls, a sheet of answers, and tries that end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from game.sim import commands as c
from game.sim.level.actions import Action, Answer, Turn
from game.sim.level.answers import AnswerSheet
from game.sim.level.controls import Control, Value, turned
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.play.level_simulation import LevelSimulation, Listener
from game.sim.level.play.visit import Stage
from game.sim.level.trial import start_with
from game.sim.network import Edge, Layers, edge_name
from game.sim.start import Start, params_of


@dataclass(frozen=True)
class Move:
    """Something a player sets: `act` makes the action that sets it to one of `values`."""

    act: Callable[[Any], Action]
    values: Sequence[Any]


@dataclass(frozen=True)
class KindEntry:
    """A kind of play in its registry: the fields of a level's file that it `needs`, and those kept to some kinds that
    it `takes`."""

    name: str
    order: int
    play: type[PlayKind]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


LOOKING = (c.Pause, c.SetSpeed, c.SetBatch)
MOVING = (c.Play, c.Step, c.Seek)


class PlayTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file says to its kind of play alone, in its table `play`: nothing, unless the kind has fields for it."""


class PlayKind:
    """Base of all kinds of play. A try goes `begin`, then `over` becomes true by itself as `advance` is called every
    frame, or at once by `finish`, or it is given up by `stop`; `again` makes it ready for the next. A new deal has a
    new one."""

    table_type: type[PlayTable] = PlayTable
    time_word = "epochs"
    """What the budget of a try is counted in."""
    answers_ahead = False
    """Whether what is answered sets the next try up; else it may add a star to the last one."""

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        self.level = level
        self.table = msgspec.convert(level.play, self.table_type)
        self.own_start = level.own_start
        self.values: dict[str, Value] = {}
        self.sheet = AnswerSheet(level.questions, level.nets(0))
        self._stage = stage
        self._listener = listener
        self.simulation = self.simulate(self.own_start)

    @property
    def limit(self) -> int:
        """The epoch up to which time runs."""
        return self.level.epochs

    @property
    def watchable(self) -> tuple[Stage, ...]:
        """The stages in which the player may move time."""
        return Stage.RUNNING, Stage.RESULT

    def simulate(self, start: Start) -> LevelSimulation:
        """A simulation of `start` that the player's commands go to."""
        return LevelSimulation(start, self.command_refusal, self._listener, self.limit)

    # -- tries -------------------------------------------------------------------------------------------------------

    def unready(self) -> str | None:
        """Why no try can begin now."""
        left = next((each for each in self.level.controls if each.asked and each.name not in self.values), None)
        if left is None:
            return None
        named = left.text(self._layers)
        return f"type a number for “{named}” first" if left.typed else f"say first what becomes of {named}"

    def begin(self) -> None:
        """Start a try with what is set up."""

    def advance(self) -> None:
        """Do a little of the try's work, where neither ticks nor a thread do it."""

    @property
    def over(self) -> bool:
        """Whether the try has ended."""
        return True

    def finish(self) -> None:
        """Take the try to its end at once; one that is over stands still there."""

    def stop(self) -> None:
        """Give the try up."""

    def again(self) -> None:
        """Make ready for the next try, with everything as it was set."""

    def evidence(self) -> Evidence:
        """What can be measured of the try now."""
        raise NotImplementedError

    def found(self, **seen: Any) -> Evidence:
        """Evidence with `seen`, and with what the deal, the controls and the boxes say."""
        return Evidence(
            level_start=self.own_start,
            facts=self.level.facts,
            values=self.values,
            answers=self.sheet.filled,
            **seen,
        )

    def space(self) -> tuple[Move, ...]:
        """What can be set before a try, and between what: for those who try without understanding."""
        return tuple(Move(partial(Turn, control.name), control.tried_out) for control in self.level.controls)

    @property
    def decisive_epoch(self) -> int:
        """When most happened in the try."""
        return 0

    # -- what the player does ----------------------------------------------------------------------------------------

    def refusal(self, action: Action) -> str | None:
        """Why `action` cannot be carried out, the stage being right for it."""
        if isinstance(action, Turn):
            return self._turn_refusal(action.control, action.value)
        if isinstance(action, Answer):
            return self.sheet.refusal(action)
        return "this level has nothing of that kind to do"

    def carry_out(self, action: Action) -> None:
        """Do what was not refused."""
        if isinstance(action, Answer):
            self.sheet.fill_in(action)
        elif isinstance(action, Turn):
            self._turn(action)

    def heard(self, command: c.Command) -> None:
        """Note the value that a `command` of the player's gives to a control."""
        named = self._named(command)
        if named:
            control = self.level.control(named[0])
            value = control.taken(named[1]) if control else None
            if value is not None:
                self.values[named[0]] = value

    def changes(self, command: c.Command) -> bool:
        """Whether `command` turns a control."""
        return self._named(command) is not None

    def command_refusal(self, command: c.Command) -> str | None:
        """Why `command` is not the player's to give now."""
        named = self._named(command)
        if isinstance(command, LOOKING) or (named is None and isinstance(command, c.Set)):
            return None
        if isinstance(command, MOVING):
            return self.moving_refusal(command)
        if named is None:
            return "in a level only its own controls can be changed"
        return change_refusal(self._stage()) or self._turn_refusal(*named)

    def moving_refusal(self, command: c.Command) -> str | None:
        """Why time cannot be moved by `command` now."""
        stage = self._stage()
        if stage not in self.watchable:
            return (change_refusal(stage) if stage is Stage.PREDICTING else None) or f"press {self.level.button} first"
        if not self.limit:
            return "nothing is trained in this level, so time stands still"
        here = self.simulation.cursor.moment.epoch
        if here + _epochs_ahead(command) <= self.limit:
            return None
        return f"this is epoch {here:,}: the run ends at epoch {self.limit:,}"

    # -- controls ----------------------------------------------------------------------------------------------------

    @property
    def _layers(self) -> Layers:
        """Those of the network that is shown."""
        return self.simulation.settings.layers

    def _named(self, command: c.Command) -> tuple[str, Value] | None:
        """The control that `command` turns, and the value it gives it; settings of the view are none."""
        if isinstance(command, c.Set) and command.name != "animation_speed":
            return command.name, command.value
        if isinstance(command, c.SetParameter):
            return edge_name(self._layers, Edge(command.layer, command.target, command.source)), command.value
        return None

    def _turn_refusal(self, name: str, value: Value) -> str | None:
        control = self.level.control(name)
        if control is None:
            in_play = ", ".join(each.text(self._layers) for each in self.level.controls) or "nothing"
            return f"{name} is not in play in this level: {in_play} is"
        return control.refusal(value, self._layers) or self._at_once_refusal(control, value)

    def _at_once_refusal(self, control: Control, value: Value) -> str | None:
        """Why another parameter must be put back before this one is touched."""
        if not self.level.at_once:
            return None
        own = params_of(self.own_start)
        after = turned(own, self._layers, self.level.controls, {**self.values, control.name: value})
        if sum(a != b for a, b in zip(own, after, strict=True)) <= self.level.at_once:
            return None
        return f"at most {self.level.at_once} may differ from the start: put the other one back first"

    def _turn(self, action: Turn) -> None:
        """By the simulation's own command, or all parameters at once for a knob."""
        control = self.level.control(action.control)
        value = control.taken(action.value) if control else None
        if control is None or value is None:
            return
        self.values[control.name] = value
        edge = control.edge(self._layers)
        if control.is_setting:
            self.simulation.carry_out(c.Set(control.name, value))
        elif edge and not isinstance(value, str):
            self.simulation.carry_out(c.SetParameter(edge.layer, edge.target, edge.source, value))
        else:
            self.load()

    def load(self) -> None:
        """Start the simulation over with the parameters as they are set."""
        self.simulation.carry_out(c.LoadParams(params_of(self.set_up())))

    def set_up(self) -> Start:
        """What the next try starts with: the level's start as the controls have changed it."""
        return start_with(self.level, self.values)


def _epochs_ahead(command: c.Command) -> int:
    """How many epochs `command` begins or passes."""
    if isinstance(command, c.Step) and command.unit == "epoch":
        return command.count
    return int(isinstance(command, c.Play) or (isinstance(command, c.Step) and command.count > 0))


def change_refusal(stage: Stage) -> str | None:
    """Why nothing can be changed at `stage`."""
    if stage is Stage.PREDICTING:
        return "commit a prediction first: a wrong one costs nothing"
    if stage is Stage.RUNNING:
        return "a run is under way: let it end, or stop it"
    return None
