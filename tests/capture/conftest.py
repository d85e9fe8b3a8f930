"""A real store, a real client and a clock that a test sets; pages lie on loopback."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback import Loopback

from tracker.capture.outcome import Outcome
from tracker.capture.round import run_round
from tracker.capture.tools import Tools
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource, Source
from tracker.fetch.client import Client
from tracker.store.archive import Archive
from tracker.store.record import RunRecord

START = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)


class Desk:
    """Rounds over sources, a day apart."""

    def __init__(self, root: Path, site: Loopback) -> None:
        self.root = root
        self.site = site
        self.time = START
        self.record: RunRecord | None = None
        self.archive = Archive.create(root / "snapshots", now=self.clock)

    def clock(self) -> datetime:
        """Each look is a tenth of a second later."""
        self.time += timedelta(milliseconds=100)
        return self.time

    def html(self, name: str = "plan", **facts: object) -> HtmlSource:
        """A page of the site as a source."""
        return HtmlSource.model_validate(
            {
                "id": name, "kind": "html", "publisher": "owls", "publisher_type": "party",
                "url": self.site.url(f"/{name}"), "allow_hosts": self.site.hosts, **facts,
            }
        )  # fmt: skip

    def tools(self, client: Client, settings: Settings) -> Tools:
        """What a round is given."""
        return Tools(
            archive=self.archive, client=client, settings=settings, people=People(), now=self.clock, root=self.root
        )

    def round(self, *sources: Source, settings: Settings | None = None) -> tuple[Outcome, ...]:
        """One round, a day after the last one."""
        self.time += timedelta(days=1)
        chosen = settings or Settings(delay=0, retries=0)
        with Client(chosen, now=self.clock, version="0", sleep=lambda _: None) as client:
            self.record, found = run_round(sources, tools=self.tools(client, chosen))
        return found

    def kinds(self, name: str = "plan", document: str = "page") -> list[str]:
        """The kinds of the versions held, oldest first."""
        return [one.kind for one in self.archive.versions(name, document)]


@pytest.fixture
def desk(tmp_path: Path, loopback: Loopback) -> Iterator[Desk]:
    """A desk with an empty store."""
    found = Desk(tmp_path, loopback)
    with found.archive:
        yield found


@pytest.fixture(scope="session")
def desk_of() -> Callable[[Path, Loopback], Desk]:
    """Makes desks for tests that share one."""
    return Desk


def long_page(*sentences: str, title: str = "Our plan for nests", box: str = "main") -> str:
    """A page of our own that is long enough to be one."""
    body = " ".join(f"Nest number {number} stands in the old oak by the river." for number in range(12))
    said = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html><head><title>{title}</title></head><body><{box}><h1>{title}</h1>{said}<p>{body}</p></{box}></body></html>"


@pytest.fixture
def page() -> Callable[..., str]:
    """Makes pages."""
    return long_page
