"""WARC files (ISO 28500): reading captures out of them, and writing ours into one. The only file that knows warcio."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from pydantic import AwareDatetime, BaseModel

from tracker.errors import FetchError, OutputError, UsageError
from tracker.fetch import payload
from tracker.fetch.members import RECORD, DamageError, Segment, segments
from tracker.fetch.packing import LARGEST, opened
from tracker.fetch.reason import shown
from tracker.installed import how_to_add
from tracker.patterns import deferred

_SPACE = UUID("8f0a3f39-5d6e-5f0e-9b43-0d5f1a0c7a5e")
"""Of the ids of our records: the same capture has the same id in every export."""


class Record(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One captured answer in a WARC file. `body` is None where the file does not hold it, and `why` says why not."""

    url: str
    at: AwareDatetime
    status: int
    content_type: str | None = None
    body: bytes | None = None
    why: str = ""
    digest: str = ""
    """What the file says of the payload, e.g. `sha1:…`; empty where it says nothing."""
    revisits: bool = False
    """The bytes are those of an earlier capture, which has that digest."""
    first: AwareDatetime | None = None
    """When that one was, where the file says it."""
    private: tuple[str, ...] = ()
    """Values of cookies and credentials in its head."""


class Unread(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Something in a WARC file that is no answer, or damaged."""

    what: str
    """In words that follow "records", e.g. `of the type request`; for damage a sentence without its subject."""
    damage: bool = False
    url: str = ""
    private: tuple[str, ...] = ()
    """Of a request: values of its cookies and credentials."""


def read(path: Path) -> Iterator[Record | Unread]:
    """The answers in a WARC file, however it is packed, in its order; and what else is in it, in its place.

    Damage costs the record in which it is: reading goes on with the next one that can be found.

    Raises:
        FetchError: there is no such file.
        UsageError: warcio is not installed.
    """
    parse = _library()
    try:
        found = path.open("rb")
    except OSError as error:
        raise FetchError(f"The file {shown(str(path))} cannot be read: {(error.strerror or '').lower()}.") from error
    with found:
        for segment in segments(found):
            try:
                yield from _records(segment, parse)
            except DamageError:
                yield Unread(what="is cut short, or its packing is damaged", damage=True)


def _records(segment: Segment, parse: Callable[[Segment, bytes], Any]) -> Iterator[Record | Unread]:
    """The records of a segment. DamageError where its packing breaks."""
    while line := segment.readline():
        if not line.strip():
            continue
        try:
            record = parse(segment, line)
            if record.format == "warc" and not all(record.rec_headers.get_header(name) for name in _MUST):
                yield Unread(what="is cut short: the head of a record is not whole", damage=True)
                segment.go_on()
                continue
            block, whole = _block(record)
        except DamageError:
            raise
        except _Faults:
            yield Unread(what="is damaged: what should be a record is not one", damage=True)
            segment.go_on()
            continue
        found = _found(record, block, whole=whole)
        lost = found.damage if isinstance(found, Unread) else found.body is None
        if lost and block and (at := block.find(b"\r\n\r\n" + RECORD)) >= 0:
            segment.give_back(block[at + 4 :])  # a length too great has swallowed the records behind
        yield found


_MUST = ("WARC-Record-ID", "Content-Length", "WARC-Date", "WARC-Type")
"""Every record has these (ISO 28500, 5); warcio takes a head without them for a whole one."""
_ARC = deferred(rb"[a-z][a-z0-9+.-]{1,20}:\S{0,4000} \S{1,100} [0-9]{8,14} ")
"""How a record begins in the format before WARC; warcio takes any line with four blanks for one."""
_Faults = (ValueError, OSError, EOFError, AttributeError, TypeError, KeyError, IndexError)
"""What a parser of other people's bytes stumbles over."""


def _library() -> Callable[[Segment, bytes], Any]:
    """Gives the record that a line begins; warcio has no types."""
    try:
        from warcio import exceptions, recordloader
    except ImportError as error:
        raise UsageError(f"Reading WARC files needs the package warcio. Install it: {how_to_add('archive')}") from error
    loader = recordloader.ArcWarcRecordLoader(arc2warc=True)

    def parse(segment: Segment, line: bytes) -> Any:
        if not line.startswith(RECORD) and not _ARC.match(line):
            raise ValueError(line[:40])
        try:
            return loader.parse_record_stream(segment, line, None, no_record_parse=True)
        except exceptions.ArchiveLoadFailed as error:
            raise ValueError(str(error)) from error

    return parse


def _block(record: Any) -> tuple[bytes | None, bool]:
    """(what a record holds, None where that is too much; whether it is all there)."""
    parts, size = [], 0
    while chunk := record.raw_stream.read(_CHUNK):
        size += len(chunk)
        if size <= LARGEST:
            parts.append(chunk)
    return (b"".join(parts) if size <= LARGEST else None), getattr(record.raw_stream, "limit", 0) <= 0


def _found(record: Any, block: bytes | None, *, whole: bool) -> Record | Unread:
    """What a record is."""
    headers = record.rec_headers
    kind, url = record.rec_type or "", headers.get_header("WARC-Target-URI") or ""
    moment = _moment(headers.get_header("WARC-Date"))
    if not whole:
        return Unread(what=f"is cut short in the record of {shown(url) or 'no address'}", damage=True)
    if kind not in {"response", "revisit", "resource"}:
        return Unread(what=f"of the type {shown(kind, 20)}", url=url, private=payload.private_values(block or b""))
    if not url.lower().startswith(("http://", "https://")):
        return Unread(what=f"of {shown(url.partition(':')[0], 20)}: addresses")
    if moment is None:
        return Unread(what=f"has a record of {shown(url)} without a date that can be read", damage=True)
    told = Record(url=url, at=moment, status=200, digest=headers.get_header("WARC-Payload-Digest") or "")
    if block is None:
        return told.model_copy(update={"why": f"it is larger than {LARGEST:,} bytes"})
    return _told(told, headers, block, kind)


def _told(told: Record, headers: Any, block: bytes, kind: str) -> Record:
    """A record with what its block says."""
    answer = payload.of(block) if kind != "resource" else payload.resource(block, headers.get_header("Content-Type"))
    facts: dict[str, object] = {"status": answer.status or 200, "content_type": answer.content_type}
    facts["private"] = payload.private_values(block) if kind != "resource" else ()
    cut = headers.get_header("WARC-Truncated")
    sums = [(headers.get_header("WARC-Block-Digest"), (block,)), (told.digest, (answer.body, answer.sent))]
    if kind == "revisit":
        first = _moment(headers.get_header("WARC-Refers-To-Date"))
        same = {"status": _OK} if answer.status == _NOT_MODIFIED else {}
        facts |= {"revisits": True, "first": first, "why": _ELSEWHERE, **same}
    elif cut:
        facts["why"] = f"the crawler cut it off ({shown(cut, 40)})"
    elif not payload.is_intact(sums):
        facts["why"] = "its bytes do not match the digest beside them"
    else:
        try:
            facts["body"] = opened(answer.body, answer.coding, url=told.url)
        except FetchError as error:
            facts["why"] = error.reason
    return told.model_copy(update=facts)


_NOT_MODIFIED = 304
_ELSEWHERE = (
    "it only says that the bytes were those of an earlier capture, which is neither in these files nor recorded"
)


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found.astimezone(UTC).replace(microsecond=0) if found.tzinfo else found.replace(tzinfo=UTC, microsecond=0)


class WarcCapture(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A capture of ours, to be written into a WARC file."""

    url: str
    at: AwareDatetime
    status: int
    content_type: str
    body: bytes
    version: str
    """Its address in the store."""


def write(path: Path, captures: Iterable[WarcCapture], *, software: str, now: datetime) -> int:
    """Write captures into a new gzipped WARC 1.1 file, a member a record: how many.

    The file appears when it is whole. Headers that a server sent are not kept in the store: the records have the status
    and the type only, and say so. UsageError where the file is there already.
    """
    _library()
    from warcio import statusandheaders, warcwriter

    if path.exists():
        raise UsageError(f"{shown(str(path))} already exists: name another file.")
    half = path.with_name(path.name + ".part")
    count = 0
    try:
        with half.open("wb") as opened:
            writer = warcwriter.WARCWriter(opened, gzip=True, warc_version="WARC/1.1")
            told = {"software": software, "format": "WARC File Format 1.1", "description": _TOLD}
            info = writer.create_warcinfo_record(path.name, told)
            info.rec_headers.replace_header("WARC-Date", _stamp(now))
            info.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid5(_SPACE, path.name)}>")
            _put(writer, info)
            for one in captures:
                http = statusandheaders.StatusAndHeaders(
                    f"{one.status} OK" if one.status == _OK else str(one.status),
                    [("Content-Type", one.content_type), ("Content-Length", str(len(one.body)))],
                    protocol="HTTP/1.1",
                )
                name = uuid5(_SPACE, f"{one.version} {one.url} {sha256(one.body).hexdigest()}")
                headers = {
                    "WARC-Date": _stamp(one.at),
                    "WARC-Record-ID": f"<urn:uuid:{name}>",
                    "X-Tracker-Version": one.version,
                }
                body = BytesIO(one.body)
                made = writer.create_warc_record(
                    one.url, "response", payload=body, http_headers=http, warc_headers_dict=headers
                )
                _put(writer, made)
                count += 1
        half.replace(path)
    except OSError as error:
        raise OutputError(f"{shown(str(path))} cannot be written: {(error.strerror or '').lower()}.") from error
    finally:
        half.unlink(missing_ok=True)
    return count


def _put(writer: Any, record: Any) -> None:
    writer.write_record(record)
    record.raw_stream.close()  # warcio copies what it writes into a temporary file, and leaves that open.


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_CHUNK = 65_536
_OK = 200
_TOLD = (
    "Bodies as tracker received them. Of the servers' headers only the status and the type of the content are known."
)
