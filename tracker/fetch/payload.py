"""Payload: the answer of a web server as a WARC record holds it: head, body, and what digests say of them."""

import base64
import hashlib
from collections.abc import Iterable
from io import BytesIO

from pydantic import BaseModel

_HTTP = b"HTTP/"
_LONGEST_HEAD = 262_144


class Payload(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """An answer."""

    status: int | None
    content_type: str | None
    coding: str
    """How its head says that the body is packed."""
    body: bytes
    """Without the frames of chunks."""
    sent: bytes = b""
    """As it was sent; empty where that is no other."""


def of(block: bytes) -> Payload:
    """The answer in a block; all of it is the body where it has no head."""
    from warcio import bufferedreaders, statusandheaders

    stream = BytesIO(block)
    head = statusandheaders.StatusAndHeadersParser([], verify=False).parse(stream) if block.startswith(_HTTP) else None
    if head is None:
        return Payload(status=None, content_type=None, coding="", body=block)
    code = head.get_statuscode() or ""
    sent = body = stream.read()
    if "chunked" in (head.get_header("transfer-encoding") or "").lower():
        body = bufferedreaders.ChunkedDataReader(BytesIO(sent), decomp_type=None).read()
    return Payload(
        status=int(code) if code.isascii() and code.isdigit() else None,
        content_type=head.get_header("content-type"),
        coding=head.get_header("content-encoding") or "",
        body=body,
        sent=sent if sent != body else b"",
    )


def private_values(block: bytes) -> tuple[str, ...]:
    """What the head of a request or an answer says to one reader alone: a value for each of its cookies and credentials."""
    head = block[:_LONGEST_HEAD].partition(b"\r\n\r\n")[0].decode("latin-1") if _is_http(block) else ""
    found: list[str] = []
    for line in head.splitlines()[1:]:
        name, _, value = line.partition(":")
        match name.strip().lower():
            case "cookie":
                found += [one.partition("=")[2].strip() for one in value.split(";")]
            case "set-cookie":
                found.append(value.partition(";")[0].partition("=")[2].strip())
            case "authorization" | "proxy-authorization":
                found.append(value.strip().rpartition(" ")[2])
            case _:
                continue
    return tuple(found)


def _is_http(block: bytes) -> bool:
    return _HTTP in block[:_LONGEST_HEAD].partition(b"\r\n")[0]


def resource(block: bytes, content_type: str | None) -> Payload:
    """A file that no server sent."""
    return Payload(status=None, content_type=content_type, coding="", body=block)


def is_intact(sums: Iterable[tuple[str | None, Iterable[bytes]]]) -> bool:
    """Whether of some digests, each with the bytes that it may be of, one matches, or none is of a known sort.

    One is enough: crawlers differ in what they take for the payload, with the frames of chunks or without.
    """
    found = [
        answer for digest, bodies in sums for body in bodies if digest and (answer := matches(digest, body)) is not None
    ]
    return any(found) or not found


def matches(digest: str, body: bytes) -> bool | None:
    """Whether a digest such as `sha1:…`, in base 32 or 16, is that of some bytes; None where its sort is not known."""
    name, _, value = digest.strip().partition(":")
    try:
        made = hashlib.new(name.lower().replace("-", ""), body, usedforsecurity=False).digest()
    except (ValueError, TypeError):
        return None
    ours = {base64.b32encode(made).decode().lower().rstrip("="), made.hex()}
    return value.strip().lower().rstrip("=") in ours
