"""What the drawings of all boards have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import pygame

from game.sim.level.actions import Answer
from game.sim.level.boards.choices import Board, OpenPlace
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.intents import Say
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.pressable import Pressable
from game.ui.widgets.text_box import TextBox

B = TypeVar("B", bound=Board)


class BoardView(Generic[B]):
    """Stands in `rect` of the screen, within a panel that begins at `origin`. Before each frame `sync` is called;
    `paint` puts on the panel's picture what stands still as long as `look` is the same, `draw` on the screen what
    moves."""

    def __init__(self, play: LevelPlay) -> None:
        self.play = play

    @property
    def kind(self) -> Choosing:
        """How it stands; another one after a new deal."""
        kind = self.play.kind
        assert isinstance(kind, Choosing)
        return kind

    @property
    def board(self) -> B:
        """What was dealt."""
        board: Any = self.kind.deal.board
        return board  # type: ignore[no-any-return]

    @property
    def network_share(self) -> float:
        """The part of the panel's height that the network takes above it; none where the board shows all there is."""
        return 0.0

    @property
    def stage(self) -> Stage:
        """How far the visit has come."""
        return self.play.visit.stage

    @property
    def judged(self) -> bool:
        """Whether all is laid open."""
        return self.stage is Stage.RESULT

    @property
    def free(self) -> bool:
        """Whether something may be chosen now."""
        return self.stage is Stage.READY

    @property
    def runs(self) -> Mapping[str, MeasuredRun]:
        """What is trained afterwards: whole once all is over."""
        return self.kind.ends if self.judged else self.kind.runs

    @property
    def reached(self) -> int:
        """Epochs that all of what is trained afterwards has come to."""
        return min((run.reached for run in self.kind.runs.values()), default=0)

    def options(self, name: str) -> tuple[str, ...]:
        """What may be put into the place called `name`."""
        return self._place(name).options

    def option_state(self, name: str, option: str) -> str:
        """What a tile shows of an `option` of that place: whether it is chosen; once all is laid open, whether it is
        right."""
        chosen = self.kind.chosen.get(name) == option
        if name not in self.kind.marks or not self.judged:
            return "chosen" if chosen else ""
        right = option in self._place(name).right
        return ("right" if right else "wrong") if chosen else "missed" if right else ""

    def _place(self, name: str) -> OpenPlace:
        place = self.kind.deal.place(name)
        assert place is not None
        return place

    def typed_in(self, name: str, typed: str) -> Sequence[Message]:
        """What was `typed` for the place called `name` as an answer, or what cannot be read in it."""
        if not typed.strip():
            return []
        act = Answer(name, typed)
        refused = self.kind.refusal(act)
        return [Say(f"{capitalised(refused)}.")] if refused else [Do(act)]

    def build(self, kit: Kit, rect: pygame.Rect, origin: tuple[int, int]) -> None:
        """Stand there."""
        self.kit, self.rect, self.origin = kit, rect, origin
        self.parts: list[Pressable] = []
        self.lay_out()

    def lay_out(self) -> None:
        """Make the parts."""
        raise NotImplementedError

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """What `event` asks for."""
        return []

    def clicks(self, name: str, word: str) -> Sequence[pygame.Rect]:
        """What is clicked, one after the other, to put `word` into the place called `name`."""
        raise NotImplementedError

    def look_clicks(self, name: str) -> Sequence[pygame.Rect]:
        """What is clicked to take the look called `name`."""
        raise NotImplementedError

    def box(self, name: str) -> TextBox | None:
        """Where a number is typed for the place called `name`; None where none is."""
        return None

    @property
    def typed(self) -> Answer | None:
        """The answer that is being typed and not taken yet."""
        for place in self.kind.deal.places:
            box = self.box(place.name)
            if box and box.untaken.strip():
                return Answer(place.name, box.untaken)
        return None

    def sync(self, now: float, *, still: bool) -> None:
        """Show how it stands."""

    @property
    def look(self) -> object:
        """All that `paint` depends on."""
        return None

    @property
    def moving(self) -> bool:
        """Whether `draw` does something else each time."""
        return False

    def paint(self, pen: Lettering) -> None:
        """Write on the panel's picture; `local` says where."""

    def draw(self, surface: pygame.Surface) -> None:
        """Draw on the screen."""

    def local(self, rect: pygame.Rect) -> pygame.Rect:
        """`rect` of the screen on the panel's picture."""
        return rect.move(-self.origin[0], -self.origin[1])

    def note(self) -> str:
        """What is said beside the button; nothing if there is nothing special to say."""
        return ""

    def hints(self) -> Iterable[Hint]:
        """Hover help."""
        return [hint for part in self.parts if (hint := part.hint())]

    def focusables(self) -> Sequence[Focusable]:
        """What Tab stops at."""
        return [part for part in self.parts if part.enabled and part.visible]

    def kill(self) -> None:
        """Take the parts away."""
        for part in self.parts:
            part.kill()
        self.parts = []


AnyBoardView = BoardView[Any]
