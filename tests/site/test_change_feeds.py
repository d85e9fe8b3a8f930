"""Feeds of what changed."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from feedcheck import ATOM, faults
from lxml import etree, html

from tracker.config.config import Config
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.config.verdict import Verdicts
from tracker.config.watches import Watches
from tracker.desk import address
from tracker.desk.comparison import Comparison
from tracker.desk.published import Published
from tracker.extract.document import Document
from tracker.site.change_feeds import FeedVersion, change_feeds
from tracker.site.summary import Summary, summary
from tracker.store.version import Version

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
OLD = "# Plan\n\nWe will plant 400 trees in every village. The wood is old."
NEW = "# Plan\n\nWe aim to plant up to 40 trees in every village. The wood is old."
Compared = Callable[..., Comparison]


def rules(**settings: object) -> Published:
    """The rules of a folder with a free and a closed source."""
    told = {"publisher": "wood", "publisher_type": "other", "kind": "html", "url": "https://example.org/"}
    people = {"publisher": ({"id": "wood", "name": "The Wood", "type": "other"},)}
    config = Config(
        sources=(
            HtmlSource.model_validate({"id": "plan", "title": "The plan", "licence": "OGL-UK-3.0", **told}),
            HtmlSource.model_validate({"id": "closed", **told}),
        ),
        settings=Settings.model_validate(settings), people=People.model_validate(people), verdicts=Verdicts(),
        watches=Watches(),
    )  # fmt: skip
    return Published.of(config)


def telling(one: Comparison, published: Published) -> Summary:
    """The comparison in short."""
    ids = zip(map(id, one.found.changes), address.change_ids(one.found.changes), strict=True)
    return summary(one, dict(ids), published)


def came(one: Comparison, published: Published) -> FeedVersion:
    """What came with the newer version."""
    assert one.revision is not None
    return FeedVersion(one.revision.new, one.revision.old, lambda: telling(one, published))


def made(found: Sequence[FeedVersion], published: Published, base: str | None = None) -> dict[str, bytes]:
    """Every feed by its address."""
    return {
        at: make()
        for at, _, make in change_feeds(
            found, published, sources=("plan", "closed"), site="tracker", since=SINCE, base=base
        )
    }


def test_the_change_stands_in_the_entry(compared: Compared) -> None:
    """Its words marked, its flags as words, when it happened as a span, and links to the change, version and page."""
    mine = rules()
    feeds = made([came(compared(OLD, NEW), mine)], mine, "https://example.org/watch/")

    assert sorted(feeds) == ["feeds/changes.xml", "feeds/sources/closed.xml", "feeds/sources/plan.xml"]
    assert [faults(body) for body in feeds.values()] == [[], [], []]
    (entry,) = feedparser.parse(feeds["feeds/changes.xml"]).entries
    told = entry.content[0].value
    assert entry.title == "Plan: 1 change"
    assert entry.updated == "2026-02-01T06:00:00Z"
    assert "<del>will</del>" in told
    assert "<ins>aim to</ins>" in told
    assert "modal verb: “will” → “aim to”" in told or "“will” → “aim to”" in told
    assert "changed between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00" in told
    assert 'href="https://example.org/watch/changes/plan/page/2.html#d-' in told
    assert 'href="https://example.org/watch/sources/plan/page/v2.html"' in told
    assert 'href="https://example.org/plan"' in told
    assert entry.rights == "Text: The Wood, OGL-UK-3.0."
    assert feedparser.parse(feeds["feeds/sources/closed.xml"]).entries == []


def test_a_source_that_allows_no_copies_stands_in_extracts(compared: Compared) -> None:
    """In an entry as everywhere, and the entry says so."""
    mine = rules(extract_characters=60, extract_changes=1)
    long = OLD.replace("The wood", "A second thing will be done by 40 people. The wood")
    one = compared(
        long, long.replace("will", "may").replace("village.", f"village{' and every small wood' * 9}."), name="closed"
    )

    (entry,) = feedparser.parse(made([came(one, mine)], mine)["feeds/sources/closed.xml"]).entries

    told = entry.content[0].value
    assert entry.title == "Plan: 2 changes"
    assert told.count("Cite this") == 1
    assert "1 more on the page of the change" in told
    assert "and every small wood and every small wood and every small wood" not in told
    assert entry.rights == "Text: The Wood, all rights reserved; short extracts only."


def test_what_says_nothing_new_is_no_entry(compared: Compared) -> None:
    """Nor is a version that we only read anew, or that was imported."""
    mine = rules()
    noise = came(compared(OLD, OLD.replace("village.", "village .")), mine)
    real = came(compared(OLD, NEW), mine)
    ours = [real._replace(new=real.new.model_copy(update={"kind": kind})) for kind in ("reextract", "import")]

    assert feedparser.parse(made([noise, *ours], mine)["feeds/changes.xml"]).entries == []


def test_entries_come_newest_first_and_no_more_than_set(compared: Compared) -> None:
    """Of those that say something new; comparisons beyond are not even made."""
    mine = rules(feed_entries=2)
    asked = []

    def numbered(number: int) -> FeedVersion:
        one = compared(OLD, NEW)
        assert one.revision is not None
        at = one.revision.new.captured_at + timedelta(days=number)
        new = one.revision.new.model_copy(update={"number": number, "captured_at": at})
        return FeedVersion(new, one.revision.old, lambda: asked.append(number) or telling(one, mine))  # type: ignore[func-returns-value]

    feeds = made([numbered(3), numbered(9), numbered(5)], mine)

    read = feedparser.parse(feeds["feeds/changes.xml"])
    assert [entry.links[0].href for entry in read.entries] == [
        "../changes/plan/page/9.html",
        "../changes/plan/page/5.html",
    ]
    assert read.feed.updated == read.entries[0].updated
    assert 3 not in asked


def test_a_document_seen_for_the_first_time_is_told_as_that(version: Callable[..., Version]) -> None:
    """Nothing is said to have changed."""
    mine = rules()
    first = version("plan", 1, "Plan").model_copy(update={"kind": "first"})

    body = made([FeedVersion(first)], mine)["feeds/changes.xml"]

    assert faults(body) == []
    (entry,) = feedparser.parse(body).entries
    assert entry.title == "Plan: first recorded here"
    assert "changed" not in entry.content[0].value
    assert entry.links[0].href == "../sources/plan/page/v1.html"


def test_an_import_of_older_captures_makes_no_old_entry_new(
    compared: Compared, version: Callable[..., Version]
) -> None:
    """Entries keep ids and times when a capture is put before what they were compared with, or before the first."""
    mine = rules()
    first = version("plan", 1, "Plan").model_copy(update={"kind": "first"})
    older = version("plan", 3, "Plan").model_copy(update={"kind": "import", "captured_at": SINCE - timedelta(days=400)})
    change = came(compared(OLD, NEW), mine)
    between = came(compared(OLD.replace("old", "very old"), NEW), mine)

    def ids(found: Sequence[FeedVersion]) -> list[tuple[str, str]]:
        read = feedparser.parse(made(found, mine)["feeds/changes.xml"])
        return [(entry.id, entry.updated) for entry in read.entries]

    assert ids([FeedVersion(first), change]) == ids([FeedVersion(older), FeedVersion(first, older), between])
    assert len(set(ids([FeedVersion(first), change]))) == 2


def test_a_feed_is_the_same_in_every_build_and_its_key_with_it(compared: Compared) -> None:
    """Another base, another licence or another text gives another key; the order given does not."""
    mine, free = rules(), came(compared(OLD, NEW), rules())
    other = came(compared(OLD, NEW, name="closed"), mine)

    def keys(found: Sequence[FeedVersion], published: Published, base: str | None = None) -> list[str]:
        return [
            key
            for _, key, _ in change_feeds(
                found, published, sources=("plan", "closed"), site="tracker", since=SINCE, base=base
            )
        ]

    assert made([free, other], mine) == made([other, free], mine)
    assert keys([free, other], mine) == keys([other, free], mine)
    assert keys([free], mine)[0] != keys([free], mine, "https://example.org/")[0]
    assert keys([free], mine)[0] != keys([other], mine)[0]
    assert keys([free], mine)[0] != keys([free._replace(key="reverted")], mine)[0]
    assert keys([free], mine)[0] != keys([free], rules(extract_characters=99))[0]


@pytest.mark.parametrize("name", ["plan", "closed"])
def test_nothing_of_a_hostile_page_becomes_markup(
    compared: Compared, hostile: tuple[Document, Document], name: str
) -> None:
    """Whatever a page says, a feed stays valid and its entry holds no element, link or character of the page's own."""
    mine = rules()
    one = compared(*hostile, name=name)
    found = came(one, mine)
    evil = found.new.model_copy(update={"title": one.title + "\x00\ud800\uffff", "url": "javascript:alert(1)"})

    body = made([found._replace(new=evil)], mine)["feeds/changes.xml"]

    assert faults(body) == []
    (entry,) = etree.fromstring(body).iter(f"{ATOM}entry")
    content = html.fromstring(f"<div>{entry.findtext(f'{ATOM}content')}</div>")
    links = [one.get("href") for one in content.iter("a")]
    assert {one.tag for one in content.iter()} <= {"div", "p", "b", "ul", "li", "a", "ins", "del"}
    assert {name for one in content.iter() for name in one.attrib} == {"href"}
    assert all(link.startswith("../") for link in (*links, *(one.get("href") for one in entry.iter(f"{ATOM}link"))))
    assert not any(character in body.decode() for character in "\x1b\u202e\x00\uffff")
