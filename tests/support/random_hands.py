"""Hands that do at random what a student might do: keys, clicks, typing, files, levels, players."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pygame

from game.sim.commands import Command
from game.sim.level import actions as a
from game.sim.level.actions import Action
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.intents import Open
from game.ui.level.intents import Do
from game.ui.screen import Go, Place
from game.ui.screens.level import LevelScreen
from game.ui.screens.panel_screen import PanelScreen
from game.ui.toolkit.panel import Focusable
from game.ui.widgets.text_box import TextBox
from game.window.game_window import Window

KEYS = [
    *(getattr(pygame, f"K_{sign}") for sign in "abcdefghklmnprstvxyz0123456789"),
    *(pygame.K_SPACE, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN, pygame.K_HOME, pygame.K_END),
    *(pygame.K_TAB, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_F2, pygame.K_F3, pygame.K_F6, pygame.K_DELETE),
    *(pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_BACKSPACE, pygame.K_SLASH, pygame.K_PLUS, pygame.K_MINUS),
    *(pygame.K_KP1, pygame.K_KP_ENTER, pygame.K_F11, pygame.K_F12, pygame.K_PERIOD, 0x416, 0),
]
MODS = [0, 0, 0, 0, pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL, pygame.KMOD_LALT]
SIZES = [(1024, 640), (1280, 720), (1280, 800), (1600, 900), (800, 500), (300, 200), (1024, 1400)]
NUMBERS = [
    *("1e5", "-3", "0.5", "1", "2", "42", "1000", "10000000", "4294967296", "-7.25", "1/3", "1/0", "0", "-0", "100%"),
    *("1e308", "-1e308", "1e-320", "1e400", "inf", "nan", "9" * 40, "2^1000", "exp(1000)", "10**10", "0x10", "1_000"),
    *(
        "nonsense",
        "❤️",
        "٣",
        "½",
        "π",
        "𝟙",
        "−2.5",
        "1,5",
        "1 000",
        "ß\u202e",
        "-",
        ".",
        "1e",
        "((((1))))",
        "\t",
        "\x00",
    ),
]
NAMES = [
    *("", " ", "con", "a" * 300, "Mia ❤️", "../../x", "/etc", "\u202eabc", "é", "Player 1", "player 1", "x\x00y"),
    *(".hidden", "👩‍👩‍👧‍👦", "ﷺ" * 20, "Z͑ͫa̴l͇g̈o" * 5),
]
ODD = [
    *(pygame.WINDOWFOCUSLOST, pygame.WINDOWLEAVE, pygame.WINDOWMINIMIZED, pygame.WINDOWEXPOSED, pygame.MULTIGESTURE),
    *(pygame.FINGERDOWN, pygame.DROPBEGIN, pygame.DROPCOMPLETE, pygame.TEXTEDITING),
]
ANY_LEVEL: list[Action | Command] = [
    a.TakeHint(),
    a.Retry(),
    a.NewDeal(),
    a.BeginTry(),
    a.ShowSolved(),
    a.ShowExample(),
]


class Hands:
    """Post what a student's hands might do to `window`. `files` may be dropped on it; `done` says what was done."""

    def __init__(self, seed: int, window: Window, files: Sequence[Path]) -> None:
        self.dice = random.Random(seed)
        self.window = window
        self.files = files
        self.done = ""
        self._script: tuple[LevelPlay, list[Action | Command]] | None = None
        self._among_players = 0

    def act(self) -> None:
        """One thing, or nothing."""
        kinds: list[tuple[float, Callable[[], None]]] = [
            *((25, self.key), (15, self.click), (8, self.drag), (6, self.wheel), (5, self.type), (10, self.nothing)),
            *((50, self.control), (12, self.number), (1, self.name), (4, self.lens), (3, self.dialog), (2, self.odd)),
            *((1.5, self.resize), (3, self.drop), (2, self.go), (30, self.level), (0.6, self.example)),
            (0.4, self.players),
        ]
        weights, actions = zip(*kinds, strict=True)
        action = self.dice.choices(actions, weights)[0]
        if self._among_players:
            self._among_players -= 1
            action = self.dice.choice([self.name, self.control, self.control])
        self.done = action.__name__
        action()

    # -- blindly -----------------------------------------------------------------------------------------------------

    def place(self) -> tuple[int, int]:
        width, height = self.window.surface.get_size()
        return self.dice.randrange(width), self.dice.randrange(height)

    def key(self) -> None:
        key, mod = self.dice.choice(KEYS), self.dice.choice(MODS)
        self.done = f"key {pygame.key.name(key)} {mod}"
        tap(key, mod)

    def click(self) -> None:
        at = self.place()
        self.done = f"click {at}"
        press(at, self.dice.choice([1, 1, 1, 1, 1, 1, 2, 3, 6]))

    def drag(self) -> None:
        at, to = self.place(), self.place()
        stops = self.stops()
        if stops and self.dice.random() < 0.3:
            at = self.on_screen(self.dice.choice(stops))
        self.done = f"drag {at} {to}"
        move(at)
        post(pygame.MOUSEBUTTONDOWN, pos=at, button=1)
        for step in range(1, 5):
            move((at[0] + (to[0] - at[0]) * step // 4, at[1] + (to[1] - at[1]) * step // 4), held=True)
        if self.dice.random() < 0.9:
            post(pygame.MOUSEBUTTONUP, pos=to, button=1)

    def wheel(self) -> None:
        move(self.place())
        post(pygame.MOUSEWHEEL, x=0, y=self.dice.choice([-3, -1, 1, 3]), flipped=False, precise_y=0.0, precise_x=0.0)

    def type(self) -> None:
        typed(self.dice.choice(NUMBERS))

    def resize(self) -> None:
        size = self.dice.choice([*SIZES, (self.dice.randrange(200, 1500), self.dice.randrange(150, 1000))])
        self.done = f"resize {size}"
        pygame.display.set_mode(size, pygame.RESIZABLE)

    def drop(self) -> None:
        path = self.dice.choice(self.files)
        self.done = f"drop {path}"
        post(pygame.DROPFILE, file=str(path))

    def odd(self) -> None:
        post(self.dice.choice(ODD), text="か", start=0, length=1, x=0, y=0)

    def nothing(self) -> None:
        pass

    # -- at what is there --------------------------------------------------------------------------------------------

    def screen(self) -> PanelScreen | None:
        """What is seen, once all of it stands."""
        self.window.director.go_on(lambda: False)
        found = self.window.screen
        return found if isinstance(found, PanelScreen) and found.board.kit else None

    def stops(self) -> list[Focusable]:
        """What can be pressed there."""
        screen = self.screen()
        return screen.board.focusables() if screen else []

    def on_screen(self, stop: Focusable) -> tuple[int, int]:
        """A place on `stop`, in the window."""
        zoom = self.window.director.options.text_size / 100
        across = self.dice.choice([0.5, 0.5, 0.5, self.dice.random()])
        return round((stop.rect.x + across * stop.rect.width) / zoom), round(stop.rect.centery / zoom)

    def control(self) -> None:
        stops = self.stops()
        if stops:
            stop = self.dice.choice(stops)
            self.done = f"press {type(stop).__name__} {getattr(stop, 'text', '')!r}"
            press(self.on_screen(stop))

    def number(self) -> None:
        self._into(self.dice.choice(NUMBERS), [each for each in self.stops() if hasattr(each, "value_rect")])

    def name(self) -> None:
        self._into(self.dice.choice(NAMES), [])

    def _into(self, text: str, others: list[Focusable]) -> None:
        boxes = [*others, *(each for each in self.stops() if isinstance(each, TextBox))]
        if boxes:
            self.done = f"type {text[:20]!r}"
            press(self.on_screen(self.dice.choice(boxes)))
            typed(text)
            tap(self.dice.choice([pygame.K_RETURN, pygame.K_RETURN, pygame.K_TAB, pygame.K_ESCAPE]))

    def lens(self) -> None:
        tap(pygame.K_v)
        for _ in range(self.dice.randrange(3)):
            tap(pygame.K_0 + self.dice.randrange(10))

    def dialog(self) -> None:
        screen = self.screen()
        names = [name for name in screen.board.dialogs if name != "resume"] if screen else []
        if screen and names:
            name = self.dice.choice(names)
            self.done = f"dialog {name}"
            screen.carry_out(Open(name))

    # -- elsewhere ---------------------------------------------------------------------------------------------------

    def go(self) -> None:
        levels = self.window.rooms.campaign.campaign.levels
        seed = self.dice.choice([None, 1, 2, self.dice.randrange(1_000_000)])
        go = Go(self.dice.choice([Place.MAP, Place.SANDBOX, Place.CHECK, Place.GYM, Place.LICENCE, Place.BACK]))
        if self.dice.random() < 0.6:
            go = Go(Place.LEVEL, level=self.dice.choice(levels).id, seed=seed)
        self.done = f"go {go.place} {go.level}"
        self.window.director.carry_out(go, self.window.canvas)

    def level(self) -> None:
        """Act by act through a solution of the level, or something else that may be done in it."""
        screen = self.screen()
        if not isinstance(screen, LevelScreen) or screen.play.visit.stage is Stage.RUNNING:
            return
        play = screen.play
        if self._script is None or self._script[0] is not play or not self._script[1]:
            self._script = play, [*self.dice.choice(play.level.solutions).script]
        act = self._script[1].pop(0) if self._script[1] and self.dice.random() < 0.75 else self.dice.choice(ANY_LEVEL)
        self.done = f"{play.level.id} {act}"
        screen.carried_out(act if isinstance(act, Command) else Do(act))
        screen.update(time.perf_counter())  # which has the panels that belong to the stage now, as after an event

    def example(self) -> None:
        self.window.director.carry_out(Go(Place.SANDBOX), self.window.canvas)
        name = self.dice.choice([*self.window.lab.services.examples().examples])
        self.done = f"example {name}"
        self.window.lab.open_example(name, begin=self.dice.random() < 0.7)

    def players(self) -> None:
        """To the dialog of players, and some presses and names there."""
        self.window.director.carry_out(Go(Place.MAP), self.window.canvas)
        screen = self.screen()
        if screen and "profiles" in screen.board.dialogs:
            screen.carry_out(Open("profiles"))
            self._among_players = 12


def post(kind: int, **values: Any) -> None:
    """Put an event into pygame's queue."""
    pygame.event.post(pygame.event.Event(kind, **values))


def move(position: tuple[int, int], *, held: bool = False) -> None:
    """The pointer is there now."""
    pygame.mouse.set_pos(position)
    pygame.event.clear(pygame.MOUSEMOTION)
    post(pygame.MOUSEMOTION, pos=position, rel=(0, 0), buttons=(1 if held else 0, 0, 0))


def press(at: tuple[int, int], button: int = 1) -> None:
    """Press there, and release."""
    move(at)
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        post(kind, pos=at, button=button)


def tap(key: int, mod: int = 0) -> None:
    """Press a key, and release it."""
    text = chr(key) if 32 <= key < 127 and not mod & pygame.KMOD_CTRL else ""
    text = "?" if key == pygame.K_SLASH and mod & pygame.KMOD_SHIFT else text
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        post(kind, key=key, mod=mod, unicode=text, scancode=0)


def typed(text: str) -> None:
    """Type on the keyboard."""
    for sign in text:
        post(pygame.KEYDOWN, key=ord(sign), mod=0, unicode=sign, scancode=0)
        post(pygame.TEXTINPUT, text=sign)
        post(pygame.KEYUP, key=ord(sign), mod=0, unicode=sign, scancode=0)
