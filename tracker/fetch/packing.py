"""Packing: the plain bytes of a body that an archive holds as the server sent it, or half undone.

What a head says of the packing is a hint: archives undo a packing and leave the head, or drop the head and leave the
packing. So the bytes' own beginning decides wherever they have one.
"""

import zlib
from collections.abc import Iterator

from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.unpack import unpacked

LARGEST = 64_000_000
"""Bytes of one body, unpacked: a longer one is passed by."""
_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_LAYERS = 3
"""Packings inside one another that are undone."""
_NAMED = {"br": "br", "brotli": "br", "deflate": "deflate", "x-deflate": "deflate"}
"""Packings that do not show in the bytes."""
_HEAD = 512
"""Bytes by which text is known."""
_BEGINNINGS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\xff\xfe",
    b"\xfe\xff",
)


class TooLargeError(FetchError):
    """A body is larger than it may be, however it is packed."""


def opened(body: bytes, coding: str, *, url: str, limit: int = LARGEST) -> bytes:
    """The plain bytes of a body. FetchError where it is packed and damaged, or larger than `limit` bytes unpacked."""
    for _ in range(_LAYERS):
        inner = _layer(body, coding, url, limit)
        if inner is None:
            return body
        body = inner
    return body


def _layer(body: bytes, coding: str, url: str, limit: int) -> bytes | None:
    """The body with one packing undone; None where it has none."""
    if body.startswith(_GZIP):
        return _joined(_members(body, url), limit, url)
    if body.startswith(_ZSTD):
        return _joined(unpacked([body], "zstd", url), limit, url)
    said = [_NAMED[name] for one in coding.split(",") if (name := one.strip().lower()) in _NAMED]
    is_plain = _is_readable(body)
    for name in dict.fromkeys((*reversed(said), *(() if is_plain else _NAMED.values()))):
        plain = _undone(body, name, url, limit)
        if plain and (name in said or _is_readable(plain)):
            return plain
    if said and not is_plain:
        raise FetchError(f"{shown(url)} is compressed with {said[-1]}, which tracker cannot open")
    return None


def _undone(body: bytes, name: str, url: str, limit: int) -> bytes | None:
    """The body without a packing that does not show in its bytes; None where it has none such."""
    try:
        return _joined(_inflated(body) if name == "deflate" else unpacked([body], name, url), limit, url)
    except TooLargeError:
        raise
    except (FetchError, zlib.error):
        return None


def _members(body: bytes, url: str) -> Iterator[bytes]:
    """The gzip members at the beginning of a body, up to anything else; FetchError where one is damaged or cut."""
    rest = body
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            while rest and not member.eof:
                yield member.decompress(rest, _STEP)
                rest = member.unused_data if member.eof else member.unconsumed_tail
        except zlib.error as error:
            raise FetchError(f"{shown(url)} is compressed with gzip, and damaged") from error
        if not member.eof:
            raise FetchError(f"{shown(url)} is compressed with gzip, and cut short")


_STEP = 1_048_576
"""Bytes unpacked at a time."""


def _inflated(body: bytes) -> Iterator[bytes]:
    """Deflate, with zlib's frame as the standard wants it, or without as some servers send it. zlib.error if neither."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(window)
        try:
            first = stream.decompress(body, _STEP)
        except zlib.error:
            continue
        yield first
        while stream.unconsumed_tail:
            yield stream.decompress(stream.unconsumed_tail, _STEP)
        if not stream.eof:
            raise zlib.error
        return
    raise zlib.error


def _joined(parts: Iterator[bytes], limit: int, url: str) -> bytes:
    found = bytearray()
    for part in parts:
        found += part
        if len(found) > limit:
            raise TooLargeError(f"{shown(url)} is larger than {limit:,} bytes unpacked")
    return bytes(found)


def _is_readable(body: bytes) -> bool:
    """Whether it begins as text or as a file of a known sort does."""
    head = body[:_HEAD]
    if head.startswith(_BEGINNINGS):
        return True
    return not any(byte < _SPACE and byte not in b"\t\n\r\f\x1b" for byte in head)


_SPACE = 32
"""The first sign of ASCII that is no control sign."""
