"""Unpacking a body as it comes, a step at a time, so that a bomb is noticed before it has room."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import brotli

from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.retry import TransientFetchError

if TYPE_CHECKING:
    from backports.zstd import ZstdDecompressor

CODINGS = "gzip, br, zstd"
"""What we ask for. What else we can unpack is unpacked all the same."""
STEP = 65_536
"""Bytes unpacked at a time."""
_GZIP = 16 + zlib.MAX_WBITS
"""zlib's name for the gzip format."""
_GZIP_MARK, _ZSTD_MARK = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
"""How what is packed so begins. A body that begins otherwise is not packed so, whatever was said of it."""
_SKIPPED = b"\x50\x2a\x4d\x18"
"""The mark of a frame of Zstandard that may be skipped; the last four bits of the first byte are free."""
_MOST_LAYERS = 5
"""Packings on top of each other, as curl has it: more are made to keep a reader busy."""

Chunks = Iterable[bytes]
Count = Callable[[Chunks], Chunks]


def unpacked(
    chunks: Chunks, coding: str, url: str, *, is_gzip: bool = False, count: Count = lambda chunks: chunks
) -> Iterator[bytes]:
    """The body in pieces of at most STEP bytes where it is packed, as they came where it is not.

    Of a Content-Encoding what is no packing (`utf-8`, `none`, nothing) is passed over, and gzip is known by its first
    bytes where nobody said so, unless the body is meant to be a gzip file (`is_gzip`). `count` sees what goes into each
    packing. FetchError when the body is damaged; TransientFetchError when it ends too early.
    """
    named = (name.strip().lower() for name in coding.split(","))
    ways = [_WAYS[name] for name in named if name in _WAYS]
    if len(ways) > _MOST_LAYERS:
        raise FetchError(f"{shown(url)} was compressed {len(ways)} times over; it was not read.")
    for way in [*reversed(ways), *([] if is_gzip else [_unsaid])]:
        chunks = way(count(chunks), url)
    yield from chunks


def _gzip(chunks: Chunks, url: str) -> Iterator[bytes]:
    """A row of members. What follows the last one (zeros, a comment of a cache) is passed over."""
    start, chunks = _begun(chunks, len(_GZIP_MARK))
    if not _GZIP_MARK.startswith(start or b"-"):
        yield from chunks
        return
    member, rest = zlib.decompressobj(_GZIP), b""
    try:
        for chunk in chunks:
            rest, part = rest + chunk, b""
            while rest or len(part) == STEP:
                if member.eof:
                    rest = rest.lstrip(b"\0")
                    if not rest.startswith(_GZIP_MARK):
                        break
                    member = zlib.decompressobj(_GZIP)
                part = member.decompress(rest, STEP)
                yield part
                rest = member.unused_data if member.eof else member.unconsumed_tail
            if not _GZIP_MARK.startswith(rest):  # what is no member, nor may become one
                return
    except zlib.error as error:
        raise _damaged(url, "gzip") from error
    if not member.eof:
        raise _broken_off(url)


def _unsaid(chunks: Chunks, url: str) -> Iterator[bytes]:
    """Gzip that nobody named."""
    start, chunks = _begun(chunks, len(_GZIP_MARK))
    return _gzip(chunks, url) if start == _GZIP_MARK else chunks


def _deflate(chunks: Chunks, url: str) -> Iterator[bytes]:
    """The one name for two packings: with zlib's head, as the standard wants it, or without."""
    start, chunks = _begun(chunks, len(_GZIP_MARK))
    if start in {b"", _GZIP_MARK}:  # the last step knows gzip by itself
        yield from chunks
        return
    has_head = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start, "big") % 31 == 0
    stream = zlib.decompressobj(zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS)
    try:
        for chunk in chunks:
            rest, part = chunk, b""
            while (rest or len(part) == STEP) and not stream.eof:
                part = stream.decompress(rest, STEP)
                yield part
                rest = stream.unconsumed_tail
    except zlib.error as error:
        raise _damaged(url, "deflate") from error
    if not stream.eof:
        raise _broken_off(url)


def _brotli(chunks: Chunks, url: str) -> Iterator[bytes]:
    stream, begun = brotli.Decompressor(), False
    try:
        for chunk in chunks:
            if stream.is_finished():
                return
            begun = begun or bool(chunk)
            part = stream.process(chunk, output_buffer_limit=STEP)
            yield part
            while len(part) >= STEP or not stream.can_accept_more_data():
                part = stream.process(b"", output_buffer_limit=STEP)
                yield part
                if stream.is_finished():
                    break
    except brotli.error as error:
        raise _damaged(url, "Brotli") from error
    if begun and not stream.is_finished():
        raise _broken_off(url)


def _zstd(chunks: Chunks, url: str) -> Iterator[bytes]:
    """A row of frames. What follows the last one is passed over."""
    start, chunks = _begun(chunks, len(_ZSTD_MARK))
    if not _begins_frame(start):
        yield from chunks
        return
    new_frame, damage = _zstd_library()
    frame, rest = new_frame(), b""
    try:
        for chunk in chunks:
            rest += chunk
            while rest or not (frame.needs_input or frame.eof):
                if frame.eof:
                    if len(rest) < len(_ZSTD_MARK) or not _begins_frame(rest):
                        break
                    frame = new_frame()
                yield frame.decompress(rest, STEP)
                rest = frame.unused_data if frame.eof else b""
            if rest and not _begins_frame(rest):
                return
    except damage as error:
        raise _damaged(url, "Zstandard") from error
    if not frame.eof:
        raise _broken_off(url)


def _begun(chunks: Chunks, size: int) -> tuple[bytes, Iterator[bytes]]:
    """(the first bytes, so many where there are, all of the chunks)."""
    coming, held = iter(chunks), b""
    for chunk in coming:
        held += chunk
        if len(held) >= size:
            break
    return held[:size], chain([held], coming)


def _begins_frame(start: bytes) -> bool:
    """Whether a frame of Zstandard begins so, or one that may be skipped; a body may end within the mark."""
    mark = start[: len(_ZSTD_MARK)]
    return bool(mark) and (
        _ZSTD_MARK.startswith(mark) or (mark[0] & 0xF0 == _SKIPPED[0] and _SKIPPED[1:].startswith(mark[1:]))
    )


def _zstd_library() -> "tuple[Callable[[], ZstdDecompressor], type[Exception]]":
    """(a new frame's unpacker, what it raises). A window over 8 MB is refused (RFC 9659 3)."""
    from tracker.fetch.zstandard import zstd

    limits = {int(zstd.DecompressionParameter.window_log_max): 23}
    return lambda: zstd.ZstdDecompressor(options=limits), zstd.ZstdError


_WAYS: Mapping[str, Callable[[Chunks, str], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}


def _damaged(url: str, packing: str) -> FetchError:
    return FetchError(f"{shown(url)} came damaged: its {packing} packing cannot be undone.")


def _broken_off(url: str) -> TransientFetchError:
    return TransientFetchError(f"{shown(url)} broke off before its end.")
