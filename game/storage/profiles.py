"""The profiles of a computer that several students share, and the one who is playing now."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from game.storage.atomic_files import write_atomically
from game.storage.progress import Profile, ProfileStore, ProgressError

FIRST_NAME = "Player 1"
CURRENT = "profile.txt"


class Shelf(ProfileStore):
    """A ProfileStore that also renames and deletes, and remembers who played last."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._current = folder / CURRENT

    def last(self) -> str | None:
        """Who played last."""
        try:
            return self._current.read_text("utf-8").strip() or None
        except (OSError, ValueError):
            return None

    def remember(self, name: str) -> None:
        """Note who plays. That this cannot be written is no reason to stop anyone."""
        with contextlib.suppress(OSError):
            write_atomically(self._current, name.encode())

    def delete(self, name: str) -> None:
        """Remove the profile's file. Raises ProgressError."""
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise ProgressError(f"{path} cannot be deleted ({problem.strerror or problem})") from None


class Profiles:
    """`profile` is the current student's. Every change is saved at once by a thread of its own, so that a slow disk
    never costs a frame; what goes wrong is told by `notices`."""

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder)
        self._notices: list[str] = []
        self._writer = ThreadPoolExecutor(1, "progress")
        names = self.names()
        last = self._shelf.last()
        self.profile = Profile(name=FIRST_NAME)
        self._settled(lambda: self._load(last if last in names else names[0] if names else FIRST_NAME))

    def names(self) -> list[str]:
        """Everyone who has saved anything, in alphabetical order."""
        try:
            names, notices = self._shelf.names()
        except ProgressError as problem:
            names, notices = [], [str(problem)]
        self._notices += notices
        return names

    def notices(self) -> list[str]:
        """What has to be told since the last time, each in a sentence."""
        told, self._notices = self._notices, []
        return told

    def keep(self, profile: Profile) -> None:
        """The current student's profile is `profile` now: save it."""
        self.profile = profile
        self._writer.submit(self._save, profile)

    def keep_answers(self, sitting: str, answers: dict[str, int]) -> None:
        """The current student's answers in a sitting of the concept check; none if it was not wanted."""
        concepts = {**self.profile.concepts, sitting: answers}
        self.keep(msgspec.structs.replace(self.profile, concepts=concepts))

    def keep_echo(self, chapter: int, right: bool) -> None:
        """Whether the current student knew the answer to a chapter's echo question."""
        self.keep(msgspec.structs.replace(self.profile, echoes={**self.profile.echoes, str(chapter): right}))

    def close(self) -> None:
        """Wait until everything is on disk."""
        self._writer.shutdown()

    # -- who plays ---------------------------------------------------------------------------------------------------

    def switch(self, name: str) -> bool:
        """Let another student play; False, and a notice, if that profile cannot be loaded."""
        return self._settled(lambda: self._seated(name))

    def create(self, name: str) -> bool:
        """Let a new student play; False, and a notice, if there is one of that name or it is no name."""
        return self._free(name) and self._settled(lambda: self._created(name))

    def rename(self, name: str) -> bool:
        """Give the current student another name; False, and a notice, if that cannot be."""
        before = self.profile
        if name.strip() == before.name:
            return True
        return self._free(name, before.name) and self._settled(lambda: self._renamed(before, name.strip()))

    def delete(self, name: str) -> bool:
        """Forget a student for good; if it is the current one, the first of the others plays, or a new one."""
        if not self._settled(lambda: self._shelf.delete(name)):
            return False
        if name == self.profile.name:
            others = self.names()
            self._settled(lambda: self._seated(others[0] if others else FIRST_NAME))
        return True

    def _free(self, name: str, but: str = "") -> bool:
        """Whether nobody, `but` perhaps one, is called `name`, in whatever case."""
        taken = {other.casefold() for other in (*self.names(), self.profile.name) if other != but}
        if name.strip().casefold() not in taken:
            return True
        self._notices.append(f"there is a profile called {name.strip()} already")
        return False

    def _created(self, name: str) -> None:
        fresh, _ = self._shelf.load(name)
        self.profile = self._shelf.save(fresh, self._notices.append)
        self._shelf.remember(self.profile.name)

    def _renamed(self, before: Profile, name: str) -> None:
        self.profile = self._shelf.save(msgspec.structs.replace(before, name=name), self._notices.append)
        self._shelf.delete(before.name)
        self._shelf.remember(name)

    def _seated(self, name: str) -> None:
        self._load(name)
        self._shelf.remember(self.profile.name)

    def _load(self, name: str) -> None:
        self.profile, notice = self._shelf.load(name)
        self._notices += [notice] if notice else []

    def _settled(self, work: Callable[[], None]) -> bool:
        """Do `work` on the files once everything before it is on disk; whether it went well."""
        try:
            self._writer.submit(work).result()
        except ProgressError as problem:
            self._notices.append(str(problem))
            return False
        return True

    def _save(self, profile: Profile) -> None:
        try:
            self._shelf.save(profile, self._notices.append)
        except ProgressError as problem:
            self._notices.append(str(problem))
