"""The body of an answer: unpacked, whole, and not larger than allowed."""

from collections.abc import Iterable, Iterator

from tracker.errors import FetchError
from tracker.fetch.reason import shown
from tracker.fetch.unpack import STEP, unpacked


def read(
    chunks: Iterable[bytes], *, coding: str, limit: int, url: str, cut: bool = False, is_gzip: bool = False
) -> bytes:
    """The unpacked body of at most `limit` bytes.

    A larger one is a FetchError, or is cut there if so asked. Packed bytes count as well: a stream can go on for ever
    without unpacking to anything. `is_gzip`: the body is meant to be a gzip file, so one that nobody calls packed stays
    packed. TransientFetchError when it ends too early, FetchError when it is damaged.
    """
    parts: list[bytes] = []
    size = 0
    for part in unpacked(chunks, coding, url, is_gzip=is_gzip, count=lambda packed: _counted(packed, limit, url)):
        parts.append(part)
        size += len(part)
        if size > limit:
            if cut:
                return b"".join(parts)[:limit]
            raise _too_large(url, limit)
    return b"".join(parts)


def skip(chunks: Iterable[bytes], *, limit: int, url: str) -> None:
    """Read to its end what should be empty, so that the connection stays open. FetchError where it is too large."""
    for _ in _counted(chunks, limit, url):
        pass


def _counted(chunks: Iterable[bytes], limit: int, url: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk
        if size > limit + STEP:
            raise _too_large(url, limit)


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(
        f"{shown(url)} is larger than {limit:,} bytes (max_bytes in settings.toml); it was not read to its end."
    )
