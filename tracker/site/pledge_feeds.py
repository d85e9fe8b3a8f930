"""The feed of a pledge: an entry for each stage that a person confirmed, with what is different in it."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any

from tracker.claims.claim import Claim, Place
from tracker.config.source import Source
from tracker.desk import address
from tracker.desk.dates import LONDON, when
from tracker.desk.extract import extract, marked_extract
from tracker.desk.notes import Notebook, PersonNote
from tracker.desk.office import named
from tracker.desk.published import STANDING, Published
from tracker.diff.words import differ
from tracker.links.cells import cells
from tracker.links.link import Link, LinkFlag, Thread
from tracker.render.notes import told
from tracker.render.safe import safe
from tracker.render.words import Run, runs, said_of
from tracker.site.atom import AtomEntry, AtomFeed, File, identity, root, weblink, written
from tracker.site.environment import render
from tracker.site.frame import CorrectedOf, nothing_corrected

TITLE = 120
LONGEST = 2_000
SUBTITLE = (
    "Stages of one pledge that a person confirmed. What is not here was not found in these sources, or not confirmed."
)


def pledge_feeds(
    threads: Sequence[Thread],
    published: Published,
    corrected: CorrectedOf = nothing_corrected,
    *,
    site: str,
    since: datetime,
    base: str | None = None,
) -> Iterator[File]:
    """A feed for each pledge with confirmed stages, also under the ids that lead to it. Suggestions are never in it."""
    rules = Published.of(published.config)
    notes = Notebook.of(rules.config, for_desk=False)
    for thread in rules.threads(threads):
        key = _key(thread, rules, (site, since, base, notes.in_thread(thread), _corrected(thread, corrected)))
        make = _made(thread, rules, notes, corrected, site=site, since=since, base=base)
        for name in (thread.id, *thread.redirects):
            yield address.pledge_feed(name), key, make


def _corrected(thread: Thread, corrected: CorrectedOf) -> list[list[str]]:
    return [corrected(thread.id, claim.id) for claim in thread.claims]


def stage_entries(
    thread: Thread,
    published: Published,
    notes: Notebook,
    base: str | None,
    corrected: CorrectedOf = nothing_corrected,
) -> list[AtomEntry]:
    """An entry for each stage, for a feed that lies as deep as the pledge's own. `thread` as `published` has it."""
    links: list[Link | None] = [None, *thread.links]
    wrong = _corrected(thread, corrected)
    return [
        _entry(thread, place, link, published, wrong[place], notes=notes, base=base) for place, link in enumerate(links)
    ]


def _made(
    thread: Thread,
    published: Published,
    notes: Notebook,
    corrected: CorrectedOf,
    *,
    site: str,
    since: datetime,
    base: str | None,
) -> Any:
    def make() -> bytes:
        entries = stage_entries(thread, published, notes, base, corrected)
        entries += [_written(thread, one, since, base) for one in notes.on_thread(thread)]
        entries.sort(key=lambda entry: (entry.updated, entry.id), reverse=True)
        first = thread.claims[0]
        name = thread.name or published.extracts.text(first.place.source if first.place else None, first.text)
        return written(
            AtomFeed(
                address=address.pledge_feed(thread.id),
                title=f"{site}: {extract(name, TITLE)}",
                subtitle=SUBTITLE,
                page=address.pledge(thread.id),
                author=site,
                since=since,
                base=base,
                entries=entries[: published.config.settings.feed_entries],
            )
        )

    return make


def _key(thread: Thread, published: Published, frame: object) -> str:
    used = {claim.place.source for claim in thread.claims if claim.place}
    sources = [source for source in published.config.sources if source.id in used]
    days = [published.confirmed_on(claim) for claim in thread.claims]
    told = (frame, thread.model_dump_json(), days, published.config.settings, published.config.people, sources)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _written(thread: Thread, note: PersonNote, since: datetime, base: str | None) -> AtomEntry:
    """What a person wrote on the pledge as a whole, as an entry of its own."""
    feed, page, found = address.pledge_feed(thread.id), address.pledge(thread.id), told(note)
    at = datetime.combine(note.on, time(), LONDON).astimezone(UTC) if note.on else since
    values = {"note": found, "here": page, "to": root(feed, base)}
    words = extract(" ".join(found.text), TITLE)
    return AtomEntry(
        id=identity("note", thread.id, note.id),
        title=f"{found.head}: {words}" if words else found.head,
        updated=at,
        content=render("feed-note.html", feed, values),
        page=page,
        published=at,
        contributor=note.whom or note.by,
        terms=(note.kind,),
    )


