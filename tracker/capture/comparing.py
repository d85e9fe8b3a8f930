"""Comparing versions as one reader reads them: older ones are read anew from their bytes, in memory."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.capture.fault import ReaderError
from tracker.config.person import People
from tracker.config.source import Source
from tracker.errors import ExtractError
from tracker.extract.registry import form, is_shown
from tracker.installed import own_version
from tracker.later import later
from tracker.store.archive import Archive
from tracker.store.readings import Readings
from tracker.store.version import Revision, Version

if TYPE_CHECKING:
    from tracker.capture import reading, warden
    from tracker.config import key as config_key
    from tracker.extract import canonical
    from tracker.extract.document import Document
else:
    reading = later("tracker.capture.reading")
    warden = later("tracker.capture.warden")
    canonical = later("tracker.extract.canonical")
    config_key = later("tracker.config.key")


_NO_TEXT = ("redirected", "gone")


class DocumentPair(NamedTuple):
    """The documents of two versions, both by one reader unless `mixed`."""

    old: "Document"
    new: "Document"
    mixed: bool = False
    """One could not be read anew, or is of another form: a difference may be our reader's, not the publisher's."""


def reread(version: Version, *, source: Source, archive: Archive, people: People) -> "Document | None":
    """The document that today's reader finds in the bytes of a version.

    None when no bytes are kept, or when they only say that the page has gone: its text is then that of an earlier one.

    Raises:
        ExtractError: today's reader finds no document in them.
        ReaderError: it fails on them.
    """
    raw = archive.raw(version)
    if raw is None:
        return None
    page = warden.here(
        reading.as_recorded, reading.as_taken(source, version.extractor), version.url, raw, version.seen_in or ""
    )
    found = warden.here(reading.read, raw, source=page, url=version.url, people=people, charset=version.charset)
    return None if found.state.kind in _NO_TEXT else found


def other_form(one: Version, other: Version) -> bool:
    """Whether one is of another form: an archive's HTML of a page that we read as data, or what a browser showed."""
    return form(one.extractor) != form(other.extractor) and (
        bool(one.seen_by or other.seen_by) or is_shown(one.extractor) != is_shown(other.extractor)
    )


def by_one_reader(revision: Revision) -> bool:
    """Whether both versions were recorded by the same reader with the same settings, so that they compare as they are."""
    old, new = revision.old, revision.new
    return (old.extractor, old.config_key) == (new.extractor, new.config_key)


@dataclass(frozen=True, slots=True)
class RevisionReader:
    """Reads versions so that they can be compared: each pair by one reader, recorded texts as they are where possible."""

    archive: Archive
    sources: Mapping[str, Source]
    people: People
    readings: Readings | None = None
    """Where texts that were read anew are kept until the next time."""

    def recorded(self, version: Version) -> "Document":
        """The document as it was recorded."""
        return canonical.read(self.archive.text(version), self.archive.meta(version))

    def pair(self, revision: Revision) -> DocumentPair:
        """Both documents of a revision. Where their readers differ, the one not of today's reader is read anew."""
        old, new = revision.old, revision.new
        if by_one_reader(revision):
            return DocumentPair(self.recorded(old), self.recorded(new))
        if other_form(old, new):
            return DocumentPair(self.recorded(old), self.recorded(new), mixed=True)
        today = [self._today(version) for version in (old, new)]
        if today[0] is None or today[1] is None:
            return DocumentPair(self.recorded(old), self.recorded(new), mixed=True)
        return DocumentPair(today[0], today[1])

    def each(self, versions: Sequence[Version]) -> "Iterator[tuple[Document, bool]]":
        """Each version's document as one reader reads them all; where one cannot be read so, as recorded, with True.

        A version with the text of the one before it is not read again: both give the same object.
        """
        alike = len({(version.extractor, version.config_key) for version in versions}) == 1
        last: tuple[tuple[str, str, str], Document, bool] | None = None
        for version in versions:
            key = (version.text_id, version.meta_id, version.config_key)
            if last is None or last[0] != key:
                today = None if alike or other_form(version, versions[-1]) else self._today(version)
                last = key, today or self.recorded(version), not alike and today is None
            yield last[1], last[2]

    def _today(self, version: Version) -> "Document | None":
        """The document by today's reader; None when it cannot be had."""
        source = self.sources.get(version.source)
        if source is None:
            return None
        source = reading.as_taken(source, version.extractor)
        key = config_key.config_key(source, reading.extractor_of(source))
        if version.config_key == key:
            return self.recorded(version)
        if version.raw_id is None:
            return None
        name = self._name(version, source, key)
        kept = self.readings.get(name) if self.readings else None
        if kept is not None:
            return canonical.read(*kept)
        try:
            found = reread(version, source=source, archive=self.archive, people=self.people)
        except (ExtractError, ReaderError):
            return None
        if found is not None and self.readings:
            self.readings.put(name, found.text, canonical.meta(found))
        return found

    def _name(self, version: Version, source: Source, key: str) -> str:
        """What a reading depends on: the bytes, the reader with its settings, and what it is told of the page."""
        told = [
            version.raw_id,
            key,
            version.url,
            version.charset,
            self.people.name_of(source.publisher),
            source.publisher_type,
        ]
        return hashlib.sha256(json.dumps([own_version(), *told]).encode()).hexdigest()
