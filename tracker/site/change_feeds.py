"""Feeds of changes: of all sources and of each. An entry is what came with a version, with the change itself in it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.config.source import Source
from tracker.desk import address
from tracker.desk.comparison import UNMENTIONED, whereabouts
from tracker.desk.dates import between, minute
from tracker.desk.extract import extract, marked_extract
from tracker.desk.notes import PersonNote
from tracker.desk.published import Published
from tracker.diff.change import Change, Word
from tracker.render.changes import counted
from tracker.render.notes import told
from tracker.render.safe import safe
from tracker.render.words import Run, flag_words, runs
from tracker.site.atom import AtomEntry, AtomFeed, File, identity, root, weblink, written
from tracker.site.edit_table import as_line
from tracker.site.environment import render
from tracker.site.summary import Summary
from tracker.store.version import NEWS, Version

LONGEST = 2_000
"""Characters of one passage in an entry: a page without full stops must not fill a reader's screen."""
TITLE = 120
SUBTITLE = "What was seen to change while the pages were watched. “No change seen” is not “never changed”."


class FeedVersion(NamedTuple):
    """What came with a version. Nothing is known of a document's first one but that it was there."""

    new: Version
    old: Version | None = None
    """The version captured before it."""
    short: Callable[[], Summary] | None = None
    """Asked only for entries that are told."""
    key: str = ""
    """Equal where what `short` gives would be, and what was written on it."""
    written: Mapping[str, Sequence[PersonNote]] = MappingProxyType({})
    """By the id of a change: what persons wrote on it and released."""
    corrected: Sequence[str] = ()
    """What was corrected of it."""


def change_feeds(
    came: Iterable[FeedVersion],
    published: Published,
    *,
    sources: Iterable[str],
    site: str,
    since: datetime,
    base: str | None = None,
    checked: str | None = None,
) -> Iterator[File]:
    """The feed of all changes, and that of each of the sources, by id.

    `came`: all versions, in any order; those that are not the publisher's doing are passed over. `since`: when the
    record begins. `checked`: when was looked last, in words, which the feed of all changes says.
    """
    ordered = sorted(_news(came), key=lambda one: (one.new.captured_at, one.new.address), reverse=True)
    keys = {one.new.address: _told(one) for one in ordered}
    mine: dict[str, list[FeedVersion]] = {name: [] for name in sorted(set(sources))}
    for one in ordered:
        mine.setdefault(one.new.source, []).append(one)
    frame: dict[str, Any] = {"keys": keys, "author": site, "since": since, "base": base}
    whole = {"page": address.FRONT, "title": f"{site}: all changes", "subtitle": _subtitle(checked), **frame}
    yield _file(ordered, published, address=address.FEED, **whole)
    frame["subtitle"] = SUBTITLE
    for name in sorted(set(sources)):
        declared = _source(name, published)
        title = f"{site}: {(declared.title if declared else None) or name}"
        at, page = address.source_feed(name), address.source(name)
        yield _file(mine[name], published, address=at, page=page, title=title, **frame)


def group_feed(
    came: Iterable[FeedVersion],
    published: Published,
    further: Sequence[AtomEntry] = (),
    *,
    key: object = (),
    **frame: Any,
) -> File:
    """One feed of some versions, and of further entries among them. `frame`: what AtomFeed needs beside its entries.

    `key`: equal where the further entries would be.
    """
    ordered = sorted(_news(came), key=lambda one: (one.new.captured_at, one.new.address), reverse=True)
    most = published.config.settings.feed_entries

    def make() -> bytes:
        found = (entry for one in ordered if (entry := _entry(one, published, frame["address"], frame["base"])))
        mixed = [*islice(found, most), *further]
        entries = sorted(mixed, key=lambda entry: (entry.updated, entry.id), reverse=True)[:most]
        return written(AtomFeed(entries=entries, **frame))

    keys = {one.new.address: _told(one) for one in ordered}
    return frame["address"], _key(ordered, published, keys, {**frame, "further": key}), make


def _subtitle(checked: str | None) -> str:
    """A reader of a quiet feed sees whether anybody still looks."""
    return f"{SUBTITLE} Last checked {checked}." if checked else SUBTITLE


def _news(came: Iterable[FeedVersion]) -> Iterator[FeedVersion]:
    """A first version stays first, whatever older capture is imported before it: what was told is not told anew."""
    for one in came:
        if one.new.kind == "first":
            yield one._replace(old=None, short=None)
        elif one.old and one.new.kind in NEWS:
            yield one


