"""The pages of publishers and of topics, each with its feed, and their lists."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.claims.topic import topic_name, topics
from tracker.config.person import Publisher
from tracker.desk import address
from tracker.desk.dates import day
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.site.change_feeds import FeedVersion
from tracker.site.change_lists import Came, came, step_keys
from tracker.site.coverage import NEVER, coverage_key, whole
from tracker.site.gathered import gathered_feed, gathered_page, versions_of
from tracker.site.holdings import Name, SiteHoldings
from tracker.site.pledge_list import PledgeBrief
from tracker.site.promises import promises
from tracker.site.remembered import remembered
from tracker.site.site_file import Section, SiteFile
from tracker.site.site_page import SitePage, page

TYPES: Mapping[str, str] = {
    "party": "Parties",
    "department": "Departments",
    "regulator": "Regulators",
    "parliament": "Parliament",
    "union": "Unions",
    "press": "Press",
    "other": "Others",
}
_ONE: Mapping[str, str] = {**{name: name.capitalize() for name in TYPES}, "other": "Publisher"}
TOPIC_CARE = (
    "Told by words in claims and changed sentences, not by a person’s reading: some are missed, some are misplaced."
)


def bodies(held: SiteHoldings) -> Iterator[SiteFile]:
    """All of them: made anew only where anything in them is."""
    found, key = promises(held), bodies_key(held)
    yield from remembered(held, "publishers", key, lambda: _publishers(held, found.briefs))
    yield from remembered(held, "topics", key, lambda: _topics(held, found.briefs))


def bodies_key(held: SiteHoldings) -> str:
    """Of what these pages are made of."""
    return held.once("bodies key", _bodies_key)


def _bodies_key(held: SiteHoldings) -> str:
    found = promises(held)
    told = [one.thread.model_dump_json() + str(one.state) for one in found.briefs]
    notes = [repr(held.notes.in_thread(one.thread)) for one in found.briefs]
    return held.key("bodies", step_keys(held), coverage_key(held), told, notes, held.key_of(""))


# ---- publishers


def _publishers(held: SiteHoldings, pledges: Sequence[PledgeBrief]) -> Iterator[SitePage]:
    shown = [one for one in _bodies(held) if _is_shown(held, one)]
    for one in shown:
        yield from _publisher(held, one, pledges)
    groups = [
        (heading, [_told(held, one, pledges) for one in shown if one.type == kind])
        for kind, heading in TYPES.items()
        if any(one.type == kind for one in shown)
    ]
    values = {
        "site": held.site,
        "title": "Parties and departments",
        "description": "What each party, department and other publisher that is watched says, and how its words change.",
        "coverage": whole(held),
        "lead": ["Whoever publishes what is watched, in the order of their names."],
        "groups": groups,
        "empty": "Nothing is watched yet.",
    }
    yield page("gatherings.html", address.PUBLISHERS, values)


def _bodies(held: SiteHoldings) -> list[Publisher]:
    """Those that are declared, and those that are only named by sources."""
    known = {one.id: one for one in held.config.people.publisher}
    for source in held.config.sources:
        if source.publisher not in known:
            known[source.publisher] = Publisher(id=source.publisher, name=source.publisher, type=source.publisher_type)
    return sorted(known.values(), key=lambda one: (one.name.casefold(), one.id))


def _is_shown(held: SiteHoldings, one: Publisher) -> bool:
    """Who has a source; and who lives on in one that has."""
    people = held.config.people
    speaks = {source.publisher for source in held.config.sources}
    return one.id in speaks or any(people.is_one_body(one.id, other) for other in speaks)


def _sources(held: SiteHoldings, one: Publisher) -> list[str]:
    return [source.id for source in held.config.sources if source.publisher == one.id]


def _names(held: SiteHoldings, sources: Sequence[str]) -> list[Name]:
    return [name for name in held.versions if name[0] in sources]


def _publisher(held: SiteHoldings, one: Publisher, pledges: Sequence[PledgeBrief]) -> Iterator[SitePage]:
    sources = _sources(held, one)
    mine = [each for each in pledges if one.id in each.publishers]
    at, feed = address.publisher(one.id), address.publisher_feed(one.id)
    yield gathered_page(
        held,
        at,
        safe(one.name),
        kind=_ONE[one.type],
        pledges=mine,
        came=[each for each in came(held) if each.about.source in sources],
        names=_names(held, sources),
        sources=sources,
        feed=feed,
        choice={"publisher": safe(one.name)},
        trail=(("Parties and departments", address.PUBLISHERS),),
        led=list(_led(held, one)),
    )
    yield gathered_feed(held, feed, safe(one.name), at, versions=_versions(held, sources), pledges=mine)


def _led(held: SiteHoldings, one: Publisher) -> Iterator[tuple[str, tuple[str, str]]]:
    """To its successors first, then to those that it followed."""
    known = {each.id: each for each in held.config.people.publisher}
    after = [each for each in known.values() if one.id in each.successor_of]
    before = [known[name] for name in one.successor_of if name in known]
    for words, found in (("Its work is now that of", after), ("It follows", before)):
        for each in found:
            if _is_shown(held, each):
                yield words, (safe(each.name), address.publisher(each.id))


def _versions(held: SiteHoldings, sources: Sequence[str]) -> Iterator[FeedVersion]:
    """First versions among them: that a document is there is news of who publishes it."""
    yield from versions_of(held, (one for one in came(held) if one.about.source in sources))
    yield from (FeedVersion(held.versions[name][0]) for name in _names(held, sources))


def _told(held: SiteHoldings, one: Publisher, pledges: Sequence[PledgeBrief]) -> dict[str, Any]:
    sources = _sources(held, one)
    count = sum(one.id in each.publishers for each in pledges)
    return _line(held, safe(one.name), address.publisher(one.id), _names(held, sources), sources, pledges=count)


def _line(
    held: SiteHoldings, title: str, at: str, names: Sequence[Name], sources: Sequence[str], *, pledges: int
) -> dict[str, Any]:
    """Never a count of pledges without what was watched."""
    versions = [one for name in names for one in held.versions[name]]
    told = "nothing recorded yet"
    if versions:
        since, last = min(one.captured_at for one in versions), max(one.last_seen for one in versions)
        told = f"{counted(len(names), 'document')} since {day(since)}, last seen {day(last)}"
        told += f"; {counted(pledges, 'pledge')}" if pledges else ""
    wrong = [
        fare.title for name in sources if (fare := held.fares.get(name)) and not fare.is_well and fare.state != NEVER
    ]
    return {
        "title": title,
        "page": at,
        "told": told,
        "warn": f"{counted(len(wrong), 'source')} blocked or failing" if wrong else None,
    }


# ---- topics


def documents_of_topics(held: SiteHoldings) -> dict[str, int]:
    """How many documents the page of each topic speaks of; a topic of which nothing is held has none."""
    pledges = promises(held).briefs
    return {topic: len(_of_topic(held, topic, pledges).names) for topic in topics()}


class _TopicMatter(NamedTuple):
    pledges: Sequence[PledgeBrief]
    changes: Sequence[Came]
    declared: Sequence[str]
    """Sources that are declared to have it."""
    names: Sequence[Name]


def _of_topic(held: SiteHoldings, topic: str, pledges: Sequence[PledgeBrief]) -> _TopicMatter:
    mine = [one for one in pledges if topic in one.topics]
    changes = [one for one in came(held) if topic in one.short.topics]
    declared = [source.id for source in held.config.sources if topic in source.topics]
    return _TopicMatter(mine, changes, declared, _names_of(held, mine, changes, declared))


def _topics(held: SiteHoldings, pledges: Sequence[PledgeBrief]) -> Iterator[SitePage]:
    lines = []
    for topic in topics():
        mine, changes, declared, names = _of_topic(held, topic, pledges)
        sources = list(dict.fromkeys([*declared, *(source for source, _ in names)]))
        title, at, feed = topic_name(topic), address.topic(topic), address.topic_feed(topic)
        lines.append((bool(names), _line(held, title, at, names, sources, pledges=len(mine))))
        yield gathered_page(
            held,
            at,
            title,
            kind="Topic",
            pledges=mine,
            came=changes,
            names=names,
            sources=sources,
            feed=feed,
            choice={"topic": title},
            trail=(("Topics", address.TOPICS),),
            lead=[TOPIC_CARE],
            best={one.page: place for one in changes if (place := _best(one, topic)) is not None},
        )
        yield gathered_feed(held, feed, title, at, versions=versions_of(held, changes), pledges=mine)
    groups = [
        (head, [line for has, line in lines if has is wanted]) for head, wanted in (("", True), ("Nothing yet", False))
    ]
    values = {
        "site": held.site,
        "title": "Topics",
        "description": TOPIC_CARE,
        "coverage": whole(held),
        "lead": [TOPIC_CARE],
        "groups": [(head, found) for head, found in groups if found],
        "empty": "",
    }
    yield page("gatherings.html", address.TOPICS, values)


def _best(one: Came, topic: str) -> int | None:
    """The weightiest change that speaks of it."""
    places = [at for at, found in enumerate(one.short.topics_each) if topic in found]
    return max(places, key=lambda at: (one.short.changes[at].score, -at), default=None)


def _names_of(
    held: SiteHoldings, pledges: Sequence[PledgeBrief], changes: Sequence[Came], declared: Sequence[str]
) -> list[Name]:
    """Documents whose sources declare the topic, and those whose pledges or changes speak of it."""
    found = {(one.about.source, one.about.document) for one in changes}
    found |= {
        (claim.place.source or "", claim.place.document or "")
        for one in pledges
        for claim in one.thread.claims
        if claim.place
    }
    return [name for name in held.versions if name in found or name[0] in declared]


BODIES: tuple[Section, ...] = (Section((address.PUBLISHERS, address.TOPICS), bodies),)
