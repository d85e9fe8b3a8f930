"""The feed of a pledge."""

from datetime import UTC, date, datetime

import feedparser
from feedcheck import faults

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.config import Config
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.config.verdict import LinkVerdict, ThreadVerdict, Verdicts
from tracker.config.watches import Watches
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.links.thread import threads
from tracker.site.pledge_feeds import pledge_feeds

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = "We will teach every pupil to swim before the age of eleven."
SECOND = "We aim to teach every pupil to swim before the age of twelve, with 300 new instructors."
THIRD = "Every pupil will learn to swim by twelve, with 250 new swimming instructors."


def claim(text: str, source: str, month: int) -> Claim:
    """A claim of a page of its own, said and seen in a month of 2026."""
    at = datetime(2026, month, 1, 6, tzinfo=UTC)
    place = Place(
        source=source, document="page", version=f"{source}@1", publisher="wood", published=at, first_seen=at,
        url=f"https://example.org/{source}", title="A <b>plan</b>",
    )  # fmt: skip
    return Claim(
        id=claim_id(source, "page", text, 0), kind="pledge", text=text, start=0, end=len(text), strength=4, place=place
    )


CLAIMS = [claim(FIRST, "one", 1), claim(SECOND, "two", 2), claim(THIRD, "three", 3)]
THREAD = f"t-{CLAIMS[0].id[2:]}"
SAME = LinkVerdict(by="Ada", on=date(2026, 5, 2), earlier=CLAIMS[0].id, later=CLAIMS[1].id, relation="same")


def rules(*verdicts: LinkVerdict, name: str | None = None, suggestions: bool = False) -> Published:
    """The rules where the first two sources are free."""
    told = {"publisher": "wood", "publisher_type": "other", "kind": "html", "url": "https://example.org/"}
    named = (ThreadVerdict(by="Ada", thread=THREAD, name=name),) if name else ()
    config = Config(
        sources=tuple(
            HtmlSource.model_validate({"id": one, "licence": "OGL-UK-3.0", **told}) for one in ("one", "two")
        ),
        settings=Settings(),
        people=People.model_validate({"publisher": ({"id": "wood", "name": "The Wood", "type": "other"},)}),
        verdicts=Verdicts(link=verdicts, thread=named),
        watches=Watches(),
    )
    return Published.of(config, suggestions=suggestions)


def found(mine: Published) -> tuple[Thread, ...]:
    """The threads as the folder's verdicts have them."""
    return threads(CLAIMS, verdicts=mine.config.verdicts)


def made(mine: Published, base: str | None = None) -> dict[str, bytes]:
    """Every feed by its address."""
    return {at: make() for at, _, make in pledge_feeds(found(mine), mine, site="tracker", since=SINCE, base=base)}


def test_only_stages_that_a_person_confirmed_are_told() -> None:
    """Not even where the site shows suggestions: a feed cannot be corrected once it was read."""
    assert made(rules()) == made(rules(suggestions=True)) == {}
    assert len(found(rules(SAME))[0].claims) == 3
    for mine in (rules(SAME), rules(SAME, suggestions=True)):
        (body,) = made(mine).values()
        entries = feedparser.parse(body).entries
        assert faults(body) == []
        assert [entry.title for entry in entries if THIRD[:20] in entry.title] == []
        assert len(entries) == 2


def test_a_stage_tells_what_is_different_in_words() -> None:
    """Marked wording, flags as words, cells, who confirmed it to belong there, and links."""
    (body,) = made(rules(SAME, name="Swimming"), "https://example.org/watch").values()
    read = feedparser.parse(body)
    second = next(entry for entry in read.entries if SECOND in entry.title)
    told = second.content[0].value

    assert read.feed.title == "tracker: Swimming"
    assert "<del>will</del>" in told
    assert "<ins>aim to</ins>" in told
    assert "less firm wording: “will” → “aim to”" in told
    assert "softened" not in told
    assert "number: 300" in told
    assert "confirmed by a person" in told
    assert f'href="https://example.org/watch/pledges/{THREAD}.html"' in told
    assert 'href="https://example.org/watch/sources/two/page/v1.html"' in told
    assert "<b>plan" not in told
    assert second.rights == "Text: The Wood, OGL-UK-3.0."


def test_a_stage_is_news_on_the_day_it_was_confirmed() -> None:
    """However long ago it was said; when it was first seen is told beside it."""
    (body,) = made(rules(SAME)).values()

    for entry in feedparser.parse(body).entries:
        assert entry.updated == "2026-05-01T23:00:00Z"
    assert {entry.published for entry in feedparser.parse(body).entries} == {
        "2026-01-01T06:00:00Z",
        "2026-02-01T06:00:00Z",
    }


def test_ids_of_stages_do_not_depend_on_their_number_or_on_the_site() -> None:
    """A stage found before them leaves the entries what they were."""

    def ids(mine: Published, base: str | None = None) -> set[str]:
        (body,) = made(mine, base).values()
        return {entry.id for entry in feedparser.parse(body).entries}

    third = LinkVerdict(by="Ada", on=date(2026, 6, 2), earlier=CLAIMS[1].id, later=CLAIMS[2].id, relation="same")

    assert ids(rules(SAME)) == ids(rules(SAME), "https://example.org/")
    assert ids(rules(SAME)) < ids(rules(SAME, third))
    assert made(rules(SAME, third)) == made(rules(third, SAME))


def test_a_joined_thread_is_found_under_both_its_ids() -> None:
    """A reader who follows the other id is told the same."""
    join = ThreadVerdict(by="Ada", thread=THREAD, join=f"t-{CLAIMS[2].id[2:]}")
    mine = rules()
    mine = Published.of(Config(
        sources=mine.config.sources, settings=mine.config.settings, people=mine.config.people,
        verdicts=Verdicts(thread=(join,)), watches=Watches(),
    ))  # fmt: skip

    whole = found(mine)[0].model_copy(update={"redirects": ("t-bbbbbbbbbb",)})
    feeds = list(pledge_feeds([whole], mine, site="tracker", since=SINCE))

    assert [at for at, _, _ in feeds] == [f"feeds/pledges/{THREAD}.xml", "feeds/pledges/t-bbbbbbbbbb.xml"]
    assert feeds[0][2]() == feeds[1][2]()


def test_a_stage_of_a_source_that_allows_no_copies_is_an_extract() -> None:
    """Also in what is marked beside it: the earlier wording is somebody's text as well."""
    long = claim(f"{FIRST[:-1]}, {'and to dive, ' * 40}too.", "closed", 4)
    verdict = LinkVerdict(by="Ada", earlier=CLAIMS[0].id, later=long.id, relation="same")
    mine = rules(verdict)

    ((_, _, make),) = pledge_feeds(
        threads([CLAIMS[0], long], verdicts=mine.config.verdicts), mine, site="tracker", since=SINCE
    )

    assert faults(make()) == []
    assert "and to dive, " * 16 not in make().decode()
    assert "short extracts only" in make().decode()