def _file(came: Sequence[FeedVersion], published: Published, keys: Mapping[str, str], **frame: Any) -> File:
    def make() -> bytes:
        found = (entry for one in came if (entry := _entry(one, published, frame["address"], frame["base"])))
        entries = tuple(islice(found, published.config.settings.feed_entries))
        return written(AtomFeed(entries=entries, **frame))

    return frame["address"], _key(came, published, keys, frame), make


def _key(came: Sequence[FeedVersion], published: Published, keys: Mapping[str, str], frame: dict[str, Any]) -> str:
    """Of everything that the bytes are made of."""
    used = {one.new.source for one in came}
    sources = [source for source in published.config.sources if source.id in used]
    told = [repr((frame, published.config.settings, published.config.people, sources))]
    told += [keys[one.new.address] for one in came]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def _told(one: FeedVersion) -> str:
    new, old = one.new, one.old
    before = (old.address, old.commit, old.last_seen.timestamp()) if old else None
    return repr(
        (
            *(new.address, new.commit, new.text_id, new.captured_at.timestamp(), new.title, new.url),
            *(before, one.key, *one.corrected),
        )
    )


def _entry(one: FeedVersion, published: Published, feed: str, base: str | None) -> AtomEntry | None:
    """None where what came says nothing new."""
    short = one.short() if one.short else None
    if short and not (short.listed or short.facts or short.notes):
        return None
    new, free = one.new, published.extracts.is_free(one.new.source)
    source = _source(new.source, published)
    publisher = published.config.people.name_of(source.publisher) if source else new.source
    page = (address.change if one.old else address.version)(new.source, new.document, new.number)
    what = _what(short) if short else "first recorded here"
    rights = f"Text: {publisher}, {(source.licence if source else None) or 'all rights reserved'}"
    rights += "." if free else "; short extracts only."
    values = {
        "corrected": one.corrected,
        "publisher": safe(publisher),
        "title": safe(extract(new.title, TITLE)),
        "name": safe(new.name),
        "between": between((one.old.last_seen, new.captured_at)) if one.old else None,
        "seen": minute(new.captured_at),
        "warnings": list(map(safe, short.warnings)) if short else [],
        "notes": [safe(extract(note, LONGEST)) for note in short.notes] if short else [],
        "facts": [safe(extract(fact.said, LONGEST)) for fact in short.facts] if short else [],
        "edits": list(_edits(short, page, one.written)) if short else [],
        "more": short.listed - len(short.changes) if short else 0,
        "here": page,
        "version": address.version(new.source, new.document, new.number),
        "url": weblink(new.url),
        "to": root(feed, base),
        "rights": safe(rights),
    }
    return AtomEntry(
        id=identity("version", new.address, new.text_id),
        title=f"{extract(new.title, TITLE)}: {what}",
        updated=new.captured_at,
        content=render("feed-change.html", feed, values),
        page=page,
        via=new.url,
        contributor=publisher,
        terms=(new.source, *((source.publisher_type,) if source else ())),
        rights=rights,
    )


def _what(short: Summary) -> str:
    counts = [(short.listed, "change"), (len(short.facts), "fact"), (len(short.notes), "note")]
    return ", ".join(counted(number, noun) for number, noun in counts if number)


def _edits(short: Summary, page: str, notes: Mapping[str, Sequence[PersonNote]]) -> Iterator[dict[str, Any]]:
    for change, name in zip(short.changes, short.ids, strict=True):
        moved = whereabouts(change)
        yield {
            "kind": change.kind,
            "written": list(map(told, notes.get(name, ()))),
            "words": [
                Run(safe(run.before), safe(run.words), safe(run.after), run.mark)
                for run in runs(as_line(change, _inline(change)))
            ],
            "flags": [tuple(map(safe, flag_words(flag))) for flag in change.flags],
            "moved": safe(moved) if moved else None,
            "unmentioned": UNMENTIONED if change.unmentioned else None,
            "at": f"{page}#{name}",
        }


def _inline(change: Change) -> tuple[Word, ...]:
    """Both sides in one; one after the other where too few words survived to read them as one sentence."""
    if change.kind == "moved" and change.new:
        return (Word(mark="same", text=extract(change.new.text, LONGEST)),)
    if any(word.mark == "same" for word in change.words):
        return marked_extract(change.words, LONGEST)
    old, new = (extract(side.text, LONGEST) if side else "" for side in (change.old, change.new))
    sides = (Word(mark="old", text=old), Word(mark="same", text=" "), Word(mark="new", text=new))
    return tuple(word for word in sides if word.text.strip() or (old and new))


def _source(name: str, published: Published) -> Source | None:
    return next((source for source in published.config.sources if source.id == name), None)
