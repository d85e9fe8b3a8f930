"""WARC files (ISO 28500): reading captures out of them, and writing ours into one. The only file that knows warcio."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from pydantic import AwareDatetime, BaseModel

from tracker.errors import FetchError, UsageError
from tracker.fetch.reason import shown

_SPACE = UUID("8f0a3f39-5d6e-5f0e-9b43-0d5f1a0c7a5e")
"""Of the ids of our records: the same capture has the same id in every export."""
MAX_BYTES = 64_000_000
"""Of one body: a longer one is passed by."""


class Record(BaseModel, frozen=True, extra="forbid"):
    """One captured answer in a WARC file. `body` is None where the file does not hold it, and `why` says why not."""

    url: str
    at: AwareDatetime
    status: int
    content_type: str | None = None
    body: bytes | None = None
    why: str = ""


class TruncatedError(FetchError):
    """The file ends in the middle, or is damaged there: what came before is whole."""


def read(path: Path) -> Iterator[Record]:
    """The answers in a WARC file, packed or not, in its order. Requests and files beside pages are passed by.

    A revisit record whose first capture is in the same file has its bytes.

    Raises:
        FetchError: there is no such file.
        TruncatedError: the file is cut short or damaged; what was yielded before is whole.
        UsageError: warcio is not installed.
    """
    archive_iterator, errors = _library()
    try:
        opened = path.open("rb")
    except OSError as error:
        raise FetchError(f"The file {shown(str(path))} cannot be read: {(error.strerror or '').lower()}.") from error
    bodies: dict[str, tuple[bytes, str | None, int]] = {}
    with opened:
        records, end = archive_iterator(opened, check_digests=True), 0
        while True:
            try:
                record = next(iter(records), None)
                found = _read(record, bodies) if record is not None else None
                end = records.get_record_offset() + records.get_record_length() if record is not None else end
            except errors as error:
                raise TruncatedError(f"{shown(path.name)} is damaged or cut short ({type(error).__name__}).") from error
            if record is None:
                break
            if found is not None:
                yield found
    if path.stat().st_size - end > _BLANK:  # warcio passes over a head that is cut off
        raise TruncatedError(
            f"{shown(path.name)} is cut short: {path.stat().st_size - end:,} bytes at its end are no record."
        )


_BLANK = 4
"""Bytes that may follow a record: two line ends."""


def _library() -> tuple[Any, tuple[type[Exception], ...]]:
    """(iterator over records, what it raises on a damaged file); warcio has no types."""
    try:
        import zlib

        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise UsageError("Reading WARC files needs the package warcio: pip install 'tracker[archive]'.") from error
    # Without a type or an address a record makes warcio stumble over None.
    return ArchiveIterator, (ArchiveLoadFailed, EOFError, ValueError, OSError, AttributeError, TypeError, zlib.error)


def _read(record: Any, bodies: dict[str, tuple[bytes, str | None, int]]) -> Record | None:
    """What a record says, read to its end; None for one that is no answer of a web server."""
    headers = record.rec_headers
    kind, url = record.rec_type, headers.get_header("WARC-Target-URI") or ""
    if record.format == "warc" and not all(headers.get_header(name) for name in _MUST):
        raise ValueError("a head that is cut off")
    moment = _moment(headers.get_header("WARC-Date"))
    if kind not in {"response", "revisit", "resource"} or moment is None or not url.startswith(("http://", "https://")):
        _drain(record)
        return None
    status, declared = _http(record)
    if kind == "revisit":
        _drain(record)
        digest = headers.get_header("WARC-Payload-Digest") or ""
        body, first_declared, first_status = bodies.get(digest, (None, None, 200))
        why = (
            ""
            if body is not None
            else "the file holds no bytes for it, only that they were those of an earlier capture"
        )
        return Record(
            url=url,
            at=moment,
            status=status or first_status,
            content_type=declared or first_declared,
            body=body,
            why=why,
        )
    body = _body(record)
    digest = headers.get_header("WARC-Payload-Digest")
    if digest and body is not None:
        bodies[digest] = (body, declared, status or 200)
    why = "" if body is not None else f"it is larger than {MAX_BYTES:,} bytes"
    return Record(url=url, at=moment, status=status or 200, content_type=declared, body=body, why=why)


_MUST = ("WARC-Record-ID", "Content-Length", "WARC-Date", "WARC-Type")
"""Every record has these (ISO 28500, 5); warcio takes a head without them for a whole one."""


def _http(record: Any) -> tuple[int | None, str | None]:
    if record.http_headers is None:
        return None, record.rec_headers.get_header("Content-Type") if record.rec_type == "resource" else None
    code = record.http_headers.get_statuscode() or ""
    return (int(code) if code.isdigit() else None), record.http_headers.get_header("Content-Type")


def _body(record: Any) -> bytes | None:
    parts, size = [], 0
    stream = record.content_stream()
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size <= MAX_BYTES:
            parts.append(chunk)
    _drain(record)
    if record.digest_checker is not None and record.digest_checker.passed is False:
        raise ValueError("digest")
    return b"".join(parts) if size <= MAX_BYTES else None


def _drain(record: Any) -> None:
    """Read what is left of a record. EOFError where the file ends before the record does."""
    while record.raw_stream.read(_CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found.astimezone(UTC).replace(microsecond=0) if found.tzinfo else found.replace(tzinfo=UTC, microsecond=0)


class WarcCapture(BaseModel, frozen=True, extra="forbid"):
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
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    if path.exists():
        raise UsageError(f"{shown(str(path))} is there already: name another file.")
    half = path.with_name(path.name + ".part")
    count = 0
    try:
        with half.open("wb") as opened:
            writer = WARCWriter(opened, gzip=True, warc_version="WARC/1.1")
            told = {"software": software, "format": "WARC File Format 1.1", "description": _TOLD}
            info = writer.create_warcinfo_record(path.name, told)
            info.rec_headers.replace_header("WARC-Date", _stamp(now))
            info.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid5(_SPACE, path.name)}>")
            _put(writer, info)
            for one in captures:
                http = StatusAndHeaders(
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
        raise UsageError(f"{shown(str(path))} cannot be written: {(error.strerror or '').lower()}.") from error
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