def _entry(
    thread: Thread,
    number: int,
    link: Link | None,
    published: Published,
    corrected: Sequence[str],
    *,
    notes: Notebook,
    base: str | None,
) -> AtomEntry:
    claim = thread.claims[number]
    place = claim.place or Place()
    source = next((one for one in published.config.sources if one.id == place.source), None)
    publisher = published.config.people.name_of(place.publisher or "") or "unknown"
    before = next((one for one in thread.claims if link and one.id == link.earlier), None)
    feed, page = address.pledge_feed(thread.id), address.pledge(thread.id)
    rights = _rights(publisher, source, published)
    first_seen = place.first_seen or place.published or datetime(1970, 1, 1, tzinfo=UTC)
    values = {
        "corrected": corrected,
        "publisher": safe(publisher),
        "speaker": safe(speaker) if (speaker := named(claim, published.config.people)) else None,
        "when": when(claim),
        "title": safe(extract(place.title or "", TITLE)),
        "words": list(_words(claim, before, published)),
        "lead_in": safe(published.extracts.text(place.source, claim.lead_in)) if claim.lead_in else None,
        "cells": [(what, safe(published.extracts.text(place.source, said))) for what, said in _cells(claim) if said],
        "flags": [_flag(flag, published, place.source) for flag in link.flags] if link else [],
        "standing": STANDING["confirmed"] + ("" if link else "; in these sources the pledge begins here"),
        "notes": list(map(told, notes.on_claim(claim))),
        "version": _version(place),
        "url": weblink(place.url),
        "here": page,
        "to": root(feed, base),
        "rights": safe(rights),
    }
    return AtomEntry(
        id=identity("stage", thread.id, claim.id),
        title=f"{publisher}, {when(claim)}: {extract(published.extracts.text(place.source, claim.text), TITLE)}",
        updated=max(first_seen, _confirmed(claim, published) or first_seen),
        content=render("feed-stage.html", feed, values),
        page=page,
        published=first_seen,
        via=place.url,
        contributor=publisher,
        terms=tuple(term for term in (place.source, place.publisher_type) if term),
        rights=rights,
    )


def _confirmed(claim: Claim, published: Published) -> datetime | None:
    """A stage is news on the day on which a person confirmed it, however long ago it was said."""
    day = published.confirmed_on(claim)
    return datetime.combine(day, time(), LONDON).astimezone(UTC) if day else None


def _words(claim: Claim, before: Claim | None, published: Published) -> Iterator[Run]:
    """The wording with what differs from the one it follows marked; of a source without a free licence an extract."""
    source, earlier = (one.place.source if one and one.place else None for one in (claim, before))
    free = published.extracts.is_free(source) and (before is None or published.extracts.is_free(earlier))
    letters = LONGEST if free else published.config.settings.extract_characters
    words = marked_extract(differ(before.text if before else claim.text, claim.text), letters)
    return (Run(safe(run.before), safe(run.words), safe(run.after), run.mark) for run in runs(words))


def _cells(claim: Claim) -> Iterator[tuple[str, str]]:
    found = cells(claim)
    yield "verb", found.verb
    yield "number", found.number
    yield "who is covered", found.covered
    yield "by when", found.when
    yield "paid by", found.paid


def _flag(flag: LinkFlag, published: Published, source: str | None) -> tuple[str, str, str]:
    """What became different, in words, and the words before and after."""
    what = said_of(flag)
    old, new = (
        f"“{safe(published.extracts.text(source, side))}”" if side else "nothing" for side in (flag.old, flag.new)
    )
    return what, old, new


def _version(place: Place) -> str | None:
    number = (place.version or "").rpartition("@")[2]
    if not place.source or not number.isdigit():
        return None
    return address.version(place.source, place.document or "page", int(number))


def _rights(publisher: str, source: Source | None, published: Published) -> str:
    licence = (source.licence if source else None) or "all rights reserved"
    return f"Text: {publisher}, {licence}" + (
        "." if published.extracts.is_free(source.id if source else None) else "; short extracts only."
    )
