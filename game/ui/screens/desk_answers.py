"""What the Lab's panels ask of the app around it, and the sentence it answers."""

from __future__ import annotations

from pathlib import Path

from game.session.services import Services
from game.ui.intents import CopyCode, Intent, OpenFile, OpenSession, SavePicture, SaveSession, UseCode


def answer(desk: Services, intent: Intent) -> str | None:
    """Do what `intent` asks of the `desk`; None if it asks nothing of it."""
    match intent:
        case SavePicture():
            return desk.save_picture()
        case SaveSession(name):
            return desk.save(name)
        case OpenSession(name):
            return desk.open(name)
        case OpenFile(path):
            return desk.open_file(Path(path))
        case UseCode(code):
            return desk.use(code)
        case CopyCode():
            return desk.copy_code()
    return None
