"""A page that our own reader fails on, or that would hold it for hours, costs a round that page and nothing else."""

import subprocess
from typing import Any

import pytest
import worst

from tracker.capture import kinds, trial
from tracker.capture.health import health
from tracker.capture.kinds import html
from tracker.capture.outcome import Failed, Recorded
from tracker.capture.round import run_round
from tracker.capture.warden import Warden
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import FeedSource, HtmlSource, PdfSource
from tracker.fetch.client import Client
from tracker.render.status import StatusReport
from tracker.store.verify import verify

pytestmark = pytest.mark.own_children
SETTINGS = Settings(delay=0, retries=0, read_seconds=1.0, read_megabytes=500)


def round_of(desk: Any, *sources: Any) -> tuple[tuple[Any, ...], int]:
    """A round that reads apart: (its outcomes, how many processes it started)."""
    with Client(SETTINGS, now=desk.clock, version="0", sleep=lambda _: None) as client, Warden(SETTINGS) as warden:
        tools = desk.tools(client, SETTINGS).__class__(
            desk.archive, client, SETTINGS, People(), desk.clock, desk.root, warden
        )
        desk.record, found = run_round(sources, tools=tools)
        return found, warden.started


def kept(desk: Any, path: str) -> bytes:
    """A file of raw.git, as a person would look at it."""
    git = ["git", "--git-dir", str(desk.root / "snapshots" / "raw.git"), "show", f"main:{path}"]
    return subprocess.run(git, check=True, capture_output=True).stdout


def feed_source(desk: Any, name: str = "news") -> FeedSource:
    """A list at /NAME.xml."""
    facts = {"id": name, "kind": "feed", "publisher": "owls", "publisher_type": "party", "allow_hosts": desk.site.hosts}
    return FeedSource.model_validate({**facts, "url": desk.site.url(f"/{name}.xml")})


def broken(*_: object, **__: object) -> None:
    """A fault of ours."""
    raise KeyError("nest")


@pytest.mark.parametrize("fault", [KeyError("x"), MemoryError(), RecursionError(), UnicodeError("x"), AssertionError()])
def test_whatever_a_reader_raises_is_an_outcome(
    desk: Any, page: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """The page is Failed, its body and the traceback are kept, the other page is recorded, nothing is damaged."""
    for name in ("bad", "plan"):
        desk.site.page(f"/{name}", page("We will keep 40 nests."))
    ordinary = html.read

    def read(body: bytes, *, url: str, **facts: Any) -> Any:
        if url.endswith("/bad"):
            raise fault
        return ordinary(body, url=url, **facts)

    monkeypatch.setattr(kinds.html, "read", read)
    bad, good = desk.round(desk.html("bad"), desk.html())

    assert isinstance(good, Recorded)
    assert isinstance(bad, Failed)
    assert bad.reason.startswith("tracker's own reader failed on this page; its body is kept, please report it: ")
    assert type(fault).__name__ in bad.reason
    assert kept(desk, "failed/bad/page/body") == page("We will keep 40 nests.").encode()
    assert type(fault).__name__ in kept(desk, "failed/bad/page/error.txt").decode()
    assert not verify(desk.root / "snapshots", deep=True).damage


def test_the_same_fault_again_adds_nothing_to_the_bytes(desk: Any, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """And `tracker status` says where they lie, until the page is read again."""
    desk.site.page("/plan", page("We will keep 40 nests."))
    ordinary = html.read
    monkeypatch.setattr(kinds.html, "read", broken)
    desk.round(desk.html())
    before = desk.archive.heads()["raw.git"]
    desk.round(desk.html())

    found = health([desk.html()], desk.archive, settings=SETTINGS, now=desk.time)
    told = "\n".join(
        getattr(one, "renderable", one).plain
        for rows in StatusReport(found, None, {}, now=desk.time).blocks()
        for one in rows
    )
    assert desk.archive.heads()["raw.git"] == before
    assert found[0].state == "failing"
    assert "`git --git-dir snapshots/raw.git show main:failed/plan/page/body > body`" in told

    monkeypatch.setattr(kinds.html, "read", ordinary)
    desk.round(desk.html())
    assert health([desk.html()], desk.archive, settings=SETTINGS, now=desk.time)[0].state == "recovered"


def test_a_fault_in_a_list_is_one_of_its_source(desk: Any, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the list named before is asked for all the same."""
    desk.site.page("/plan", page("We will keep 40 nests."))
    desk.site.page(
        "/news.xml",
        f"<rss version='2.0'><channel><title>x</title><item><link>{desk.site.url('/plan')}</link></item></channel></rss>",
    )
    desk.round(feed_source(desk))
    monkeypatch.setattr("tracker.extract.feed.read", broken)
    desk.site.page("/plan", page("We will keep 50 nests."))

    found = desk.round(feed_source(desk))

    assert [type(one).__name__ for one in found] == ["Failed", "Recorded"]
    assert found[0].document is None
    assert b"<rss" in kept(desk, "failed/news/list/body")


def test_pages_that_take_all_time_or_memory_fail_alone(desk: Any, page: Any) -> None:
    """A paper that draws for days, a user's own pattern that runs away."""
    forms = worst.nested_forms()
    desk.site.page("/forms.pdf", forms, content_type="application/pdf")
    desk.site.page("/line", page("a" * 60))
    desk.site.page("/plan", page("We will keep 40 nests."))
    line = desk.html("line", ignore_lines=("(a|aa)+b",))
    where = {"url": desk.site.url("/forms.pdf"), "allow_hosts": desk.site.hosts}
    paper = PdfSource.model_validate(
        {"id": "forms", "kind": "pdf", "publisher": "owls", "publisher_type": "party", **where}
    )

    found, started = round_of(desk, paper, line, desk.html())

    assert [type(one).__name__ for one in found] == ["Failed", "Failed", "Recorded"]
    reasons = [one.reason for one in found[:2]]
    told = ("took longer than", "needed more than", "its process ended")  # PDFium aborts where memory ends
    assert all(any(words in one for words in told) for one in reasons), reasons
    assert all("its body is kept" in one for one in reasons)
    assert kept(desk, "failed/forms/page/body") == forms
    assert started > 1


def test_a_round_in_which_nothing_changed_starts_no_process(desk: Any, page: Any) -> None:
    """Nor does one of whose pages none answers."""
    desk.site.page("/plan", page("We will keep 40 nests."), etag='"1"')
    first, started = round_of(desk, desk.html())
    again, more = round_of(desk, desk.html(), desk.html("nowhere"))

    assert isinstance(first[0], Recorded)
    assert (started, more) == (1, 0)
    assert again[0].not_modified


def test_trying_a_source_says_it_in_a_sentence(desk: Any, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback: the trial has no document, and why."""
    desk.site.page("/plan", page("We will keep 40 nests."))
    monkeypatch.setattr(kinds.html, "read", broken)
    source: HtmlSource = desk.html()

    with Client(SETTINGS, now=desk.clock, version="0") as client:
        found = trial.trial(source, client=client, settings=SETTINGS, people=People(), root=desk.root, now=desk.clock)

    assert found.document is None
    assert "tracker's own reader failed on this page; please report it: KeyError" in (found.fault or "")
