"""`reextract` reads the latest version of each document anew, asks nobody, and says that what differs is ours."""

from collections.abc import Callable
from typing import Any

import pytest

from tracker.capture.again import read_again
from tracker.capture.bench import Bench
from tracker.capture.reextract import WhyReread, reextract, reread_changes, undeclared, why
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.errors import LockError
from tracker.extract.registry import EXTRACTOR
from tracker.store.version import NEWS

Page = Callable[..., str]
LINE = "Updated daily by hand."


def _again(desk: Any, *sources: Any, people: People | None = None, batch: int = 200) -> Any:
    settings = Settings(batch_documents=batch)
    return reextract(sources, bench=Bench(desk.archive, settings, people or People(), desk.clock))


def test_the_latest_version_is_read_anew(desk: Any, page: Page) -> None:
    """After a change of the configuration the text is recorded as today's reader reads it, with the bytes it came from."""
    desk.site.page("/plan", page("We will.", LINE))
    desk.round(desk.html())
    asked = len(desk.site.asked)

    (found,) = _again(desk, desk.html(ignore_lines=["^Updated"]))

    latest = desk.archive.latest("plan", "page")
    assert (found.kind, found.version_kind, desk.kinds()) == ("recorded", "reextract", ["first", "reextract"])
    assert LINE not in desk.archive.text(latest)
    assert desk.archive.raw(latest) == desk.archive.raw(desk.archive.versions("plan", "page")[0])
    assert len(desk.site.asked) == asked


def test_why_versions_differ_is_counted(desk: Any, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today's settings of a source, or another number of its reader; what did not differ is not counted."""
    desk.site.page("/plan", page("We will.", LINE))
    desk.round(desk.html())
    source = desk.html(ignore_lines=["^Updated"])

    assert why(reread_changes(_again(desk, source), desk.archive).values()) == (WhyReread("", text=1, facts=0),)
    assert why(reread_changes(_again(desk, source), desk.archive).values()) == ()

    before = EXTRACTOR["html"]
    monkeypatch.setitem(EXTRACTOR, "html", "tracker-html/999")
    told = why(reread_changes(_again(desk, desk.html()), desk.archive).values())

    assert told == (WhyReread(f"{before}, now tracker-html/999", text=1, facts=0),)


def test_reading_anew_is_no_sighting_and_no_news(desk: Any, page: Page) -> None:
    """A change that is found later still happened after the last time the page was seen, not after our reading."""
    desk.site.page("/plan", page("We will.", LINE))
    desk.round(desk.html())
    seen = desk.archive.latest("plan", "page").last_seen
    source = desk.html(ignore_lines=["^Updated"])
    desk.round()
    _again(desk, source)
    desk.site.page("/plan", page("We aim to.", LINE))

    desk.round(source)

    revision = desk.archive.revisions()[-1]
    assert [one.new.kind in NEWS for one in desk.archive.revisions()] == [False, True]
    assert revision.old.kind == "reextract"
    assert revision.between[0] == seen


def test_nothing_is_written_where_nothing_differs(desk: Any, page: Page) -> None:
    """Reading anew with the same readers leaves the store as it was."""
    desk.site.page("/plan", page("We will."))
    desk.round(desk.html())
    head = desk.archive.head()

    (found,) = _again(desk, desk.html(title="Another name"))

    assert found.kind == "unchanged"
    assert desk.archive.head() == head


def test_what_cannot_be_read_anew_stays(desk: Any, page: Page) -> None:
    """A selector that the old bytes lack leaves the version as it is, and says so."""
    desk.site.page("/plan", page("We will."))
    desk.round(desk.html())

    (found,) = _again(desk, desk.html(select=".gone"))

    assert found.kind == "failed"
    assert "cannot be re-read: select '.gone' matches nothing" in found.reason
    assert desk.kinds() == ["first"]


def test_many_are_recorded_in_batches_under_one_round(desk: Any, page: Page) -> None:
    """However many batches it takes, there is one record that names all."""
    names = ["plan", "nests", "trees"]
    for name in names:
        desk.site.page(f"/{name}", page(f"We will do {name}.", LINE))
    desk.round(*(desk.html(name) for name in names))

    _again(desk, *(desk.html(name, ignore_lines=["^Updated"]) for name in names), batch=2)

    newest = desk.archive.runs()[0]
    assert newest.reextracted == ("nests/page", "plan/page", "trees/page")
    assert (newest.asked, newest.summary) == (False, "3 re-read")
    assert newest.finished is not None
    assert len(desk.archive.runs()) == 2


def test_a_round_that_runs_comes_first(desk: Any, page: Page) -> None:
    """While a round holds the lock nothing is read anew."""
    with desk.archive.round_lock(), pytest.raises(LockError):
        _again(desk)


def test_what_is_held_but_not_declared_is_named(desk: Any, page: Page) -> None:
    """A source that was taken out of the configuration is left as it is, by name."""
    desk.site.page("/plan", page("We will."))
    desk.round(desk.html())

    assert list(undeclared(desk.archive, [desk.html("nests")])) == ["plan"]


def test_the_encoding_that_only_the_server_named_is_kept(desk: Any, page: Page) -> None:
    """A page in windows-1252, which claims another encoding itself, reads the same a year later as on its day."""
    said = "We will spend £1.5bn – “fully costed” – on nests."
    body = f"<meta charset=iso-8859-15>{page(said, LINE)}".encode("windows-1252")
    desk.site.page("/plan", body, content_type="text/html; charset=windows-1252")
    desk.round(desk.html())
    (first,) = desk.archive.versions("plan", "page")

    unchanged = _again(desk, desk.html())
    checked = read_again(desk.archive, [desk.html()], People(), deep=True)
    _again(desk, desk.html(ignore_lines=["^Updated"]))
    anew = desk.archive.latest("plan", "page")

    assert (first.charset, anew.charset, anew.kind) == ("windows-1252", "windows-1252", "reextract")
    assert [one.kind for one in unchanged] == ["unchanged"]
    assert (checked.same, checked.damage) == (1, ())
    assert said in desk.archive.text(first)
    assert desk.archive.text(anew) == desk.archive.text(first).replace(f"\n{LINE}\n", "")


def test_a_round_reads_held_bytes_by_the_encoding_of_their_day(desk: Any, page: Page) -> None:
    """A new selector re-reads what is held first, in the encoding that the server named then; nothing of it is news."""
    body = f"<meta charset=iso-8859-15>{page('We will spend £1.5bn – “fully costed” – on nests.', LINE)}"
    desk.site.page("/plan", body.encode("windows-1252"), content_type="text/html; charset=windows-1252")
    desk.round(desk.html())

    (found,) = desk.round(desk.html(ignore_lines=["^Updated"]))

    assert found.kind == "unchanged"
    assert desk.kinds() == ["first", "reextract"]
    assert "£1.5bn – “fully costed” – on nests." in desk.archive.text(desk.archive.latest("plan", "page"))
