"""The body of an answer: unpacked, whole, and not larger than allowed."""

import zlib
from collections.abc import Iterable, Iterator

from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.retry import Passing

CODINGS = "gzip"
"""What we say that we can unpack. Every server knows it; nothing else is accepted."""
_STEP = 65_536
"""Bytes unpacked at a time, so that a bomb is noticed before it has room."""
_GZIP = 16 + zlib.MAX_WBITS
"""zlib's name for the gzip format."""


def read(chunks: Iterable[bytes], *, coding: str, limit: int, url: str, cut: bool = False) -> bytes:
    """The unpacked body of at most `limit` bytes.

    A larger one is a FetchError, or is cut there if so asked. Packed bytes count as well: a stream can go on for ever
    without unpacking to anything. Passing when it ends too early, FetchError when it is damaged or packed otherwise.
    """
    parts: list[bytes] = []
    size = 0
    for part in _unpacked(_counted(chunks, limit, url), coding.strip().lower(), url):
        parts.append(part)
        size += len(part)
        if size > limit:
            if cut:
                return b"".join(parts)[:limit]
            raise _too_large(url, limit)
    return b"".join(parts)


def _counted(chunks: Iterable[bytes], limit: int, url: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk
        if size > limit + _STEP:
            raise _too_large(url, limit)


def _unpacked(chunks: Iterable[bytes], coding: str, url: str) -> Iterator[bytes]:
    if coding in {"", "identity"}:
        yield from chunks
    elif coding in {"gzip", "x-gzip"}:
        yield from _gunzip(chunks, url)
    elif any(chunks):  # where nothing was sent, as with 304, nothing was packed
        raise FetchError(
            f"{shown(url)} came packed as “{shown(coding, 40)}”, which was not asked for and cannot be read."
        )


def _gunzip(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    member, begun = zlib.decompressobj(_GZIP), False
    try:
        for chunk in chunks:
            rest, part = chunk, b""
            while rest or len(part) == _STEP:
                if member.eof:  # gzip may be a row of members; zeros behind the last one are padding
                    rest = rest.lstrip(b"\0")
                    if not rest:
                        break
                    member = zlib.decompressobj(_GZIP)
                begun = True
                part = member.decompress(rest, _STEP)
                yield part
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as error:
        raise FetchError(f"{shown(url)} came damaged: its gzip packing cannot be undone.") from error
    if begun and not member.eof:
        raise Passing(f"{shown(url)} broke off before its end.")


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(
        f"{shown(url)} is larger than {limit:,} bytes (max_bytes in settings.toml); it was not read to its end."
    )
