"""Picture: a page as a browser showed it, one PNG that carries within it where each printed line of text stands.

The lines lie in a chunk of the PNG itself (`iTXt`, which every viewer reads over), so that what is kept, hashed and handed
on is one file. They are what lets a crop show one sentence and not the page.
"""

import math
import struct
import zlib
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from tracker.patterns import deferred

HIGHEST = 16_000
"""Pixels: a page is taken to that depth and no further. Chromium draws nothing beyond 16,384."""
WIDEST = 2_000
LARGEST = 8 * 2**20
"""Bytes of a PNG that is kept."""
MOST_LINES = 5_000
LONGEST_LINE = 400
"""Characters of one printed line."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_IEND = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_PIXELS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_KEY = b"tracker lines"
_LARGEST_LINES = 4 * 2**20
"""Bytes of the lines when they are unpacked."""
_SPACE = deferred(r"\s+")


def script() -> str:
    """JavaScript, a function: where each line of text stands on the page that a browser shows. It changes nothing."""
    return resources.files("tracker.fetch").joinpath("picture_lines.js").read_text("utf-8")


class TextLine(NamedTuple):
    """One printed line, in pixels of the picture from its upper left corner."""

    x: int
    y: int
    width: int
    height: int
    text: str


class PictureSize(NamedTuple):
    """In pixels."""

    width: int
    height: int


def size_of(png: bytes) -> PictureSize | None:
    """What the header of a PNG says; None for anything that is no PNG, is cut off, or is larger than one that we keep."""
    if len(png) > LARGEST or not png.startswith(_SIGNATURE) or not png.endswith(_IEND) or png[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", png[16:24])
    return PictureSize(width, height) if 0 < width <= WIDEST and 0 < height <= HIGHEST else None


def with_lines(png: bytes, said: object) -> bytes:
    """The PNG with the lines that the script told, as far as they make sense; the same PNG where they make none.

    What a page's browser says is hostile: numbers are bounded by the picture, text is cut.
    """
    size = size_of(png)
    lines = [] if size is None else list(_sensible(said, size))
    if not lines:
        return png
    told = _PictureLines(lines=tuple(lines)).model_dump_json().encode("utf-8")
    body = _KEY + b"\0\1\0\0\0" + zlib.compress(told, 9)
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    made = png[: -len(_IEND)] + chunk + _IEND
    return made if len(made) <= LARGEST else png


def bare(png: bytes) -> bytes:
    """The PNG with nothing but what its pixels are made of: no text, profile or animation reaches whoever decodes it."""
    kept = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in _chunks(png)
        if kind in _PIXELS
    )
    return _SIGNATURE + b"".join(kept)


def lines_of(png: bytes) -> tuple[TextLine, ...]:
    """The lines that `with_lines` wrote; none where there are none, or something else stands there."""
    size = size_of(png)
    for kind, body in _chunks(png) if size else ():
        key, _, rest = body.partition(b"\0")
        if kind == b"iTXt" and key == _KEY and rest.startswith(b"\1\0\0\0"):
            unpack = zlib.decompressobj()
            try:
                told = unpack.decompress(rest[4:], _LARGEST_LINES)
                found = _PictureLines.model_validate_json(told)
            except (zlib.error, ValidationError):
                return ()
            return tuple(_sensible({"lines": found.lines}, size)) if size else ()
    return ()


class _PictureLines(BaseModel, frozen=True, extra="ignore"):
    lines: tuple[TextLine, ...]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and body of each chunk, up to one that is cut off."""
    at = len(_SIGNATURE)
    while at + 12 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if at + 12 + length > len(png):
            return
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _sensible(said: object, size: PictureSize) -> Iterator[TextLine]:
    """Those of the lines that lie in the picture."""
    told = said.get("lines") if isinstance(said, dict) else None
    for one in told[:MOST_LINES] if isinstance(told, list | tuple) else ():
        if not isinstance(one, list | tuple) or len(one) != len(TextLine._fields):
            continue
        *numbers, text = one
        if not isinstance(text, str) or not all(_is_number(number) for number in numbers):
            continue
        words = _SPACE.sub(" ", text[:LONGEST_LINE]).strip().encode("utf-8", "ignore").decode("utf-8")
        left, top = max(0, math.floor(numbers[0])), max(0, math.floor(numbers[1]))
        right = min(size.width, math.ceil(numbers[0] + numbers[2]))
        bottom = min(size.height, math.ceil(numbers[1] + numbers[3]))
        if words and left < right and top < bottom:
            yield TextLine(left, top, right - left, bottom - top, words)


def _is_number(one: object) -> bool:
    return isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) and abs(one) < 10**7
