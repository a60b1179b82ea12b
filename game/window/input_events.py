"""What keys and places in pygame's events mean, whatever language the keyboard is laid out for, and however large all
is drawn."""

from __future__ import annotations

import pygame

LATIN = range(0x80)
"""Signs of keys that shortcuts are named by; what is above is another alphabet, and from 1 << 30 on no sign at all."""
SIGNLESS = 1 << 30
BY_PLACE = {
    **{pygame.KSCAN_A + letter: pygame.K_a + letter for letter in range(26)},
    **{pygame.KSCAN_1 + digit: pygame.K_1 + digit for digit in range(9)},
    pygame.KSCAN_0: pygame.K_0,
}
"""The sign that a key has, by its place, on a keyboard for English."""
KEYPAD = {
    pygame.K_KP_0: pygame.K_0,
    **{pygame.K_KP_1 + digit: pygame.K_1 + digit for digit in range(9)},
}


def zoomed(event: pygame.event.Event, zoom: float) -> pygame.event.Event:
    """`event` with its places on a picture that is `zoom` times as large as the window."""
    if zoom == 1.0 or "pos" not in event.dict:
        return event
    places: dict[str, object] = {
        name: tuple(round(side * zoom) for side in event.dict[name]) for name in ("pos", "rel") if name in event.dict
    }
    return pygame.event.Event(event.type, {**event.dict, **places})


def by_place(event: pygame.event.Event) -> pygame.event.Event:
    """`event`, but a key without a Latin sign (Cyrillic, Greek, Hebrew, ...) counts as the one that has its place on an
    English keyboard, and a digit of the keypad as that digit. What is typed into a text is left as it is."""
    if event.type not in (pygame.KEYDOWN, pygame.KEYUP):
        return event
    key = event.key
    if key in KEYPAD:
        key = KEYPAD[key] if event.dict.get("unicode", "").isdigit() else key
    elif key not in LATIN and key < SIGNLESS:
        key = BY_PLACE.get(event.dict.get("scancode", 0), key)
    return event if key == event.key else pygame.event.Event(event.type, {**event.dict, "key": key})
