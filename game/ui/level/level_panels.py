"""The panels of a level, and which of them are where as it stands."""

from __future__ import annotations

import pygame

from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.questions import Question
from game.sim.network import Edge, edge_name
from game.ui.chain_rule.chain_rule_card import ChainRuleCard
from game.ui.draw.kit import Kit
from game.ui.level.briefing_panel import BriefingPanel
from game.ui.level.choices.choices_panel import ChoicesPanel
from game.ui.level.controls.work_panel import WorkPanel
from game.ui.level.course_panel import CoursePanel
from game.ui.level.drawings import Drawing
from game.ui.level.example_panel import ExamplePanel
from game.ui.level.hidden import hidden, veiled
from game.ui.level.hints_panel import HintsPanel, hints_height
from game.ui.level.kinds import kind_panels
from game.ui.level.level_bar import LevelBar
from game.ui.level.level_layout import LOWEST, RIGHT, Wishes, level_layout
from game.ui.level.level_lenses import LevelLenses
from game.ui.level.level_network import LevelNetwork
from game.ui.level.level_timeline import LevelTimeline
from game.ui.level.pictures import pictures
from game.ui.level.player_record import PlayerRecord
from game.ui.level.result.goals_panel import GoalsPanel, goals_height
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.result.result_panel import ResultPanel
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.level.sample_list import SampleList
from game.ui.level.votes_card import VotesCard
from game.ui.toolkit.panel import Panel

MANY = 6
"""More controls than this crowd the left column of a level with a timeline."""


class LevelPanels:
    """All of them by name in `all`; those that the screen speaks to by themselves."""

    def __init__(
        self, play: LevelPlay, visitor: PlayerRecord, beyond: WiderEvidence, foresight: PredictionCheck
    ) -> None:
        level = play.level
        self._play = play
        self._fixed_card = level.kind != "manual"
        several = level.own_start.dataset.samples > 1
        self.kind = kind_panels(level.kind)
        wanted = self.kind.samples and (several or level.kind not in ("answer", "choose"))
        self._samples = wanted and "samples" not in level.not_yet
        self._picture = pictures().get(level.picture)
        self._crowded = level.kind == "train" and (len(level.controls) > MANY or bool(level.questions))
        self.work = WorkPanel(play, self._spot)
        self.result = ResultPanel(play, visitor, beyond, foresight)
        self.briefing = BriefingPanel(play)
        self.views = LevelLenses(play)
        self.bar = LevelBar(play, visitor.record.stars, visitor.number, self.views)
        self.network = LevelNetwork(self.work.edge_marks, self.work.fields, frozenset(level.not_yet), self._movable)
        self.timeline = LevelTimeline(play)
        self.course = CoursePanel(play)
        self.all: dict[str, Panel] = {
            "top": self.bar,
            "briefing": self.briefing,
            "work": self.work,
            "samples": SampleList(lambda: hidden(play)),
            "network": self.network,
            "example": ExamplePanel(play, foresight),
            "course": self.course,
            "hints": HintsPanel(play),
            "goals": GoalsPanel(play),
            "card": self._card(),
            "lens": self.views.dock.lens,
            "timeline": self.timeline,
            "result": self.result,
        }
        self.choices = ChoicesPanel(play)
        self.all.update(self.kind.own(play))
        if self.kind.board:
            self.all[self.kind.left] = self.choices
        drawing = self.all.get("drawing")
        if isinstance(drawing, Drawing):
            drawing.edge_marks = self.work.edge_marks
        if self._picture:
            self.all["picture"] = self._picture.panel(play)

    def _card(self) -> Panel:
        """What the numbers are laid open in: where outputs are to be found out by adding up, the sum; else the chain
        rule."""
        play = self._play
        if play.level.covers == "outputs":
            return VotesCard(lambda: hidden(play))
        return ChainRuleCard(lambda rule: veiled(rule, hidden(play)), fixed=True, guest=True)  # the controls move it

    def _movable(self, edge: Edge) -> bool:
        """Whether the student can drag a weight or bias now."""
        play = self._play
        named = play.level.control(edge_name(play.simulation.settings.layers, edge))
        return named is not None and play.example is None and play.set_up_refusal() is None

    def _spot(self, question: Question) -> pygame.Rect | None:
        """Where in the network a question is answered, in a level that is all about its numbers."""
        return self.network.spot(question) if self._play.level.kind == "answer" else None

    @property
    def state(self) -> tuple[object, ...]:
        """What decides which panels are where."""
        visit = self._play.visit
        ended = (visit.tries, visit.why_missed, visit.solved) if visit.stage is Stage.RESULT else ()
        seen = (hidden(self._play), self._play.example is not None, self._play.foreseen, self.views.shown)
        return (visit.stage, ended, visit.hints, visit.deals, *seen)

    def places(self, size: tuple[int, int], kit: Kit) -> dict[str, tuple[pygame.Rect, object]]:
        """Where each panel stands in a window of `size`, and what makes it another one though it stays in its place."""
        play = self._play
        rects = self._rooms(size, kit)
        if self.views.shown and "card" in rects:
            rects["lens"] = rects.pop("card")
        elif self.views.shown and "result" in rects and "work" in rects:
            rects["lens"] = rects.pop("work").unionall([rects.pop("samples")] if "samples" in rects else [])
        if play.example and not self.kind.board and self.kind.centre in rects:
            rects["network"] = rects.pop(self.kind.centre)
        if play.foreseen:
            rects["course"] = rects.pop("network" if self.kind.board else self.kind.centre)
            rects["course"].union_ip(rects.pop("picture", rects["course"]))
        if (play.example or play.foreseen) and not self.kind.board and self.kind.left in rects:
            rects["example"] = rects.pop(self.kind.left)
        keys: dict[str, object] = {
            "card": hidden(play),
            "result": self.state,
            "hints": play.visit.hints,
            "drawing": (play.visit.stage is Stage.RESULT, play.visit.tries, play.visit.solved),
        }
        return {name: (rect, (play.visit.deals, keys.get(name))) for name, rect in rects.items()}

    def _rooms(self, size: tuple[int, int], kit: Kit) -> dict[str, pygame.Rect]:
        """The rooms of a window of `size`, with as much for the hints as they need."""
        play, kind = self._play, self.kind
        stage = Stage.READY if play.visit.stage is Stage.RUNNING else play.visit.stage
        wishes = self._wishes(kit)
        rects = level_layout(size, kind, stage, wishes)
        if not play.visit.hints or stage is Stage.PREDICTING:
            return rects
        middle = rects.get(kind.centre) or rects[kind.left]
        middle = rects.get("goals") or rects.get("result", middle) if kind.board else middle
        narrow = min(middle.width, rects.get("goals", middle).width)
        for last in (False, True):
            rects = level_layout(size, kind, stage, wishes._replace(hints=hints_height(kit, play, narrow, last=last)))
            if "picture" not in rects or rects[kind.centre].height >= kit.px(LOWEST):
                break
        return rects

    def _wishes(self, kit: Kit) -> Wishes:
        """What its panels ask of the layout, the hints aside."""
        play, samples, network = self._play, self._samples, 0.0
        if self.kind.board:
            share = self.choices.network_share
            samples, network = samples and share > 0.0, 1.0 if play.example or play.foreseen else share
        return Wishes(
            goals=goals_height(kit, play, kit.px(RIGHT)),
            hints=0,
            fixed_card=self._fixed_card,
            crowded=self._crowded,
            samples=samples,
            card="card" not in play.level.not_yet,
            picture=self._picture.height if self._picture else 0,
            network_share=network,
        )
