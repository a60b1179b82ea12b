"""Keys that mean something anywhere on the Lab screen: KEYDOWN -> Commands and Intents (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.sim import commands as c
from game.sim.limits import LARGEST_SEED
from game.sim.phases import SPEEDS
from game.sim.snapshot import Snapshot
from game.ui.intents import AskEpoch, NextValue, Open, PanChart, SavePicture, ShowLens, Toggle, ZoomChart
from game.ui.lenses import lenses
from game.ui.lenses.lens_menu import LENS_KEYS
from game.ui.screen import Go, Place
from game.ui.timeline.chart_window import PAN_STEP, ZOOM_STEP
from game.ui.toolkit.panel import Message

FAST = 1000


def play_or_pause(snapshot: Snapshot) -> c.Command:
    """What the play button means now."""
    return c.Pause() if snapshot.playing else c.Play()


def fast_or_slow(snapshot: Snapshot) -> Sequence[c.Command]:
    """What the fast-forward button means now: fast, and running; or back to slow motion."""
    if snapshot.speed == FAST and snapshot.playing:
        return [c.SetSpeed(1)]
    return [c.SetSpeed(FAST), c.Play()]


def _arrow(event: pygame.event.Event, direction: int) -> Sequence[Message]:
    if event.mod & pygame.KMOD_CTRL:
        return [c.Step("epoch", direction)]
    return [c.Step("sample" if event.mod & pygame.KMOD_SHIFT else "phase", direction)]


def _speed(snapshot: Snapshot, by: int) -> Sequence[Message]:
    at = SPEEDS.index(snapshot.speed) + by
    return [c.SetSpeed(SPEEDS[at])] if 0 <= at < len(SPEEDS) else []


def _lens(event: pygame.event.Event, _snapshot: Snapshot) -> Sequence[Message]:
    """The lens that a digit stands for."""
    digit = event.unicode if event.unicode in LENS_KEYS and event.unicode else chr(event.key)
    return [ShowLens([None, *lenses()][LENS_KEYS.index(digit)])]


def key_messages(event: pygame.event.Event, snapshot: Snapshot) -> Sequence[Message]:
    """What a KEYDOWN event asks for; nothing for keys without a meaning."""
    if event.unicode == "?":
        return [Open("keys")]
    if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META) and event.key not in (pygame.K_LEFT, pygame.K_RIGHT):
        return [_WITH_CTRL[event.key]] if event.key in _WITH_CTRL else []
    if event.mod & (pygame.KMOD_ALT | pygame.KMOD_META):
        return []
    typed = ord(event.unicode) if len(event.unicode) == 1 else 0
    meaning = KEYS.get(event.key) or KEYS.get(typed)  # on some keyboards digits are typed with Shift
    return meaning(event, snapshot) if meaning else []


_WITH_CTRL: dict[int, Message] = {
    pygame.K_z: c.Undo(),
    pygame.K_o: Open("sessions"),
    pygame.K_s: Open("sessions"),
    pygame.K_0: ZoomChart(0),
}

_Meaning = Callable[[pygame.event.Event, Snapshot], Sequence[Message]]

KEYS: dict[int, _Meaning] = {
    pygame.K_SPACE: lambda _event, snapshot: [play_or_pause(snapshot)],
    pygame.K_LEFT: lambda event, _snapshot: _arrow(event, -1),
    pygame.K_RIGHT: lambda event, _snapshot: _arrow(event, 1),
    pygame.K_UP: lambda _event, snapshot: _speed(snapshot, 1),
    pygame.K_DOWN: lambda _event, snapshot: _speed(snapshot, -1),
    pygame.K_HOME: lambda _event, _snapshot: [c.Seek(0)],
    pygame.K_END: lambda _event, snapshot: [c.Seek(snapshot.run.last_epoch)],
    pygame.K_g: lambda _event, _snapshot: [AskEpoch()],
    pygame.K_PLUS: lambda _event, _snapshot: [ZoomChart(ZOOM_STEP)],
    pygame.K_MINUS: lambda _event, _snapshot: [ZoomChart(1 / ZOOM_STEP)],
    pygame.K_PAGEUP: lambda _event, _snapshot: [PanChart(-PAN_STEP)],
    pygame.K_PAGEDOWN: lambda _event, _snapshot: [PanChart(PAN_STEP)],
    pygame.K_f: lambda _event, snapshot: fast_or_slow(snapshot),
    pygame.K_r: lambda _event, snapshot: [c.Reinitialise((snapshot.seed + 1) % (LARGEST_SEED + 1))],
    pygame.K_1: lambda _event, _snapshot: [c.Reset("and")],
    pygame.K_2: lambda _event, _snapshot: [c.Reset("xor")],
    **{ord(digit): _lens for digit, _ in zip(LENS_KEYS, (None, *lenses()), strict=False)},
    pygame.K_n: lambda event, _snapshot: [NextValue(-1 if event.mod & pygame.KMOD_SHIFT else 1)],
    pygame.K_e: lambda _event, _snapshot: [Open("examples")],
    pygame.K_a: lambda _event, _snapshot: [Toggle("more")],
    pygame.K_v: lambda _event, _snapshot: [Open("lenses")],
    pygame.K_c: lambda _event, _snapshot: [Toggle("colour_blind")],
    pygame.K_t: lambda _event, _snapshot: [Toggle("text_size")],
    pygame.K_m: lambda _event, _snapshot: [Toggle("reduced_motion")],
    pygame.K_s: lambda _event, _snapshot: [Open("sessions")],
    pygame.K_l: lambda _event, _snapshot: [Go(Place.MAP)],
    pygame.K_x: lambda _event, _snapshot: [Go(Place.GYM)],
    pygame.K_F3: lambda _event, _snapshot: [Toggle("stats")],
    pygame.K_F12: lambda _event, _snapshot: [SavePicture()],
}
