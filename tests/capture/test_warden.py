"""Reading in a process that can be killed: whatever a page does to it, the page alone is lost."""

import re
import threading
import time
from collections.abc import Iterator

import pytest

from tracker.capture import child
from tracker.capture.fault import ReaderError
from tracker.capture.warden import Warden, here
from tracker.config.settings import Settings
from tracker.errors import ExtractError
from tracker.extract import feed

pytestmark = pytest.mark.own_children
TIGHT = Settings(read_seconds=0.9, read_megabytes=400)
"""The child loads this file for a task of it, and pytest with it: 0.2 seconds of its time, twice that on a busy machine."""
FEED = b"<rss version='2.0'><channel><title>Nests</title></channel></rss>"


def same(thing: object) -> object:
    """What it was given."""
    return thing


def forever() -> None:
    """A pattern that runs away: no other thread would have its turn."""
    re.match(r"(a|aa)+b", "a" * 200)


def hungry() -> int:
    """Takes gigabytes."""
    return len([bytes(1_000_000) for _ in range(20_000)])


def broken() -> None:
    """A fault of ours."""
    raise KeyError("nest")


def bottomless() -> None:
    """Never comes to an end."""
    bottomless()


def empty() -> None:
    """What a reader says of a page."""
    raise ExtractError("there is no text")


@pytest.fixture(scope="module")
def warden() -> Iterator[Warden]:
    """One with little patience."""
    with Warden(TIGHT, most=1) as made:
        yield made


def test_a_child_is_kept_for_what_comes_next(warden: Warden) -> None:
    """And what is read there is what is read here."""
    found = [warden(feed.read, FEED, url="https://example.org") for _ in range(3)]

    assert found == [feed.read(FEED, url="https://example.org")] * 3
    assert warden.started == 1


def test_what_takes_too_long_is_stopped_and_said(warden: Warden) -> None:
    """By processor time, so that a busy machine fails no page; the next page has a fresh child."""
    begun = time.monotonic()
    with pytest.raises(ReaderError, match=r"took longer than 0\.9 seconds \(read_seconds in settings\.toml\)"):
        warden(forever)

    assert time.monotonic() - begun < 5
    assert warden(same, 1) == 1


def test_what_takes_too_much_is_stopped_and_said(warden: Warden) -> None:
    """This process never holds it."""
    with pytest.raises(ReaderError, match=r"needed more than 400 MB \(read_megabytes in settings\.toml\)"):
        warden(hungry)
    assert warden(same, 1) == 1


@pytest.mark.parametrize("call", ["child", "here"])
@pytest.mark.parametrize(("task", "named"), [(broken, "KeyError"), (bottomless, "RecursionError")])
def test_a_fault_of_ours_is_named(warden: Warden, call: str, task: object, named: str) -> None:
    """With its traceback, to be reported; in a child and without one."""
    with pytest.raises(
        ReaderError, match=f"tracker's own reader failed on this page; please report it: {named}"
    ) as found:
        (warden if call == "child" else here)(task)  # type: ignore[arg-type]
    assert f"{named}" in found.value.trace.splitlines()[-1]


def test_what_a_reader_says_of_a_page_comes_through(warden: Warden) -> None:
    """It is no fault."""
    with pytest.raises(ExtractError, match="there is no text"):
        warden(empty)


def test_closing_breaks_off_what_is_read_just_now() -> None:
    """At once: whoever waits learns so, and nothing more is read."""
    with Warden(Settings(read_seconds=60), most=1) as warden:
        warden(same, 1)
        threading.Timer(0.2, warden.close).start()
        begun = time.monotonic()
        with pytest.raises(ReaderError):
            warden(forever)
        with pytest.raises(ReaderError, match="stopped before it was read"):
            warden(same, 1)
    assert time.monotonic() - begun < 2


def test_where_no_process_can_be_started_it_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And pages are read all the same."""
    monkeypatch.setattr(child.sys, "executable", "/nowhere/python")
    said: list[str] = []
    with Warden(TIGHT, say=said.append) as warden:
        assert [warden(same, nth) for nth in range(3)] == [0, 1, 2]
    (sentence,) = said
    assert "so they are read without bounds" in sentence
