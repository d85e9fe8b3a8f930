"""The pages of a source with one document, and of a document: every version, what came with it, links to all of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.dates import between, day, minute
from tracker.render.changes import counted
from tracker.render.outcomes import KIND
from tracker.render.safe import safe
from tracker.render.words import cut
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.paging import Sheet, newest_first
from tracker.site.subject import Subject
from tracker.site.summary import Summary
from tracker.store.version import Revision, Version

ON_A_PAGE = 10
"""Versions of one page, and half of that more where it is the newest: at most 6,000 pixels of a phone."""
MOVED = 500
"""Versions that had a place of their own on the first page, where all stood: what cited them is led on."""
MOST_NOTES = 5
"""Publisher's notes that are shown with one version."""

VersionPair = tuple[Version | None, Version]
"""A version and the one captured before it."""

MARKED = ", marked below"
"""Said of changes that a list does not show."""


class _HistoryRow(NamedTuple):
    number: int
    title: str
    kind: str
    when: str
    by: str | None
    where: str | None
    notes: tuple[str, ...]
    notes_left: int
    warnings: tuple[str, ...]
    said: str
    text: str
    change: str | None
    """Address of what came with it; None where nothing was there before, or only our reading changed."""


def has_change(old: Version | None, new: Version) -> bool:
    """Whether a version has a page of what came with it. What we only read anew is no doing of the publisher's."""
    return old is not None and new.kind != "reextract"


def sheets(captured: Sequence[Version], index: str) -> Iterator[Sheet[VersionPair]]:
    """The pages of a document's history, each newest first."""
    pairs: list[VersionPair] = [(None, captured[0]), *pairwise(captured)]
    return newest_first(pairs, index, cost=lambda _: 1, size=ON_A_PAGE)


def history(
    captured: Sequence[Version],
    sheet: Sheet[VersionPair],
    summaries: Mapping[int, Summary],
    about: Subject,
    *,
    site: Site,
    as_of: str,
) -> str:
    """A page of the history of a document; `summaries` by the number of the version."""
    values = {
        "site": site,
        "about": about,
        "as_of": as_of if sheet.is_first else None,
        "description": _described(about, captured, sheet),
        **listing(captured, sheet, summaries),
        **(counts(captured) if sheet.is_first else {"several": False}),
    }
    return render("document.html", sheet.address, values)


def listing(
    captured: Sequence[Version], sheet: Sheet[VersionPair], summaries: Mapping[int, Summary]
) -> dict[str, object]:
    """What a template needs to list the versions of that page, and to lead on from it."""
    return {
        "rows": tuple(_row(old, new, summaries.get(new.number)) for old, new in sheet.items),
        "pager": sheet.pager,
        "moved": _moved(captured, sheet) if sheet.is_first else (),
    }


def _moved(captured: Sequence[Version], sheet: Sheet[VersionPair]) -> tuple[tuple[int, str], ...]:
    """Each version that no longer stands on the first page: its number, and the page on which it does."""
    here = {new.number for _, new in sheet.items}
    gone = [one.number for one in captured[-MOVED:] if one.number not in here]
    if not gone:
        return ()
    last = captured[-1]
    pages = {
        new.number: page.address
        for page in sheets(captured, address.document(last.source, last.document))
        for _, new in page.items
    }
    return tuple((number, pages[number]) for number in reversed(gone))


def counts(captured: Sequence[Version]) -> dict[str, object]:
    """How many versions, and between which sightings they lie."""
    return {
        "count": counted(len(captured), "version"),
        "several": len(captured) > 1,
        "first": minute(captured[0].captured_at),
        "last": minute(max(one.last_seen for one in captured)),
    }


def _described(about: Subject, captured: Sequence[Version], sheet: Sheet[VersionPair]) -> str:
    """One sentence of names and dates; only of pages that stay as they are it tells no count."""
    seen = [new.captured_at for _, new in sheet.items]
    days = " to ".join(dict.fromkeys((day(min(seen)), day(max(seen)))))
    told = counted(len(captured), "version") if sheet.is_first else "versions"
    return f"{cut(about.title, 90)} ({cut(about.publisher, 40)}): {told}, seen {days}"


def _row(old: Version | None, new: Version, short: Summary | None) -> _HistoryRow:
    notes = short.notes if short else ()
    return _HistoryRow(
        number=new.number,
        title=safe(new.title) or new.name,
        kind=KIND[new.kind] if old or new.kind != "first" else "",
        when=f"appeared {between(Revision(old=old, new=new).between)}"
        if old
        else f"first seen {minute(new.captured_at)}",
        by=safe(new.seen_by) if new.seen_by else None,
        where=safe(new.seen_in) if new.seen_in else None,
        notes=tuple(map(safe, notes[:MOST_NOTES])),
        notes_left=max(0, len(notes) - MOST_NOTES),
        warnings=tuple(one.removesuffix(MARKED) for one in short.warnings) if short else (),
        said=told(short) if short else "",
        text=address.version(new.source, new.document, new.number),
        change=address.change(new.source, new.document, new.number) if has_change(old, new) else None,
    )


def told(short: Summary) -> str:
    """`3 changes, 1 other detail, 2 small changes`."""
    parts = [counted(short.listed, "change")] if short.listed or not (short.facts or short.noise) else []
    if short.facts:
        parts.append(f"{counted(len(short.facts), 'other detail')}")
    if short.noise:
        parts.append(counted(short.noise, "small change"))
    return ", ".join(parts)
