"""A part of a picture is a PNG of its own; a picture that is none costs nothing and has no part."""

import struct
import zlib
from io import BytesIO

import pytest
from pagepictures import png

from tracker.desk.cropped import cropped, cropper
from tracker.desk.pictured import Crop
from tracker.fetch.picture import size_of, with_lines

pytest.importorskip("PIL")
PART = Crop(10, 5, 20, 8)


def test_a_part_has_its_size_and_says_nothing_else() -> None:
    """The same bytes each time, without the text that the whole one carries."""
    whole = with_lines(png(60, 40, shade=99), {"lines": [[1, 1, 5, 5, "a word of the page"]]})

    found = cropped(whole, PART)

    assert found == cropped(whole, PART)
    assert found is not None
    assert size_of(found) == (20, 8)
    assert b"tracker" not in found
    from PIL import Image

    with Image.open(BytesIO(found)) as image:
        assert image.getpixel((0, 0)) == (99, 99, 99)


@pytest.mark.parametrize(
    "picture",
    [b"", b"GIF89a", png(60, 40)[:-20] + png(60, 40)[-12:], png(15, 40), png(60, 10)],
    ids=["empty", "gif", "cut", "narrow", "low"],
)
def test_what_has_no_such_part_gives_none(picture: bytes) -> None:
    """No picture, half of one, or one that is smaller than the part."""
    assert cropped(picture, PART) is None


def test_a_bomb_is_refused_by_its_header() -> None:
    """A PNG that would unpack to ten thousand million pixels is not unpacked."""
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))

    assert cropped(head + png(60, 40)[33:], PART) is None


def test_hostile_chunks_do_not_reach_the_library() -> None:
    """A profile or text that unpacks to much is left out before anything is decoded."""
    body = b"icc\0\0" + zlib.compress(bytes(50_000_000), 9)
    chunk = struct.pack(">I", len(body)) + b"iCCP" + body + struct.pack(">I", zlib.crc32(b"iCCP" + body))
    plain = png(60, 40)

    assert cropped(plain[:33] + chunk + plain[33:], PART) == cropped(plain, PART)


def test_what_cuts_is_named_with_its_version() -> None:
    """So that another release of it makes pictures anew."""
    assert str(cropper()).startswith("pillow ")
