"""The list of sources, the page of one source, and the page on method, limits and licences."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.desk import address
from tracker.desk.dates import minute
from tracker.render.changes import counted
from tracker.render.notes import NoteTold
from tracker.render.safe import safe
from tracker.render.words import cut
from tracker.site.environment import render
from tracker.site.frame import Site, contact_link
from tracker.site.front import SourceHealth
from tracker.site.history import VersionPair, counts, listing
from tracker.site.link import outward
from tracker.site.paging import Sheet
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


def sources(
    sheet: Sheet[SourceEntry], fares: Mapping[str, SourceHealth], *, number: int, site: Site, as_of: str
) -> str:
    """A page of the list of sources, of which there are so many."""
    values = {
        "site": site,
        "sources": sheet.items,
        "pager": sheet.pager,
        "fares": fares,
        "as_of": as_of,
        "description": f"{counted(number, 'source')}: what is watched, and how it fares as of {as_of}",
    }
    return render("sources.html", sheet.address, values)


def newest_changed(items: Sequence[DocumentEntry]) -> list[DocumentEntry]:
    """The one with the newest version first."""
    return sorted(items, key=lambda item: (-item.changed.timestamp(), item.about.name))


def many(
    one: SourceEntry, sheet: Sheet[DocumentEntry], fare: SourceHealth | None, *, number: int, site: Site, as_of: str
) -> str:
    """A page of a source with so many documents."""
    values = {
        "site": site,
        "one": one,
        "items": [(item.about, item.versions, minute(item.first), minute(item.changed)) for item in sheet.items],
        "pager": sheet.pager,
        "number": counted(number, "document"),
        "fare": fare,
        "as_of": as_of,
        "description": f"{cut(one.title, 90)} ({cut(one.publisher, 40)}): {counted(number, 'document')}, as of {as_of}",
    }
    return render("source.html", sheet.address, values)


def single(
    one: SourceEntry,
    captured: Sequence[Version],
    sheet: Sheet[VersionPair],
    about: Subject,
    fare: SourceHealth | None,
    *,
    summaries: Mapping[int, Summary],
    site: Site,
    as_of: str,
) -> str:
    """The page of a source with one document: the newest of its history, which goes on at the document's own pages."""
    values = {
        "site": site,
        "one": one,
        "about": about,
        "fare": fare,
        "as_of": as_of,
        "description": f"{cut(one.title, 90)} ({cut(one.publisher, 40)}), as of {as_of}",
        **listing(captured, sheet, summaries),
        **counts(captured),
    }
    return render("single.html", address.source(one.id), values)


def about(found: Sequence[SourceEntry], *, site: Site, settings: Settings) -> str:
    """Method, limits and licences."""
    contact = site.contact or settings.contact
    values = {
        "site": site,
        "sources": found,
        "licences": _licences(found),
        "contact": safe(contact) if contact else None,
        "contact_link": contact_link(contact),
        "settings": settings,
    }
    return render("about.html", address.ABOUT, values)


def _licences(found: Sequence[SourceEntry]) -> list[tuple[str, list[SourceEntry]]]:
    """Sources by what is shown of them and by whose leave, in the order of their first."""
    groups: dict[str, list[SourceEntry]] = {}
    for one in found:
        groups.setdefault(_leave(one), []).append(one)
    return list(groups.items())


def _leave(one: SourceEntry) -> str:
    shown = "whole texts" if one.free else "short extracts"
    if one.licence and one.licence.startswith("OGL-"):
        return (
            f"{shown}: Contains public sector information licensed under the Open Government Licence ({one.licence})."
        )
    if one.licence and one.licence.startswith("OPL-"):
        return (
            f"{shown}: Contains Parliamentary information licensed under the Open Parliament Licence ({one.licence})."
        )
    return f"{shown}: {one.licence or 'no free licence known'}"
