"""The tour's way through the Lab and out of it: every dialog, a session saved, opened and shared, a thousand starts,
the looks and sizes it can have, the map with its dialogs, the concept check, and coming back the next day."""

from __future__ import annotations

import time
from pathlib import Path

import pygame

from game.selfcheck import Facts
from game.selfcheck.picture import colours_of
from game.selfcheck.tour.cockpit import FRAME, LONGEST_COUNT, Cockpit
from game.sim.files.share_code import share_code
from game.ui.dialogs.offer import Offer
from game.ui.dialogs.resume import ResumePanel
from game.ui.dialogs.sessions import SessionsPanel
from game.ui.population.population_panel import PopulationPanel
from game.ui.screens.concept_check import ConceptCheckScreen
from game.ui.screens.lab import LabScreen
from game.ui.screens.level_map import LevelMapScreen
from game.ui.toolkit.panel import Focusable
from game.ui.widgets.text_box import TextBox

SMALL, USUAL, LARGE = (1024, 640), (1280, 800), (1600, 1000)
OVERLAYS = ("about", "reading", "keys", "sessions", "demos", "data", "examples")
STEP = 4 * FRAME
"""As many ticks a frame as a slow machine takes at most."""
FEWEST_COLOURS = 50


class LabWalk(Cockpit):
    """A window in `folder`, which is a student's own and empty. Each step returns what it has come to, and raises
    AssertionError, in a sentence, where it does not come to what it should."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "--size", f"{SMALL[0]}x{SMALL[1]}", step=STEP)
        self._folder = folder

    # -- in the Lab ----------------------------------------------------------------------------------------------------

    def dialogs(self) -> Facts:
        """The greeting, then what the buttons at the top open."""
        seen = [self._overlay_name()]
        self.key(pygame.K_ESCAPE)
        for name in OVERLAYS:
            self._press(name)
            seen.append(self._overlay_name())
            self._not_blank(name)
            self.key(pygame.K_ESCAPE)
        return {"seen": seen, "open at the end": self._overlay_name()}

    def plays(self) -> Facts:
        """Two seconds of training, slow and step by step, and back to an earlier epoch."""
        self.key(pygame.K_SPACE, text=" ")
        self.seconds(2.0)
        self.key(pygame.K_SPACE, text=" ")
        for _ in range(3):
            self.key(pygame.K_RIGHT, pygame.KMOD_SHIFT)
            self.seconds(0.5)
        played = self._state()
        self.key(pygame.K_HOME)
        self.frames(5)
        self.key(pygame.K_END)
        self.frames(5)
        return {"played": played, "there and back": self._state()}

    def sessions(self) -> Facts:
        """Saves, begins anew, opens what was saved, and begins from its share code."""
        saved = self._state()
        self.click(self._sessions().save.rect.center)
        self.lab.services.saved()  # lists them once they are on disk
        self.frame()
        told = self.toast.replace(str(self._folder), "…")  # another folder in every run
        self.key(pygame.K_1, text="1")
        self.frames(5)
        self.click(self._sessions().opens[0].rect.center)
        self.frames(20)
        opened = self._state()
        code = share_code(self.simulation.as_start())
        self._type_into(self._sessions().typed, code)
        self.key(pygame.K_RETURN)
        self.frames(20)
        assert self.overlay is None, f"the share code {code} was not taken: {self.toast}"
        shared = self._state()
        self.key(pygame.K_RIGHT, pygame.KMOD_SHIFT)
        self.seconds(0.5)
        return {"saved": saved, "told": told, "opened": opened, "code": code, "shared": shared}

    def starts(self) -> Facts:
        """A thousand starts, counted to the end."""
        self._press("population")
        panel = self.overlay
        assert isinstance(panel, PopulationPanel), "1,000 starts opens nothing"
        self.until(lambda: panel.run)
        assert panel.run
        job, until = panel.run.job, time.monotonic() + LONGEST_COUNT
        while job.running and time.monotonic() < until:
            self.frame()
            time.sleep(0.01)
        self.frames(3)
        assert job.error is None, f"counting a thousand starts ends in {job.error}"
        assert job.result is not None, "a thousand starts are never counted"
        self._not_blank("1,000 starts")
        self.key(pygame.K_ESCAPE)
        return {"solved": int(job.result.solved.sum()), "dead": int(job.result.dead.sum())}

    def looks(self) -> Facts:
        """Both palettes, reduced motion, figures, three sizes; a picture is saved."""
        sizes = []
        for key, text in ((pygame.K_c, "c"), (pygame.K_m, "m"), (pygame.K_F3, "")):
            self.key(key, text=text)
            for size in (USUAL, LARGE, SMALL):
                self.resize(size)
                self._not_blank(f"the Lab at {size}")
                sizes.append(self.surface.get_size())
        self.key(pygame.K_F12)
        self.until(lambda: self.toast.startswith("Picture saved"), most=5000)
        options = self.lab.options
        pictures = len(list(self._folder.rglob("*.png")))
        found = {"colour_blind": options.colour_blind, "reduced_motion": options.reduced_motion}
        for key, text in ((pygame.K_c, "c"), (pygame.K_m, "m"), (pygame.K_F3, "")):
            self.key(key, text=text)
        return {**found, "sizes": [list(size) for size in sizes], "pictures": pictures}

    # -- beyond it -----------------------------------------------------------------------------------------------------

    def map(self) -> Facts:
        """The map and its dialogs, the concept check from its first question to its result, a level and back."""
        self.key(pygame.K_l, text="l")
        self.seconds(0.5)
        screen = self.window.screen
        assert isinstance(screen, LevelMapScreen), f"the key L leads to {type(screen).__name__}, not to the map"
        self._not_blank("the map")
        dialogs = list(screen.board.dialogs)
        for name in dialogs:
            screen.board.show(name)
            self.frames(3)
            self._not_blank(name)
            self.key(pygame.K_ESCAPE)
            self.frames(3)
        self.click(_stop(screen, "Concept check").rect.center)
        self.seconds(0.5)
        check = self._check()
        self.key(pygame.K_RETURN)
        self.seconds(0.5)
        return {"dialogs": dialogs, "check": check, "after it": type(self.window.screen).__name__}

    def _check(self) -> Facts:
        screen = self.window.screen
        assert isinstance(screen, ConceptCheckScreen), "the concept check does not open"
        if isinstance(screen.page, Offer):
            self.click(screen.page.yes.rect.center)
        for _ in screen.concepts:
            self.key(pygame.K_1, text="1")
            self.seconds(0.3)
        return {"answered": len(screen.answers), "page": type(screen.page).__name__}

    def close(self) -> Facts:
        """Close the window, and open it once more: it offers to go on where it was left, and does."""
        self._play_some()
        left = self._state()
        self.window.close()
        again = LabWalk(self._folder)
        offered = again.overlay
        assert isinstance(offered, ResumePanel), f"the next start offers {again._overlay_name()}, not to go on"
        again.click(offered.go_on.rect.center)
        again.frames(20)
        after = again._state()
        again.window.close()
        assert after == left, f"what is gone on with is at {after}, but was left at {left}"
        return {"offered": type(offered).__name__, "state": after}

    def _play_some(self) -> None:
        """Train in the Lab, whatever is seen now."""
        while not isinstance(self.window.screen, LabScreen):
            self.key(pygame.K_ESCAPE)
            self.seconds(0.5)
        self.key(pygame.K_RIGHT, pygame.KMOD_CTRL)
        self.seconds(0.5)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _press(self, button: str) -> None:
        self.click(self.lab.top.button(button).rect.center)

    def _overlay_name(self) -> str:
        return type(self.overlay).__name__

    def _state(self) -> str:
        return f"epoch {self.snapshot.epoch}, {self.simulation.state_hash()}"

    def _sessions(self) -> SessionsPanel:
        """The sessions dialog, opened."""
        if self.overlay is None:
            self.lab.services.saved()  # the dialog waits for what is still being saved
            self._press("sessions")
        found = self.overlay
        assert isinstance(found, SessionsPanel), "the sessions dialog does not open"
        return found

    def _type_into(self, box: TextBox, text: str) -> None:
        self.click(box.rect.center)
        self.type(text)

    def _not_blank(self, what: str) -> None:
        assert colours_of(self.surface) >= FEWEST_COLOURS, f"{what} is blank, or nearly"


def _stop(screen: LevelMapScreen, text: str) -> Focusable:
    """The button of the map that says `text`."""
    found = [stop for stop in screen.board.focusables() if getattr(stop, "_text", "") == text]
    assert found, f"the map has no button that says {text!r}"
    return found[0]
