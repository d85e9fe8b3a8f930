"""Unpacking a body as it comes, a step at a time, so that a bomb is noticed before it has room."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.retry import TransientFetchError

if TYPE_CHECKING:
    from backports.zstd import ZstdDecompressor

CODINGS = "gzip, br, zstd"
"""What we say that we can unpack; nothing else is accepted."""
STEP = 65_536
"""Bytes unpacked at a time."""
_GZIP = 16 + zlib.MAX_WBITS
"""zlib's name for the gzip format."""


def unpacked(chunks: Iterable[bytes], coding: str, url: str) -> Iterator[bytes]:
    """The body in pieces of at most STEP bytes where it is packed, as they came where it is not.

    FetchError when it is damaged or packed in a way that was not asked for; Passing when it ends too early.
    """
    name = coding.strip().lower()
    if name in {"", "identity"}:
        yield from chunks
    elif name in _WAYS:
        yield from _WAYS[name](chunks, url)
    elif any(chunks):  # where nothing was sent, as with 304, nothing was packed
        raise FetchError(
            f"{shown(url)} came packed as “{shown(name, 40)}”, which was not asked for and cannot be read."
        )


def _gzip(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    member, begun = zlib.decompressobj(_GZIP), False
    try:
        for chunk in chunks:
            rest, part = chunk, b""
            while rest or len(part) == STEP:
                if member.eof:  # gzip may be a row of members; zeros behind the last one are padding
                    rest = rest.lstrip(b"\0")
                    if not rest:
                        break
                    member = zlib.decompressobj(_GZIP)
                begun = True
                part = member.decompress(rest, STEP)
                yield part
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as error:
        raise _damaged(url, "gzip") from error
    if begun and not member.eof:
        raise _broken_off(url)


def _brotli(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    import brotli

    stream, begun = brotli.Decompressor(), False
    try:
        for chunk in chunks:
            begun = begun or bool(chunk)
            part = stream.process(chunk, output_buffer_limit=STEP)
            yield part
            while len(part) >= STEP or not stream.can_accept_more_data():
                part = stream.process(b"", output_buffer_limit=STEP)
                yield part
    except brotli.error as error:
        raise _damaged(url, "Brotli") from error
    if begun and not stream.is_finished():
        raise _broken_off(url)


def _zstd(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    new_frame, damage = _zstd_library()
    frame, begun = new_frame(), False
    try:
        for chunk in chunks:
            rest = chunk
            while rest or (begun and not frame.needs_input and not frame.eof):
                if frame.eof:  # a body may be a row of frames
                    frame = new_frame()
                begun = True
                yield frame.decompress(rest, STEP)
                rest = frame.unused_data if frame.eof else b""
    except damage as error:
        raise _damaged(url, "Zstandard") from error
    if begun and not frame.eof:
        raise _broken_off(url)


def _zstd_library() -> "tuple[Callable[[], ZstdDecompressor], type[Exception]]":
    """(a new frame's unpacker, what it raises). A window over 8 MB is refused (RFC 9659 3)."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    limits = {int(zstd.DecompressionParameter.window_log_max): 23}
    return lambda: zstd.ZstdDecompressor(options=limits), zstd.ZstdError


_WAYS: Mapping[str, Callable[[Iterable[bytes], str], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "br": _brotli,
    "zstd": _zstd,
}


def _damaged(url: str, packing: str) -> FetchError:
    return FetchError(f"{shown(url)} came damaged: its {packing} packing cannot be undone.")


def _broken_off(url: str) -> TransientFetchError:
    return TransientFetchError(f"{shown(url)} broke off before its end.")
