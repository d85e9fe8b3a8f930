"""The pages of a source with one document, and of a document: every version, what came with it, links to all of it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.dates import between, minute
from tracker.render.changes import counted
from tracker.render.outcomes import KIND
from tracker.render.safe import safe
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.subject import Subject
from tracker.site.summary import Summary
from tracker.store.version import Revision, Version

MOST_ROWS = 500
"""Versions in one list; each page of a version leads to the one before it."""
MOST_NOTES = 5
"""Publisher's notes that are shown with one version."""

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


def history(
    captured: Sequence[Version], summaries: Mapping[int, Summary], about: Subject, *, site: Site, as_of: str
) -> str:
    """The page of a document; `summaries` by the number of the version."""
    values = {"site": site, "about": about, "rows": rows(captured, summaries), "as_of": as_of, **counts(captured)}
    return render("document.html", address.document(about.source, about.document), values)


def counts(captured: Sequence[Version]) -> dict[str, object]:
    """How many versions, and between which sightings they lie."""
    return {
        "count": counted(len(captured), "version"),
        "several": len(captured) > 1,
        "older": _older(captured),
        "first": minute(captured[0].captured_at),
        "last": minute(max(one.last_seen for one in captured)),
    }


def _older(captured: Sequence[Version]) -> tuple[str, int, str] | None:
    """How many versions are not listed, with the number and address of the latest of them."""
    if len(captured) <= MOST_ROWS:
        return None
    last = captured[-MOST_ROWS - 1]
    return (
        counted(len(captured) - MOST_ROWS, "older version"),
        last.number,
        address.version(last.source, last.document, last.number),
    )


def rows(captured: Sequence[Version], summaries: Mapping[int, Summary]) -> tuple[_HistoryRow, ...]:
    """The latest, newest first."""
    pairs = [(None, captured[0]), *pairwise(captured)]
    return tuple(_row(old, new, summaries.get(new.number)) for old, new in reversed(pairs[-MOST_ROWS:]))


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
