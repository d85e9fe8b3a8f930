"""The three packings that are asked for: whole, in a row, cut off, damaged, and as a bomb."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker.errors import FetchError
from tracker.fetch.body import read
from tracker.fetch.retry import TransientFetchError
from tracker.fetch.unpack import STEP, unpacked

URL = "https://party.example/plan"
PACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}
CODINGS = pytest.mark.parametrize("coding", sorted(PACK))
TEXT = "We will recruit 6,500 teachers – and keep them.\n".encode() * 5_000


def pieces(data: bytes, size: int) -> list[bytes]:
    """The data as it comes over the wire."""
    return [data[start : start + size] for start in range(0, len(data), size)]


@CODINGS
@given(data=st.binary(max_size=3_000), size=st.integers(1, 700))
@settings(max_examples=40, deadline=None)
def test_body_is_what_was_packed(coding: str, data: bytes, size: int) -> None:
    """However the bytes are cut on their way, they come out as they went in; what is gzip itself is unpacked once more."""
    assume(not data.startswith(b"\x1f\x8b"))

    assert read(pieces(PACK[coding](data), size), coding=coding, limit=3_000, url=URL) == data


@CODINGS
def test_large_body_comes_in_small_steps(coding: str) -> None:
    """No piece is larger than a step, though one packed byte may stand for a thousand."""
    parts = list(unpacked([PACK[coding](TEXT)], coding, URL))

    assert b"".join(parts) == TEXT
    assert max(map(len, parts)) <= STEP * 2


@CODINGS
def test_bomb_is_left_as_soon_as_it_is_too_large(coding: str) -> None:
    """A hundred megabytes of nothing, packed in a few kilobytes, are never held in memory."""
    bomb = PACK[coding](bytes(100_000_000))
    taken = 0

    with pytest.raises(FetchError, match="larger than 1,000,000 bytes"):
        read([bomb], coding=coding, limit=1_000_000, url=URL)
    for part in unpacked([bomb], coding, URL):
        taken += len(part)
        if taken > 1_000_000:
            break

    assert taken < 1_000_000 + 2 * STEP


@CODINGS
@pytest.mark.parametrize("kept", [1, 40, -1])
def test_body_that_breaks_off_may_be_asked_for_again(coding: str, kept: int) -> None:
    """A cut connection is no shorter page."""
    with pytest.raises(TransientFetchError, match="broke off before its end"):
        read([PACK[coding](TEXT)[:kept]], coding=coding, limit=len(TEXT), url=URL)


@CODINGS
def test_damage_is_no_page(coding: str) -> None:
    """Bytes that begin as they should and go on otherwise end in one sentence."""
    sent = PACK[coding](TEXT)

    with pytest.raises(FetchError, match=r"came damaged|broke off"):
        read([sent[:20] + b"\xff\xfe\x00<html>" * 50], coding=coding, limit=len(TEXT), url=URL)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])  # Brotli's library gives nothing at all of a chunk that goes on
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_what_stands_behind_the_end_is_passed_over(coding: str, size: int) -> None:
    """A cache's comment behind a whole packing is no damage; browsers do not show it either."""
    sent = PACK[coding](b"We will recruit") + b"\n<!-- cached -->"

    assert read(pieces(sent, size), coding=coding, limit=100, url=URL) == b"We will recruit"


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("wbits", [zlib.MAX_WBITS, -zlib.MAX_WBITS], ids=["zlib", "raw"])
def test_deflate_is_read_in_both_its_forms(wbits: int, size: int) -> None:
    """Nobody asks for it, some send it: with zlib's head or without, as browsers read it."""
    packer = zlib.compressobj(wbits=wbits)
    sent = packer.compress(TEXT) + packer.flush()

    assert read(pieces(sent, size), coding="deflate", limit=len(TEXT), url=URL) == TEXT
    with pytest.raises(TransientFetchError, match="broke off"):
        read([sent[:-8]], coding="deflate", limit=len(TEXT), url=URL)


@pytest.mark.parametrize(
    "coding", ["", "utf-8", "none", "identity", "text/html", "gzip", "gzip, gzip", ", gzip", "zstd", "lzma"]
)
def test_what_is_not_packed_is_read_as_it_is(coding: str) -> None:
    """The bytes decide: a Content-Encoding that is no coding, or that was never applied, hides no page."""
    assert read([b"<", b"p>We will"], coding=coding, limit=100, url=URL) == b"<p>We will"


@pytest.mark.parametrize("coding", ["", "identity", "utf-8", "deflate", ", gzip", "gzip,", "x-gzip", "GZIP"])
def test_gzip_is_known_by_its_first_bytes(coding: str) -> None:
    """What nobody calls gzip, or calls so in an odd way, is unpacked; a file that is meant to be gzip is not."""
    sent = gzip.compress(b"We will")

    assert read(pieces(sent, 1), coding=coding, limit=100, url=URL) == b"We will"
    assert read([sent], coding="", limit=100, url=URL, is_gzip=True) == sent


def test_packings_on_top_of_each_other_are_undone() -> None:
    """As many as are named, and a last one of gzip that is not; not as many as somebody likes."""
    sent = gzip.compress(gzip.compress(brotli.compress(b"We will")))

    assert read([sent], coding="br, gzip, gzip", limit=100, url=URL) == b"We will"
    assert read([gzip.compress(gzip.compress(b"We will"))], coding="gzip", limit=100, url=URL) == b"We will"
    with pytest.raises(FetchError, match="compressed 6 times over"):
        read([b"x"], coding=", ".join(["gzip"] * 6), limit=100, url=URL)


def test_a_bomb_between_two_packings_is_noticed() -> None:
    """What comes out of one packing and goes into the next counts too."""
    inside = gzip.compress(b"We will") + bytes(3_000_000)

    with pytest.raises(FetchError, match="larger than 1,000 bytes"):
        read([gzip.compress(inside + gzip.compress(b"x"))], coding="gzip, gzip", limit=1_000, url=URL)


def test_row_of_zstd_frames_is_one_body() -> None:
    """Zstandard may be several frames one after the other."""
    sent = zstd.compress(b"We will recruit ") + zstd.compress(b"6,500 teachers")

    assert read(pieces(sent, 5), coding="zstd", limit=100, url=URL) == b"We will recruit 6,500 teachers"


def test_zstd_window_is_limited() -> None:
    """A window over 8 MB, which would cost that memory before the first byte, is refused (RFC 9659)."""
    options = {zstd.CompressionParameter.window_log: 26, zstd.CompressionParameter.content_size_flag: 0}
    packer = zstd.ZstdCompressor(options=options)
    sent = packer.compress(TEXT) + packer.flush()

    with pytest.raises(FetchError, match="came damaged"):
        read([sent], coding="zstd", limit=len(TEXT), url=URL)
