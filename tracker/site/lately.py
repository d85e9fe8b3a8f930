"""The sections that tell what changed: the front page, and the list of every round."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import groupby

from tracker.claims.topic import topic_name
from tracker.desk import address
from tracker.desk.dates import day
from tracker.desk.published import Published
from tracker.diff.group import grouped
from tracker.links.link import Thread
from tracker.render.changes import counted
from tracker.render.safe import safe
from tracker.site.bodies import bodies_key, documents_of_topics
from tracker.site.cards import ChangeCard, change_card, pledge_cards
from tracker.site.front import FrontMatter, Scored, Way, front, window
from tracker.site.holdings import SiteHoldings, Step
from tracker.site.paging import Sheet, newest_first
from tracker.site.rounds import CameRevision, changes, cost
from tracker.site.site_file import Section, SiteFile
from tracker.store.version import Version

WEEK = timedelta(days=7)
MOST_CARDS = 6
"""Cards of changes that persons wrote of, and of pledges."""
MOST_SCORED = 10
"""Changes that no person has read yet; one of each document."""
ON_A_PAGE = 6
"""Documents told in full on a page of the list, or a round more: at most 6,000 pixels of a phone."""


def front_page(held: SiteHoldings) -> Iterator[SiteFile]:
    """What a stranger sees first."""
    week, noted = _week(held), _noted(held)
    firsts = _firsts(held)
    key = held.key(
        "front",
        held.as_of,
        [[held.summary_key(step), *held.written_key(step.revision.new)] for step in [*week, *noted]],
        [one.model_dump_json() for one in (*held.config.verdicts.change, *held.config.verdicts.note)],
        [thread.model_dump_json() for thread in _pledges(held)],
        [held.text_key(one) for one in firsts],
        [one.model_dump_json() for one in held.health],
        [len(captured) for captured in held.versions.values()],
        held.key_of(""),
        [held.key_of(name) for name in held.sources],
        bodies_key(held) if held.site.links(address.TOPICS) else None,
    )

    def make() -> bytes:
        every = [one for captured in held.versions.values() for one in captured]
        told = FrontMatter(
            changes=list(_cards(held, noted)),
            pledges=pledge_cards(_pledges(held), Published.of(held.config), held.notes, most=MOST_CARDS),
            scored=_scored(held, week),
            topics=_topics(held),
            publishers=_publishers(held),
            firsts=[(one, held.subject(one)) for one in firsts],
            fares=tuple(held.fares.values()),
            window=window(
                every, held.as_of_words, documents=len(held.versions), sources=len({name for name, _ in held.versions})
            ),
        )
        return front(told, site=held.site).encode()

    yield SiteFile(address.FRONT, key, make)


def _came(held: SiteHoldings, step: Step) -> CameRevision:
    new = step.revision.new
    return CameRevision(step.revision, held.subject(new), held.summary(step), held.notes.came_with(new.address))


# ---- what persons read


def _noted(held: SiteHoldings) -> list[Step]:
    """Versions that came with a change of which a person wrote, and others may read it; the newest first."""
    versions = {one.about.partition("#")[0] for one in held.notes.every() if "#" in one.about}
    return [step for step in held.recent if step.revision.new.address in versions][:MOST_CARDS]


def _cards(held: SiteHoldings, noted: Iterable[Step]) -> Iterator[ChangeCard]:
    """Of each version the changes with a headline first."""
    found = [_came(held, step) for step in noted]
    names = [
        (came, name)
        for came in found
        for name, notes in sorted(
            came.written.items(), key=lambda one: (not any(note.kind == "headline" for note in one[1]), one[0])
        )
    ]
    for came, name in names[:MOST_CARDS]:
        yield change_card(came, name)


def _pledges(held: SiteHoldings) -> tuple[Thread, ...]:
    return Published.of(held.config).threads(held.promised[1])


# ---- what nobody has read yet


def _week(held: SiteHoldings) -> list[Step]:
    """What came in the seven days before the newest version that brought news. The clock is not asked."""
    if not held.recent:
        return []
    since = held.recent[0].revision.new.captured_at - WEEK
    return [step for step in held.recent if step.revision.new.captured_at > since]


def _scored(held: SiteHoldings, week: Sequence[Step]) -> Scored:
    """The weightiest change of each document, the same edit once, none of which a person has decided or written."""
    if not week:
        return Scored()
    verdicts = held.config.verdicts
    read = {one.change for one in verdicts.change if not one.withdrawn}
    read |= {one.about for one in verdicts.note if not one.withdrawn}
    listed = [
        (came, name, change)
        for came in (_came(held, step) for step in week)
        for name, change in zip(came.short.ids, came.short.changes, strict=True)
        if f"{came.revision.new.address}#{name}" not in read
    ]
    groups = grouped([change for _, _, change in listed])
    best: dict[str, tuple[float, str, str, CameRevision]] = {}
    for group in groups:
        came, name, change = listed[min(group.places)]
        new = came.revision.new
        found = (-change.score, new.address, name, came)
        if new.name not in best or found[:3] < best[new.name][:3]:
            best[new.name] = found
    chosen = sorted(best.values(), key=lambda one: one[:3])[:MOST_SCORED]
    newest = week[0].revision.new.captured_at
    return Scored([change_card(came, name) for _, _, name, came in chosen], day(newest - WEEK), day(newest))


# ---- by topic, by party and department


def _topics(held: SiteHoldings) -> list[Way]:
    """Of the topics of which anything is held."""
    found = documents_of_topics(held) if held.site.links(address.TOPICS) else {}
    return _ways((topic_name(one), address.topic(one), number) for one, number in found.items())


def _publishers(held: SiteHoldings) -> list[Way]:
    speaks = (held.sources[one].publisher for one, _ in held.versions if one in held.sources)
    found = Counter(speaks) if held.site.links(address.PUBLISHERS) else {}
    return _ways((held.publisher_names[one], address.publisher(one), number) for one, number in found.items())


def _ways(found: Iterable[tuple[str, str, int]]) -> list[Way]:
    return sorted(Way(safe(words), at, counted(number, "document")) for words, at, number in found if number)


def _firsts(held: SiteHoldings) -> list[Version]:
    """Documents seen for the first time by us in the latest rounds that brought any, newest first."""
    firsts = [captured[0] for captured in held.versions.values() if captured[0].kind == "first"]
    newest = max((one.captured_at for one in firsts), default=None)
    of_round = {one.run for one in firsts if one.captured_at == newest}
    return [one for one in firsts if one.run in of_round]


# ---- every round


def change_pages(held: SiteHoldings) -> Iterator[SiteFile]:
    """All that changed, round by round; what was seen before the newest rounds on pages that stay as they are."""
    rounds = [list(found) for _, found in groupby(reversed(held.recent), key=lambda step: step.revision.new.run)]
    for sheet in newest_first(rounds, address.CHANGES, cost=cost, size=ON_A_PAGE):
        steps = [step for found in sheet.items for step in reversed(found)]
        as_of = held.as_of if sheet.is_first else None
        key = held.key(
            "changes",
            sheet.pager,
            as_of,
            [[held.summary_key(step), *held.written_key(step.revision.new)] for step in steps],
        )
        yield SiteFile(sheet.address, key, partial(_changes, held, sheet, steps))


def _changes(held: SiteHoldings, sheet: Sheet[list[Step]], steps: Sequence[Step]) -> bytes:
    seen = [step.revision.new.captured_at for step in steps]
    days = dict.fromkeys((day(min(seen)), day(max(seen)))) if seen else ()
    return changes(
        [_came(held, step) for step in steps],
        at=sheet.address,
        pager=sheet.pager,
        span=" to ".join(days),
        site=held.site,
        as_of=held.as_of_words if sheet.is_first else None,
    ).encode()


LATELY: tuple[Section, ...] = (Section((address.FRONT,), front_page), Section((address.CHANGES,), change_pages))
