"""The profiles of a computer that several students share, and the one who is playing now."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from game.sim.files.bounded_read import read_at_most
from game.storage.atomic_files import write_atomically
from game.storage.profile import LONGEST_PROFILE_NAME, Profile, merged
from game.storage.profile_store import NewerProgressError, ProfileStore, ProgressError

FIRST_NAME = "Player 1"
CURRENT = "profile.txt"
SECONDS_BETWEEN = 3.0


class RememberingStore(ProfileStore):
    """A ProfileStore that also remembers who played last."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._current = folder / CURRENT

    def last(self) -> str | None:
        """Who played last."""
        try:
            return read_at_most(self._current, 1000).decode().strip() or None
        except (OSError, ValueError):
            return None

    def remember(self, name: str) -> None:
        """Note who plays. That this cannot be written is no reason to stop anyone."""
        with contextlib.suppress(OSError):
            write_atomically(self._current, name.encode())


class Profiles:
    """`profile` is the current student's. Every change is saved at once by a thread of its own, so that a slow disk
    never costs a frame; what goes wrong is told by `news`, and what could not be saved is tried again every
    `SECONDS_BETWEEN` and a last time at the end. Players come and go by the same thread, which then says whether they
    did. It also notes who plays; for that nobody waits: it only says with whom the next start begins."""

    def __init__(self, folder: Path) -> None:
        self._shelf = RememberingStore(folder)
        self._notices: deque[str] = deque()
        self._told: set[str] = set()
        self._elsewhere = False
        self._unnoted: str | None = None
        self._unsaved: dict[str, Profile] = {}
        self._known: dict[str, Profile] = {}
        """What was last read or written here of each student: another window may have written since."""
        self._last_save: Future[None] | None = None
        self._again: threading.Timer | None = None
        self._writer = ThreadPoolExecutor(1, "progress")
        names = self.names()
        last = self._shelf.last()
        self.profile = Profile(name=FIRST_NAME)
        first = last if last in names else names[0] if names else FIRST_NAME
        if not self._settled(partial(self._load, first)):
            self._sit_elsewhere(names)

    def names(self) -> list[str]:
        """Everyone who has saved anything, in alphabetical order."""
        try:
            names, notices = self._shelf.names()
        except ProgressError as problem:
            names, notices = [], [str(problem)]
        self._notices += [notice for notice in notices if notice not in self._told]
        self._told.update(notices)
        return names

    def news(self) -> str:
        """All that has to be told since the last time, in one sentence; empty if there is nothing."""
        told = []
        while self._notices:  # the writer's thread may add to it meanwhile
            told.append(self._notices.popleft())
        return "; ".join(told)

    def keep(self, profile: Profile) -> None:
        """The current student's profile is `profile` now: save it."""
        self.profile = profile
        self._last_save = self._writer.submit(self._try, profile)

    @property
    def saved(self) -> bool:
        """Whether everything that was reached is on disk."""
        return not self._unsaved and (self._last_save is None or self._last_save.done())

    def keep_answers(self, sitting: str, answers: dict[str, int]) -> None:
        """The current student's answers in a sitting of the concept check; none if it was not wanted."""
        concepts = {**self.profile.concepts, sitting: answers}
        begun = {**self.profile.begun, sitting: {}}
        self.keep(msgspec.structs.replace(self.profile, concepts=concepts, begun=begun))

    def pass_over(self, sitting: str) -> None:
        """The current student does not want a sitting of the concept check to be offered again; answers to its first
        questions stay for who asks for it."""
        concepts = {**self.profile.concepts, sitting: {}}
        self.keep(msgspec.structs.replace(self.profile, concepts=concepts))

    def keep_begun(self, sitting: str, answers: dict[str, int]) -> None:
        """The current student's answers in a sitting that is not finished yet."""
        self.keep(msgspec.structs.replace(self.profile, begun={**self.profile.begun, sitting: dict(answers)}))

    def keep_review(self, chapter: int, right: bool) -> None:
        """Whether the current student knew the answer to a chapter's review question."""
        self.keep(msgspec.structs.replace(self.profile, reviews={**self.profile.reviews, str(chapter): right}))

    def close(self) -> None:
        """Wait until everything is on disk; what could not be saved is tried a last time."""
        again, self._again = self._again, None
        if again:
            again.cancel()
        with contextlib.suppress(RuntimeError):  # it is closed already
            self._writer.submit(self._save_again)
        self._writer.shutdown()

    # -- who plays ---------------------------------------------------------------------------------------------------

    def switch(self, name: str) -> Future[bool]:
        """Let another student play: whether that comes about. It does not, and a notice says so, if that profile cannot
        be loaded."""
        return self._begun(partial(self._seated, name))

    def create(self, name: str) -> Future[bool]:
        """Let a new student play: whether that comes about. It does not, and a notice says so, if there is one of that
        name, it is no name, or it cannot be written."""
        return self._begun(partial(self._created, name))

    def rename(self, name: str) -> Future[bool]:
        """Give the current student another name: whether that comes about; as with `create`."""
        return self._begun(partial(self._renamed, name.strip()))

    def delete(self, name: str) -> Future[bool]:
        """Forget a student for good: whether that comes about. If it is the current one, the first of the others plays,
        or a new one."""
        return self._begun(partial(self._deleted, name))

    def _begun(self, work: Callable[[], None]) -> Future[bool]:
        """Have `work` done on the files once everything before it is on disk: whether it goes well."""
        done = self._writer.submit(self._settled, work)
        self._writer.submit(self._note_who_plays)
        return done

    # -- the writer's thread -----------------------------------------------------------------------------------------

    def _settled(self, work: Callable[[], None]) -> bool:
        """Do `work` on the files; whether it went well."""
        try:
            work()
        except ProgressError as problem:
            self._notices.append(str(problem))
            return False
        return True

    def _note_who_plays(self) -> None:
        name, self._unnoted = self._unnoted, None
        if name:
            self._shelf.remember(name)

    def _seated(self, name: str) -> None:
        self._load(name)
        self._unnoted = self.profile.name

    def _created(self, name: str) -> None:
        self._assert_free(name)
        fresh, _ = self._shelf.load(name)
        self.profile = self._shelf.save(fresh, self._notices.append)
        self._unnoted = self.profile.name
        self._known[self.profile.name] = self.profile

    def _renamed(self, name: str) -> None:
        before = self.profile
        if name == before.name:
            return
        self._assert_free(name, before.name)
        whole = self._shelf.save(before, self._notices.append, self._known.get(before.name))
        self.profile = self._shelf.save(msgspec.structs.replace(whole, name=name), self._notices.append)
        self._known[name] = self.profile
        self._unnoted = name
        self._settled(partial(self._forget, before.name))

    def _deleted(self, name: str) -> None:
        self._forget(name)
        if name == self.profile.name:
            others = self.names()
            if not self._settled(partial(self._seated, others[0] if others else FIRST_NAME)):
                self._sit_elsewhere(others)

    def _forget(self, name: str) -> None:
        """Take a student's file away; nor is what could not be saved of them tried again."""
        self._shelf.remove(name)
        for kept in (self._unsaved, self._known):
            kept.pop(name, None)

    def _assert_free(self, name: str, but: str = "") -> None:
        """Raise ProgressError if anybody, `but` perhaps one, is called `name`, in whatever case."""
        taken = {other.casefold() for other in (*self.names(), self.profile.name) if other != but}
        if name.strip().casefold() in taken:
            raise ProgressError(f"there is a profile called {name.strip()} already")

    def _load(self, name: str) -> None:
        found, notice = self._shelf.load(name)
        unsaved = self._unsaved.get(found.name)
        self.profile = merged(found, unsaved, self._known.get(found.name)) if unsaved else found
        self._known[found.name] = found
        self._notices += [notice] if notice else []

    def _sit_elsewhere(self, names: list[str]) -> None:
        """Who was to play cannot be loaded: somebody new plays, so that what is there and what comes are both kept."""
        name = _free_name(FIRST_NAME, names)
        self.profile, self._elsewhere = Profile(name=name), True
        self._notices.append(f"until then you play as {name}, with stars of your own")

    def _try(self, profile: Profile) -> None:
        """Save `profile`; if that fails, note it for another try."""
        try:
            self._shelf.save(profile, self._notices.append, self._known.get(profile.name))
            self._known[profile.name] = profile
            self._unsaved.pop(profile.name, None)
            self._stay(profile.name)
        except NewerProgressError as problem:
            self._save_beside(profile, problem)
        except Exception as problem:  # whatever it is, the student should hear of it, and the next try may succeed
            if profile.name not in self._unsaved:
                self._notices.append(f"what you reach is not saved: {problem}; it is tried again")
            self._unsaved[profile.name] = profile
            self._try_later()

    def _stay(self, name: str) -> None:
        """Who had to sit elsewhere, and has reached something there, finds it at the next start too."""
        if self._elsewhere and name == self.profile.name:
            self._shelf.remember(name)
            self._elsewhere = False

    def _save_beside(self, profile: Profile, problem: ProgressError) -> None:
        """A newer Glassbox has saved a profile of this name meanwhile: this one goes on under another name."""
        name = _free_name(profile.name[: LONGEST_PROFILE_NAME - 4].strip(), self._shelf.names()[0])
        renamed = msgspec.structs.replace(profile, name=name)
        self._unsaved.pop(profile.name, None)
        if self.profile.name == profile.name:
            self.profile = msgspec.structs.replace(self.profile, name=name)
            self._elsewhere = True
        self._notices.append(f"{problem}; what you reach here is kept as {name}")
        self._try(renamed)

    def _try_later(self) -> None:
        if self._again is None or not self._again.is_alive():
            self._again = threading.Timer(SECONDS_BETWEEN, self._submit_again)
            self._again.daemon = True
            self._again.start()

    def _submit_again(self) -> None:
        self._again = None
        with contextlib.suppress(RuntimeError):  # closing has been faster
            self._writer.submit(self._save_again)

    def _save_again(self) -> None:
        for profile in list(self._unsaved.values()):
            self._try(profile)


def _free_name(name: str, taken: list[str]) -> str:
    """`name`, or the name with the first number that nobody of `taken` has; "Player 2" comes after "Player 1"."""
    known = {other.casefold() for other in taken}
    stem = name.removesuffix(" 1")
    return next(
        free for free in (name, *(f"{stem} {k}" for k in range(2, len(known) + 3))) if free.casefold() not in known
    )
