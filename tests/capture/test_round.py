"""Rounds over many sources: what one leaves in the store, and what it survives."""

import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tracker.capture.event import Event, SourceEnd
from tracker.capture.ledger import Ledger
from tracker.capture.page import take
from tracker.capture.result import CaptureResult
from tracker.capture.round import run_round
from tracker.config.settings import Settings
from tracker.errors import LockError, StoreError
from tracker.fetch.client import Client

Page = Callable[..., str]


def commits(desk: Any) -> list[str]:
    """The commits of the text store, oldest first, each with the files it touches."""
    command = ["git", "--git-dir", str(desk.root / "snapshots" / "store.git"), "log", "--reverse", "--name-only"]
    said = subprocess.run([*command, "--format=%x00"], capture_output=True, text=True, check=True).stdout
    return [" ".join(part.split()) for part in said.split("\x00")[1:]]


def test_an_unchanged_round_adds_one_commit(desk: Any, page: Page) -> None:
    """A second round without changes adds exactly one commit, under runs/."""
    desk.site.page("/plan", page("We will plant an oak."))
    desk.round(desk.html())
    before = commits(desk)

    desk.round(desk.html())

    (added,) = commits(desk)[len(before) :]
    assert added.startswith("runs/")
    assert added.count("/") == added.split(" ")[0].count("/")


def test_a_failing_source_never_stops_the_round(desk: Any, page: Page) -> None:
    """Sources after a broken one are asked, and the record says what became of each."""
    desk.site.page("/plan", page("We will plant an oak."))
    desk.site.page("/none", "")

    found = desk.round(desk.html("gone"), desk.html("none"), desk.html())

    assert [one.kind for one in found] == ["failed", "suspect", "recorded"]
    assert (set(desk.record.failed), set(desk.record.suspect)) == ({"gone/page"}, {"none/page"})
    assert list(desk.record.recorded) == ["plan/page"]


@pytest.mark.parametrize("limits", [{"batch_documents": 2}, {"batch_seconds": 0.01}])
def test_a_long_round_is_recorded_in_batches(desk: Any, page: Page, limits: dict[str, float]) -> None:
    """What was fetched is in the store before the round ends, once the batch is large or old enough."""
    held: list[int] = []
    names = ["a", "b", "c", "d"]
    for name in names:
        desk.site.page(f"/{name}", page(f"We will plant {name}."))
    settings = Settings.model_validate({"delay": 0, **limits})

    with Client(settings, now=desk.clock, version="0") as client:
        sources = [desk.html(name) for name in names]
        run_round(
            sources, tools=desk.tools(client, settings), tell=lambda _: held.append(len(desk.archive.documents()))
        )

    assert held == ([2, 2, 4, 4] if "batch_documents" in limits else [1, 2, 3, 4])
    assert len(desk.archive.runs()) == 1


def test_the_shipped_limits_lose_at_most_a_minute() -> None:
    """A crash loses at most 200 documents or 60 seconds of fetching."""
    assert (Settings().batch_documents, Settings().batch_seconds) == (200, 60.0)


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ZeroDivisionError])
def test_what_was_fetched_before_an_interruption_stays(desk: Any, page: Page, fault: type[BaseException]) -> None:
    """Ctrl-C, and a bug too, lose nothing that was already fetched; the record says that the round was not finished."""
    desk.site.page("/plan", page("We will plant an oak."))
    desk.site.page("/more", page("We will plant an ash."))

    def stop(event: Event) -> None:
        if isinstance(event, SourceEnd):
            raise fault

    settings = Settings(delay=0)
    with Client(settings, now=desk.clock, version="0") as client, pytest.raises(fault):
        run_round([desk.html(), desk.html("more")], tools=desk.tools(client, settings), hear=stop)

    assert ("plan", "page") in desk.archive.documents()
    assert desk.archive.runs()[0].finished is None


def test_news_is_told_once_it_is_stored(desk: Any, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk nothing is said of a page that is not in the store, nor of what comes behind it."""
    desk.site.page("/plan", page("We will plant an oak."))
    desk.site.page("/more", page("We will plant an ash."))
    desk.round(desk.html("more"))
    told: list[str] = []

    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(desk.archive, "write", full)
    settings = Settings(delay=0)
    sources = [desk.html("gone"), desk.html(), desk.html("more")]
    with Client(settings, now=desk.clock, version="0") as client, pytest.raises(StoreError):
        run_round(sources, tools=desk.tools(client, settings), tell=lambda one: told.append(one.source))

    assert told == ["gone"]


def test_a_document_that_cannot_be_stored_costs_no_other(desk: Any, page: Page) -> None:
    """It fails by itself, with the reason; the rest of the round is recorded."""
    desk.site.page("/plan", page("We will plant an oak."))
    settings = Settings(delay=0)
    with Client(settings, now=desk.clock, version="0") as client:
        tools = desk.tools(client, settings)
        ledger = Ledger(tools, [desk.html()], tell=lambda _: None)
        good = take(desk.html(), document="page", url=desk.site.url("/plan"), tools=tools)
        outcome = good.outcome.model_copy(update={"document": "nul"})
        entry = good.entries[0].model_copy(update={"document": "nul"})
        ledger.add(0, CaptureResult(outcome, entries=(entry,)))
        ledger.add(0, good)
        ledger.close(0)

        record = ledger.flush(finished=True)

    assert list(record.recorded) == ["plan/page"]
    assert "'nul' cannot name a source or document" in record.failed["plan"].reason
    assert desk.archive.documents() == (("plan", "page"),)


def test_a_second_round_is_refused(desk: Any) -> None:
    """While one round holds the lock another one is told so."""
    with desk.archive.round_lock(), pytest.raises(LockError):
        desk.round(desk.html())
