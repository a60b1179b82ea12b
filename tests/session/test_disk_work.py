"""What is written beside the window is written in order, told of, and waited for at the end."""

from __future__ import annotations

from threading import Event

import pytest

from game.session.disk_work import DiskWork


def test_one_after_another_is_done_and_told_of_once() -> None:
    work, turns, done = DiskWork("test"), Event(), list[int]()

    def first() -> str:
        assert turns.wait(60), "whoever begins it waits for it"
        done.append(1)
        return "one"

    def second() -> str:
        done.append(2)
        return "two"

    work.begin(first)
    work.begin(second)
    assert (work.busy, work.news(), done) == (True, [], [])
    turns.set()
    work.close()
    assert (work.busy, work.news(), done) == (False, ["one", "two"], [1, 2])
    assert work.news() == []


def test_what_makes_it_fail_is_no_secret() -> None:
    work = DiskWork("test")
    work.begin(lambda: [""][1])
    work.wait()
    with pytest.raises(IndexError):
        work.news()
    work.close()
