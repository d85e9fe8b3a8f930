"""From WARC files: their captures of our sources' pages; and ours as records of one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker.capture.elsewhere import Capture
from tracker.capture.fault import ReaderError
from tracker.capture.place import by_address, folded, public
from tracker.config.source import Source
from tracker.errors import TrackerError
from tracker.extract.registry import media_type
from tracker.fetch import payload, warc
from tracker.fetch.reason import shown
from tracker.fetch.response import Response
from tracker.store.archive import Archive
from tracker.store.version import Version

_OK = 200
_SOME = 5
"""Addresses of unwatched pages that are kept to be named."""


class WarcLoss(NamedTuple):
    """A capture of a watched page that a file does not give, and why."""

    name: str
    """`source/document`."""
    at: datetime
    where: str
    why: str


class _Revisit(NamedTuple):
    """A record without bytes of its own."""

    record: warc.Record
    document: str
    source: Source
    path: Path


class Warcs:
    """WARC files that are read once, record after record; a second time where revisits ask for other pages' bytes."""

    def __init__(self, paths: Sequence[Path], sources: Sequence[Source], archive: Archive) -> None:
        self._paths = paths
        self._archive = archive
        self._known = by_address(sources, archive)
        self._hosts = {address.partition("/")[0] for address in self._known}
        self.faults: list[str] = []
        """Where a file is damaged, a sentence each."""
        self.lost: list[WarcLoss] = []
        """Captures of watched pages that these files do not give. They are not recorded: another file may have them."""
        self.passed: Counter[str] = Counter()
        """Other records, by what they are, in words that follow "records"."""
        self.private: Counter[str] = Counter()
        """Values of cookies and credentials in the heads of what was asked of watched hosts, and how often each is there."""
        self._told: dict[str, set[str]] = defaultdict(set)
        """Of these the values that went with each address."""
        self.unwatched: dict[str, None] = {}
        """Addresses of pages that no source watches, in the files' order; the first of many."""
        self._found: dict[str, list[Capture]] = defaultdict(list)
        self._sources: dict[str, Source] = {}
        self._revisits: list[_Revisit] = []
        self._bodies: dict[str, warc.Record] = {}
        """Records of watched pages by digest."""
        self._looked_up: dict[tuple[str, str, str], bytes | None] = {}
        """Bodies of the store by source, document and digest: a page that never changes is revisited a thousand times."""

    def captures(self) -> dict[str, tuple[Source, list[Capture]]]:
        """By source: its captures in the order of time. Fills the other fields. FetchError where a file is not there."""
        for path in self._paths:
            try:
                self._read(path)
            except TrackerError:
                raise
            except Exception as error:  # noqa: BLE001 - what one file holds must not cost what the others hold
                self.faults.append(f"{shown(path.name)}: {ReaderError.of(error)}.")
        self._resolve()
        return {
            name: (self._sources[name], sorted(captures, key=lambda one: (one.at, one.document)))
            for name, captures in sorted(self._found.items())
        }

    def secrets(self, url: str) -> tuple[str, ...]:
        """Values of cookies and credentials that went with a page's requests and answers."""
        return tuple(sorted(self._told.get(folded(url), ())))

    def _read(self, path: Path) -> None:
        for record in warc.read(path):
            if record.private and _host(record.url) in self._hosts:
                self.private.update(record.private)
                self._told[folded(public(record.url))].update(record.private)
            if isinstance(record, warc.Record):
                self._take(record, path)
            elif record.damage:
                self.faults.append(f"{shown(path.name)} {record.what}.")
            else:
                self.passed[record.what] += 1

    def _take(self, record: warc.Record, path: Path) -> None:
        match = self._known.get(folded(public(record.url)))
        if match is None:
            self.passed["of pages that no source watches"] += 1
            if len(self.unwatched) < _SOME and "html" in (record.content_type or ""):
                self.unwatched[record.url] = None
        elif record.status != _OK:
            self.passed[f"with the status {record.status}"] += 1
        elif record.revisits:
            self._revisits.append(_Revisit(record, match[1], match[0], path))
        else:
            self._bodies[record.digest] = record
            self._keep(record, *match, path)

    def _keep(self, record: warc.Record, source: Source, document: str, path: Path) -> None:
        if record.body is None:
            self.lost.append(WarcLoss(f"{source.id}/{document}", record.at, path.name, record.why))
        else:
            self._sources[source.id] = source
            self._found[source.id].append(_capture(record, document, path))

    def _resolve(self) -> None:
        """Give each revisit the bytes of the capture that it stands for: of these files, or of the store."""
        others = {one.record.digest for one in self._revisits} - self._bodies.keys() - {""}
        for path in self._paths if others else ():
            for record in warc.read(path):
                if isinstance(record, warc.Record) and record.digest in others and record.body is not None:
                    self._bodies.setdefault(record.digest, record)
        for record, document, source, path in self._revisits:
            first = self._bodies.get(record.digest) if record.digest else None
            body = first.body if first else self._held(source.id, document, record)
            kind = record.content_type or (first.content_type if first else None)
            self._keep(record.model_copy(update={"body": body, "content_type": kind}), source, document, path)

    def _held(self, source: str, document: str, record: warc.Record) -> bytes | None:
        """The bytes of an earlier capture that the store has: of that time, or of that digest."""
        held = [one for one in self._archive.captured(source, document) if one.raw_id is not None]
        for version in held:
            if version.captured_at == record.first:
                return self._archive.raw(version)
        key = (source, document, record.digest)
        if key not in self._looked_up:
            bodies = (self._archive.raw(version) or b"" for version in held)
            self._looked_up[key] = next((body for body in bodies if payload.matches(record.digest, body)), None)
        return self._looked_up[key]


def _host(url: str) -> str:
    try:
        return folded(url).partition("/")[0]
    except ValueError:  # such as http://[
        return ""


def _capture(record: warc.Record, document: str, path: Path) -> Capture:
    answer = Response(
        url=record.url,
        final_url=record.url,
        status=record.status,
        fetched_at=record.at,
        headers=(("content-type", record.content_type or ""),),
    )
    return Capture(
        document=document,
        url=public(record.url),
        at=record.at,
        by="a WARC file",
        where=path.name,
        body=record.body,
        why=record.why,
        charset=answer.charset,
    )


def kept(archive: Archive, names: Iterable[tuple[str, str]]) -> Iterator[warc.WarcCapture]:
    """The bodies behind all versions of those documents, in order of capture; a body that was read anew comes once."""
    for source, document in names:
        for version in archive.captured(source, document):
            if version.raw_id is not None and version.kind != "reextract":
                yield _kept(archive, version)


def _kept(archive: Archive, version: Version) -> warc.WarcCapture:
    kind = media_type(version.extractor)
    return warc.WarcCapture(
        url=version.url if "://" in version.url else f"urn:tracker:{version.name}",
        at=version.captured_at,
        status=version.status,
        content_type=kind,
        body=archive.raw(version) or b"",
        version=version.address,
    )
