"""A machine that watches: a folder with a store of its own, a clock that a test sets, and the real client."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.capture.outcome import Outcome
from tracker.capture.round import run_round
from tracker.capture.tools import Tools
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource, Source
from tracker.fetch.client import Client
from tracker.store.archive import Archive

FIRST = datetime(2026, 8, 17, 6, tzinfo=UTC)
SENTENCES = "We will open more nurseries in every part of the country. We will pay for them with a levy on sugar."


def article(*sentences: str) -> str:
    """A page of a party, long enough to pass for one."""
    body = "".join(f"<p>{sentence}</p>" for sentence in (SENTENCES, *sentences))
    return f"<html><head><title>Our plan</title></head><body><main><h1>Our plan</h1>{body}</main></body></html>"


def watched(name: str, url: str, **facts: object) -> HtmlSource:
    """A source on this machine."""
    told = {
        "id": name,
        "kind": "html",
        "publisher": "party",
        "publisher_type": "party",
        "url": url,
        "redistribute": True,
    }
    return HtmlSource.model_validate({**told, "allow_hosts": ("127.0.0.1",), **facts})


class Machine:
    """Opens its store for one thing at a time, as separate commands do."""

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        self.folder = folder
        self.time = FIRST
        self.settings = settings or Settings(contact="me@example.org", retries=0)

    def now(self) -> datetime:
        """The time that was set."""
        return self.time

    def on(self, day: int) -> "Machine":
        """Set the clock to 6 o'clock of that day after the first."""
        self.time = FIRST + timedelta(days=day)
        return self

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """The store, made if it is not there."""
        with Archive.create(self.folder / "snapshots", now=self.now) as archive:
            yield archive

    @contextmanager
    def tools(self) -> Iterator[Tools]:
        """What a round is given."""
        with self.archive() as archive, Client(self.settings, now=self.now, version="0") as client:
            yield Tools(
                archive=archive, client=client, settings=self.settings, people=People(), now=self.now, root=self.folder
            )

    def round(self, sources: Sequence[Source]) -> tuple[Outcome, ...]:
        """One round: its outcomes."""
        with self.tools() as tools:
            return run_round(sources, tools=tools)[1]
