"""From WARC files: their captures of our sources' pages; and ours as records of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tracker.capture.elsewhere import Capture
from tracker.capture.place import by_address, folded, public
from tracker.config.source import Source
from tracker.extract.registry import media_type
from tracker.fetch import warc
from tracker.fetch.response import Response
from tracker.store.archive import Archive
from tracker.store.version import Version

_OK = 200


class Warcs:
    """WARC files that are read once, record after record."""

    def __init__(self, paths: Sequence[Path], sources: Sequence[Source], archive: Archive) -> None:
        self._paths = paths
        self._known = by_address(sources, archive)
        self.faults: list[str] = []
        """Why a file could not be read to its end."""
        self.others = 0
        """Records of pages that no source watches."""

    def captures(self) -> dict[str, tuple[Source, list[Capture]]]:
        """By source: its captures in the order of their time. Fills `faults`. FetchError where a file is not there."""
        found: dict[str, list[Capture]] = defaultdict(list)
        sources: dict[str, Source] = {}
        for path in self._paths:
            try:
                for record in warc.read(path):
                    match = self._known.get(folded(public(record.url)))
                    if match is None or record.status != _OK:
                        self.others += 1
                        continue
                    source, document = match
                    sources[source.id] = source
                    found[source.id].append(_capture(record, document, path))
            except warc.TruncatedError as error:
                self.faults.append(error.reason)
        return {
            name: (sources[name], sorted(captures, key=lambda one: (one.at, one.document)))
            for name, captures in sorted(found.items())
        }


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
