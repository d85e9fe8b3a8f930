"""Captures that others made take their place in a source's history."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.capture.again import read_again
from tracker.capture.backfill import ImportTally, backfill
from tracker.capture.bench import Bench
from tracker.capture.comparing import RevisionReader
from tracker.capture.elsewhere import Capture
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import GovukSource
from tracker.store.verify import verify
from tracker.store.version import Revision

BY = "web.archive.org"


def page(sentence: str, title: str = "Our plan for nests") -> bytes:
    """A page of our own that is long enough to be one."""
    body = " ".join(f"Nest number {number} stands in the old oak by the river." for number in range(12))
    main = f"<main><h1>{title}</h1><p>{sentence}</p><p>{body}</p></main>"
    return f"<html><head><title>{title}</title></head><body>{main}</body></html>".encode()


def seen(day: int, sentence: str, **facts: Any) -> Capture:
    """A capture of June 2020."""
    told = {
        "document": "page", "url": "https://example.org/plan", "at": datetime(2020, 6, day, 12, tzinfo=UTC), "by": BY,
        "where": f"https://web.archive.org/web/202006{day:02}120000id_/https://example.org/plan", "body": page(sentence),
    }  # fmt: skip
    return Capture(**{**told, **facts})


def bench(desk: Any, **settings: Any) -> Bench:
    """What an import is given."""
    return Bench(archive=desk.archive, settings=Settings(**settings), people=People(), now=desk.clock)


def texts(desk: Any) -> list[tuple[str, str, int]]:
    """(day seen, first sentence, number) in order of capture."""
    return [
        (f"{one.captured_at:%Y-%m-%d}", desk.archive.text(one).split("\n")[2], one.number)
        for one in desk.archive.captured("plan", "page")
    ]


def bring(desk: Any, *captures: Capture, **settings: Any) -> ImportTally:
    """One import."""
    return backfill(desk.html(), captures, bench=bench(desk, **settings))


def test_only_what_says_something_else_is_a_version(desk: Any) -> None:
    """A, A, B, B, A: three versions; the others are sightings of the version before them."""
    words = [
        "We will keep nests.",
        "We will keep nests.",
        "We may keep nests.",
        "We may keep nests.",
        "We will keep nests.",
    ]

    tally = bring(desk, *(seen(day, sentence) for day, sentence in enumerate(words, 1)))

    assert (tally.recorded, tally.same, tally.left_out) == (3, 2, [])
    assert texts(desk) == [
        ("2020-06-01", words[0], 1), ("2020-06-03", words[2], 2), ("2020-06-05", words[4], 3),
    ]  # fmt: skip
    first, second, _ = desk.archive.captured("plan", "page")
    assert (f"{first.last_seen:%d}", f"{second.last_seen:%d}") == ("02", "04")
    assert (first.kind, first.seen_by, first.seen_in) == ("import", BY, seen(1, "").where)


def test_what_is_recorded_is_not_rewritten(desk: Any, loopback: Any) -> None:
    """Older captures fit in before ours by date; ids and numbers of ours stay; what stands is ours."""
    loopback.page("/plan", page("We may keep nests."))
    desk.round(desk.html())
    ours = desk.archive.latest("plan", "page")
    head = desk.archive.head()

    bring(desk, seen(1, "We will keep nests."), seen(2, "We aim to keep nests."))

    assert [number for *_, number in texts(desk)] == [2, 3, 1]
    assert desk.archive.latest("plan", "page").commit == ours.commit
    assert desk.archive.resolve("plan").commit == ours.commit
    assert desk.archive.resolve("plan@first").number == 2
    assert desk.archive.resolve("plan@1").commit == ours.commit
    assert head in desk.archive._open.store.run("rev-list", "main").decode().split()
    assert desk.round(desk.html())[0].kind == "unchanged"


def test_an_import_between_two_sightings_does_not_become_what_stands(desk: Any, loopback: Any) -> None:
    """We saw the page say A before and after; an archive saw B in between."""
    loopback.page("/plan", page("We will keep nests."))
    desk.round(desk.html())
    for _ in range(10):
        desk.round(desk.html())
    between = seen(1, "We may keep nests.", at=datetime(2024, 6, 6, tzinfo=UTC))

    bring(desk, between)

    assert desk.archive.latest("plan", "page").number == 1
    assert desk.round(desk.html())[0].kind == "unchanged"
    assert [number for *_, number in texts(desk)] == [1, 2]
    (found,) = desk.archive.said('"We may keep"')
    assert not found.there
    (ours,) = desk.archive.said('"will keep nests"')
    assert ours.there


def test_a_second_import_adds_nothing(desk: Any) -> None:
    """Not even a run record."""
    captures = [seen(1, "We will keep nests."), seen(2, "We may keep nests."), seen(3, "", body=b"", why="")]
    bring(desk, *captures)
    head = desk.archive.head()

    tally = bring(desk, *captures)

    assert (tally.recorded, tally.same, tally.known, len(tally.left_out)) == (0, 0, 3, 0)
    assert desk.archive.head() == head


def test_what_the_gate_doubted_is_looked_at_again(desk: Any) -> None:
    """It is told each time, written down once, and taken when the settings let it through."""
    short = seen(1, "We will keep nests.")
    first = bring(desk, short, min_characters=5_000)
    assert [why.split(":")[0] for _, why in first.left_out] == ["it does not look like the page"]
    head = desk.archive.head()

    again = bring(desk, short, min_characters=5_000)

    assert (again.known, len(again.left_out), desk.archive.head()) == (0, 1, head)
    assert bring(desk, short).recorded == 1
    assert bring(desk, short).known == 1


def test_what_cannot_be_read_is_left_out_and_named(desk: Any) -> None:
    """Unplayable, empty, an error page: each with its reason, in the record too."""
    tally = bring(
        desk,
        seen(1, "We will keep nests."),
        seen(2, "", body=None, why="the archive does not play it"),
        seen(3, "", body=b"<html></html>"),
        seen(4, "", body=page("Sorry.", title="Page not found")),
    )

    assert [why.split(":")[0] for _, why in tally.left_out] == [
        "the archive does not play it", tally.left_out[1][1].split(":")[0], "it does not look like the page",
    ]  # fmt: skip
    assert len(texts(desk)) == 1
    told = desk.archive.runs()[0].imported["plan/page"]
    assert next(iter(told.values())) == "recorded"
    assert len(told) == 4
    assert desk.archive.runs()[0].summary == "1 imported, 3 left out"


def test_a_killed_import_goes_on_where_it_stopped(desk: Any) -> None:
    """Batches are recorded as they fill; the rest comes with the next run, and all is as in one run."""
    words = [f"We will keep {count} nests." for count in range(1, 10)]
    captures = [seen(day, sentence) for day, sentence in enumerate(words, 1)]

    class Killed(BaseException):
        """Like a kill: nothing of ours runs after it."""

    def dying() -> Any:
        yield from captures[:5]
        raise Killed

    with pytest.raises(Killed):
        backfill(desk.html(), dying(), bench=bench(desk, batch_documents=2))
    held = len(texts(desk))
    tally = bring(desk, *captures)

    assert 0 <= held <= 5
    assert tally.known + tally.recorded == 9
    assert [(sentence, number) for _, sentence, number in texts(desk)] == [(one, at) for at, one in enumerate(words, 1)]


def test_numbers_do_not_depend_on_batches(desk: Any) -> None:
    """One capture a batch is as all in one."""
    words = ["We will keep nests.", "We will keep nests.", "We may keep nests."]

    tally = bring(desk, *(seen(day, one) for day, one in enumerate(words, 1)), batch_documents=1)

    assert (tally.recorded, tally.same) == (2, 1)
    assert [number for *_, number in texts(desk)] == [1, 2]


def test_captures_fill_gaps_of_an_earlier_import(desk: Any) -> None:
    """Also where the text is the one that was imported last."""
    bring(desk, seen(1, "A was said."), seen(9, "B was said."))

    tally = bring(desk, seen(5, "B was said."), seen(3, "A was said."))

    assert (tally.recorded, tally.same) == (1, 1)
    assert [day for day, *_ in texts(desk)] == ["2020-06-01", "2020-06-05", "2020-06-09"]


def test_imported_history_verifies(desk: Any, loopback: Any) -> None:
    """Hashes, index and reading again; and the index is made anew the same."""
    loopback.page("/plan", page("We may keep nests."))
    desk.round(desk.html())
    bring(desk, seen(1, "We will keep nests."), seen(2, "We will keep nests."), seen(4, "We aim to keep nests."))
    before = [one.model_dump() for one in desk.archive.captured("plan", "page")]

    desk.archive.reindex()

    assert [one.model_dump() for one in desk.archive.captured("plan", "page")] == before
    assert set(desk.archive.imported("plan", "page").values()) == {"recorded", "same"}
    again = read_again(desk.archive, [desk.html()], People(), deep=True)
    assert (again.same, again.damage) == (3, ())
    desk.archive.close()
    assert verify(desk.root / "snapshots", deep=True).damage == ()


def test_an_archives_html_of_a_govuk_page_is_another_form(desk: Any, loopback: Any) -> None:
    """The first answer of the Content API after it is no change of the publisher's."""
    source = GovukSource.model_validate(
        {
            "id": "plan", "kind": "govuk", "publisher": "owls", "publisher_type": "department", "path": "/guidance/nests",
            "base_url": loopback.url("").rstrip("/"), "allow_hosts": loopback.hosts,
        }
    )  # fmt: skip
    loopback.page(
        "/api/content/guidance/nests",
        b'{"base_path": "/guidance/nests", "content_id": "c0ffee00-0000-4000-8000-000000000000", "locale": "en",'
        b' "document_type": "guidance", "schema_name": "publication", "title": "Nests", "details": {"body":'
        b' "<p>We will keep every nest by the river.</p>"}}',
    )
    backfill(source, [seen(1, "We will keep nests.")], bench=bench(desk))

    (outcome,) = desk.round(source)

    assert desk.kinds() == ["import", "first"], outcome
    assert [one.extractor.partition("/")[0] for one in desk.archive.captured("plan", "page")] == [
        "tracker-html", "tracker-govuk",
    ]  # fmt: skip
    assert desk.round(source)[0].kind == "unchanged"
    old, new = desk.archive.captured("plan", "page")
    reader = RevisionReader(desk.archive, {"plan": source}, People())
    assert reader.pair(Revision(old=old, new=new)).mixed
    assert [misread for _, misread in reader.each((old, new))] == [True, False]
