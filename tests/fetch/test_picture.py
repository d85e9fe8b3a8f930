"""A picture is one PNG that carries the places of its text; what a page's browser says of them is not believed."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pagepictures import png

from tracker.fetch.picture import HIGHEST, LARGEST, MOST_LINES, PictureSize, lines_of, size_of, with_lines


def test_lines_travel_in_the_picture() -> None:
    """What the browser said of its lines is read back from the PNG, in whole pixels that hold all of each line."""
    made = with_lines(
        png(200, 100), {"lines": [[10.4, 20.2, 100.1, 15.9, "We  will\n build"], [10, 40, 50, 16, "homes."]]}
    )

    assert [tuple(line) for line in lines_of(made)] == [(10, 20, 101, 17, "We will build"), (10, 40, 50, 16, "homes.")]
    assert size_of(made) == PictureSize(200, 100)


def test_another_program_reads_the_picture_as_before() -> None:
    """The chunk is one that PNG allows: its checksum is right and the pixels are the same."""
    image = pytest.importorskip("PIL.Image")
    import io

    plain = png(30, 20)
    made = with_lines(plain, {"lines": [[1, 1, 5, 5, "word"]]})

    with image.open(io.BytesIO(plain)) as one, image.open(io.BytesIO(made)) as other:
        assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"lines": None},
        {"lines": "all"},
        {"lines": [["1", 2, 3, 4, "text"]]},
        {"lines": [[1, 2, 3, 4]]},
        {"lines": [[float("nan"), 2, 3, 4, "text"]]},
        {"lines": [[float("inf"), 2, 3, 4, "text"]]},
        {"lines": [[10**300, 2, 3, 4, "text"]]},
        {"lines": [[True, 2, 3, 4, "text"]]},
        {"lines": [[500, 2, 30, 4, "beside it"], [1, 500, 30, 4, "below it"], [-50, 2, 30, 4, "left of it"]]},
        {"lines": [[1, 2, 3, 4, "  "]]},
    ],
)
def test_what_makes_no_sense_leaves_the_picture_as_it_is(said: object) -> None:
    """Wrong types, no numbers, and lines outside the picture: the PNG stays, byte for byte."""
    assert with_lines(png(100, 100), said) == png(100, 100)


def test_lines_are_bounded() -> None:
    """A page of a hundred thousand lines, and a line of a million letters, are cut."""
    made = with_lines(png(100, 100), {"lines": [[1, 1, 5, 5, "x" * 1_000_000]] * 100_000})

    assert len(lines_of(made)) == MOST_LINES
    assert max(len(line.text) for line in lines_of(made)) == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        png(10, 10)[:-3],
        png(10, HIGHEST + 1),
        png(10, 10)[:-12] + b"x" * LARGEST + png(10, 10)[-12:],
    ],
    ids=["nothing", "signature", "gif", "cut", "too high", "too large"],
)
def test_what_is_no_picture_of_ours_has_no_size(body: bytes) -> None:
    """Anything but a whole PNG within the bounds is refused by its first bytes, without unpacking it."""
    assert size_of(body) is None
    assert lines_of(body) == ()


def test_a_bomb_in_the_chunk_is_not_unpacked() -> None:
    """A gigabyte of zeros packed into the chunk costs no more than the bound, and gives no lines."""
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
    body = b"tracker lines\0\1\0\0\0" + bomb
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))

    assert lines_of(png(10, 10)[:-12] + chunk + png(10, 10)[-12:]) == ()


@given(st.binary(max_size=200))
def test_any_bytes_in_the_chunks_are_read(noise: bytes) -> None:
    """Whatever stands between header and end, nothing but lines or none comes of it."""
    assert lines_of(png(10, 10)[:-12] + noise + png(10, 10)[-12:]) == ()
