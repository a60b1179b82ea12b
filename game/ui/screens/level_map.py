"""The level map: chapters, levels, the stars won, and the ways into everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

import msgspec
import pygame

from game.sim.campaign.campaign import Campaign
from game.storage.level_shelf import LevelShelf
from game.storage.profile import LevelRecord, Profile, carried_over
from game.storage.profiles import Profiles
from game.ui.dialogs.about import AboutDialog
from game.ui.dialogs.offer import Offer, OfferText
from game.ui.dialogs.own_levels import OwnLevelsDialog
from game.ui.dialogs.profiles import AddPlayer, DeletePlayer, ProfilesDialog, RenamePlayer, SwitchPlayer
from game.ui.intents import Intent, Open
from game.ui.level_map.bar import Holder, MapBar, Unlock
from game.ui.level_map.card import LevelCard
from game.ui.level_map.layout import map_layout
from game.ui.level_map.look import MapLook, map_look
from game.ui.level_map.nodes import LevelNodes
from game.ui.screen import Go, Place
from game.ui.screens.panel_screen import PanelScreen
from game.ui.toolkit.panel import Message, Panel
from game.ui.toolkit.toast import SECONDS

AFTER = OfferText(
    "You have won every level",
    "The sixteen questions of the concept check are waiting once more, with other numbers: see what has changed since "
    "you began.",
    "Take the check",
    "Not now",
)


PATIENCE = 0.5
"""Seconds before it is said that the disk is waited for."""


@dataclass(frozen=True)
class LeaveCheck(Intent):
    """Do without the concept check that was offered."""


class LevelMapScreen(PanelScreen):
    """Its players are those of `profiles`."""

    def __init__(self, campaign: Campaign, profiles: Profiles, shelf: LevelShelf) -> None:
        self._campaign, self._profiles, self._shelf = campaign, profiles, shelf
        self._seen: tuple[Profile, MapLook] | None = None
        self.nodes = LevelNodes(self.look)
        self.bar = MapBar(self.look, self._holder)
        self.card = LevelCard(
            lambda: self.nodes.shown,
            lambda level: campaign.chapter_of(level.level),
            lambda level: self._profile.levels.get(level.level.id, LevelRecord()),
            self.nodes.opened,
        )
        super().__init__(
            {
                "profiles": ProfilesDialog(profiles.names, lambda: self._profile.name),
                "about": AboutDialog(modal=True),
                "own": OwnLevelsDialog(shelf.found, lambda: self._profile.stars, shelf.folder),
                "after": Offer(AFTER, [Go(Place.CHECK)], [LeaveCheck()]),
            }
        )
        self._kept = 0
        self._change: tuple[Future[bool], Callable[[], None]] | None = None
        """The change of players that is under way, and what to do when it has come about."""
        self._patience: float | None = None
        self._carry_over()
        self._stand_at_current()

    @property
    def _profile(self) -> Profile:
        return self._profiles.profile

    def look(self) -> MapLook:
        """The map as it is now."""
        profile = self._profile
        if self._seen is None or self._seen[0] is not profile:
            self._seen = profile, map_look(self._campaign, profile.stars, everything=profile.everything_open)
        return self._seen[1]

    def _holder(self) -> Holder:
        return Holder(self._profile.name, self._profile.everything_open)

    # -- a screen's life ---------------------------------------------------------------------------------------------

    def lay_out(self, size: tuple[int, int]) -> None:
        """The map, and above and below it what is said of it."""
        layout = map_layout(size, [len(chapter.levels) for chapter in self.look().chapters])
        panels: dict[str, Panel] = {"map": self.nodes, "bar": self.bar, "card": self.card}
        rects = {"map": pygame.Rect((0, 0), size), "bar": layout.top, "card": layout.card}
        self.board.fit(panels, {name: (rect, None) for name, rect in rects.items()})

    def arrive(self, go: Go) -> None:
        """Stand at the level to play next, or at the one just left if it is not won; offer the concept check to who has
        won the last one."""
        self._carry_over()
        self._stand_at_current()
        self.nodes.hovered = None
        if go.level and not self._profile.stars.get(go.level):
            ids = [each.level.id for each in self.look().levels]
            self.nodes.chosen = ids.index(go.level) if go.level in ids else self.nodes.chosen
        self.say(go.note)
        self._tell_kept()
        if self.look().finished and "after" not in self._profile.concepts:
            self.board.show("after")

    def update(self, now: float) -> None:
        """`now` is seconds of the window's clock."""
        self._see_to_change(now)
        self.say(self._profiles.news())
        super().update(now)

    def keys(self, event: pygame.event.Event) -> Sequence[Message]:
        """X leads to the gym; the others are those of every screen."""
        bare = not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        return [Go(Place.GYM)] if event.key == pygame.K_x and bare else super().keys(event)

    # -- players -----------------------------------------------------------------------------------------------------

    def carry_out(self, message: Message) -> None:
        """Do what is asked of the players and the screen."""
        profiles = self._profiles
        match message:
            case Unlock(everything):
                profiles.keep(msgspec.structs.replace(self._profile, everything_open=everything))
                self.say("All levels are open" if everything else "Only what has been reached is open")
            case Open("own"):
                self._shelf.look()
                super().carry_out(message)
            case LeaveCheck():
                profiles.keep_answers("after", {})
            case SwitchPlayer(name):
                self._change = profiles.switch(name), self._seat
            case AddPlayer(name):
                self._change = profiles.create(name), self._seat
            case RenamePlayer(name):
                self._change = profiles.rename(name), partial(self.board.show, "profiles")
            case DeletePlayer(name):
                self._change = profiles.delete(name), partial(self._miss, name)
            case _:
                super().carry_out(message)

    @property
    def waits(self) -> bool:
        """Whether a change of players is on its way to the disk: nothing is shown of it, and nothing else begun, until
        it is there."""
        return self._change is not None

    def _see_to_change(self, now: float) -> None:
        """Show what has become of a change of players; say what is waited for when it takes long."""
        if self._change is None:
            return
        done, then = self._change
        if self._patience is None:
            self._patience = now + PATIENCE
        if done.done():
            self._change = self._patience = None
            self.board.toast.pass_by()
            if done.result():
                then()
        elif now >= self._patience:
            self.board.toast.say("One moment: waiting for the disk", passing=True)
            self._patience = now + SECONDS

    def _seat(self) -> None:
        """Somebody else plays now."""
        self.board.show(None)
        self.say(f"{self._profile.name} is playing")
        self._carry_over()
        self._tell_kept()
        self._stand_at_current()

    def _miss(self, name: str) -> None:
        """There is no player of that name any more."""
        self.board.show("profiles")
        self.say(f"{name} has been deleted")
        self._stand_at_current()

    def _carry_over(self) -> None:
        """Stars of the first edition count for the levels that live on."""
        profile, gained = carried_over(self._profile, self._campaign.successors)
        if gained:
            self._kept += gained
            self._profiles.keep(profile)

    def _tell_kept(self) -> None:
        """Once."""
        kept, self._kept = self._kept, 0
        if kept:
            levels = "1 level" if kept == 1 else f"{kept} levels"
            self.say(f"The levels are new; your stars of {levels} that live on are kept")

    def _stand_at_current(self) -> None:
        self.nodes.chosen = self.look().current
