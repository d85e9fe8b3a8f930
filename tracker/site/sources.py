"""The list of sources, the page of one source, and the page on method, limits and licences."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.desk import address
from tracker.desk.dates import minute
from tracker.render.notes import NoteTold
from tracker.render.safe import safe
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.front import SourceHealth
from tracker.site.history import counts, rows
from tracker.site.link import outward
from tracker.site.subject import Subject
from tracker.site.summary import Summary
from tracker.store.version import Version


class SourceEntry(NamedTuple):
    """A source as lists show it. One that is no longer declared is known by its id."""

    id: str
    title: str
    publisher: str
    type: str
    licence: str | None
    free: bool
    url: str | None
    notes: str | None
    documents: int
    versions: int
    changed: str | None
    """When a version was captured last."""
    written: tuple[NoteTold, ...] = ()
    """What persons wrote on it and released."""


class DocumentEntry(NamedTuple):
    """A document of a source with several."""

    about: Subject
    versions: int
    first: datetime
    changed: datetime


def listed(source_id: str, source: Source | None, publisher: str, captured: Sequence[Sequence[Version]]) -> SourceEntry:
    """A source and what is held of it."""
    last = [one[-1] for one in captured if one]
    url = (source.address if source else None) or (captured[0][-1].url if len(captured) == 1 and captured[0] else None)
    return SourceEntry(
        id=source_id,
        title=safe((source.title if source else None) or (last[0].title if len(last) == 1 else "") or source_id),
        publisher=safe(publisher),
        type=source.publisher_type if source else "no longer declared",
        licence=safe(source.licence) if source and source.licence else None,
        free=source.redistributable if source else False,
        url=outward(url),
        notes=safe(source.notes) if source and source.notes else None,
        documents=len(captured),
        versions=sum(map(len, captured)),
        changed=minute(max(one.captured_at for one in last)) if last else None,
    )


def sources(found: Sequence[SourceEntry], fares: Mapping[str, SourceHealth], *, site: Site, as_of: str) -> str:
    """The list of sources."""
    return render("sources.html", address.SOURCES, {"site": site, "sources": found, "fares": fares, "as_of": as_of})


def many(one: SourceEntry, items: Sequence[DocumentEntry], fare: SourceHealth | None, *, site: Site, as_of: str) -> str:
    """The page of a source with several documents: the one with the newest version first."""
    ordered = sorted(items, key=lambda item: (-item.changed.timestamp(), item.about.name))
    told = [(item.about, item.versions, minute(item.first), minute(item.changed)) for item in ordered]
    values = {"site": site, "one": one, "items": told, "fare": fare, "as_of": as_of}
    return render("source.html", address.source(one.id), values)


def single(
    one: SourceEntry,
    captured: Sequence[Version],
    summaries: Mapping[int, Summary],
    about: Subject,
    fare: SourceHealth | None,
    *,
    site: Site,
    as_of: str,
) -> str:
    """The page of a source with one document: its history."""
    values = {
        "site": site,
        "one": one,
        "about": about,
        "fare": fare,
        "rows": rows(captured, summaries),
        "as_of": as_of,
        **counts(captured),
    }
    return render("single.html", address.source(one.id), values)


def about(found: Sequence[SourceEntry], *, site: Site, settings: Settings) -> str:
    """Method, limits and licences."""
    contact = settings.contact
    link = outward(contact) or (f"mailto:{contact}" if contact and "@" in contact else None)
    values = {
        "site": site,
        "sources": found,
        "contact": safe(contact) if contact else None,
        "contact_link": link,
        "settings": settings,
    }
    return render("about.html", address.ABOUT, values)
